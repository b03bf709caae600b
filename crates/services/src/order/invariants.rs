//! What must hold after any crash: statements that return no row. Tests run them, and so does the doctor.

use crate::{document::sql as documents, ledger::invariants as books};

/// Stock counters within their bounds.
pub const I01: &str = "SELECT variant_id FROM stock WHERE on_hand < 0 OR reserved < 0 OR reserved > on_hand";

/// What is reserved is what the held reservations say.
pub const I02: &str = "SELECT s.variant_id FROM stock s WHERE s.reserved <> (SELECT COALESCE(SUM(r.quantity), 0)
    FROM reservation r WHERE r.variant_id = s.variant_id AND r.location_id = s.location_id AND r.state = 'held')";

/// What is on hand is the sum of all movements.
pub const I03: &str = "SELECT s.variant_id FROM stock s WHERE s.on_hand <> (SELECT COALESCE(SUM(m.delta_on_hand), 0)
    FROM stock_move m WHERE m.variant_id = s.variant_id AND m.location_id = s.location_id)";

/// What was sold and what is on hand is what was ever received.
pub const I04: &str = "SELECT s.variant_id FROM stock s WHERE s.on_hand
    + (SELECT COALESCE(SUM(r.quantity), 0) FROM reservation r
        WHERE r.variant_id = s.variant_id AND r.location_id = s.location_id AND r.state = 'committed')
    <> (SELECT COALESCE(SUM(m.delta_on_hand), 0) FROM stock_move m
        WHERE m.variant_id = s.variant_id AND m.location_id = s.location_id AND m.order_id IS NULL)";

/// No order without a payment.
pub const I05: &str = "SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.id)";

/// What a gift card holds is the sum of its entries.
pub const I06: &str = "SELECT g.id FROM gift_card g WHERE g.balance < 0
    OR g.balance <> (SELECT COALESCE(SUM(e.amount), 0) FROM gift_card_entry e WHERE e.gift_card_id = g.id)";

/// A total is the sum of its parts.
pub const I08: &str = "SELECT o.id FROM orders o WHERE o.total <> o.goods + o.discount + o.shipping
    OR o.goods <> (SELECT COALESCE(SUM(l.line_total), 0) FROM order_line l WHERE l.order_id = o.id)
    OR o.discount <> (SELECT COALESCE(SUM(l.prorated_discount), 0) FROM order_line l WHERE l.order_id = o.id)";

/// A paid order has exactly its total.
pub const I09: &str = "SELECT o.id FROM orders o WHERE o.state IN ('confirmed', 'completed')
    AND o.total <> (SELECT COALESCE(SUM(p.captured), 0) FROM payment p WHERE p.order_id = o.id AND p.state = 'captured')";

/// One living order for a cart, one capture for an order.
pub const I12: &str = "SELECT o.cart_id FROM orders o WHERE o.cart_id IS NOT NULL AND o.state <> 'cancelled'
    GROUP BY o.cart_id HAVING COUNT(*) > 1
    UNION ALL SELECT p.order_id FROM payment p WHERE p.state = 'captured' GROUP BY p.order_id HAVING COUNT(*) > 1";

/// Name and statement of each rule.
pub const ALL: &[(&str, &str)] = &[
    ("I-01 stock counters are within their bounds", I01),
    ("I-02 what is reserved is what the held reservations say", I02),
    ("I-03 what is on hand is the sum of all movements", I03),
    ("I-04 what was sold and what is on hand is what was received", I04),
    ("I-05 no order is without a payment", I05),
    ("I-06 a gift card holds the sum of its entries", I06),
    ("I-08 a total is the sum of its parts", I08),
    ("I-09 a paid order has exactly its total", I09),
    ("I-07 every movement of money adds up to nothing", books::I07),
    ("I-12 one order for a cart, one capture for an order", I12),
    ("I-13 what goes back is what the refunds say, and never more than was taken", books::I13),
    ("I-13 of no line goes back more than was bought", books::I13_LINE),
    ("every refund that is done is in the books", books::REFUNDS_POSTED),
    ("I-17 documents are numbered without a gap", documents::I17_GAPS),
    ("I-17 credit notes are for no more than their invoice", documents::I17_CREDITS),
];
