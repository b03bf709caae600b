//! Every statement of the importer on products; those on people and orders are in `record`, those on what products say of each
//! other in `link`. Slugs, locations and pictures use
//! those of the catalogue.

pub mod link;
pub mod record;

/// What was imported under keys; their list follows.
pub const KEYS: &str =
    "SELECT external_key, product_id, digest FROM import_key WHERE platform = $1 AND external_key IN";
/// Remembers what was imported under keys; their rows follow, and then [`OR_REMEMBER_ANEW`].
pub const REMEMBER_KEYS: &str = "INSERT INTO import_key (platform, external_key, product_id, digest) VALUES";
/// What was remembered is replaced.
pub const OR_REMEMBER_ANEW: &str =
    " ON CONFLICT (platform, external_key) DO UPDATE SET product_id = excluded.product_id, digest = excluded.digest";
/// Remembers what was imported under a key.
pub const REMEMBER_KEY: &str = "UPDATE import_key SET digest = $3 WHERE platform = $1 AND external_key = $2";
/// Rows that are there stay as they are.
pub const UNLESS_THERE: &str = " ON CONFLICT DO NOTHING";

/// New products; their rows follow.
pub const ADD_PRODUCTS: &str = "INSERT INTO product
        (id, slug, title, fact, description_html, brand, tags, published, kind, options, created_at, updated_at,
        length_mm, width_mm, height_mm, customs_code, origin_country, type_id, publish_at) VALUES";
/// Changes a product to what the file says.
pub const UPDATE_PRODUCT: &str =
    "UPDATE product SET version = version + 1, title = $2, fact = $3, description_html = $4,
        brand = $5, tags = $6, published = $7, options = $8, updated_at = $9 WHERE id = $1";

/// What is here of a product, as far as a file may say nothing of it.
pub const KEPT: &str = "SELECT fact, description_html, brand, tags, published, options, length_mm, width_mm, height_mm,
        customs_code, origin_country FROM product WHERE id = $1";
/// Says what a parcel of a product is like.
pub const SET_PARCEL: &str = "UPDATE product SET length_mm = $2, width_mm = $3, height_mm = $4, customs_code = $5,
        origin_country = $6 WHERE id = $1";

/// Says of what type a product is, and when it appears by itself.
pub const SET_MODEL: &str = "UPDATE product SET type_id = $2, publish_at = $3 WHERE id = $1";
/// The product type of a name.
pub const TYPE_OF_NAME: &str = "SELECT id FROM product_type WHERE name = $1";
/// Texts of new products in further languages; their rows follow.
pub const ADD_TEXTS: &str = "INSERT INTO product_text (product_id, language, field, text, updated_at) VALUES";

/// A product's slug.
pub const SLUG: &str = "SELECT slug FROM product WHERE id = $1";
/// Gives a product another slug.
pub const RENAME: &str = "UPDATE product SET slug = $2 WHERE id = $1";
/// A product's options.
pub const OPTIONS: &str = "SELECT options FROM product WHERE id = $1";

/// A category by its name under its parent; 0 for no parent.
pub const CATEGORY: &str =
    "SELECT id FROM category WHERE COALESCE(parent_id, 0) = $1 AND name = $2 ORDER BY id LIMIT 1";
/// Whether a category has this slug.
pub const CATEGORY_SLUG: &str = "SELECT id FROM category WHERE slug = $1";
/// A new category, behind the others.
pub const ADD_CATEGORY: &str = "INSERT INTO category (id, parent_id, slug, name, position, created_at)
  VALUES ($1, $2, $3, $4, 1000, $5)";
/// Says what a category says about itself, unless it says something already.
pub const DESCRIBE_CATEGORY: &str = "UPDATE category SET description = $2 WHERE id = $1 AND description = ''";
/// The word in the address of a category.
pub const SLUG_OF_CATEGORY: &str = "SELECT slug FROM category WHERE id = $1";
/// Puts products into categories; their rows follow, and then [`UNLESS_THERE`].
pub const ADD_TO_CATEGORIES: &str = "INSERT INTO product_category (product_id, category_id, position) VALUES";
/// Takes a product out of all categories.
pub const CLEAR_CATEGORIES: &str = "DELETE FROM product_category WHERE product_id = $1";

/// The attribute with a key, or else with a label.
pub const ATTRIBUTE_OF_LABEL: &str = "SELECT key, label, kind, unit, decimals, facet FROM attribute
  WHERE key = $1 OR label = $2
  ORDER BY CASE WHEN key = $1 THEN 0 ELSE 1 END, key LIMIT 1";
/// An attribute, unless it is known.
pub const ADD_ATTRIBUTE: &str = "INSERT INTO attribute (key, label, kind, facet, unit, decimals, position)
  VALUES ($1, $2, $3, $4, $5, $6, 1000)
  ON CONFLICT (key) DO NOTHING";
/// Values of products' attributes; their rows follow, and then [`UNLESS_THERE`].
pub const ADD_ATTRIBUTE_VALUES: &str =
    "INSERT INTO product_attribute (product_id, attribute_key, value, label, colour, position, html) VALUES";
/// Takes an attribute off a product.
pub const CLEAR_ATTRIBUTE: &str = "DELETE FROM product_attribute WHERE product_id = $1 AND attribute_key = $2";
/// Takes all attributes off a product.
pub const CLEAR_ATTRIBUTES: &str = "DELETE FROM product_attribute WHERE product_id = $1";

/// Which of these words are in the addresses of products; their list follows.
pub const TAKEN_SLUGS: &str = "SELECT slug FROM product WHERE slug IN";
/// Which of these words were; their list follows.
pub const TAKEN_OLD_SLUGS: &str = "SELECT slug FROM product_slug WHERE slug IN";

/// The variants of a product.
pub const VARIANTS: &str =
    "SELECT id, sku, title, choice, active, compare_at, cost, tax_class, barcode, weight_grams, track_stock, image_position,
        content_amount, content_unit FROM variant WHERE product_id = $1 ORDER BY position, id";
/// Which of these SKUs are whose; their list follows.
pub const SKU_OWNERS: &str = "SELECT sku, id FROM variant WHERE sku IN";
/// Whose SKU this is.
pub const SKU_OWNER: &str = "SELECT id FROM variant WHERE sku = $1";
/// New variants; their rows follow.
pub const ADD_VARIANTS: &str =
    "INSERT INTO variant (id, product_id, position, sku, title, choice, price, compare_at, cost,
        currency, tax_class, barcode, weight_grams, track_stock, content_amount, content_unit) VALUES";
/// Changes a variant to what the file says.
pub const UPDATE_VARIANT: &str = "UPDATE variant SET position = $3, sku = $4, title = $5, choice = $6, price = $7,
        compare_at = $8, cost = $9, currency = $10, tax_class = $11, barcode = $12, weight_grams = $13, track_stock = $14,
        content_amount = $15, content_unit = $16, active = 1
  WHERE id = $1 AND product_id = $2";
/// Takes a variant out of the sale.
pub const RETIRE_VARIANT: &str = "UPDATE variant SET active = 0 WHERE id = $1";

/// The stock of new variants; its rows follow.
pub const ADD_STOCKS: &str = "INSERT INTO stock (variant_id, location_id, on_hand) VALUES";
/// Entries of the ledger of stock; their rows follow.
pub const ADD_STOCK_MOVES: &str = "INSERT INTO stock_move (id, variant_id, location_id, delta_on_hand, delta_reserved, reason, actor, created_at) VALUES";
/// Where a variant's stock lies, open locations and most first, and how many there are in all places.
pub const STOCK: &str = "SELECT s.location_id, CAST(SUM(s.on_hand) OVER () AS BIGINT) FROM stock s
   JOIN location w ON w.id = s.location_id WHERE s.variant_id = $1
  ORDER BY CASE WHEN w.closed_at IS NULL THEN 0 ELSE 1 END, s.on_hand DESC, w.sells_online DESC, w.position, s.location_id LIMIT 1";

/// The pictures of a product; those without an address of their own did not come with an import.
pub const PICTURES: &str = "SELECT t.image_id, t.position, t.alternative_text, i.source_url FROM product_image t
   JOIN image i ON i.id = t.image_id WHERE t.product_id = $1 ORDER BY t.position";
/// Which of the given pictures show variants no more.
pub const CLEAR_VARIANT_PICTURES: &str = "UPDATE variant SET image_position = NULL WHERE product_id = $1";

/// A savepoint before a batch.
pub const BEGIN_BATCH: &str = "SAVEPOINT imported_batch";
/// The batch is kept.
pub const KEEP_BATCH: &str = "RELEASE SAVEPOINT imported_batch";
/// The batch is undone.
pub const UNDO_BATCH: &str = "ROLLBACK TO SAVEPOINT imported_batch";
/// A savepoint before each product.
pub const BEGIN_PRODUCT: &str = "SAVEPOINT imported_product";
/// The product is kept.
pub const KEEP_PRODUCT: &str = "RELEASE SAVEPOINT imported_product";
/// The product is undone.
pub const UNDO_PRODUCT: &str = "ROLLBACK TO SAVEPOINT imported_product";

/// Every statement that can be prepared.
pub const ALL: &[(&str, &str)] = &[
    ("importer.REMEMBER_KEY", REMEMBER_KEY),
    ("importer.UPDATE_PRODUCT", UPDATE_PRODUCT),
    ("importer.KEPT", KEPT),
    ("importer.SET_PARCEL", SET_PARCEL),
    ("importer.SET_MODEL", SET_MODEL),
    ("importer.TYPE_OF_NAME", TYPE_OF_NAME),
    ("importer.SLUG", SLUG),
    ("importer.RENAME", RENAME),
    ("importer.OPTIONS", OPTIONS),
    ("importer.CATEGORY", CATEGORY),
    ("importer.CATEGORY_SLUG", CATEGORY_SLUG),
    ("importer.ADD_CATEGORY", ADD_CATEGORY),
    ("importer.DESCRIBE_CATEGORY", DESCRIBE_CATEGORY),
    ("importer.SLUG_OF_CATEGORY", SLUG_OF_CATEGORY),
    ("importer.CLEAR_CATEGORIES", CLEAR_CATEGORIES),
    ("importer.ATTRIBUTE_OF_LABEL", ATTRIBUTE_OF_LABEL),
    ("importer.ADD_ATTRIBUTE", ADD_ATTRIBUTE),
    ("importer.CLEAR_ATTRIBUTE", CLEAR_ATTRIBUTE),
    ("importer.CLEAR_ATTRIBUTES", CLEAR_ATTRIBUTES),
    ("importer.VARIANTS", VARIANTS),
    ("importer.SKU_OWNER", SKU_OWNER),
    ("importer.UPDATE_VARIANT", UPDATE_VARIANT),
    ("importer.RETIRE_VARIANT", RETIRE_VARIANT),
    ("importer.STOCK", STOCK),
    ("importer.PICTURES", PICTURES),
    ("importer.CLEAR_VARIANT_PICTURES", CLEAR_VARIANT_PICTURES),
];
