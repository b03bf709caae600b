//! What must hold in the books: statements that return no row.

/// Every transaction adds up to nothing and has at least two sides.
pub const I07: &str = "SELECT t.id FROM ledger_transaction t
    LEFT JOIN ledger_entry e ON e.transaction_id = t.id
    GROUP BY t.id HAVING COALESCE(SUM(e.amount), 0) <> 0 OR COUNT(e.position) < 2";

/// What went back, and what is on its way, is what the refunds say, and never more than was taken.
pub const I13: &str = "SELECT p.id FROM payment p WHERE p.refunded + p.refund_pending > p.captured
    OR p.refunded <> (SELECT COALESCE(SUM(r.amount), 0) FROM refund r WHERE r.payment_id = p.id AND r.state = 'done')
    OR p.refund_pending <> (SELECT COALESCE(SUM(r.amount), 0) FROM refund r
        WHERE r.payment_id = p.id AND r.state IN ('pending', 'unknown'))";

/// Of a line, nothing more goes back than was bought and paid.
pub const I13_LINE: &str = "SELECT l.id FROM order_line l JOIN refund_line f ON f.order_line_id = l.id
    JOIN refund r ON r.id = f.refund_id AND r.state <> 'refused'
    GROUP BY l.id, l.quantity, l.line_total, l.prorated_discount
    HAVING SUM(f.quantity) > l.quantity OR SUM(f.amount) > l.line_total + l.prorated_discount";

/// Every refund that is done is in the books.
pub const REFUNDS_POSTED: &str = "SELECT r.id FROM refund r WHERE r.state = 'done'
    AND NOT EXISTS (SELECT 1 FROM ledger_transaction t WHERE t.event = 'refund:' || CAST(r.id AS TEXT))";
