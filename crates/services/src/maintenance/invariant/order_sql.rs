//! The rules of orders and of their history.

use crate::fulfilment::sql::is_immaterial;

/// Orders whose sums disagree with their lines.
pub(super) const TOTALS: &str = "SELECT 'order ' || n.number AS subject, 'total ' || CAST(n.total AS TEXT) || ' of goods '
        || CAST(n.goods AS TEXT) || ', discount ' || CAST(n.discount AS TEXT) || ', shipping ' || CAST(n.shipping AS TEXT)
        || '; lines ' || CAST(n.lines AS TEXT) AS detail
    FROM (SELECT o.number AS number, o.total AS total, o.goods AS goods, o.discount AS discount, o.shipping AS shipping,
            o.tax AS tax, o.item_count AS item_count,
            (SELECT CAST(COALESCE(SUM(l.line_total + l.added_tax), 0) AS BIGINT) FROM order_line l WHERE l.order_id = o.id) AS lines,
            (SELECT CAST(COALESCE(SUM(l.unit_price * l.quantity + l.added_tax), 0) AS BIGINT) FROM order_line l
                WHERE l.order_id = o.id) AS prices,
            (SELECT CAST(COALESCE(SUM(l.quantity), 0) AS BIGINT) FROM order_line l WHERE l.order_id = o.id) AS items,
            (SELECT CAST(COALESCE(SUM(l.prorated_discount), 0) AS BIGINT) FROM order_line l
                WHERE l.order_id = o.id) AS prorated
        FROM orders o) n
    WHERE n.total <> n.goods + n.discount + n.shipping OR n.total < 0 OR n.tax < 0 OR n.tax > n.total
       OR n.goods <> n.lines OR n.lines <> n.prices OR n.discount <> n.prorated OR n.item_count <> n.items";

/// Answers to requests that name no order, or the order of another cart.
pub(super) const ANSWERS: &str = "SELECT i.scope AS subject, 'the answer is order ' || i.answer || ', which is not its own' AS detail
    FROM idempotency i
    LEFT JOIN orders o ON o.id = CAST(CASE WHEN i.scope LIKE 'cart %' THEN i.answer ELSE '0' END AS BIGINT)
    WHERE i.scope LIKE 'cart %' AND (o.id IS NULL OR o.cart_id IS NULL OR i.scope <> 'cart ' || CAST(o.cart_id AS TEXT))";

/// The entries of the history that move an order, as `steps`: a payment that is not as agreed moves none that is paid or promised.
macro_rules! steps {
    () => {
        "WITH marked AS (SELECT e.order_id AS order_id, e.sequence AS sequence, e.kind AS kind,
                COALESCE(MAX(CASE WHEN e.kind IN ('paid', 'promised') THEN e.sequence END)
                    OVER (PARTITION BY e.order_id ORDER BY e.sequence), 0) AS paid,
                COALESCE(MAX(CASE WHEN e.kind = 'cancelled' THEN e.sequence END)
                    OVER (PARTITION BY e.order_id ORDER BY e.sequence), 0) AS cancelled
            FROM order_event e WHERE e.kind IN ('placed', 'paid', 'promised', 'needs_review', 'sent', 'closed', 'cancelled')),
        steps AS (SELECT m.order_id AS order_id, m.sequence AS sequence, m.kind AS kind,
                COALESCE(LAG(m.kind) OVER (PARTITION BY m.order_id ORDER BY m.sequence), '') AS previous,
                LEAD(m.kind) OVER (PARTITION BY m.order_id ORDER BY m.sequence) AS following
            FROM marked m WHERE m.kind <> 'needs_review' OR m.paid <= m.cancelled) "
    };
}

/// Steps that no order may take. What was sent is called off only where it was to be paid on arrival.
pub(super) const STEPS: &str = concat!(
    steps!(),
    "SELECT 'order ' || o.number AS subject,
        s.kind || ' after ' || CASE WHEN s.previous = '' THEN 'nothing' ELSE s.previous END AS detail
    FROM steps s JOIN orders o ON o.id = s.order_id
    WHERE s.previous || '>' || s.kind NOT IN ('>placed', 'placed>paid', 'placed>promised', 'placed>needs_review',
        'placed>cancelled', 'paid>sent', 'paid>closed', 'paid>cancelled', 'promised>sent', 'promised>closed', 'promised>cancelled', 'needs_review>needs_review',
        'needs_review>cancelled', 'cancelled>needs_review')
      AND NOT (s.previous = 'sent' AND s.kind = 'cancelled' AND EXISTS (SELECT 1 FROM payment p
        WHERE p.order_id = s.order_id AND p.method = 'cash_on_delivery'))"
);

/// Orders that stand elsewhere than their history leads, and histories with a gap.
pub(super) const REPLAY: &str = concat!(
    steps!(),
    "SELECT 'order ' || o.number AS subject, 'it is ' || o.state || ', and was last ' || s.kind AS detail
    FROM steps s JOIN orders o ON o.id = s.order_id
    WHERE s.following IS NULL AND NOT (s.kind = 'placed' AND o.state = 'pending_payment' OR s.kind IN ('paid', 'promised') AND o.state = 'confirmed'
        OR s.kind = 'needs_review' AND o.state = 'needs_review' OR s.kind = 'cancelled' AND o.state = 'cancelled'
        OR s.kind IN ('sent', 'closed') AND o.state = 'completed' OR s.kind = 'paid' AND o.state = 'completed'
            AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND NOT ",
    is_immaterial!(),
    "))
    UNION ALL SELECT 'order ' || o.number, 'its history has ' || CAST(h.entries AS TEXT) || ' entries, the last is number '
        || CAST(h.highest AS TEXT)
    FROM (SELECT e.order_id AS order_id, COUNT(*) AS entries, MAX(e.sequence) AS highest FROM order_event e
        GROUP BY e.order_id) h JOIN orders o ON o.id = h.order_id WHERE h.entries <> h.highest"
);

/// Orders without a part that every order has, and rows beside the reach of foreign keys that point at nothing.
pub(super) const WHOLE: &str = "SELECT 'order ' || o.number AS subject, 'it has no lines' AS detail FROM orders o
    WHERE NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id)
    UNION ALL SELECT 'order ' || o.number, 'it has no payment' FROM orders o
    WHERE NOT EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.id)
    UNION ALL SELECT 'order ' || o.number, 'it has no history' FROM orders o
    WHERE NOT EXISTS (SELECT 1 FROM order_event e WHERE e.order_id = o.id)
    UNION ALL SELECT 'order ' || o.number, 'its payment was never tried' FROM payment p JOIN orders o ON o.id = p.order_id
    WHERE p.method IN ('test', 'stripe') AND o.cart_id IS NOT NULL
      AND p.amount > 0 AND NOT EXISTS (SELECT 1 FROM payment_attempt a WHERE a.payment_id = p.id)
    UNION ALL SELECT 'movement ' || CAST(m.id AS TEXT), 'its order is not there' FROM stock_move m
    WHERE m.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = m.order_id)
    UNION ALL SELECT 'fulfilment ' || CAST(f.id AS TEXT), 'it is empty' FROM fulfilment f
    WHERE NOT EXISTS (SELECT 1 FROM fulfilment_line l WHERE l.fulfilment_id = f.id)";

/// What SQLite finds that points at nothing.
pub(super) const POINTS_AT_NOTHING: &str = "SELECT \"table\" || ' ' || CAST(COALESCE(rowid, 0) AS TEXT) AS subject,
        'its ' || parent || ' is not there' AS detail
    FROM pragma_foreign_key_check";

/// Lines of which more is in returns and refunds than was bought, or more is to come back than was sent; returns that are open although
/// their order was called off; and those that are closed, took something back of which money is left, and have no refund of their order.
pub(super) const RETURNS: &str = "SELECT 'order ' || n.number AS subject, CAST(n.quantity AS TEXT) || ' of ' || n.sku
        || ' bought, ' || CAST(n.sent AS TEXT) || ' sent; ' || CAST(n.in_returns AS TEXT) || ' are in returns, '
        || CAST(n.unsent AS TEXT) || ' of them unsent, and ' || CAST(n.refunded AS TEXT) || ' are paid back' AS detail
    FROM (SELECT o.number AS number, l.sku AS sku, l.quantity AS quantity,
            (SELECT CAST(COALESCE(SUM(f.quantity), 0) AS BIGINT) FROM fulfilment_line f
                WHERE f.order_line_id = l.id) AS sent,
            (SELECT CAST(COALESCE(SUM(c.quantity), 0) AS BIGINT) FROM return_line c JOIN returns r ON r.id = c.return_id
                WHERE c.order_line_id = l.id AND r.state IN ('requested', 'approved', 'received')) AS in_returns,
            (SELECT CAST(COALESCE(SUM(c.unsent), 0) AS BIGINT) FROM return_line c JOIN returns r ON r.id = c.return_id
                WHERE c.order_line_id = l.id AND r.state IN ('requested', 'approved', 'received')) AS unsent,
            (SELECT CAST(COALESCE(SUM(b.quantity), 0) AS BIGINT) FROM refund_line b JOIN refund r ON r.id = b.refund_id
                WHERE b.order_line_id = l.id AND r.state <> 'refused') AS refunded
        FROM order_line l JOIN orders o ON o.id = l.order_id
        WHERE EXISTS (SELECT 1 FROM return_line c WHERE c.order_line_id = l.id)) n
    WHERE n.in_returns + n.refunded > n.quantity OR n.in_returns - n.unsent > n.sent
    UNION ALL SELECT 'order ' || o.number, 'it was cancelled, and a return of it is ' || r.state
    FROM returns r JOIN orders o ON o.id = r.order_id
    WHERE o.state = 'cancelled' AND r.state IN ('requested', 'approved', 'received')
    UNION ALL SELECT 'order ' || o.number, 'its return ' || CAST(r.sequence AS TEXT) || ' took something back, and nothing was paid back'
    FROM returns r JOIN orders o ON o.id = r.order_id AND o.state IN ('confirmed', 'completed')
    WHERE r.state = 'closed' AND NOT EXISTS (SELECT 1 FROM refund b WHERE b.id = r.refund_id AND b.order_id = r.order_id)
      AND EXISTS (SELECT 1 FROM return_line c JOIN order_line l ON l.id = c.order_line_id
        WHERE c.return_id = r.id AND c.accepted > 0 AND l.line_total + l.added_tax + l.prorated_discount > (SELECT
            CAST(COALESCE(SUM(b.amount), 0) AS BIGINT) FROM refund_line b JOIN refund x ON x.id = b.refund_id
            WHERE b.order_line_id = l.id AND x.state <> 'refused'))";

/// Drafts that are ordered and are no order or several, and drafts that are not ordered and are one.
pub(super) const DRAFTS: &str =
    "SELECT 'draft ' || n.number AS subject, CASE WHEN n.is_ordered = 1 THEN 'it is ordered, and ' ELSE
        'it is not ordered, and ' END || CAST(n.orders AS TEXT) || ' orders are of it' AS detail
    FROM (SELECT d.number AS number, CASE WHEN c.ordered_at IS NULL THEN 0 ELSE 1 END AS is_ordered,
            (SELECT COUNT(*) FROM orders o WHERE o.cart_id = d.cart_id) AS orders
        FROM draft d JOIN cart c ON c.id = d.cart_id) n
    WHERE n.orders <> n.is_ordered";
