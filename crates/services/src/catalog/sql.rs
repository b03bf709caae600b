//! Every statement of the catalogue that shoppers' pages need. The manager's statements are in `admin::sql`.
//!
//! Rows that belong to a product are packed into one text per product, fields with U+001F and records with U+001E between, so
//! that 10,000 products are 10,000 rows and not 200,000.

use super::supply::{available, expected_on, is_limited, on_shelf};

/// What the shelf needs of a product. `+ 0` keeps SQLite from walking through the products by their dates: in the order in which
/// they lie on disk they, and everything that belongs to them, are read in about half the time.
macro_rules! shelf_columns {
    ($condition:literal) => {
        concat!(
            "SELECT p.id, p.slug, p.title, p.fact, p.popularity, p.created_at,
                (SELECT string_agg(CAST(c.category_id AS TEXT), '\u{1e}' ORDER BY c.position, c.category_id)
                   FROM product_category c WHERE c.product_id = p.id),
                (SELECT string_agg(a.attribute_key || '\u{1f}' || a.value || '\u{1f}' || a.label || '\u{1f}' || a.colour,
                        '\u{1e}' ORDER BY a.attribute_key, a.position, a.value)
                   FROM product_attribute a WHERE a.product_id = p.id),
                (SELECT string_agg(CAST(v.price AS TEXT) || '\u{1f}' || COALESCE(CAST(v.compare_at AS TEXT), '')
                        || '\u{1f}' || v.currency || '\u{1f}' || CAST(CASE WHEN ",
            is_limited!(),
            " = 0 THEN 1 ELSE ",
            available!(),
            " END AS TEXT)
                        || '\u{1f}' || COALESCE(CAST(v.content_amount AS TEXT), '') || '\u{1f}' || v.content_unit,
                        '\u{1e}' ORDER BY v.position, v.id)
                   FROM variant v WHERE v.product_id = p.id AND v.active = 1),
                (SELECT string_agg(x.packed, '\u{1e}' ORDER BY x.position)
                   FROM (SELECT t.position AS position, CAST(i.id AS TEXT) || '\u{1f}' || i.hash || '\u{1f}'
                            || CAST(i.width AS TEXT) || '\u{1f}' || CAST(i.height AS TEXT) || '\u{1f}' || i.widths
                            || '\u{1f}' || i.placeholder || '\u{1f}' || t.alternative_text || '\u{1f}' || i.focus
                            AS packed
                           FROM product_image t JOIN image i ON i.id = t.image_id
                          WHERE t.product_id = p.id ORDER BY t.position LIMIT 2) x),
                p.brand, p.tags, p.type_id
               FROM product p WHERE p.published + 0 = 1 ",
            $condition
        )
    };
}

/// Half of the published products: `$1` 0 or 1.
pub const SHELF_HALF: &str = shelf_columns!("AND p.id % 2 = $1");
/// The published products of a list of ids.
pub const SHELF_PRODUCTS: &str = shelf_columns!("AND p.id IN");

/// All categories in the order in which they are shown.
pub const CATEGORIES: &str = "SELECT c.id, c.parent_id, c.slug, c.name, c.description,
        i.id, i.hash, i.width, i.height, i.widths, i.placeholder, i.focus
   FROM category c LEFT JOIN image i ON i.id = c.image_id ORDER BY c.position, c.name, c.id";

/// All attributes in the order in which they are shown.
pub const ATTRIBUTES: &str = "SELECT key, label, facet, kind FROM attribute ORDER BY position, key";

/// The published collections in the order in which they were made.
pub const COLLECTIONS: &str = "SELECT id, slug, name, description, by_rule, conditions, sort FROM collection
  WHERE published = 1 ORDER BY id";
/// What was put into published collections by hand.
pub const COLLECTION_PRODUCTS: &str =
    "SELECT p.collection_id, p.product_id FROM collection_product p JOIN collection c ON c.id = p.collection_id
  WHERE c.published = 1 AND c.by_rule = 0 ORDER BY p.collection_id, p.position, p.product_id";

/// A published product's page.
pub const PAGE: &str = "SELECT id, slug, title, fact, description_html, brand, options, kind FROM product
  WHERE slug = $1 AND published = 1";
/// The pictures of a product.
pub const PICTURES: &str =
    "SELECT i.id, i.hash, i.width, i.height, i.widths, i.placeholder, t.alternative_text, t.position,
        i.focus
   FROM product_image t JOIN image i ON i.id = t.image_id WHERE t.product_id = $1 ORDER BY t.position";
/// The variants of a product that are for sale, with what is available of each.
pub const VARIANTS: &str = concat!(
    "SELECT v.id, v.sku, v.choice, v.price, v.compare_at, v.currency, v.content_amount, v.content_unit,
        v.image_position, ",
    is_limited!(),
    ", ",
    available!(),
    ", v.barcode, ",
    on_shelf!(),
    ", ",
    expected_on!(),
    "
   FROM variant v JOIN product p ON p.id = v.product_id
  WHERE v.product_id = $1 AND v.active = 1 ORDER BY v.position, v.id"
);
/// The fields that shoppers fill: `$1` product.
pub const FIELDS: &str = "SELECT id, kind, label, required, most_characters, file_types, surcharge
   FROM personalisation_field WHERE product_id = $1 ORDER BY position, id";
/// The fields of all products in a cart: `$1` cart.
pub const CART_FIELDS: &str =
    "SELECT f.id, f.kind, f.label, f.required, f.most_characters, f.file_types, f.surcharge, f.product_id
   FROM personalisation_field f WHERE f.product_id IN
        (SELECT v.product_id FROM cart_line l JOIN variant v ON v.id = l.variant_id WHERE l.cart_id = $1)
  ORDER BY f.position, f.id";
/// The labels of a product's attributes with the headings that its type gives them, in the type's order; what it has besides follows.
pub const DETAILS: &str = "SELECT a.label, v.label, v.html, COALESCE(t.heading, '')
   FROM product_attribute v JOIN attribute a ON a.key = v.attribute_key JOIN product p ON p.id = v.product_id
   LEFT JOIN product_type_attribute t ON t.type_id = p.type_id AND t.attribute_key = v.attribute_key
  WHERE v.product_id = $1
  ORDER BY CASE WHEN t.attribute_key IS NULL THEN 1 ELSE 0 END, t.position, a.position, a.key, v.position, v.value";
/// Who answers for the safety of what has a brand, and what the brand says of itself.
pub const SAFETY: &str = "SELECT manufacturer_name, manufacturer_address, manufacturer_email, responsible_name,
        responsible_address, responsible_email, manufacturer_country, description FROM brand WHERE name = $1";
/// The products that go with a product.
pub const RELATED: &str = "SELECT related_id FROM product_related WHERE product_id = $1 ORDER BY position, related_id";
/// Where an old address leads.
pub const MOVED: &str = "SELECT p.slug FROM product_slug s JOIN product p ON p.id = s.product_id
  WHERE s.slug = $1 AND p.published = 1";

/// What the search index needs of a product; `+ 0` as above: else every part would sort all products.
macro_rules! search_columns {
    ($condition:literal) => {
        concat!(
            "SELECT p.id, p.title, p.brand, p.tags, p.description_html, p.fact, p.popularity, p.options,
                (SELECT string_agg(CAST(c.category_id AS TEXT), '\u{1e}') FROM product_category c WHERE c.product_id = p.id),
                (SELECT string_agg(a.label, '\u{1e}') FROM product_attribute a WHERE a.product_id = p.id),
                (SELECT string_agg(v.sku || '\u{1e}' || v.barcode, '\u{1e}') FROM variant v
                  WHERE v.product_id = p.id AND v.active = 1)
               FROM product p WHERE p.published + 0 = 1 ",
            $condition
        )
    };
}

/// A part of all published products, by id.
pub const SEARCH_DOCUMENTS: &str = search_columns!("AND p.id > $1 ORDER BY p.id LIMIT $2");
/// One published product.
pub const SEARCH_DOCUMENT: &str = search_columns!("AND p.id = $1");

/// A part of all published products for a feed.
pub const FEED_PRODUCTS: &str = "SELECT id, slug, title, fact, description_html, brand, options FROM product
  WHERE published + 0 = 1 AND id > $1 ORDER BY id LIMIT $2";
/// Their variants for sale; the products' ids follow.
pub const FEED_VARIANTS: &str = concat!(
    "SELECT v.product_id, v.position, v.sku, v.title, v.price, v.compare_at, v.currency, v.barcode, v.weight_grams, ",
    is_limited!(),
    ", v.content_amount, v.content_unit, v.image_position, ",
    on_shelf!(),
    ", v.choice, ",
    available!(),
    ", ",
    expected_on!(),
    "
   FROM variant v JOIN product p ON p.id = v.product_id WHERE v.active = 1 AND v.product_id IN"
);
/// Their pictures; the products' ids follow.
pub const FEED_PICTURES: &str =
    "SELECT t.product_id, t.position, i.id, i.hash, i.width, i.height, i.widths, i.placeholder
   FROM product_image t JOIN image i ON i.id = t.image_id WHERE t.product_id IN";

/// The variants for sale of products in a list, with what shows them; the products' ids follow.
pub const TILE_VARIANTS: &str = concat!(
    "SELECT v.product_id, p.options, v.choice, v.sku, CASE WHEN ",
    is_limited!(),
    " = 0 THEN 1 ELSE ",
    available!(),
    " END,
        i.id, i.hash, i.width, i.height, i.widths, i.placeholder, COALESCE(t.alternative_text, ''), i.focus,
        v.position
   FROM variant v JOIN product p ON p.id = v.product_id
   LEFT JOIN product_image t ON t.product_id = p.id AND t.position = v.image_position
   LEFT JOIN image i ON i.id = t.image_id
  WHERE v.active = 1 AND v.product_id IN"
);

/// Every statement of this room.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.SHELF_HALF", SHELF_HALF),
    ("catalog.CATEGORIES", CATEGORIES),
    ("catalog.ATTRIBUTES", ATTRIBUTES),
    ("catalog.COLLECTIONS", COLLECTIONS),
    ("catalog.COLLECTION_PRODUCTS", COLLECTION_PRODUCTS),
    ("catalog.SAFETY", SAFETY),
    ("catalog.PAGE", PAGE),
    ("catalog.PICTURES", PICTURES),
    ("catalog.VARIANTS", VARIANTS),
    ("catalog.FIELDS", FIELDS),
    ("catalog.CART_FIELDS", CART_FIELDS),
    ("catalog.DETAILS", DETAILS),
    ("catalog.RELATED", RELATED),
    ("catalog.MOVED", MOVED),
    ("catalog.SEARCH_DOCUMENTS", SEARCH_DOCUMENTS),
    ("catalog.SEARCH_DOCUMENT", SEARCH_DOCUMENT),
    ("catalog.FEED_PRODUCTS", FEED_PRODUCTS),
];
