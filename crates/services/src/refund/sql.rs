//! Every statement of this room.

/// The payments of an order that brought the agreed sum, those of what a change made it cost more last: `$1` order.
pub const PAID: &str = "SELECT id, method, currency, captured - refunded - refund_pending AS amount_left
    FROM payment WHERE order_id = $1 AND state = 'captured' ORDER BY is_difference, id";

/// The payments of an order that brought money which was not agreed, where any is left: `$1` order.
pub const WRONG: &str = "SELECT id, method, currency, captured - refunded - refund_pending AS amount_left
    FROM payment WHERE order_id = $1 AND state = 'mismatched' AND captured > refunded + refund_pending ORDER BY id";

/// What was paid for an order: `$1` order.
pub const ORDER: &str = "SELECT currency, shipping, taxes, on_cards FROM orders WHERE id = $1";

/// Its lines with what went back of them, or is on its way: `$1` order.
pub const LINES: &str = "SELECT l.id AS id, l.kind AS kind, l.quantity AS quantity, l.tax_rate AS tax_rate,
        l.line_total + l.added_tax + l.prorated_discount AS gross, l.line_total + l.added_tax AS whole,
        CASE WHEN l.prorated_discount = 0 THEN NULL ELSE l.reduced_quantity END AS reduced_quantity,
        l.reduced_amount AS reduced_amount,
        (SELECT CAST(COALESCE(SUM(f.quantity), 0) AS BIGINT) FROM refund_line f JOIN refund r ON r.id = f.refund_id
            WHERE f.order_line_id = l.id AND r.state <> 'refused') AS quantity_refunded,
        (SELECT CAST(COALESCE(SUM(f.amount), 0) AS BIGINT) FROM refund_line f JOIN refund r ON r.id = f.refund_id
            WHERE f.order_line_id = l.id AND r.state <> 'refused') AS refunded
    FROM order_line l WHERE l.order_id = $1 ORDER BY l.position";

/// What went back of an order's agreed payment, or is on its way: `$1` order.
pub const EARLIER: &str = "SELECT r.shipping AS shipping, r.rates AS rates FROM refund r
    JOIN payment p ON p.id = r.payment_id AND p.state = 'captured'
    WHERE r.order_id = $1 AND r.state <> 'refused' ORDER BY r.id";

/// Takes what is to go back off what is left of a payment; the row count decides: `$1` payment, `$2` amount, `$3` now.
pub const HOLD: &str = "UPDATE payment SET refund_pending = refund_pending + $2, updated_at = $3
    WHERE id = $1 AND captured - refunded - refund_pending >= $2";

/// A new refund: `$1` id, `$2` order, `$3` payment, `$4` amount, `$5` currency, `$6` delivery, `$7` rates, `$8` whether the items
/// return to stock, `$9` reason, `$10` actor, `$11` now, `$12` what of it goes back onto gift cards, `$13` what of it its parts give back,
/// `$14` the change that it gives the difference of, `$15` the refund that it is a part of.
pub const INSERT: &str =
    "INSERT INTO refund (id, order_id, payment_id, state, amount, currency, shipping, rates, restock,
        reason, actor, created_at, updated_at, on_cards, elsewhere, edit_id, main_id)
    VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15)";

/// Rows of its lines.
pub const INSERT_LINES: &str = "INSERT INTO refund_line (refund_id, order_line_id, quantity, amount, restock) VALUES";

/// A refund with its payment: `$1` refund.
pub const REFUND: &str = "SELECT r.id AS id, r.order_id AS order_id, r.payment_id AS payment_id, r.state AS state,
        r.amount AS amount, r.on_cards AS on_cards, r.elsewhere AS elsewhere, r.currency AS currency, r.rates AS rates, r.restock AS restock,
        p.method AS method,
        COALESCE((SELECT a.provider_reference FROM payment_attempt a
            WHERE a.payment_id = p.id AND a.provider_reference <> '' ORDER BY a.id DESC LIMIT 1), '') AS reference
    FROM refund r JOIN payment p ON p.id = r.payment_id WHERE r.id = $1";

/// Ends a refund that is open; whoever gets the row has done it: `$1` refund, `$2` new state, `$3` the provider's name for it, `$4` now.
pub const END: &str = "UPDATE refund SET state = $2, provider_reference = $3, updated_at = $4
    WHERE id = $1 AND state IN ('pending', 'unknown')";

/// The provider has not answered: `$1` refund, `$2` now.
pub const UNKNOWN: &str = "UPDATE refund SET state = 'unknown', updated_at = $2 WHERE id = $1 AND state = 'pending'";

/// What was on its way is back: `$1` payment, `$2` amount, `$3` now.
pub const GONE_BACK: &str = "UPDATE payment SET refunded = refunded + $2, refund_pending = refund_pending - $2,
        updated_at = $3 WHERE id = $1 AND refund_pending >= $2";

/// What was on its way stays: `$1` payment, `$2` amount, `$3` now.
pub const STAYS: &str = "UPDATE payment SET refund_pending = refund_pending - $2, updated_at = $3
    WHERE id = $1 AND refund_pending >= $2";

/// The parts of a refund that are open: `$1` refund.
pub const OPEN_PARTS: &str = "SELECT r.id AS id, p.method AS method FROM refund r JOIN payment p ON p.id = r.payment_id
    WHERE r.main_id = $1 AND r.state = 'pending' ORDER BY r.id";

/// Ends the parts of a refund that was refused: `$1` refund, `$2` now. Who gets the rows lets their money go.
pub const END_PARTS: &str =
    "UPDATE refund SET state = 'refused', updated_at = $2 WHERE main_id = $1 AND state = 'pending'
    RETURNING payment_id, amount";

/// The change whose difference a refund that was refused gives back, and how much, where no later one does: `$1` refund.
pub const REFUSED_DIFFERENCE: &str =
    "SELECT r.order_id AS order_id, r.edit_id AS edit_id, r.amount AS amount, r.currency AS currency,
        r.reason AS reason
    FROM refund r WHERE r.id = $1 AND r.state = 'refused' AND r.edit_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM refund l WHERE l.edit_id = r.edit_id AND l.id > r.id)";

/// The refunds of an order, the newest first: `$1` order.
pub const OF_ORDER: &str =
    "SELECT r.id AS id, r.state AS state, r.amount - r.elsewhere AS amount, r.on_cards AS on_cards, r.currency AS currency,
        r.shipping AS shipping, r.reason AS reason, r.created_at AS created_at, p.method AS method,
        CASE WHEN r.edit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM refund l WHERE l.edit_id = r.edit_id AND l.id > r.id)
            THEN 1 ELSE 0 END AS is_difference
    FROM refund r JOIN payment p ON p.id = r.payment_id WHERE r.order_id = $1 ORDER BY r.id DESC";

/// What they were for: `$1` order.
pub const LINES_OF_ORDER: &str = "SELECT f.refund_id AS refund_id, f.quantity AS quantity, l.title AS title
    FROM refund r JOIN refund_line f ON f.refund_id = r.id JOIN order_line l ON l.id = f.order_line_id
    WHERE r.order_id = $1 ORDER BY l.position";

/// The stock that those items of a refund are made of that return to the shelf: `$1` refund.
pub const STOCK: &str = "SELECT l.variant_id AS variant_id, f.restock AS quantity
    FROM refund_line f JOIN order_line l ON l.id = f.order_line_id
    WHERE f.refund_id = $1 AND l.kind = 'simple' AND l.variant_id IS NOT NULL AND f.restock > 0
    UNION ALL SELECT o.variant_id, f.restock * o.quantity
    FROM refund_line f JOIN order_line l ON l.id = f.order_line_id
    JOIN order_line_part o ON o.order_line_id = l.id AND o.kind = 'simple'
    WHERE f.refund_id = $1 AND l.kind = 'bundle' AND f.restock > 0";

/// The gift cards of a line that nobody spent from: `$1` line, `$2` how many at most.
pub const UNSPENT_CARDS: &str = "SELECT g.id AS id, g.balance AS balance FROM gift_card g
    WHERE g.order_line_id = $1 AND g.active = 1 AND g.balance > 0 AND g.balance = (SELECT COALESCE(SUM(e.amount), 0)
        FROM gift_card_entry e WHERE e.gift_card_id = g.id AND e.reason = 'issued')
    ORDER BY g.id LIMIT $2";

/// How many of them there are: `$1` line.
pub const COUNT_UNSPENT_CARDS: &str = "SELECT COUNT(*) AS cards FROM gift_card g
    WHERE g.order_line_id = $1 AND g.active = 1 AND g.balance > 0 AND g.balance = (SELECT COALESCE(SUM(e.amount), 0)
        FROM gift_card_entry e WHERE e.gift_card_id = g.id AND e.reason = 'issued')";

/// Remembers whose money was taken back: `$1` refund, `$2` card, `$3` amount.
pub const INSERT_CARD: &str = "INSERT INTO refund_gift_card (refund_id, gift_card_id, amount) VALUES ($1, $2, $3)";

/// The cards whose money a refund took: `$1` refund.
pub const CARDS: &str = "SELECT gift_card_id, amount FROM refund_gift_card WHERE refund_id = $1 ORDER BY gift_card_id";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("refund.PAID", PAID),
    ("refund.WRONG", WRONG),
    ("refund.ORDER", ORDER),
    ("refund.LINES", LINES),
    ("refund.EARLIER", EARLIER),
    ("refund.HOLD", HOLD),
    ("refund.INSERT", INSERT),
    ("refund.REFUND", REFUND),
    ("refund.END", END),
    ("refund.UNKNOWN", UNKNOWN),
    ("refund.GONE_BACK", GONE_BACK),
    ("refund.STAYS", STAYS),
    ("refund.OPEN_PARTS", OPEN_PARTS),
    ("refund.END_PARTS", END_PARTS),
    ("refund.REFUSED_DIFFERENCE", REFUSED_DIFFERENCE),
    ("refund.OF_ORDER", OF_ORDER),
    ("refund.LINES_OF_ORDER", LINES_OF_ORDER),
    ("refund.STOCK", STOCK),
    ("refund.UNSPENT_CARDS", UNSPENT_CARDS),
    ("refund.COUNT_UNSPENT_CARDS", COUNT_UNSPENT_CARDS),
    ("refund.INSERT_CARD", INSERT_CARD),
    ("refund.CARDS", CARDS),
];
