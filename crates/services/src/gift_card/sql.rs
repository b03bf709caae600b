//! Every statement of this room.

/// The lines of an order that buy gift cards: `$1` order.
pub const BOUGHT: &str = "SELECT l.id AS id, l.quantity AS quantity, l.unit_price AS unit_price,
        l.personalisation AS personalisation, o.currency AS currency, o.email AS email
    FROM order_line l JOIN orders o ON o.id = l.order_id WHERE l.order_id = $1 AND l.kind = 'gift_card' ORDER BY l.position";

/// A new card: `$1` id, `$2` digest of its code, `$3` its end, `$4` currency, `$5` balance, `$6` order, `$7` line, `$8` recipient's
/// name, `$9` address, `$10` message, `$11` now.
pub const ISSUE: &str = "INSERT INTO gift_card (id, code_hash, last_four, currency, balance, order_id, order_line_id,
        recipient_name, recipient_email, message, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// An entry: `$1` id, `$2` card, `$3` amount, `$4` reason, `$5` order, `$6` actor, `$7` now.
pub const ADD_ENTRY: &str =
    "INSERT INTO gift_card_entry (id, gift_card_id, amount, reason, order_id, actor, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Takes money from a card that holds it; the row count decides, never a `SELECT` before it: `$1` digest of the code, `$2` amount,
/// `$3` currency.
pub const SPEND: &str = "UPDATE gift_card SET balance = balance - $2
    WHERE code_hash = $1 AND active = 1 AND currency = $3 AND balance >= $2 RETURNING id";

/// As [`SPEND`], for a card that the people of the shop have before them: `$1` card, `$2` amount, `$3` currency.
pub const SPEND_CARD: &str = "UPDATE gift_card SET balance = balance - $2
    WHERE id = $1 AND active = 1 AND currency = $3 AND balance >= $2 RETURNING id";

/// Puts money back onto a card, up to what it was issued with: `$1` card, `$2` amount, `$3` currency.
pub const PUT_BACK: &str = "UPDATE gift_card SET balance = balance + $2
    WHERE id = $1 AND active = 1 AND currency = $3 AND balance + $2 <= (SELECT CAST(COALESCE(SUM(e.amount), 0) AS BIGINT)
        FROM gift_card_entry e WHERE e.gift_card_id = $1 AND e.reason = 'issued') RETURNING id";

/// Puts back what a refund had taken off: `$1` card, `$2` amount.
pub const RESTORE: &str = "UPDATE gift_card SET balance = balance + $2 WHERE id = $1";

/// Whether a card can be spent at all: `$1` digest of the code.
pub const BY_CODE: &str = "SELECT id FROM gift_card WHERE code_hash = $1 AND active = 1";

/// Puts a card out of use, or into use again: `$1` card, `$2` 0 or 1.
pub const SET_ACTIVE: &str = "UPDATE gift_card SET active = $2 WHERE id = $1 AND active <> $2";

/// What the mail of a card tells: `$1` card.
pub const MAIL: &str = "SELECT g.balance AS balance, g.currency AS currency, g.recipient_name AS recipient_name,
        g.recipient_email AS recipient_email, g.message AS message, g.active AS active,
        COALESCE(o.full_name, '') AS buyer_name, COALESCE(o.email, '') AS buyer_email
    FROM gift_card g LEFT JOIN orders o ON o.id = g.order_id WHERE g.id = $1";

/// The cards of an order: `$1` order.
pub const OF_ORDER: &str =
    "SELECT g.last_four AS last_four, g.currency AS currency, g.recipient_email AS recipient_email,
        l.unit_price AS amount
    FROM gift_card g JOIN order_line l ON l.id = g.order_line_id WHERE g.order_id = $1 ORDER BY g.id";

/// A page of cards, newest first: `$1` before which card, `$2` how many.
pub const ROWS: &str = "SELECT g.id AS id, g.last_four AS last_four, g.balance AS balance, g.currency AS currency,
        g.active AS active, g.recipient_email AS recipient_email, g.created_at AS created_at, g.order_id AS order_id,
        o.number AS number,
        (SELECT CAST(COALESCE(SUM(e.amount), 0) AS BIGINT) FROM gift_card_entry e
          WHERE e.gift_card_id = g.id AND e.reason = 'issued') AS issued
    FROM gift_card g LEFT JOIN orders o ON o.id = g.order_id WHERE g.id < $1 ORDER BY g.id DESC LIMIT $2";

/// What all cards that can be spent hold: `$1` currency.
pub const OWED: &str = "SELECT CAST(COALESCE(SUM(balance), 0) AS BIGINT) AS owed FROM gift_card
    WHERE active = 1 AND currency = $1";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("gift_card.BOUGHT", BOUGHT),
    ("gift_card.ISSUE", ISSUE),
    ("gift_card.ADD_ENTRY", ADD_ENTRY),
    ("gift_card.SPEND", SPEND),
    ("gift_card.SPEND_CARD", SPEND_CARD),
    ("gift_card.PUT_BACK", PUT_BACK),
    ("gift_card.RESTORE", RESTORE),
    ("gift_card.BY_CODE", BY_CODE),
    ("gift_card.SET_ACTIVE", SET_ACTIVE),
    ("gift_card.MAIL", MAIL),
    ("gift_card.OF_ORDER", OF_ORDER),
    ("gift_card.ROWS", ROWS),
    ("gift_card.OWED", OWED),
];
