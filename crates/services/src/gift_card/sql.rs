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

/// Store credit: `$1` id, `$2` digest of its code, `$3` its end, `$4` currency, `$5` balance, `$6` order, `$7` address, `$8` when it
/// ends, `$9` now.
pub const ISSUE_CREDIT: &str = "INSERT INTO gift_card (id, kind, code_hash, last_four, currency, balance, order_id,
        recipient_email, expires_at, created_at)
    VALUES ($1, 'credit', $2, $3, $4, $5, $6, $7, $8, $9)";

/// An entry: `$1` id, `$2` card, `$3` amount, `$4` reason, `$5` order, `$6` actor, `$7` now, `$8` what a person wrote to it.
pub const ADD_ENTRY: &str =
    "INSERT INTO gift_card_entry (id, gift_card_id, amount, reason, order_id, actor, created_at, note)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// The columns of a card that pays.
macro_rules! paying {
    () => {
        "SELECT id, kind, last_four, balance, currency, active, expires_at, recipient_email FROM gift_card"
    };
}

/// A card that is to pay: `$1` card.
pub const PAYING: &str = concat!(paying!(), " WHERE id = $1");

/// The card with a code: `$1` digest of the code.
pub const PAYING_BY_CODE: &str = concat!(paying!(), " WHERE code_hash = $1");

/// The cards of a cart that nobody has ordered, locked: `$1` token digest, `$2` now.
pub const LOCK_CART: &str = "UPDATE cart SET updated_at = $2 WHERE token_hash = $1 AND ordered_at IS NULL
    RETURNING gift_cards, checkout_form";

/// Notes which cards are to pay, and why the last code was not taken: `$1` token digest, `$2` cards, `$3` refusal, `$4` now.
pub const SET_CART: &str = "UPDATE cart SET gift_cards = $2, card_refusal = $3, version = version + 1, updated_at = $4
    WHERE token_hash = $1 AND ordered_at IS NULL";

/// Takes off a card what it pays of an order; the row count decides, never a `SELECT` before it: `$1` card, `$2` amount, `$3` currency,
/// `$4` now.
pub const CLAIM: &str = "UPDATE gift_card SET balance = balance - $2
    WHERE id = $1 AND active = 1 AND currency = $3 AND balance >= $2 AND (expires_at IS NULL OR expires_at > $4)";

/// What a card pays of an order: `$1` id, `$2` order, `$3` card, `$4` place, `$5` amount, `$6` now.
pub const INSERT_PART: &str =
    "INSERT INTO payment_part (id, order_id, gift_card_id, position, amount, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6)";

/// The order is paid: `$1` order, `$2` now.
pub const SPEND_PARTS: &str = "UPDATE payment_part SET state = 'spent', updated_at = $2
    WHERE order_id = $1 AND state = 'claimed'";

/// The order is called off before it was paid; whoever gets a row puts its money back: `$1` order, `$2` now.
pub const RELEASE_PARTS: &str = "UPDATE payment_part SET state = 'released', updated_at = $2
    WHERE order_id = $1 AND state = 'claimed' RETURNING id, gift_card_id, amount";

/// The parts of an order that stand, with their cards, in the order in which they pay, and what changes of the order gave back of each:
/// `$1` order.
pub const PARTS: &str =
    "SELECT p.id AS id, p.amount AS amount, p.refunded AS refunded, p.refund_pending AS refund_pending,
        p.state AS state, g.kind AS kind, g.last_four AS last_four, g.active AS active, g.expires_at AS expires_at,
        (SELECT CAST(COALESCE(SUM(b.amount), 0) AS BIGINT) FROM refund_part b JOIN refund r ON r.id = b.refund_id
            WHERE b.part_id = p.id AND r.edit_id IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM refund l WHERE l.edit_id = r.edit_id AND l.id > r.id)) AS edited
    FROM payment_part p JOIN gift_card g ON g.id = p.gift_card_id
    WHERE p.order_id = $1 AND p.state <> 'released' ORDER BY p.position";

/// Takes what is to go back off what is left of a part; the row count decides: `$1` part, `$2` amount, `$3` now.
pub const HOLD_PART: &str = "UPDATE payment_part SET refund_pending = refund_pending + $2, updated_at = $3
    WHERE id = $1 AND state = 'spent' AND amount - refunded - refund_pending >= $2";

/// Notes what of a refund goes back onto which card: `$1` refund, `$2` part, `$3` amount.
pub const INSERT_REFUND_PART: &str = "INSERT INTO refund_part (refund_id, part_id, amount) VALUES ($1, $2, $3)";

/// What of a refund goes back onto cards: `$1` refund.
pub const REFUND_PARTS: &str = "SELECT r.part_id AS part_id, r.amount AS amount, p.gift_card_id AS gift_card_id,
        g.last_four AS last_four, g.active AS active, o.email AS email
    FROM refund_part r JOIN payment_part p ON p.id = r.part_id JOIN gift_card g ON g.id = p.gift_card_id
    JOIN orders o ON o.id = p.order_id WHERE r.refund_id = $1 ORDER BY p.gift_card_id";

/// What was on its way is back: `$1` part, `$2` amount, `$3` now.
pub const PART_GONE_BACK: &str =
    "UPDATE payment_part SET refunded = refunded + $2, refund_pending = refund_pending - $2,
        updated_at = $3 WHERE id = $1 AND refund_pending >= $2";

/// What was on its way stays: `$1` part, `$2` amount, `$3` now.
pub const PART_STAYS: &str = "UPDATE payment_part SET refund_pending = refund_pending - $2, updated_at = $3
    WHERE id = $1 AND refund_pending >= $2";

/// Puts money back onto a card that can still be spent: `$1` card, `$2` amount, `$3` now.
pub const RETURN: &str = "UPDATE gift_card SET balance = balance + $2
    WHERE id = $1 AND active = 1 AND (expires_at IS NULL OR expires_at > $3)";

/// Adds to a card or takes off it, in use or not, within its bounds: `$1` card, `$2` amount, `$3` currency, `$4` the most that it may
/// hold.
pub const ADJUST: &str = "UPDATE gift_card SET balance = balance + $2
    WHERE id = $1 AND currency = $3 AND balance + $2 >= 0 AND balance + $2 <= $4 RETURNING id";

/// The number of an order, if there is one: `$1` order.
pub const ORDER_NUMBER: &str = "SELECT number FROM orders WHERE id = $1";

/// The movements of a card, newest first: `$1` card, `$2` how many.
pub const MOVEMENTS: &str = "SELECT e.amount AS amount, e.reason AS reason, e.note AS note, e.order_id AS order_id,
        o.number AS number, e.actor AS actor, e.created_at AS created_at, g.currency AS currency
    FROM gift_card_entry e JOIN gift_card g ON g.id = e.gift_card_id LEFT JOIN orders o ON o.id = e.order_id
    WHERE e.gift_card_id = $1 ORDER BY e.id DESC LIMIT $2";

/// Takes money from a card that holds it; the row count decides, never a `SELECT` before it: `$1` digest of the code, `$2` amount,
/// `$3` currency, `$4` now.
pub const SPEND: &str = "UPDATE gift_card SET balance = balance - $2
    WHERE code_hash = $1 AND active = 1 AND currency = $3 AND balance >= $2
      AND (expires_at IS NULL OR expires_at > $4) RETURNING id";

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
pub const MAIL: &str = "SELECT g.kind AS kind, g.expires_at AS expires_at, g.balance AS balance, g.currency AS currency, g.recipient_name AS recipient_name,
        g.recipient_email AS recipient_email, g.message AS message, g.active AS active,
        COALESCE(o.full_name, '') AS buyer_name, COALESCE(o.email, '') AS buyer_email
    FROM gift_card g LEFT JOIN orders o ON o.id = g.order_id WHERE g.id = $1";

/// The cards of an order: `$1` order.
pub const OF_ORDER: &str =
    "SELECT g.last_four AS last_four, g.currency AS currency, g.recipient_email AS recipient_email,
        l.unit_price AS amount
    FROM gift_card g JOIN order_line l ON l.id = g.order_line_id WHERE g.order_id = $1 ORDER BY g.id";

/// The columns of a card in the list.
macro_rules! row {
    () => {
        "SELECT g.id AS id, g.kind AS kind, g.last_four AS last_four, g.balance AS balance, g.currency AS currency,
        g.active AS active, g.recipient_email AS recipient_email, g.created_at AS created_at, g.order_id AS order_id,
        g.expires_at AS expires_at, o.number AS number,
        (SELECT CAST(COALESCE(SUM(e.amount), 0) AS BIGINT) FROM gift_card_entry e
          WHERE e.gift_card_id = g.id AND e.reason = 'issued') AS issued
    FROM gift_card g LEFT JOIN orders o ON o.id = g.order_id WHERE "
    };
}

/// A page of cards, newest first: `$1` before which card, `$2` how many.
pub const ROWS: &str = concat!(row!(), "g.id < $1 ORDER BY g.id DESC LIMIT $2");

/// One card: `$1` card.
pub const ROW: &str = concat!(row!(), "g.id = $1");

/// What all cards that can be spent hold, by currency.
pub const OWED: &str = "SELECT currency, CAST(SUM(balance) AS BIGINT) AS owed FROM gift_card
    WHERE active = 1 GROUP BY currency ORDER BY currency";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("gift_card.BOUGHT", BOUGHT),
    ("gift_card.ISSUE", ISSUE),
    ("gift_card.ISSUE_CREDIT", ISSUE_CREDIT),
    ("gift_card.ADD_ENTRY", ADD_ENTRY),
    ("gift_card.PAYING", PAYING),
    ("gift_card.PAYING_BY_CODE", PAYING_BY_CODE),
    ("gift_card.LOCK_CART", LOCK_CART),
    ("gift_card.SET_CART", SET_CART),
    ("gift_card.CLAIM", CLAIM),
    ("gift_card.INSERT_PART", INSERT_PART),
    ("gift_card.SPEND_PARTS", SPEND_PARTS),
    ("gift_card.RELEASE_PARTS", RELEASE_PARTS),
    ("gift_card.PARTS", PARTS),
    ("gift_card.HOLD_PART", HOLD_PART),
    ("gift_card.INSERT_REFUND_PART", INSERT_REFUND_PART),
    ("gift_card.REFUND_PARTS", REFUND_PARTS),
    ("gift_card.PART_GONE_BACK", PART_GONE_BACK),
    ("gift_card.PART_STAYS", PART_STAYS),
    ("gift_card.RETURN", RETURN),
    ("gift_card.ADJUST", ADJUST),
    ("gift_card.ORDER_NUMBER", ORDER_NUMBER),
    ("gift_card.MOVEMENTS", MOVEMENTS),
    ("gift_card.SPEND", SPEND),
    ("gift_card.SPEND_CARD", SPEND_CARD),
    ("gift_card.PUT_BACK", PUT_BACK),
    ("gift_card.RESTORE", RESTORE),
    ("gift_card.BY_CODE", BY_CODE),
    ("gift_card.SET_ACTIVE", SET_ACTIVE),
    ("gift_card.MAIL", MAIL),
    ("gift_card.OF_ORDER", OF_ORDER),
    ("gift_card.ROWS", ROWS),
    ("gift_card.ROW", ROW),
    ("gift_card.OWED", OWED),
];
