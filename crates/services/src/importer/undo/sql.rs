//! Every statement of undoing an import.

/// Remembers how things were; their rows follow, and then [`RECORD_AGAIN`].
pub const RECORD: &str = "INSERT INTO import_change (run_id, kind, own_id, name, before, after) VALUES";
/// Of two changes of one import the first counts for before, the last for after.
pub const RECORD_AGAIN: &str = " ON CONFLICT (run_id, kind, own_id) DO UPDATE SET after = excluded.after";
/// The versions of products; their list follows.
pub const VERSIONS: &str = "SELECT id, version FROM product WHERE id IN";
/// What is on hand of the variants of products; their list follows, and then [`BY_VARIANT`].
pub const ON_HAND: &str = "SELECT v.product_id, v.id, CAST(COALESCE(SUM(s.on_hand), 0) AS BIGINT)
   FROM variant v LEFT JOIN stock s ON s.variant_id = v.id WHERE v.product_id IN";
/// One row for each variant.
pub const BY_VARIANT: &str = " GROUP BY v.product_id, v.id ORDER BY v.id";
/// What an import changed, the last first: orders before customers, both before products.
pub const CHANGES: &str = "SELECT kind, own_id, name, before, after FROM import_change WHERE run_id = $1
  ORDER BY CASE kind WHEN 'order' THEN 0 WHEN 'customer' THEN 1 ELSE 2 END, own_id DESC LIMIT 100";
/// How many there are.
pub const COUNT: &str = "SELECT COUNT(*) FROM import_change WHERE run_id = $1";
/// One of them was dealt with.
pub const FORGET: &str = "DELETE FROM import_change WHERE run_id = $1 AND kind = $2 AND own_id = $3";

/// A product's own fields.
pub const PRODUCT: &str = "SELECT title, fact, description_html, brand, tags, published, options, version FROM product
  WHERE id = $1";
/// Its categories.
pub const CATEGORIES: &str = "SELECT category_id, position FROM product_category WHERE product_id = $1";
/// Its attributes.
pub const ATTRIBUTES: &str =
    "SELECT attribute_key, value, label, colour, position FROM product_attribute WHERE product_id = $1";
/// Its variants with what is on hand of them.
pub const VARIANTS: &str =
    "SELECT v.id, v.position, v.sku, v.title, v.choice, v.price, v.compare_at, v.cost, v.currency,
        v.tax_class, v.barcode, v.weight_grams, v.image_position, v.track_stock, v.active,
        CAST(COALESCE((SELECT SUM(s.on_hand) FROM stock s WHERE s.variant_id = v.id), 0) AS BIGINT)
   FROM variant v WHERE v.product_id = $1 ORDER BY v.id";
/// What is remembered of it.
pub const KEYS: &str = "SELECT platform, external_key, digest FROM import_key WHERE product_id = $1";

/// A variant as it was.
pub const PUT_VARIANT: &str = "UPDATE variant SET position = $2, sku = $3, title = $4, choice = $5, price = $6,
        compare_at = $7, cost = $8, currency = $9, tax_class = $10, barcode = $11, weight_grams = $12,
        image_position = $13, track_stock = $14, active = $15 WHERE id = $1";
/// Puts a product into a category.
pub const PUT_CATEGORY: &str = "INSERT INTO product_category (product_id, category_id, position) VALUES ($1, $2, $3)
  ON CONFLICT (product_id, category_id) DO NOTHING";
/// Gives a product a value of an attribute.
pub const PUT_ATTRIBUTE: &str =
    "INSERT INTO product_attribute (product_id, attribute_key, value, label, colour, position)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (product_id, attribute_key, value) DO NOTHING";
/// Frees the SKUs of a product, so that they can be dealt out anew.
pub const FREE_SKUS: &str = "UPDATE variant SET sku = 'undo-' || CAST(id AS TEXT) WHERE product_id = $1";

/// Whether orders or bundles know a product: then it is hidden, not deleted.
pub const IS_KNOWN: &str = "SELECT (SELECT COUNT(*) FROM order_line l WHERE l.product_id = $1)
    + (SELECT COUNT(*) FROM order_line l JOIN variant v ON v.id = l.variant_id WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM past_order_line l JOIN variant v ON v.id = l.variant_id WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM bundle_part b JOIN variant v ON v.id = b.variant_id WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM reservation r JOIN variant v ON v.id = r.variant_id WHERE v.product_id = $1)";
/// Hides it.
pub const HIDE: &str = "UPDATE product SET published = 0, version = version + 1, updated_at = $2 WHERE id = $1";
/// Forgets the addresses that lead to it.
pub const DELETE_REDIRECTS: &str =
    "DELETE FROM redirect WHERE target = '/products/' || (SELECT slug FROM product WHERE id = $1)";
/// Forgets the addresses that lead to categories that are gone.
pub const DELETE_DEAD_REDIRECTS: &str = "DELETE FROM redirect WHERE target LIKE '/categories/%'
    AND NOT EXISTS (SELECT 1 FROM category c WHERE redirect.target = '/categories/' || c.slug)";
/// Takes its variants out of carts.
pub const DELETE_CART_LINES: &str =
    "DELETE FROM cart_line WHERE variant_id IN (SELECT id FROM variant WHERE product_id = $1)";
/// Deletes the movements of its stock.
pub const DELETE_MOVES: &str =
    "DELETE FROM stock_move WHERE variant_id IN (SELECT id FROM variant WHERE product_id = $1)";
/// Deletes its stock.
pub const DELETE_STOCK: &str = "DELETE FROM stock WHERE variant_id IN (SELECT id FROM variant WHERE product_id = $1)";
/// Deletes its variants.
pub const DELETE_VARIANTS: &str = "DELETE FROM variant WHERE product_id = $1";
/// Deletes it.
pub const DELETE_PRODUCT: &str = "DELETE FROM product WHERE id = $1";

/// Deletes a past order; its lines go with it.
pub const DELETE_ORDER: &str = "DELETE FROM past_order WHERE id = $1";
/// Deletes a customer whom no order knows; the addresses go along.
pub const DELETE_CUSTOMER: &str = "DELETE FROM customer WHERE id = $1
    AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = $1)
    AND NOT EXISTS (SELECT 1 FROM past_order o WHERE o.customer_id = $1)";
/// What was remembered of a customer or order.
pub const DELETE_RECORD: &str = "DELETE FROM import_record WHERE kind = $1 AND own_id = $2";
/// Deletes categories that came with the import and are empty now.
pub const DELETE_CATEGORIES: &str =
    "DELETE FROM category WHERE created_at >= $1 AND created_at <= $2 AND position = 1000
    AND NOT EXISTS (SELECT 1 FROM product_category p WHERE p.category_id = category.id)
    AND NOT EXISTS (SELECT 1 FROM category c WHERE c.parent_id = category.id)";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("importer.undo.CHANGES", CHANGES),
    ("importer.undo.COUNT", COUNT),
    ("importer.undo.FORGET", FORGET),
    ("importer.undo.PRODUCT", PRODUCT),
    ("importer.undo.CATEGORIES", CATEGORIES),
    ("importer.undo.ATTRIBUTES", ATTRIBUTES),
    ("importer.undo.VARIANTS", VARIANTS),
    ("importer.undo.KEYS", KEYS),
    ("importer.undo.PUT_VARIANT", PUT_VARIANT),
    ("importer.undo.PUT_CATEGORY", PUT_CATEGORY),
    ("importer.undo.PUT_ATTRIBUTE", PUT_ATTRIBUTE),
    ("importer.undo.FREE_SKUS", FREE_SKUS),
    ("importer.undo.IS_KNOWN", IS_KNOWN),
    ("importer.undo.HIDE", HIDE),
    ("importer.undo.DELETE_REDIRECTS", DELETE_REDIRECTS),
    ("importer.undo.DELETE_DEAD_REDIRECTS", DELETE_DEAD_REDIRECTS),
    ("importer.undo.DELETE_CART_LINES", DELETE_CART_LINES),
    ("importer.undo.DELETE_MOVES", DELETE_MOVES),
    ("importer.undo.DELETE_STOCK", DELETE_STOCK),
    ("importer.undo.DELETE_VARIANTS", DELETE_VARIANTS),
    ("importer.undo.DELETE_PRODUCT", DELETE_PRODUCT),
    ("importer.undo.DELETE_ORDER", DELETE_ORDER),
    ("importer.undo.DELETE_CUSTOMER", DELETE_CUSTOMER),
    ("importer.undo.DELETE_RECORD", DELETE_RECORD),
    ("importer.undo.DELETE_CATEGORIES", DELETE_CATEGORIES),
];
