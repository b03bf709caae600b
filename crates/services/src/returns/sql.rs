//! Every statement of this room.

use crate::fulfilment::sql::is_immaterial;

/// How many items of a line `l` have gone back: what is paid back or on its way, and what a return that has ended took back without money,
/// because it was worth nothing or because the refund was refused. None of them is sent any more.
macro_rules! gone_back {
    () => {
        "((SELECT CAST(COALESCE(SUM(b.quantity), 0) AS BIGINT) FROM refund_line b JOIN refund r ON r.id = b.refund_id
            WHERE b.order_line_id = l.id AND r.state <> 'refused')
        + (SELECT CAST(COALESCE(SUM(c.accepted), 0) AS BIGINT) FROM return_line c JOIN returns r ON r.id = c.return_id
            LEFT JOIN refund x ON x.id = r.refund_id
            WHERE c.order_line_id = l.id AND r.state = 'closed' AND (x.id IS NULL OR x.state = 'refused')))"
    };
}
pub(crate) use gone_back;

/// How many of those had been sent before they came back by a return that has ended: they were not waiting to be sent.
macro_rules! sent_back {
    () => {
        "(SELECT CAST(COALESCE(SUM(CASE WHEN c.accepted > c.unsent THEN c.accepted - c.unsent ELSE 0 END), 0) AS BIGINT)
            FROM return_line c JOIN returns r ON r.id = c.return_id WHERE c.order_line_id = l.id AND r.state = 'closed')"
    };
}
pub(crate) use sent_back;

/// What decides about the returns of an order: `$1` order. What was handed over without a parcel has no carrier.
pub const ORDER: &str = "SELECT o.state AS state, o.placed_at AS placed_at, o.arrives_to AS arrives_to,
        CASE WHEN EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.id AND p.method = 'cash_on_delivery' AND p.state = 'pending')
            THEN 1 ELSE 0 END AS is_cash_due,
        (SELECT MAX(f.sent_at) FROM fulfilment f WHERE f.order_id = o.id AND f.carrier <> '') AS last_sent_at
    FROM orders o WHERE o.id = $1";

/// Its lines with what became of them: `$1` order.
pub const LINES: &str = concat!(
    "SELECT l.id AS id, l.title AS title, l.variant_title AS variant_title, l.quantity AS quantity, l.kind AS kind,
        CASE WHEN l.personalisation = '[]' THEN 0 ELSE 1 END AS is_made_to_order, CASE WHEN ",
    is_immaterial!(),
    " THEN 0 ELSE 1 END AS is_delivered,
        (SELECT CAST(COALESCE(SUM(f.quantity), 0) AS BIGINT) FROM fulfilment_line f WHERE f.order_line_id = l.id) AS sent,
        ",
    gone_back!(),
    " AS refunded,
        (SELECT CAST(COALESCE(SUM(c.quantity), 0) AS BIGINT) FROM return_line c JOIN returns r ON r.id = c.return_id
            WHERE c.order_line_id = l.id AND r.state IN ('requested', 'approved', 'received')) AS in_returns,
        (SELECT CAST(COALESCE(SUM(c.unsent), 0) AS BIGINT) FROM return_line c JOIN returns r ON r.id = c.return_id
            WHERE c.order_line_id = l.id AND r.state IN ('requested', 'approved', 'received')) AS in_returns_unsent,
        (SELECT CAST(COALESCE(SUM(d.used), 0) AS BIGINT) FROM download d WHERE d.order_line_id = l.id) AS fetched
    FROM order_line l WHERE l.order_id = $1 ORDER BY l.position"
);

/// How many items of which lines are in returns that are open: `$1` order.
pub const RETURNING: &str = "SELECT c.order_line_id AS line_id, CAST(SUM(c.quantity) AS BIGINT) AS quantity
    FROM return_line c JOIN returns r ON r.id = c.return_id
    WHERE r.order_id = $1 AND r.state IN ('requested', 'approved', 'received') GROUP BY c.order_line_id";

/// Whether a withdrawal from items that were not sent is open: `$1` order.
pub const HOLDS: &str = "SELECT r.id AS id FROM returns r JOIN return_line c ON c.return_id = r.id AND c.unsent > 0
    WHERE r.order_id = $1 AND r.state IN ('requested', 'approved', 'received') LIMIT 1";

/// The return that was asked for by a form: `$1` order, `$2` the form's key.
pub const BY_KEY: &str = "SELECT id FROM returns WHERE order_id = $1 AND form_key = $2";

/// A new return, the next of its order: `$1` id, `$2` order, `$3` the form's key, `$4` kind, `$5` state, `$6` words, `$7` now. The caller
/// has locked the order.
pub const INSERT: &str =
    "INSERT INTO returns (id, order_id, sequence, form_key, kind, state, words, created_at, updated_at)
    VALUES ($1, $2, (SELECT COALESCE(MAX(e.sequence), 0) + 1 FROM returns e WHERE e.order_id = $2), $3, $4, $5, $6, $7, $7)";

/// Rows of its lines.
pub const INSERT_LINES: &str = "INSERT INTO return_line (return_id, order_line_id, quantity, unsent, reason) VALUES";

/// How many files a line gave a right to: `$1` line.
pub const COUNT_FILES: &str = "SELECT COUNT(*) AS files FROM download WHERE order_line_id = $1";

/// Ends the right to fetch those that nobody has fetched, whatever time it is for whoever fetches; the row count decides: `$1` line.
pub const END_FILES: &str = "UPDATE download SET expires_at = 0 WHERE order_line_id = $1 AND used = 0";

/// The currency of the order of a return: `$1` return.
pub const CURRENCY: &str =
    "SELECT o.currency AS currency FROM returns r JOIN orders o ON o.id = r.order_id WHERE r.id = $1";

/// A return with its order: `$1` return.
pub const RETURN: &str =
    "SELECT r.id AS id, r.order_id AS order_id, r.sequence AS sequence, r.kind AS kind, r.state AS state,
        r.words AS words, r.answer AS answer, r.refund_id AS refund_id, r.created_at AS created_at, o.number AS number
    FROM returns r JOIN orders o ON o.id = r.order_id WHERE r.id = $1";

/// The returns of an order, the newest first: `$1` order.
pub const OF_ORDER: &str =
    "SELECT r.id AS id, r.order_id AS order_id, r.sequence AS sequence, r.kind AS kind, r.state AS state,
        r.words AS words, r.answer AS answer, r.refund_id AS refund_id, r.created_at AS created_at, o.number AS number
    FROM returns r JOIN orders o ON o.id = r.order_id WHERE r.order_id = $1 ORDER BY r.sequence DESC";

/// Their lines: `$1` order.
pub const LINES_OF_ORDER: &str = concat!(
    "SELECT c.return_id AS return_id, c.order_line_id AS line_id, l.title AS title, l.variant_title AS variant_title,
        c.quantity AS quantity, c.unsent AS unsent, c.reason AS reason, c.accepted AS accepted, c.condition AS condition,
        CASE WHEN ",
    is_immaterial!(),
    " THEN 0 ELSE 1 END AS is_delivered
    FROM returns r JOIN return_line c ON c.return_id = r.id JOIN order_line l ON l.id = c.order_line_id
    WHERE r.order_id = $1 ORDER BY l.position"
);

/// Moves a return that stands where it was seen: `$1` return, `$2` state that was seen, `$3` new state, `$4` answer, `$5` now.
pub const MOVE: &str = "UPDATE returns SET state = $3, answer = $4, updated_at = $5 WHERE id = $1 AND state = $2";

/// Writes down what was found: `$1` return, `$2` line, `$3` paid back, `$4` back on the shelf, `$5` condition.
pub const INSPECT_LINE: &str = "UPDATE return_line SET accepted = $3, restock = $4, condition = $5
    WHERE return_id = $1 AND order_line_id = $2";

/// What was agreed for a return: `$1` return, `$2` refund.
pub const SET_REFUND: &str = "UPDATE returns SET refund_id = $2 WHERE id = $1";

/// A refund of all that a return took back stands in the place of one that was refused; of several such returns the first has it:
/// `$1` order, `$2` refund.
pub const PAID_AGAIN: &str = "UPDATE returns SET refund_id = $2 WHERE id = (SELECT r.id FROM returns r
        JOIN refund x ON x.id = r.refund_id AND x.state = 'refused'
        WHERE r.order_id = $1 AND r.state = 'closed'
          AND EXISTS (SELECT 1 FROM return_line c WHERE c.return_id = r.id AND c.accepted > 0)
          AND NOT EXISTS (SELECT 1 FROM return_line c WHERE c.return_id = r.id AND c.accepted > (SELECT
            CAST(COALESCE(SUM(b.quantity), 0) AS BIGINT) FROM refund_line b
            WHERE b.refund_id = $2 AND b.order_line_id = c.order_line_id))
        ORDER BY r.sequence LIMIT 1)";

/// Ends the returns that are open: `$1` order, `$2` refund, `$3` now.
pub const CLOSE_OPEN: &str = "UPDATE returns SET state = 'closed', refund_id = $2, updated_at = $3
    WHERE order_id = $1 AND state IN ('requested', 'approved', 'received')";

/// The stock that items are made of which came back and were worth nothing: `$1` return.
pub const STOCK: &str = "SELECT l.variant_id AS variant_id, c.restock AS quantity
    FROM return_line c JOIN order_line l ON l.id = c.order_line_id
    WHERE c.return_id = $1 AND l.kind = 'simple' AND l.variant_id IS NOT NULL AND c.restock > 0
    UNION ALL SELECT o.variant_id, c.restock * o.quantity
    FROM return_line c JOIN order_line l ON l.id = c.order_line_id
    JOIN order_line_part o ON o.order_line_id = l.id AND o.kind = 'simple'
    WHERE c.return_id = $1 AND l.kind = 'bundle' AND c.restock > 0";

/// The columns of a row of the list; a filter, an order and a limit follow.
pub const ROWS: &str =
    "SELECT r.id AS id, r.order_id AS order_id, r.sequence AS sequence, r.kind AS kind, r.state AS state,
        r.created_at AS created_at, o.number AS number, o.full_name AS full_name,
        (SELECT CAST(COALESCE(SUM(c.quantity), 0) AS BIGINT) FROM return_line c WHERE c.return_id = r.id) AS items
    FROM returns r JOIN orders o ON o.id = r.order_id";

/// How many returns there are by state.
pub const COUNTS: &str = "SELECT state, COUNT(*) AS returns FROM returns GROUP BY state";

/// How many returns are to be decided, to be inspected, or to be paid back without anything having to come.
pub const WAITING: &str = concat!(
    "SELECT COUNT(*) AS returns FROM returns r WHERE r.state IN ('requested', 'received')
      OR (r.state = 'approved' AND NOT EXISTS (SELECT 1 FROM return_line c JOIN order_line l ON l.id = c.order_line_id
        WHERE c.return_id = r.id AND c.quantity > c.unsent AND NOT ",
    is_immaterial!(),
    "))"
);

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("returns.ORDER", ORDER),
    ("returns.LINES", LINES),
    ("returns.RETURNING", RETURNING),
    ("returns.HOLDS", HOLDS),
    ("returns.BY_KEY", BY_KEY),
    ("returns.INSERT", INSERT),
    ("returns.COUNT_FILES", COUNT_FILES),
    ("returns.END_FILES", END_FILES),
    ("returns.CURRENCY", CURRENCY),
    ("returns.RETURN", RETURN),
    ("returns.OF_ORDER", OF_ORDER),
    ("returns.LINES_OF_ORDER", LINES_OF_ORDER),
    ("returns.MOVE", MOVE),
    ("returns.INSPECT_LINE", INSPECT_LINE),
    ("returns.SET_REFUND", SET_REFUND),
    ("returns.PAID_AGAIN", PAID_AGAIN),
    ("returns.CLOSE_OPEN", CLOSE_OPEN),
    ("returns.STOCK", STOCK),
    ("returns.ROWS", ROWS),
    ("returns.COUNTS", COUNTS),
    ("returns.WAITING", WAITING),
];
