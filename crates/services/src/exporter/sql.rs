//! Every statement of exports.

use crate::{fulfilment::sql::is_immaterial, returns::sql::gone_back};

/// Products by their ids, which follow.
pub const PRODUCTS_BY_ID: &str =
    "SELECT p.id, p.slug, p.title, p.fact, p.description_html, p.brand, p.tags, p.published,
        p.options, p.kind, p.type_id, p.publish_at, p.length_mm, p.width_mm, p.height_mm, p.customs_code, p.origin_country,
        p.bundle_discount
   FROM product p WHERE p.id IN";
/// Their variants; the products' ids follow.
pub const VARIANTS: &str =
    "SELECT v.product_id, v.position, v.id, v.sku, v.choice, v.price, v.compare_at, v.cost, v.currency,
        v.tax_class, v.barcode, v.weight_grams, v.track_stock, v.image_position,
        CAST(COALESCE((SELECT SUM(s.on_hand) FROM stock s WHERE s.variant_id = v.id), 0) AS BIGINT),
        v.content_amount, v.content_unit
   FROM variant v WHERE v.active = 1 AND v.product_id IN";
/// Their categories; the products' ids follow.
pub const CATEGORIES: &str = "SELECT product_id, position, category_id FROM product_category WHERE product_id IN";
/// The values of their attributes; the products' ids follow.
pub const ATTRIBUTES: &str = "SELECT v.product_id, v.position, v.attribute_key, v.label, v.value, v.colour, v.html
   FROM product_attribute v WHERE v.product_id IN";
/// The parts of the bundles among them; the products' ids follow.
pub const PARTS: &str = "SELECT b.product_id, b.position, v.sku, b.quantity
   FROM bundle_part b JOIN variant v ON v.id = b.variant_id WHERE b.product_id IN";
/// What goes with them; the products' ids follow.
pub const RELATED: &str = "SELECT r.product_id, r.position, o.slug
   FROM product_related r JOIN product o ON o.id = r.related_id WHERE r.product_id IN";
/// The collections by hand that they are in; the products' ids follow.
pub const COLLECTIONS: &str = "SELECT p.product_id, c.id, c.slug
   FROM collection_product p JOIN collection c ON c.id = p.collection_id WHERE c.by_rule = 0 AND p.product_id IN";
/// Their texts in further languages; the products' ids follow.
pub const TEXTS: &str =
    "SELECT t.product_id, t.updated_at, t.language, t.field, t.text FROM product_text t WHERE t.product_id IN";
/// Which texts there are.
pub const TEXT_FIELDS: &str = "SELECT DISTINCT language, field FROM product_text ORDER BY language, field";
/// Their pictures; the products' ids follow.
pub const PICTURES: &str = "SELECT t.product_id, t.position, i.hash, i.widths, t.alternative_text
   FROM product_image t JOIN image i ON i.id = t.image_id WHERE t.product_id IN";
/// How many options a product has at most.
pub const MOST_OPTIONS: &str =
    "SELECT CAST(COALESCE(MAX(LENGTH(options) - LENGTH(REPLACE(options, '\"name\":', ''))), 0) AS BIGINT) FROM product";
/// All attributes in the order in which they are shown.
pub const ATTRIBUTE_NAMES: &str =
    "SELECT key, label, kind, unit, decimals, facet FROM attribute ORDER BY position, key";
/// All categories.
pub const CATEGORY_TREE: &str = "SELECT id, COALESCE(parent_id, 0), name FROM category";

/// A part of all customers, by id, with what they ordered.
pub const CUSTOMERS: &str = "SELECT c.id, c.email, c.full_name, c.created_at,
        (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id AND o.state <> 'cancelled')
   FROM customer c WHERE c.id < $1 ORDER BY c.id DESC LIMIT $2";
/// A part of all orders, newest first.
pub const ORDERS: &str =
    "SELECT id, number, placed_at, state, email, full_name, street, extra, postcode, town, country,
        vat_number, shipping_name, currency, goods, discount, shipping, tax, total, on_cards
   FROM orders WHERE id < $1 ORDER BY id DESC LIMIT $2";
/// The lines of orders; the orders' ids follow.
pub const ORDER_LINES: &str =
    "SELECT order_id, position, sku, title, variant_title, quantity, unit_price FROM order_line WHERE order_id IN";

/// A part of the orders that are to be sent, the first one first: `$1` after which id, `$2` how many.
pub const LABELS: &str =
    "SELECT o.id, o.number, o.shipping_name, o.full_name, o.extra, o.street, o.postcode, o.town, o.country,
        o.email, o.currency,
        CAST(COALESCE((SELECT SUM(p.amount) FROM payment p WHERE p.order_id = o.id AND p.method = 'cash_on_delivery'
            AND p.state = 'pending'), 0) AS BIGINT)
   FROM orders o WHERE o.state = 'confirmed' AND o.awaited = 0 AND o.id > $1
     AND NOT EXISTS (SELECT 1 FROM returns r JOIN return_line c ON c.return_id = r.id AND c.unsent > 0
        WHERE r.order_id = o.id AND r.state IN ('requested', 'approved', 'received'))
   ORDER BY o.id LIMIT $2";

/// What of them no parcel has brought yet: `$1` after which order, `$2` until which one.
pub const LABEL_LINES: &str = concat!(
    "SELECT n.order_id, n.title, n.sku, n.grams, n.open, n.unit_price
    FROM (SELECT l.order_id AS order_id, l.position AS position, l.title AS title, l.sku AS sku, l.unit_price AS unit_price,
            COALESCE(v.weight_grams, 0) AS grams, l.quantity
            - COALESCE((SELECT CAST(SUM(f.quantity) AS BIGINT) FROM fulfilment_line f WHERE f.order_line_id = l.id), 0)
            - ",
    gone_back!(),
    " AS open
        FROM orders o JOIN order_line l ON l.order_id = o.id JOIN variant v ON v.id = l.variant_id
        WHERE o.state = 'confirmed' AND o.awaited = 0 AND o.id > $1 AND o.id <= $2 AND NOT ",
    is_immaterial!(),
    ") n WHERE n.open > 0 ORDER BY n.order_id, n.position"
);

/// Every statement that can be prepared.
pub const ALL: &[(&str, &str)] = &[
    ("exporter.MOST_OPTIONS", MOST_OPTIONS),
    ("exporter.TEXT_FIELDS", TEXT_FIELDS),
    ("exporter.ATTRIBUTE_NAMES", ATTRIBUTE_NAMES),
    ("exporter.CATEGORY_TREE", CATEGORY_TREE),
    ("exporter.CUSTOMERS", CUSTOMERS),
    ("exporter.ORDERS", ORDERS),
    ("exporter.LABELS", LABELS),
    ("exporter.LABEL_LINES", LABEL_LINES),
];
