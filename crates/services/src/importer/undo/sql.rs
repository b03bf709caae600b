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
pub const PRODUCT: &str = "SELECT title, fact, description_html, brand, tags, published, options, version, slug,
        length_mm, width_mm, height_mm, customs_code, origin_country, type_id, publish_at, bundle_discount FROM product
  WHERE id = $1";
/// Its categories.
pub const CATEGORIES: &str = "SELECT category_id, position FROM product_category WHERE product_id = $1";
/// What it is made of.
pub const PARTS: &str =
    "SELECT variant_id, quantity, position FROM bundle_part WHERE product_id = $1 ORDER BY position, variant_id";
/// A part as it was.
pub const PUT_PART: &str =
    "INSERT INTO bundle_part (product_id, variant_id, quantity, position) VALUES ($1, $2, $3, $4)";
/// Bundles that came with the import let go of their parts, so that these can go, too.
pub const FREE_PARTS: &str = "DELETE FROM bundle_part WHERE product_id IN
        (SELECT c.own_id FROM import_change c WHERE c.run_id = $1 AND c.kind = 'product' AND c.before = '')";
/// What goes with it.
pub const RELATED: &str =
    "SELECT related_id, position FROM product_related WHERE product_id = $1 ORDER BY position, related_id";
/// Its collections by hand.
pub const COLLECTIONS: &str = "SELECT p.collection_id, p.position FROM collection_product p
   JOIN collection c ON c.id = p.collection_id WHERE p.product_id = $1 AND c.by_rule = 0 ORDER BY p.collection_id";
/// Out of all of them.
pub const LEAVE_COLLECTIONS: &str = "DELETE FROM collection_product WHERE product_id = $1
    AND collection_id IN (SELECT c.id FROM collection c WHERE c.by_rule = 0)";
/// Into one, where it stood.
pub const PUT_IN_COLLECTION: &str = "INSERT INTO collection_product (collection_id, product_id, position)
  SELECT c.id, $2, $3 FROM collection c WHERE c.id = $1";
/// Its attributes.
pub const ATTRIBUTES: &str =
    "SELECT attribute_key, value, label, colour, position, html FROM product_attribute WHERE product_id = $1";
/// Its variants with what is on hand of them.
pub const VARIANTS: &str =
    "SELECT v.id, v.position, v.sku, v.title, v.choice, v.price, v.compare_at, v.cost, v.currency,
        v.tax_class, v.barcode, v.weight_grams, v.image_position, v.track_stock, v.active,
        CAST(COALESCE((SELECT SUM(s.on_hand) FROM stock s WHERE s.variant_id = v.id), 0) AS BIGINT),
        v.content_amount, v.content_unit
   FROM variant v WHERE v.product_id = $1 ORDER BY v.id";
/// Its texts in further languages.
pub const TEXTS: &str =
    "SELECT language, field, text, updated_at FROM product_text WHERE product_id = $1 ORDER BY language, field";
/// Takes all of them away.
pub const CLEAR_TEXTS: &str = "DELETE FROM product_text WHERE product_id = $1";
/// How much of what is in a variant.
pub const PUT_CONTENT: &str = "UPDATE variant SET content_amount = $2, content_unit = $3 WHERE id = $1";
/// Deletes product types that came with the import and that no product is of.
pub const DELETE_TYPES: &str = "DELETE FROM product_type WHERE 'type:' || CAST(id AS TEXT) IN
        (SELECT t.name FROM import_trace t WHERE t.run_id = $1 AND t.kind = 'attribute')
    AND NOT EXISTS (SELECT 1 FROM product p WHERE p.type_id = product_type.id)";
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
    "INSERT INTO product_attribute (product_id, attribute_key, value, label, colour, position, html)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (product_id, attribute_key, value) DO NOTHING";
/// Frees the SKUs of a product, so that they can be dealt out anew.
pub const FREE_SKUS: &str = "UPDATE variant SET sku = 'undo-' || CAST(id AS TEXT) WHERE product_id = $1";

/// Whether orders, offers, bundles, purchases or counts know a product: then it is hidden, not deleted.
pub const IS_KNOWN: &str = "SELECT (SELECT COUNT(*) FROM order_line l WHERE l.product_id = $1)
    + (SELECT COUNT(*) FROM order_line l JOIN variant v ON v.id = l.variant_id WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM cart_line l JOIN draft d ON d.cart_id = l.cart_id JOIN variant v ON v.id = l.variant_id
        WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM past_order_line l JOIN variant v ON v.id = l.variant_id WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM bundle_part b JOIN variant v ON v.id = b.variant_id WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM reservation r JOIN variant v ON v.id = r.variant_id WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM purchase_line l JOIN variant v ON v.id = l.variant_id WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM stock_count_scan c JOIN variant v ON v.id = c.variant_id WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM stock_transfer t JOIN variant v ON v.id = t.variant_id WHERE v.product_id = $1)
    + (SELECT COUNT(*) FROM backorder b JOIN variant v ON v.id = b.variant_id WHERE v.product_id = $1)";
/// Hides it.
pub const HIDE: &str = "UPDATE product SET published = 0, version = version + 1, updated_at = $2 WHERE id = $1";
/// Forgets the addresses that lead to it, save those that will lead elsewhere again.
pub const DELETE_REDIRECTS: &str =
    "DELETE FROM redirect WHERE origin = 'import' AND target = '/products/' || (SELECT slug FROM product WHERE id = $1)
    AND NOT EXISTS (SELECT 1 FROM import_trace t WHERE t.kind = 'redirect' AND t.name = redirect.path AND t.before <> '')";
/// Forgets the addresses that lead to categories that are gone.
pub const DELETE_DEAD_REDIRECTS: &str = "DELETE FROM redirect WHERE origin = 'import' AND target LIKE '/categories/%'
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
/// Deletes a customer whom no order knows and who has no account; the addresses go along.
pub const DELETE_CUSTOMER: &str = "DELETE FROM customer WHERE id = $1 AND account_since IS NULL
    AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = $1)
    AND NOT EXISTS (SELECT 1 FROM past_order o WHERE o.customer_id = $1)";
/// What was remembered of a customer or order.
pub const DELETE_RECORD: &str = "DELETE FROM import_record WHERE kind = $1 AND own_id = $2";
/// Deletes categories that came with the import and are empty now.
pub const DELETE_CATEGORIES: &str = "DELETE FROM category WHERE position = 1000
    AND id IN (SELECT CAST(t.name AS BIGINT) FROM import_trace t WHERE t.run_id = $1 AND t.kind = 'category')
    AND NOT EXISTS (SELECT 1 FROM product_category p WHERE p.category_id = category.id)
    AND NOT EXISTS (SELECT 1 FROM category c WHERE c.parent_id = category.id)";

/// Remembers what was changed beside; rows of five follow, and then [`TRACE_AGAIN`].
pub const TRACE: &str = "INSERT INTO import_trace (run_id, kind, name, before, after) VALUES";
/// Of two changes of one import the first counts for before, the last for after.
pub const TRACE_AGAIN: &str = " ON CONFLICT (run_id, kind, name) DO UPDATE SET after = excluded.after";
/// Forgets addresses that the import made, unless they lead to a product that stays.
pub const DELETE_TRACED_REDIRECTS: &str = "DELETE FROM redirect WHERE path IN
        (SELECT t.name FROM import_trace t WHERE t.run_id = $1 AND t.kind = 'redirect' AND t.before = ''
            AND t.after = redirect.target)
    AND NOT EXISTS (SELECT 1 FROM product p WHERE redirect.target LIKE '/products/%' AND p.slug = SUBSTR(redirect.target, 11))";
/// Lets addresses lead to where they led before the import.
pub const LEAD_BACK: &str = "INSERT INTO redirect (path, target, created_at)
  SELECT t.name, t.before, CAST($2 AS BIGINT) FROM import_trace t
   WHERE t.run_id = $1 AND t.kind = 'redirect' AND t.before <> ''
     AND NOT EXISTS (SELECT 1 FROM product p WHERE t.after LIKE '/products/%' AND p.slug = SUBSTR(t.after, 11))
     AND NOT EXISTS (SELECT 1 FROM redirect r WHERE r.path = t.name AND r.target <> t.after)
  ON CONFLICT (path) DO UPDATE SET target = excluded.target";
/// Takes texts off categories that had none before the import, unless somebody changed them since.
pub const CLEAR_DESCRIPTIONS: &str = "UPDATE category SET description = '' WHERE CAST(id AS TEXT) IN
        (SELECT t.name FROM import_trace t WHERE t.run_id = $1 AND t.kind = 'description' AND t.after = category.description)";
/// Deletes attributes that came with the import and that no product and no type has.
pub const DELETE_ATTRIBUTES: &str = "DELETE FROM attribute WHERE key IN
        (SELECT t.name FROM import_trace t WHERE t.run_id = $1 AND t.kind = 'attribute')
    AND NOT EXISTS (SELECT 1 FROM product_attribute p WHERE p.attribute_key = attribute.key)
    AND NOT EXISTS (SELECT 1 FROM product_type_attribute t WHERE t.attribute_key = attribute.key)";
/// Deletes the place that the import made when nothing lies there and nothing ever moved.
pub const DELETE_LOCATIONS: &str = "DELETE FROM location WHERE CAST(id AS TEXT) IN
        (SELECT t.name FROM import_trace t WHERE t.run_id = $1 AND t.kind = 'location')
    AND NOT EXISTS (SELECT 1 FROM stock s WHERE s.location_id = location.id)
    AND NOT EXISTS (SELECT 1 FROM stock_move m WHERE m.location_id = location.id)";
/// Pictures that the import gave to products and that did not lie in the library before.
pub const PICTURES: &str = "SELECT i.id FROM image i JOIN import_trace t ON t.name = CAST(i.id AS TEXT)
    JOIN import_run r ON r.id = t.run_id
  WHERE t.run_id = $1 AND t.kind = 'picture' AND i.created_at >= r.created_at ORDER BY i.id";
/// What was taken back.
pub const FORGET_TRACES: &str = "DELETE FROM import_trace WHERE run_id = $1";

/// What an import can fill of a customer.
pub const CUSTOMER: &str = "SELECT full_name, phone, note, tags, wants_news FROM customer WHERE id = $1";
/// The ids of their addresses.
pub const ADDRESSES: &str = "SELECT id FROM customer_address WHERE customer_id = $1 ORDER BY id";
/// What is remembered of an imported customer or order.
pub const RECORDS: &str = "SELECT platform, external_key, digest FROM import_record WHERE kind = $1 AND own_id = $2 ORDER BY platform, external_key";
/// A customer as they were.
pub const PUT_CUSTOMER: &str =
    "UPDATE customer SET full_name = $2, phone = $3, note = $4, tags = $5, wants_news = $6 WHERE id = $1";
/// Deletes an address that came with an import.
pub const DELETE_ADDRESS: &str = "DELETE FROM customer_address WHERE id = $1 AND customer_id = $2";
/// A past order, in the order of the columns in which it is written.
pub const ORDER: &str =
    "SELECT id, platform, number, customer_id, email, full_name, company, street, extra, postcode, town, region, country, phone,
        currency, goods, discount, shipping, tax, total, refunded, state, payment_state, payment_name, shipping_name, note,
        placed_at FROM past_order WHERE id = $1";
/// Its lines.
pub const LINES: &str = "SELECT id, past_order_id, position, variant_id, title, sku, quantity, unit_price
   FROM past_order_line WHERE past_order_id = $1 ORDER BY position, id";
/// A line as it was.
pub const PUT_LINE: &str =
    "INSERT INTO past_order_line (id, past_order_id, position, variant_id, title, sku, quantity, unit_price)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("importer.undo.CHANGES", CHANGES),
    ("importer.undo.COUNT", COUNT),
    ("importer.undo.FORGET", FORGET),
    ("importer.undo.PRODUCT", PRODUCT),
    ("importer.undo.CATEGORIES", CATEGORIES),
    ("importer.undo.PARTS", PARTS),
    ("importer.undo.PUT_PART", PUT_PART),
    ("importer.undo.FREE_PARTS", FREE_PARTS),
    ("importer.undo.RELATED", RELATED),
    ("importer.undo.COLLECTIONS", COLLECTIONS),
    ("importer.undo.LEAVE_COLLECTIONS", LEAVE_COLLECTIONS),
    ("importer.undo.PUT_IN_COLLECTION", PUT_IN_COLLECTION),
    ("importer.undo.ATTRIBUTES", ATTRIBUTES),
    ("importer.undo.VARIANTS", VARIANTS),
    ("importer.undo.KEYS", KEYS),
    ("importer.undo.TEXTS", TEXTS),
    ("importer.undo.CLEAR_TEXTS", CLEAR_TEXTS),
    ("importer.undo.PUT_CONTENT", PUT_CONTENT),
    ("importer.undo.DELETE_TYPES", DELETE_TYPES),
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
    ("importer.undo.DELETE_TRACED_REDIRECTS", DELETE_TRACED_REDIRECTS),
    ("importer.undo.LEAD_BACK", LEAD_BACK),
    ("importer.undo.CLEAR_DESCRIPTIONS", CLEAR_DESCRIPTIONS),
    ("importer.undo.DELETE_ATTRIBUTES", DELETE_ATTRIBUTES),
    ("importer.undo.DELETE_LOCATIONS", DELETE_LOCATIONS),
    ("importer.undo.PICTURES", PICTURES),
    ("importer.undo.FORGET_TRACES", FORGET_TRACES),
    ("importer.undo.CUSTOMER", CUSTOMER),
    ("importer.undo.ADDRESSES", ADDRESSES),
    ("importer.undo.RECORDS", RECORDS),
    ("importer.undo.PUT_CUSTOMER", PUT_CUSTOMER),
    ("importer.undo.DELETE_ADDRESS", DELETE_ADDRESS),
    ("importer.undo.ORDER", ORDER),
    ("importer.undo.LINES", LINES),
    ("importer.undo.PUT_LINE", PUT_LINE),
];
