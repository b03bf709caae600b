//! Every statement with which the manager reads and changes the catalogue.

use crate::catalog::supply::{is_limited, on_shelf};

/// What the product list shows; the ids follow.
pub const LIST: &str = concat!(
    "SELECT p.id, p.title, p.slug, p.published, p.brand,
        (SELECT COUNT(*) FROM variant v WHERE v.product_id = p.id AND v.active = 1),
        CAST(COALESCE((SELECT SUM(",
    on_shelf!(),
    ") FROM variant v WHERE v.product_id = p.id AND v.active = 1), 0) AS BIGINT),
        (SELECT MIN(v.price) FROM variant v WHERE v.product_id = p.id AND v.active = 1),
        (SELECT MIN(v.currency) FROM variant v WHERE v.product_id = p.id AND v.active = 1),
        (SELECT CAST(i.id AS TEXT) || '\u{1f}' || i.hash || '\u{1f}' || CAST(i.width AS TEXT) || '\u{1f}'
                || CAST(i.height AS TEXT) || '\u{1f}' || i.widths || '\u{1f}' || i.placeholder || '\u{1f}'
                || t.alternative_text || '\u{1f}' || i.focus
           FROM product_image t JOIN image i ON i.id = t.image_id
          WHERE t.product_id = p.id ORDER BY t.position LIMIT 1),
        p.tags,
        (SELECT c.name FROM product_category t JOIN category c ON c.id = t.category_id
          WHERE t.product_id = p.id ORDER BY t.position, t.category_id LIMIT 1),
        (SELECT v.sku FROM variant v WHERE v.product_id = p.id AND v.active = 1 ORDER BY v.position, v.id LIMIT 1),
        p.completeness, p.updated_at, p.kind
   FROM product p WHERE p.id IN"
);
/// The products of which a variant has exactly this SKU or barcode.
pub const BY_CODE: &str = "SELECT DISTINCT v.product_id FROM variant v WHERE v.sku = $1
     OR (v.barcode = $1 AND v.barcode <> '') ORDER BY v.product_id LIMIT 20";

/// What the register knows of a product.
pub const REGISTER_PRODUCTS: &str = "SELECT id, title, slug, brand, tags, published, completeness, updated_at,
        CASE WHEN description_html <> '' THEN 1 ELSE 0 END FROM product";
/// The same of some; the ids follow.
pub const REGISTER_PRODUCTS_OF: &str = "SELECT id, title, slug, brand, tags, published, completeness, updated_at,
        CASE WHEN description_html <> '' THEN 1 ELSE 0 END FROM product WHERE id IN";

/// What the register knows of a variant: also whether it can run out, and whether it has a stock of its own that can be low.
macro_rules! register_variants {
    ($condition:literal) => {
        concat!(
            "SELECT v.product_id, v.price, v.sku, v.barcode, CAST(",
            is_limited!(),
            " AS BIGINT), CASE WHEN p.kind = 'simple' THEN v.track_stock ELSE 0 END, ",
            on_shelf!(),
            " FROM variant v JOIN product p ON p.id = v.product_id WHERE v.active = 1",
            $condition
        )
    };
}

/// What the register knows of all variants.
pub const REGISTER_VARIANTS: &str = register_variants!("");
/// The same of some products' variants; the ids follow.
pub const REGISTER_VARIANTS_OF: &str = register_variants!(" AND v.product_id IN");
/// Which product is in which category.
pub const REGISTER_CATEGORIES: &str = "SELECT product_id, category_id FROM product_category";
/// The same of some products; the ids follow.
pub const REGISTER_CATEGORIES_OF: &str = "SELECT product_id, category_id FROM product_category WHERE product_id IN";
/// In which languages products have a name and a description.
pub const REGISTER_TEXTS: &str =
    "SELECT product_id, language, field FROM product_text WHERE field IN ('title', 'description_html')";
/// The same of some products; the ids follow.
pub const REGISTER_TEXTS_OF: &str = "SELECT product_id, language, field FROM product_text
  WHERE field IN ('title', 'description_html') AND product_id IN";
/// Products that were changed later: `$1` than that, `$2` so many at most.
pub const CHANGED_SINCE: &str = "SELECT id FROM product WHERE updated_at > $1 ORDER BY updated_at LIMIT $2";

/// A product for the form.
pub const PRODUCT: &str = "SELECT id, version, title, slug, description_html, brand, published, updated_at,
        publish_at, tags, length_mm, width_mm, height_mm, customs_code, origin_country, type_id
   FROM product WHERE id = $1";
/// The categories of a product, the first is the one in its path.
pub const PRODUCT_CATEGORIES: &str =
    "SELECT category_id FROM product_category WHERE product_id = $1 ORDER BY position, category_id";
/// The brands in use.
pub const BRANDS: &str = "SELECT DISTINCT brand FROM product WHERE brand <> '' ORDER BY brand LIMIT 500";
/// The variants of a product for the form.
pub const VARIANTS: &str = "SELECT v.id, v.title, v.sku, v.price, v.compare_at, v.currency,
        CAST(COALESCE((SELECT SUM(s.on_hand) FROM stock s WHERE s.variant_id = v.id), 0) AS BIGINT),
        CAST(COALESCE((SELECT SUM(s.reserved) FROM stock s WHERE s.variant_id = v.id), 0) AS BIGINT),
        v.cost, v.barcode, v.weight_grams, v.track_stock, v.content_amount, v.content_unit, v.tax_class
   FROM variant v WHERE v.product_id = $1 AND v.active = 1 ORDER BY v.position, v.id";
/// The version and slug that a save finds.
pub const VERSION: &str = "SELECT version, slug FROM product WHERE id = $1";
/// Changes a product, if nobody else did.
pub const UPDATE: &str = "UPDATE product SET version = version + 1, title = $3, slug = $4, description_html = $5,
        brand = $6, published = $7, updated_at = $8, publish_at = $9, tags = $10, length_mm = $11, width_mm = $12,
        height_mm = $13, customs_code = $14, origin_country = $15 WHERE id = $1 AND version = $2";
/// Takes a product out of all categories.
pub const CLEAR_CATEGORIES: &str = "DELETE FROM product_category WHERE product_id = $1";
/// Puts a product into a category, if there is such a category.
pub const ADD_CATEGORY: &str = "INSERT INTO product_category (product_id, category_id, position)
 SELECT $1, id, $3 FROM category WHERE id = $2";
/// Writes down how complete a product is, if it still is the product that was looked at.
pub const SCORE: &str =
    "UPDATE product SET completeness = $3, scored_at = updated_at WHERE id = $1 AND updated_at = $2";
/// Products that were changed since their score was told.
pub const UNSCORED: &str = "SELECT id FROM product WHERE updated_at <> scored_at ORDER BY id LIMIT $1";
/// How many products are less complete.
pub const COUNT_INCOMPLETE: &str = "SELECT COUNT(*) FROM product WHERE completeness < $1";
/// Hidden products whose moment has come.
pub const DUE: &str = "SELECT id FROM product WHERE published = 0 AND publish_at <= $1 ORDER BY publish_at LIMIT $2";
/// Publishes one of them, if nobody else did.
pub const PUBLISH_DUE: &str =
    "UPDATE product SET version = version + 1, published = 1, publish_at = NULL, updated_at = $2
  WHERE id = $1 AND published = 0 AND publish_at <= $2";
/// Changes a variant's terms.
pub const UPDATE_VARIANT: &str =
    "UPDATE variant SET sku = $3, price = $4, compare_at = $5, cost = $6, barcode = $7, weight_grams = $8,
        content_amount = $9, content_unit = $10, tax_class = $11 WHERE id = $1 AND product_id = $2";
/// Shows a product or hides it.
pub const SET_PUBLISHED: &str =
    "UPDATE product SET version = version + 1, published = $2, publish_at = NULL, updated_at = $3
  WHERE id = $1 AND published <> $2";
/// Whether an address is or was in use.
pub const SLUG_TAKEN: &str =
    "SELECT slug FROM product WHERE slug = $1 UNION SELECT slug FROM product_slug WHERE slug = $1";
/// A new product, hidden.
pub const ADD: &str = "INSERT INTO product (id, slug, title, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)";
/// The only variant of a new product.
pub const ADD_VARIANT: &str = "INSERT INTO variant (id, product_id, sku, price, currency) VALUES ($1, $2, $3, 0, $4)";

/// Where most of a variant's stock lies; locations that sell online before others.
pub const STOCK_LOCATION: &str = "SELECT s.location_id FROM stock s JOIN location w ON w.id = s.location_id
  WHERE s.variant_id = $1 AND w.closed_at IS NULL
  ORDER BY s.on_hand DESC, w.sells_online DESC, w.position, s.location_id LIMIT 1";
/// The first location that is open.
pub const FIRST_LOCATION: &str =
    "SELECT id FROM location WHERE closed_at IS NULL ORDER BY sells_online DESC, position, id LIMIT 1";
/// A location.
pub const ADD_LOCATION: &str = "INSERT INTO location (id, name) VALUES ($1, $2)";
/// A place for a variant's stock.
pub const ADD_STOCK: &str = "INSERT INTO stock (variant_id, location_id, on_hand) VALUES ($1, $2, 0) ON CONFLICT (variant_id, location_id) DO NOTHING";
/// Moves stock by a difference, never below what is held for orders.
pub const MOVE_STOCK: &str = "UPDATE stock SET on_hand = on_hand + $3
  WHERE variant_id = $1 AND location_id = $2 AND on_hand + $3 >= reserved";
/// An entry of the ledger.
pub const ADD_STOCK_MOVE: &str = "INSERT INTO stock_move
        (id, variant_id, location_id, delta_on_hand, delta_reserved, reason, actor, created_at)
  VALUES ($1, $2, $3, $4, 0, $5, $6, $7)";

/// Whether there is such a product; the row is held for the change that follows.
pub const TOUCH: &str = "UPDATE product SET updated_at = $2 WHERE id = $1";
/// The pictures of a product, in order.
pub const PICTURES: &str =
    "SELECT position, image_id, alternative_text FROM product_image WHERE product_id = $1 ORDER BY position";
/// Takes all pictures off a product.
pub const CLEAR_PICTURES: &str = "DELETE FROM product_image WHERE product_id = $1";
/// Puts a picture on a product.
pub const ADD_PICTURE: &str =
    "INSERT INTO product_image (product_id, position, image_id, alternative_text) VALUES ($1, $2, $3, $4)";
/// Says what a picture shows.
pub const DESCRIBE_PICTURE: &str =
    "UPDATE product_image SET alternative_text = $3 WHERE product_id = $1 AND image_id = $2 AND alternative_text <> $3";
/// Which picture shows which variant.
pub const VARIANT_PICTURES: &str =
    "SELECT id, image_position FROM variant WHERE product_id = $1 AND image_position IS NOT NULL";
/// Says which picture shows a variant.
pub const SET_VARIANT_PICTURE: &str = "UPDATE variant SET image_position = $2 WHERE id = $1";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.admin.REGISTER_PRODUCTS", REGISTER_PRODUCTS),
    ("catalog.admin.REGISTER_VARIANTS", REGISTER_VARIANTS),
    ("catalog.admin.REGISTER_CATEGORIES", REGISTER_CATEGORIES),
    ("catalog.admin.REGISTER_TEXTS", REGISTER_TEXTS),
    ("catalog.admin.CHANGED_SINCE", CHANGED_SINCE),
    ("catalog.admin.BY_CODE", BY_CODE),
    ("catalog.admin.PRODUCT", PRODUCT),
    ("catalog.admin.VARIANTS", VARIANTS),
    ("catalog.admin.PRODUCT_CATEGORIES", PRODUCT_CATEGORIES),
    ("catalog.admin.BRANDS", BRANDS),
    ("catalog.admin.CLEAR_CATEGORIES", CLEAR_CATEGORIES),
    ("catalog.admin.ADD_CATEGORY", ADD_CATEGORY),
    ("catalog.admin.SCORE", SCORE),
    ("catalog.admin.UNSCORED", UNSCORED),
    ("catalog.admin.COUNT_INCOMPLETE", COUNT_INCOMPLETE),
    ("catalog.admin.DUE", DUE),
    ("catalog.admin.PUBLISH_DUE", PUBLISH_DUE),
    ("catalog.admin.VERSION", VERSION),
    ("catalog.admin.UPDATE", UPDATE),
    ("catalog.admin.UPDATE_VARIANT", UPDATE_VARIANT),
    ("catalog.admin.SET_PUBLISHED", SET_PUBLISHED),
    ("catalog.admin.SLUG_TAKEN", SLUG_TAKEN),
    ("catalog.admin.ADD", ADD),
    ("catalog.admin.ADD_VARIANT", ADD_VARIANT),
    ("catalog.admin.STOCK_LOCATION", STOCK_LOCATION),
    ("catalog.admin.FIRST_LOCATION", FIRST_LOCATION),
    ("catalog.admin.ADD_LOCATION", ADD_LOCATION),
    ("catalog.admin.ADD_STOCK", ADD_STOCK),
    ("catalog.admin.MOVE_STOCK", MOVE_STOCK),
    ("catalog.admin.ADD_STOCK_MOVE", ADD_STOCK_MOVE),
    ("catalog.admin.TOUCH", TOUCH),
    ("catalog.admin.PICTURES", PICTURES),
    ("catalog.admin.CLEAR_PICTURES", CLEAR_PICTURES),
    ("catalog.admin.ADD_PICTURE", ADD_PICTURE),
    ("catalog.admin.DESCRIBE_PICTURE", DESCRIBE_PICTURE),
    ("catalog.admin.VARIANT_PICTURES", VARIANT_PICTURES),
    ("catalog.admin.SET_VARIANT_PICTURE", SET_VARIANT_PICTURE),
];
