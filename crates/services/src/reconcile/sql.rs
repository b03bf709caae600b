//! Every statement of this room.

use crate::maintenance::invariant::given_back;

/// What does not agree, but refunds and effects: `$1` payments that were begun before this moment should have had their answer, `$2` the
/// most rows, `$3` for parcels that left before this moment the cash should have come. Until then, what is paid on arrival agrees.
pub const PAYMENTS: &str = concat!(
    "SELECT 'not_paid' AS kind, n.id AS subject, n.id AS order_id, n.number AS number,
        n.total AS agreed, n.captured AS moved, n.currency AS currency, '' AS method, n.placed_at AS since
    FROM (SELECT o.id AS id, o.number AS number, o.total AS total, o.currency AS currency, o.placed_at AS placed_at,
            (SELECT CAST(COALESCE(SUM(p.captured), 0) AS BIGINT) FROM payment p
                WHERE p.order_id = o.id AND p.state IN ('captured', 'refunded'))
            + (SELECT CAST(COALESCE(SUM(c.amount), 0) AS BIGINT) FROM payment_part c
                WHERE c.order_id = o.id AND c.state = 'spent')
            - ",
    given_back!(),
    " + o.awaited AS captured
        FROM orders o WHERE o.state IN ('confirmed', 'completed') AND NOT EXISTS (SELECT 1 FROM payment c
            WHERE c.order_id = o.id AND c.method = 'cash_on_delivery' AND c.state = 'pending')) n
    WHERE n.total <> n.captured
    UNION ALL SELECT 'not_agreed', p.id, o.id, o.number, p.amount, p.captured - p.refunded - p.refund_pending, p.currency,
        p.method, p.updated_at
    FROM payment p JOIN orders o ON o.id = p.order_id
    WHERE p.state = 'mismatched' AND p.captured > p.refunded + p.refund_pending
    UNION ALL SELECT 'unanswered', p.id, o.id, o.number, p.amount, NULL, p.currency, p.method, p.created_at
    FROM payment p JOIN orders o ON o.id = p.order_id WHERE p.state = 'unknown' AND p.created_at <= $1
    UNION ALL SELECT 'cash_missing', p.id, o.id, o.number, p.amount, NULL, p.currency, p.method, n.sent_at
    FROM payment p JOIN orders o ON o.id = p.order_id AND o.state = 'completed'
    JOIN (SELECT f.order_id AS order_id, MAX(f.sent_at) AS sent_at FROM fulfilment f GROUP BY f.order_id) n ON n.order_id = o.id
    WHERE p.method = 'cash_on_delivery' AND p.state = 'pending' AND n.sent_at <= $3
    ORDER BY 9 LIMIT $2"
);

/// Refunds that are not done: `$1` those that were asked for before this moment should have had their answer, `$2` refused ones are
/// shown from this moment on, `$3` the most rows.
pub const REFUNDS: &str =
    "SELECT r.state AS state, r.id AS subject, o.id AS order_id, o.number AS number, r.amount - r.on_cards - r.elsewhere AS agreed,
        r.currency AS currency, p.method AS method, r.created_at AS since
    FROM refund r JOIN payment p ON p.id = r.payment_id JOIN orders o ON o.id = r.order_id
    WHERE r.state = 'pending' OR (r.state = 'unknown' AND r.created_at <= $1)
      OR (r.state = 'refused' AND r.created_at >= $2
        AND NOT EXISTS (SELECT 1 FROM refund l WHERE l.payment_id = r.payment_id AND l.id > r.id))
    ORDER BY r.created_at LIMIT $3";

/// Effects that were given up: `$1` the most rows.
pub const GIVEN_UP: &str = "SELECT id, kind, payload, last_error, created_at FROM outbox WHERE state = 'dead'
    ORDER BY id LIMIT $1";

/// The number of an order: `$1` order.
pub const NUMBER: &str = "SELECT number FROM orders WHERE id = $1";

/// What moved: `$1` since when.
pub const MOVED: &str = "SELECT currency, COUNT(*) AS payments, CAST(SUM(captured) AS BIGINT) AS came,
        CAST(SUM(refunded) AS BIGINT) AS went_back
    FROM payment WHERE captured > 0 AND updated_at >= $1 GROUP BY currency ORDER BY currency";

/// A payment that waits for its answer, with its open attempt: `$1` payment.
pub const UNANSWERED: &str = "SELECT p.order_id AS order_id, p.method AS method,
        COALESCE(a.provider_reference, '') AS provider_reference
    FROM payment p LEFT JOIN payment_attempt a ON a.payment_id = p.id AND a.state <> 'ended'
    WHERE p.id = $1 AND p.state = 'unknown'";

/// Tries an effect again that was given up: `$1` effect.
pub const TRY_AGAIN: &str = "UPDATE outbox SET state = 'waiting', attempts = 0, lease_until = 0, last_error = '' WHERE id = $1 AND state = 'dead'";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("reconcile.PAYMENTS", PAYMENTS),
    ("reconcile.REFUNDS", REFUNDS),
    ("reconcile.GIVEN_UP", GIVEN_UP),
    ("reconcile.NUMBER", NUMBER),
    ("reconcile.MOVED", MOVED),
    ("reconcile.UNANSWERED", UNANSWERED),
    ("reconcile.TRY_AGAIN", TRY_AGAIN),
];
