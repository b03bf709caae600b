//! Every statement of this room.

/// A movement; one that was posted before changes nothing: `$1` id, `$2` event, `$3` currency, `$4` order, `$5` now.
pub const INSERT_TRANSACTION: &str = "INSERT INTO ledger_transaction (id, event, currency, order_id, created_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (event) DO NOTHING";

/// Rows of entries.
pub const INSERT_ENTRIES: &str = "INSERT INTO ledger_entry (transaction_id, position, account, amount) VALUES";

/// What the books need to know of an order: `$1` order.
pub const ORDER: &str = "SELECT country, currency, taxes, state, on_cards FROM orders WHERE id = $1";

/// Its lines: `$1` order.
pub const LINES: &str = "SELECT tax_rate, kind, line_total + added_tax + prorated_discount AS gross FROM order_line
    WHERE order_id = $1";

/// What the accounts hold by reason of an order: `$1` order.
pub const BALANCES: &str = "SELECT e.account AS account, CAST(SUM(e.amount) AS BIGINT) AS amount
    FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
    WHERE t.order_id = $1 GROUP BY e.account ORDER BY e.account";

/// Payments that brought money, after `$1`, at most `$2`, and whether the books know each.
pub const PAYMENTS_AFTER: &str = "SELECT p.id AS id, p.order_id AS order_id, p.method AS method, p.state AS state,
        p.captured AS captured, p.currency AS currency, p.updated_at AS updated_at,
        o.state AS order_state, CASE WHEN EXISTS (SELECT 1 FROM ledger_transaction t WHERE t.event = 'payment:' || CAST(p.id AS TEXT))
            THEN 1 ELSE 0 END AS is_posted
    FROM payment p JOIN orders o ON o.id = p.order_id WHERE p.id > $1 AND p.captured > 0 ORDER BY p.id LIMIT $2";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("ledger.INSERT_TRANSACTION", INSERT_TRANSACTION),
    ("ledger.ORDER", ORDER),
    ("ledger.LINES", LINES),
    ("ledger.BALANCES", BALANCES),
    ("ledger.PAYMENTS_AFTER", PAYMENTS_AFTER),
];
