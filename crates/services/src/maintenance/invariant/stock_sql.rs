//! The rules of stock.

/// Counters out of their bounds.
pub(super) const BOUNDS: &str = "SELECT 'variant ' || v.sku AS subject,
        CAST(s.on_hand AS TEXT) || ' on hand, ' || CAST(s.reserved AS TEXT) || ' reserved' AS detail
    FROM stock s JOIN variant v ON v.id = s.variant_id
    WHERE s.on_hand < 0 OR s.reserved < 0 OR s.reserved > s.on_hand";

/// Counters that disagree with the held reservations, or with the ledger of movements.
pub(super) const RESERVED: &str = "SELECT 'variant ' || v.sku AS subject,
        CAST(n.reserved AS TEXT) || ' reserved, ' || CAST(n.held AS TEXT) || ' held, '
            || CAST(n.moved AS TEXT) || ' by the movements' AS detail
    FROM (SELECT s.variant_id AS variant_id, s.reserved AS reserved,
            (SELECT CAST(COALESCE(SUM(r.quantity), 0) AS BIGINT) FROM reservation r
                WHERE r.variant_id = s.variant_id AND r.location_id = s.location_id AND r.state = 'held') AS held,
            (SELECT CAST(COALESCE(SUM(m.delta_reserved), 0) AS BIGINT) FROM stock_move m
                WHERE m.variant_id = s.variant_id AND m.location_id = s.location_id) AS moved
        FROM stock s) n JOIN variant v ON v.id = n.variant_id
    WHERE n.reserved <> n.held OR n.reserved <> n.moved";

/// Counters that disagree with the ledger of movements.
pub(super) const ON_HAND: &str = "SELECT 'variant ' || v.sku AS subject,
        CAST(n.on_hand AS TEXT) || ' on hand, ' || CAST(n.moved AS TEXT) || ' by the movements' AS detail
    FROM (SELECT s.variant_id AS variant_id, s.on_hand AS on_hand,
            (SELECT CAST(COALESCE(SUM(m.delta_on_hand), 0) AS BIGINT) FROM stock_move m
                WHERE m.variant_id = s.variant_id AND m.location_id = s.location_id) AS moved
        FROM stock s) n JOIN variant v ON v.id = n.variant_id
    WHERE n.on_hand <> n.moved";

/// Where what was sold and what is there is not what ever came without an order.
pub(super) const RECEIVED: &str = "SELECT 'variant ' || v.sku AS subject,
        CAST(n.on_hand AS TEXT) || ' on hand and ' || CAST(n.sold AS TEXT) || ' sold of ' || CAST(n.received AS TEXT)
            || ' received' AS detail
    FROM (SELECT s.variant_id AS variant_id, s.on_hand AS on_hand,
            (SELECT CAST(COALESCE(SUM(r.quantity), 0) AS BIGINT) FROM reservation r
                WHERE r.variant_id = s.variant_id AND r.location_id = s.location_id AND r.state = 'committed') AS sold,
            (SELECT CAST(COALESCE(SUM(m.delta_on_hand), 0) AS BIGINT) FROM stock_move m
                WHERE m.variant_id = s.variant_id AND m.location_id = s.location_id AND m.order_id IS NULL) AS received
        FROM stock s) n JOIN variant v ON v.id = n.variant_id
    WHERE n.on_hand + n.sold <> n.received";

/// Reservations that are held beyond their time while nobody looks at the payment, or for an order that waits for none: `$1` until. What
/// ends in this moment waits for whoever looks next: it is overdue ten seconds later.
pub(super) const OVERDUE: &str = "SELECT 'order ' || o.number AS subject,
        CAST(r.quantity AS TEXT) || ' held for an order that is ' || o.state AS detail
    FROM reservation r JOIN orders o ON o.id = r.order_id
    WHERE r.state = 'held' AND (o.state NOT IN ('pending_payment', 'needs_review') OR (o.state = 'pending_payment'
        AND r.expires_at < CAST($1 AS BIGINT) - 10000 AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.id AND p.state = 'unknown')))";

/// What is owed of a variant and is not what its orders miss.
pub(super) const OWED: &str = "SELECT 'variant ' || v.sku AS subject,
        CAST(n.owed AS TEXT) || ' owed, ' || CAST(n.missing AS TEXT) || ' missing in orders' AS detail
    FROM (SELECT b.variant_id AS variant_id, b.owed AS owed,
            (SELECT CAST(COALESCE(SUM(i.missing), 0) AS BIGINT) FROM owed_item i WHERE i.variant_id = b.variant_id) AS missing
        FROM backorder b) n JOIN variant v ON v.id = n.variant_id
    WHERE n.owed <> n.missing";

/// Orders that miss something though they stand where nothing can be missing, or whose payment is not known of.
pub(super) const MISSING: &str = "SELECT 'order ' || o.number AS subject,
        CAST(i.missing AS TEXT) || ' ' || i.state || ' for an order that is ' || o.state AS detail
    FROM owed_item i JOIN orders o ON o.id = i.order_id
    WHERE i.missing > 0 AND NOT ((i.state = 'held' AND o.state IN ('pending_payment', 'needs_review'))
        OR (i.state = 'due' AND o.state IN ('confirmed', 'needs_review')))";

/// Goods that are free though somebody waits for them.
pub(super) const WAITING: &str = "SELECT 'variant ' || v.sku AS subject,
        CAST(b.owed AS TEXT) || ' owed, and ' || CAST(n.free AS TEXT) || ' free' AS detail
    FROM backorder b JOIN variant v ON v.id = b.variant_id
    JOIN (SELECT s.variant_id AS variant_id, CAST(SUM(s.on_hand - s.reserved) AS BIGINT) AS free
        FROM stock s JOIN location w ON w.id = s.location_id AND w.sells_online = 1 GROUP BY s.variant_id) n
        ON n.variant_id = b.variant_id
    WHERE b.owed > 0 AND n.free > 0";

/// Transfers that did not move the stock of both locations by what they say, and movements of none.
pub(super) const TRANSFERS: &str = "SELECT 'transfer ' || CAST(t.id AS TEXT) AS subject,
        CAST(t.quantity AS TEXT) || ' went, and the movements say otherwise' AS detail
    FROM stock_transfer t
    WHERE t.quantity <> (SELECT COALESCE(0 - SUM(m.delta_on_hand), 0) FROM stock_move m WHERE m.reason = 'transfer'
            AND m.subject_id = t.id AND m.variant_id = t.variant_id AND m.location_id = t.from_location_id)
        OR t.quantity <> (SELECT COALESCE(SUM(m.delta_on_hand), 0) FROM stock_move m WHERE m.reason = 'transfer'
            AND m.subject_id = t.id AND m.variant_id = t.variant_id AND m.location_id = t.to_location_id)
    UNION ALL SELECT 'movement ' || CAST(m.id AS TEXT), 'its transfer is not there' FROM stock_move m
    WHERE m.reason = 'transfer' AND NOT EXISTS (SELECT 1 FROM stock_transfer t WHERE t.id = m.subject_id)";
