//! Every statement about payouts.

/// Whether a payout was taken: `$1` provider, `$2` its name for it.
pub const KNOWN: &str = "SELECT id FROM payout WHERE provider = $1 AND reference = $2";

/// A payout: `$1` id, `$2` provider, `$3` its name for it, `$4` currency, `$5` what the bank got, `$6` on which day, `$7` who brought it,
/// `$8` now.
pub const INSERT: &str = "INSERT INTO payout (id, provider, reference, currency, amount, paid_day, actor, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (provider, reference) DO NOTHING";

/// Rows of lines.
pub const INSERT_LINES: &str = "INSERT INTO payout_line
    (payout_id, position, reference, kind, source, words, gross, fee, net, payment_id, refund_id) VALUES";

/// The payment that a try was for: `$1` our key of the try, `$2` the way of payment.
pub const BY_ATTEMPT: &str = "SELECT p.id AS id FROM payment_attempt a JOIN payment p ON p.id = a.payment_id
    WHERE a.id = $1 AND p.method = $2 AND p.captured > 0";

/// The payment that a provider knows under a name: `$1` the name, `$2` the way of payment.
pub const BY_NAME: &str = "SELECT p.id AS id FROM payment_attempt a JOIN payment p ON p.id = a.payment_id
    WHERE a.provider_reference = $1 AND p.method = $2 AND p.captured > 0";

/// The payments of an order: `$1` its number, `$2` the way of payment.
pub const BY_ORDER: &str = "SELECT p.id AS id FROM payment p JOIN orders o ON o.id = p.order_id
    WHERE o.number = $1 AND p.method = $2 AND p.captured > 0 ORDER BY p.id LIMIT 2";

/// The refund that a provider knows under a name: `$1` the name, `$2` the way of payment.
pub const REFUND: &str = "SELECT r.id AS id FROM refund r JOIN payment p ON p.id = r.payment_id
    WHERE r.provider_reference = $1 AND p.method = $2 AND r.state = 'done'";

/// Whether a payment belongs to a line already: `$1` payment.
pub const IS_PAID_OUT: &str = "SELECT payout_id FROM payout_line WHERE payment_id = $1 LIMIT 1";

/// Whether a refund does: `$1` refund.
pub const IS_TAKEN_OFF: &str = "SELECT payout_id FROM payout_line WHERE refund_id = $1 LIMIT 1";

/// What of a line somebody should look at.
macro_rules! open_line {
    () => {
        "((l.kind IN ('charge', 'refund', 'other') AND l.payment_id IS NULL AND l.refund_id IS NULL)
            OR (l.payment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment p
                WHERE p.id = l.payment_id AND p.captured = l.gross AND p.currency = t.currency))
            OR (l.refund_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM refund r
                WHERE r.id = l.refund_id AND r.amount - r.on_cards = 0 - l.gross AND r.currency = t.currency)))"
    };
}

/// Payouts; a filter, an order and a limit follow.
pub const ROWS: &str = concat!(
    "SELECT t.id AS id, t.reference AS reference, t.currency AS currency, t.amount AS amount, t.paid_day AS paid_day,
        t.actor AS actor, t.created_at AS created_at,
        (SELECT COUNT(*) FROM payout_line l WHERE l.payout_id = t.id) AS lines,
        (SELECT COUNT(*) FROM payout_line l WHERE l.payout_id = t.id AND ",
    open_line!(),
    ") AS open_lines,
        (SELECT CAST(COALESCE(SUM(CASE WHEN l.kind = 'fee' THEN 0 ELSE l.gross END), 0) AS BIGINT)
            FROM payout_line l WHERE l.payout_id = t.id) AS gross
    FROM payout t"
);

/// The lines of a payout with what the shop knows of each: `$1` payout.
pub const LINES: &str =
    "SELECT l.reference AS reference, l.kind AS kind, l.source AS source, l.words AS words, l.gross AS gross,
        l.fee AS fee, l.net AS net, p.captured AS captured, p.currency AS payment_currency, r.amount - r.on_cards AS refunded,
        r.currency AS refund_currency, o.id AS order_id, o.number AS number
    FROM payout_line l LEFT JOIN payment p ON p.id = l.payment_id LEFT JOIN refund r ON r.id = l.refund_id
    LEFT JOIN orders o ON o.id = COALESCE(p.order_id, r.order_id)
    WHERE l.payout_id = $1 ORDER BY l.position";

/// The statements by name.
pub const ALL: &[(&str, &str)] = &[
    ("payout.KNOWN", KNOWN),
    ("payout.INSERT", INSERT),
    ("payout.BY_ATTEMPT", BY_ATTEMPT),
    ("payout.BY_NAME", BY_NAME),
    ("payout.BY_ORDER", BY_ORDER),
    ("payout.REFUND", REFUND),
    ("payout.IS_PAID_OUT", IS_PAID_OUT),
    ("payout.IS_TAKEN_OFF", IS_TAKEN_OFF),
    ("payout.ROWS", ROWS),
    ("payout.LINES", LINES),
];
