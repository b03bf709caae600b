//! Every statement that fills a shop. Each inserts one row; the bulk writer repeats its placeholders for more.

/// Adds a category.
pub const ADD_CATEGORY: &str = "INSERT INTO category (id, parent_id, slug, name, description, position, image_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
/// Adds an attribute.
pub const ADD_ATTRIBUTE: &str = "INSERT INTO attribute (key, label, kind, facet, position) VALUES ($1, $2, $3, $4, $5)";
/// Adds a product.
pub const ADD_PRODUCT: &str = "INSERT INTO product (id, slug, title, fact, description_html, brand, tags, published, options, popularity, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
/// Adds a product to a category.
pub const ADD_PRODUCT_CATEGORY: &str =
    "INSERT INTO product_category (product_id, category_id, position) VALUES ($1, $2, $3)";
/// Adds a picture to a product.
pub const ADD_PRODUCT_IMAGE: &str =
    "INSERT INTO product_image (product_id, position, image_id, alternative_text) VALUES ($1, $2, $3, $4)";
/// Adds a value to a product.
pub const ADD_PRODUCT_ATTRIBUTE: &str = "INSERT INTO product_attribute (product_id, attribute_key, value, label, colour, position) VALUES ($1, $2, $3, $4, $5, $6)";
/// Adds a product to another.
pub const ADD_PRODUCT_RELATED: &str =
    "INSERT INTO product_related (product_id, related_id, position) VALUES ($1, $2, $3)";
/// Adds a variant.
pub const ADD_VARIANT: &str = "INSERT INTO variant (id, product_id, position, sku, title, choice, price, compare_at, cost, currency, barcode, weight_grams, content_amount, content_unit, image_position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
/// Adds the stock of a variant.
pub const ADD_STOCK: &str = "INSERT INTO stock (variant_id, location_id, on_hand, reserved) VALUES ($1, $2, $3, $4)";
/// Adds a movement of stock.
pub const ADD_STOCK_MOVE: &str = "INSERT INTO stock_move (id, variant_id, location_id, delta_on_hand, delta_reserved, reason, order_id, actor, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
/// Adds a customer.
pub const ADD_CUSTOMER: &str = "INSERT INTO customer (id, email, full_name, created_at) VALUES ($1, $2, $3, $4)";
/// Adds an order.
pub const ADD_ORDER: &str = "INSERT INTO orders (id, number, token_hash, customer_id, state, email, full_name, street, postcode, town, country, shipping_code, shipping_name, arrives_from, arrives_to, currency, goods, shipping, tax, taxes, total, item_count, placed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)";
/// Adds a line of an order.
pub const ADD_ORDER_LINE: &str = "INSERT INTO order_line (id, order_id, position, variant_id, product_id, title, variant_title, sku, image_id, quantity, unit_price, line_total, tax_rate) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
/// Adds an event of an order.
pub const ADD_ORDER_EVENT: &str = "INSERT INTO order_event (id, order_id, sequence, kind, text, actor, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
/// Adds a reservation.
pub const ADD_RESERVATION: &str = "INSERT INTO reservation (id, order_id, variant_id, location_id, quantity, state, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
/// Adds a payment.
pub const ADD_PAYMENT: &str = "INSERT INTO payment (id, order_id, method, state, amount, captured, currency, reference, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
/// Adds a parcel.
pub const ADD_FULFILMENT: &str =
    "INSERT INTO fulfilment (id, order_id, carrier, tracking_number, sent_at) VALUES ($1, $2, $3, $4, $5)";
/// Adds a line of a parcel.
pub const ADD_FULFILMENT_LINE: &str =
    "INSERT INTO fulfilment_line (fulfilment_id, order_line_id, quantity) VALUES ($1, $2, $3)";

/// The place that holds stock, when there is one.
pub const LOCATION: &str = "SELECT id FROM location ORDER BY id LIMIT 1";
/// Adds the place that holds stock.
pub const ADD_LOCATION: &str = "INSERT INTO location (id, name) VALUES ($1, $2)";
/// How many products there are.
pub const PRODUCT_COUNT: &str = "SELECT COUNT(*) FROM product";
/// How many orders there are.
pub const ORDER_COUNT: &str = "SELECT COUNT(*) FROM orders";
/// How much came from somewhere else than a seeding: carts, and what was imported.
pub const FOREIGN_COUNT: &str = "SELECT (SELECT COUNT(*) FROM cart) + (SELECT COUNT(*) FROM import_key)
    + (SELECT COUNT(*) FROM import_record) + (SELECT COUNT(*) FROM gift_card) + (SELECT COUNT(*) FROM refund)
    + (SELECT COUNT(*) FROM returns) + (SELECT COUNT(*) FROM document) + (SELECT COUNT(*) FROM supplier)
    + (SELECT COUNT(*) FROM purchase_order) + (SELECT COUNT(*) FROM stock_count) + (SELECT COUNT(*) FROM payout)
    + (SELECT COUNT(*) FROM order_edit) + (SELECT COUNT(*) FROM draft)";
/// What is remembered of the seeding.
pub const MARK: &str = "SELECT value FROM setting WHERE name = 'demo'";
/// Remembers the seeding.
pub const SET_MARK: &str =
    "INSERT INTO setting (name, value) VALUES ('demo', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
/// Sets the next number of a series.
pub const ADD_SERIES: &str = "INSERT INTO series (name, next) VALUES ($1, $2)";

/// Adds words that mean the same to the search.
pub const ADD_SYNONYM: &str = "INSERT INTO search_synonym (id, words, created_at) VALUES ($1, $2, $3)";

/// Empties what a seeding fills, children before their parents. Pictures stay: they are kept by content.
pub const CLEAR: [&str; 46] = [
    "DELETE FROM search_synonym",
    "DELETE FROM customer_link",
    "DELETE FROM coupon_use",
    "DELETE FROM coupon",
    "DELETE FROM payout_line",
    "DELETE FROM payout",
    "DELETE FROM stock_count_scan",
    "DELETE FROM stock_count_line",
    "DELETE FROM stock_count",
    "DELETE FROM stock_cost",
    "DELETE FROM purchase_receipt_line",
    "DELETE FROM purchase_receipt",
    "DELETE FROM purchase_line",
    "DELETE FROM purchase_order",
    "DELETE FROM supplier",
    "DELETE FROM fulfilment_line",
    "DELETE FROM fulfilment",
    "DELETE FROM payment_attempt",
    "DELETE FROM payment",
    "DELETE FROM reservation",
    "DELETE FROM owed_item",
    "DELETE FROM order_event",
    "DELETE FROM order_line",
    "DELETE FROM order_rate",
    "DELETE FROM orders",
    "DELETE FROM customer",
    "DELETE FROM stock_move",
    "DELETE FROM stock_transfer",
    "DELETE FROM stock",
    "DELETE FROM backorder",
    "DELETE FROM variant_price",
    "DELETE FROM variant",
    "DELETE FROM collection_product",
    "DELETE FROM collection",
    "DELETE FROM product_related",
    "DELETE FROM product_attribute",
    "DELETE FROM product_image",
    "DELETE FROM product_category",
    "DELETE FROM product_slug",
    "DELETE FROM product",
    "DELETE FROM product_type",
    "DELETE FROM brand",
    "DELETE FROM attribute_choice",
    "DELETE FROM attribute",
    "DELETE FROM category",
    "DELETE FROM series",
];

/// Every statement of this room.
pub const ALL: &[(&str, &str)] = &[
    ("demo.ADD_CATEGORY", ADD_CATEGORY),
    ("demo.ADD_ATTRIBUTE", ADD_ATTRIBUTE),
    ("demo.ADD_PRODUCT", ADD_PRODUCT),
    ("demo.ADD_PRODUCT_CATEGORY", ADD_PRODUCT_CATEGORY),
    ("demo.ADD_PRODUCT_IMAGE", ADD_PRODUCT_IMAGE),
    ("demo.ADD_PRODUCT_ATTRIBUTE", ADD_PRODUCT_ATTRIBUTE),
    ("demo.ADD_PRODUCT_RELATED", ADD_PRODUCT_RELATED),
    ("demo.ADD_VARIANT", ADD_VARIANT),
    ("demo.ADD_STOCK", ADD_STOCK),
    ("demo.ADD_STOCK_MOVE", ADD_STOCK_MOVE),
    ("demo.ADD_CUSTOMER", ADD_CUSTOMER),
    ("demo.ADD_ORDER", ADD_ORDER),
    ("demo.ADD_ORDER_LINE", ADD_ORDER_LINE),
    ("demo.ADD_ORDER_EVENT", ADD_ORDER_EVENT),
    ("demo.ADD_RESERVATION", ADD_RESERVATION),
    ("demo.ADD_PAYMENT", ADD_PAYMENT),
    ("demo.ADD_FULFILMENT", ADD_FULFILMENT),
    ("demo.ADD_FULFILMENT_LINE", ADD_FULFILMENT_LINE),
    ("demo.LOCATION", LOCATION),
    ("demo.ADD_LOCATION", ADD_LOCATION),
    ("demo.PRODUCT_COUNT", PRODUCT_COUNT),
    ("demo.ORDER_COUNT", ORDER_COUNT),
    ("demo.FOREIGN_COUNT", FOREIGN_COUNT),
    ("demo.MARK", MARK),
    ("demo.SET_MARK", SET_MARK),
    ("demo.ADD_SERIES", ADD_SERIES),
    ("demo.ADD_SYNONYM", ADD_SYNONYM),
];
