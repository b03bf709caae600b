//! Every statement of this room.

use crate::fulfilment::sql::is_immaterial;

/// A document: `$1` id, `$2` kind, `$3` sequence, `$4` number, `$5` order, `$6` refund,
/// `$7` total, `$8` currency, `$9` content, `$10` now, `$11` revision of the order, `$12` the invoice that it cancels.
pub const INSERT: &str =
    "INSERT INTO document (id, kind, sequence, number, order_id, refund_id, total, currency, content, issued_at, revision,
        cancels_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// The invoice of an order as it is now: `$1` order.
pub const INVOICE: &str = "SELECT d.id AS id, d.number AS number, d.issued_at AS issued_at FROM document d
    JOIN orders o ON o.id = d.order_id AND o.revision = d.revision WHERE d.order_id = $1 AND d.kind = 'invoice'";

/// The invoices of an order from before its last change that nothing has cancelled: `$1` order.
pub const OUTDATED: &str = "SELECT d.id AS id, d.content AS content, d.issued_at AS issued_at FROM document d
    JOIN orders o ON o.id = d.order_id AND o.revision > d.revision
    WHERE d.order_id = $1 AND d.kind = 'invoice' AND NOT EXISTS (SELECT 1 FROM document c WHERE c.cancels_id = d.id)
    ORDER BY d.id";

/// Whether an invoice was cancelled: `$1` invoice.
pub const CANCELLATION: &str = "SELECT id FROM document WHERE cancels_id = $1";

/// How often an order was changed, and its row kept as it is until the end of the transaction: `$1` order.
pub const REVISION: &str = "UPDATE orders SET version = version WHERE id = $1 RETURNING revision";

/// The credit note of a refund: `$1` refund.
pub const CREDIT_NOTE: &str = "SELECT id FROM document WHERE refund_id = $1 AND kind = 'credit_note'";

/// What is billed: `$1` order.
pub const ORDER: &str = "SELECT o.number AS number, o.state AS state, o.email AS email, o.full_name AS full_name, o.street AS street,
        o.extra AS extra, o.postcode AS postcode, o.town AS town, o.country AS country, o.shipping_code AS shipping_code,
        o.shipping_name AS shipping_name, o.arrives_from AS arrives_from, o.arrives_to AS arrives_to, o.currency AS currency,
        o.taxes AS taxes, o.coupon_code AS coupon_code, o.language AS language, o.placed_at AS placed_at, o.on_cards AS on_cards,
        o.vat_number AS vat_number, o.net_totals AS net_totals, o.vat_checked_at AS vat_checked_at, p.method AS method,
        o.revision AS revision
    FROM orders o JOIN payment p ON p.order_id = o.id AND p.state = 'captured' AND p.is_difference = 0
    WHERE o.id = $1 AND o.awaited = 0";

/// Its lines: `$1` order.
pub const LINES: &str = concat!(
    "SELECT l.id AS id, l.title AS title, l.variant_title AS variant_title, l.sku AS sku, l.kind AS kind,
        l.personalisation AS personalisation, l.quantity AS quantity, l.tax_rate AS tax_rate,
        l.line_total + l.added_tax + l.prorated_discount AS gross, 0 - l.prorated_discount AS reduction,
        l.line_total AS price, CASE WHEN ",
    is_immaterial!(),
    " THEN 0 ELSE 1 END AS is_delivered FROM order_line l WHERE l.order_id = $1 ORDER BY l.position"
);

/// A refund that is done: `$1` refund.
pub const REFUND: &str = "SELECT order_id, rates, reason, on_cards FROM refund WHERE id = $1 AND state = 'done'";

/// Refunds of an order that are done and lack their credit note, the first one first: `$1` order.
pub const UNCREDITED: &str =
    "SELECT r.id AS id FROM refund r WHERE r.order_id = $1 AND r.state = 'done' AND r.rates <> '[]'
    AND NOT EXISTS (SELECT 1 FROM document d WHERE d.refund_id = r.id) ORDER BY r.id";

/// What of which line went back: `$1` refund.
pub const REFUND_LINES: &str = "SELECT order_line_id, quantity, amount FROM refund_line WHERE refund_id = $1";

/// The documents of an order, in the order in which they were issued: `$1` order.
pub const OF_ORDER: &str =
    "SELECT id, kind, number, total, currency, issued_at FROM document WHERE order_id = $1 ORDER BY id";

/// A document of an order, by its number: `$1` order, `$2` number.
pub const BY_NUMBER: &str = "SELECT content FROM document WHERE order_id = $1 AND number = $2";

/// A document: `$1` id.
pub const BY_ID: &str = "SELECT content FROM document WHERE id = $1";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("document.INSERT", INSERT),
    ("document.INVOICE", INVOICE),
    ("document.OUTDATED", OUTDATED),
    ("document.CANCELLATION", CANCELLATION),
    ("document.REVISION", REVISION),
    ("document.CREDIT_NOTE", CREDIT_NOTE),
    ("document.ORDER", ORDER),
    ("document.LINES", LINES),
    ("document.REFUND", REFUND),
    ("document.UNCREDITED", UNCREDITED),
    ("document.REFUND_LINES", REFUND_LINES),
    ("document.OF_ORDER", OF_ORDER),
    ("document.BY_NUMBER", BY_NUMBER),
    ("document.BY_ID", BY_ID),
];
