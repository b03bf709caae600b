//! The rules of what is bought and counted, and of what providers pay out.

/// Lines of purchase orders that received otherwise than their receipts say, or although nobody has ordered; receipts whose goods are not
/// in the stock; and averages that are not those of their variants.
pub(super) const PURCHASES: &str = "SELECT 'purchase order ' || n.number AS subject, CAST(n.received AS TEXT)
        || ' received of a line, ' || CAST(n.came AS TEXT) || ' by its receipts' AS detail
    FROM (SELECT o.number AS number, o.state AS state, l.received AS received,
            (SELECT CAST(COALESCE(SUM(c.quantity), 0) AS BIGINT) FROM purchase_receipt_line c
                WHERE c.purchase_line_id = l.id) AS came
        FROM purchase_line l JOIN purchase_order o ON o.id = l.purchase_order_id) n
    WHERE n.received <> n.came OR (n.received > 0 AND n.state IN ('draft', 'ordered', 'cancelled'))
    UNION ALL SELECT 'purchase order ' || o.number, CAST(c.quantity AS TEXT) || ' of ' || v.sku || ' came and are not in the stock'
    FROM purchase_receipt_line c JOIN purchase_line l ON l.id = c.purchase_line_id JOIN variant v ON v.id = l.variant_id
    JOIN purchase_order o ON o.id = l.purchase_order_id
    WHERE c.quantity <> (SELECT COALESCE(SUM(m.delta_on_hand), 0) FROM stock_move m
        WHERE m.subject_id = c.receipt_id AND m.variant_id = l.variant_id AND m.reason = 'purchase')
    UNION ALL SELECT 'purchase order ' || o.number, 'freight of ' || CAST(r.freight AS TEXT) || ' is not spread over its lines'
    FROM purchase_receipt r JOIN purchase_order o ON o.id = r.purchase_order_id
    WHERE r.freight <> (SELECT COALESCE(SUM(c.landed), 0) FROM purchase_receipt_line c WHERE c.receipt_id = r.id)
    UNION ALL SELECT 'movement ' || CAST(m.id AS TEXT), 'its receipt is not there' FROM stock_move m
    WHERE m.reason = 'purchase' AND NOT EXISTS (SELECT 1 FROM purchase_receipt r WHERE r.id = m.subject_id)";

/// Counts that moved the stock otherwise than by what they found, or without having been finished.
pub(super) const COUNTS: &str = "SELECT 'count ' || c.label AS subject, CAST(n.moved AS TEXT) || ' moved of ' || v.sku
        || ', and ' || CAST(n.found AS TEXT) || ' was found' AS detail
    FROM (SELECT l.count_id AS count_id, l.variant_id AS variant_id, l.counted - l.seen AS found,
            (SELECT CAST(COALESCE(SUM(m.delta_on_hand), 0) AS BIGINT) FROM stock_move m
                WHERE m.subject_id = l.count_id AND m.variant_id = l.variant_id AND m.reason = 'count') AS moved
        FROM stock_count_line l) n
    JOIN stock_count c ON c.id = n.count_id JOIN variant v ON v.id = n.variant_id
    WHERE (c.state = 'finished' AND n.moved <> n.found) OR (c.state <> 'finished' AND n.moved <> 0)
    UNION ALL SELECT 'movement ' || CAST(m.id AS TEXT), 'no line of its count is there' FROM stock_move m
    WHERE m.reason = 'count' AND NOT EXISTS (SELECT 1 FROM stock_count_line l
        WHERE l.count_id = m.subject_id AND l.variant_id = m.variant_id)";

/// Payouts that are not the sum of their lines, or not in the books.
pub(super) const PAYOUTS: &str = "SELECT 'payout ' || n.reference AS subject, CAST(n.amount AS TEXT) || ' paid out, '
        || CAST(n.net AS TEXT) || ' by its lines, ' || CAST(n.posted AS TEXT) || ' in the books' AS detail
    FROM (SELECT t.reference AS reference, t.amount AS amount,
            (SELECT CAST(COALESCE(SUM(l.net), 0) AS BIGINT) FROM payout_line l WHERE l.payout_id = t.id) AS net,
            (SELECT CAST(COALESCE(SUM(e.amount), 0) AS BIGINT) FROM ledger_transaction b
                JOIN ledger_entry e ON e.transaction_id = b.id AND e.account = 'bank'
                WHERE b.event = 'payout:' || t.provider || ':' || t.reference) AS posted
        FROM payout t) n
    WHERE n.amount <> n.net OR n.amount <> n.posted";
