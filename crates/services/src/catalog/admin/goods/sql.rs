//! Every statement about the kind of a product.

/// The kind with its settings: `$1` product.
pub const GOODS: &str = "SELECT kind, bundle_discount, download_most, download_days FROM product WHERE id = $1";
/// The parts of a bundle as the manager reads them: `$1` product.
pub const PARTS: &str = "SELECT v.id, p.id, p.title, v.title, v.sku, b.quantity, v.price, v.currency, v.active,
        CASE WHEN p.kind = 'simple' THEN v.track_stock ELSE 0 END,
        CAST(COALESCE((SELECT SUM(s.on_hand - s.reserved) FROM stock s WHERE s.variant_id = v.id), 0) AS BIGINT)
   FROM bundle_part b JOIN variant v ON v.id = b.variant_id JOIN product p ON p.id = v.product_id
  WHERE b.product_id = $1 ORDER BY b.position, v.id";
/// A bundle that a product is a part of: `$1` product.
pub const IS_PART: &str = "SELECT p.title FROM bundle_part b JOIN product p ON p.id = b.product_id
   JOIN variant v ON v.id = b.variant_id WHERE v.product_id = $1 AND p.kind = 'bundle' LIMIT 1";
/// Changes the kind: `$1` product, `$2` kind.
pub const SET_KIND: &str = "UPDATE product SET kind = $2 WHERE id = $1";
/// Changes the discount: `$1` product, `$2` basis points or nothing.
pub const SET_DISCOUNT: &str = "UPDATE product SET bundle_discount = $2 WHERE id = $1";

/// What can be a part, by its stock-keeping unit: `$1` unit.
pub const PART_BY_SKU: &str = "SELECT v.id, v.product_id, v.active, v.currency, p.kind
   FROM variant v JOIN product p ON p.id = v.product_id WHERE v.sku = $1";
/// How many other parts a bundle has: `$1` product, `$2` the part that does not count.
pub const COUNT_OTHERS: &str = "SELECT COUNT(*) FROM bundle_part WHERE product_id = $1 AND variant_id <> $2";
/// Puts a part in, or changes its number: `$1` product, `$2` variant, `$3` how many.
pub const PUT_PART: &str = "INSERT INTO bundle_part (product_id, variant_id, quantity, position)
 VALUES ($1, $2, $3, (SELECT COALESCE(MAX(o.position), 0) + 1 FROM bundle_part o WHERE o.product_id = $1))
     ON CONFLICT (product_id, variant_id) DO UPDATE SET quantity = excluded.quantity";
/// Takes a part out: `$1` product, `$2` variant.
pub const REMOVE_PART: &str = "DELETE FROM bundle_part WHERE product_id = $1 AND variant_id = $2";
/// What can be a part, by words in its name or a piece of its unit: `$1` pattern, `$2` how many.
pub const FIND_PARTS: &str = "SELECT v.sku, p.title, v.title FROM variant v JOIN product p ON p.id = v.product_id
  WHERE v.active = 1 AND p.kind IN ('simple', 'digital')
    AND (LOWER(p.title) LIKE $1 ESCAPE '\\' OR LOWER(v.sku) LIKE $1 ESCAPE '\\')
  ORDER BY p.popularity DESC, p.id, v.position LIMIT $2";

/// The parts of every bundle whose price follows them.
pub const FOLLOWING: &str = "SELECT p.id, p.bundle_discount, v.price, v.currency, b.quantity
   FROM product p JOIN bundle_part b ON b.product_id = p.id JOIN variant v ON v.id = b.variant_id
  WHERE p.kind = 'bundle' AND p.bundle_discount IS NOT NULL ORDER BY p.id";
/// Sets the price of all variants of a product, where it is another: `$1` product, `$2` price, `$3` currency.
pub const SET_PRICE: &str = "UPDATE variant SET price = $2,
        compare_at = CASE WHEN compare_at > $2 THEN compare_at ELSE NULL END
  WHERE product_id = $1 AND price <> $2 AND currency = $3";

/// The files of a product, with how many buyers may fetch each: `$1` product.
pub const FILES: &str = "SELECT f.id, f.name, f.bytes, f.variant_id,
        (SELECT COUNT(*) FROM download d WHERE d.file_id = f.id)
   FROM product_file f WHERE f.product_id = $1 AND f.active = 1 ORDER BY f.position, f.id";
/// How many there are: `$1` product.
pub const COUNT_FILES: &str = "SELECT COUNT(*) FROM product_file WHERE product_id = $1 AND active = 1";
/// Whether a variant is the product's: `$1` product, `$2` variant.
pub const OWN_VARIANT: &str = "SELECT id FROM variant WHERE product_id = $1 AND id = $2 AND active = 1";
/// Adds a file behind the others: `$1` id, `$2` product, `$3` variant or nothing, `$4` name, `$5` bytes, `$6` key, `$7` now.
pub const ADD_FILE: &str =
    "INSERT INTO product_file (id, product_id, variant_id, name, content_type, bytes, file_key, position, created_at)
  VALUES ($1, $2, $3, $4, 'application/octet-stream', $5, $6,
    (SELECT COALESCE(MAX(o.position), 0) + 1 FROM product_file o WHERE o.product_id = $2), $7)";
/// The key of a file that nobody has bought: `$1` product, `$2` file.
pub const UNSOLD_KEY: &str = "SELECT file_key FROM product_file WHERE product_id = $1 AND id = $2
    AND NOT EXISTS (SELECT 1 FROM download d WHERE d.file_id = product_file.id)";
/// Deletes a file that nobody has bought: `$1` product, `$2` file.
pub const DELETE_UNSOLD: &str = "DELETE FROM product_file WHERE product_id = $1 AND id = $2
    AND NOT EXISTS (SELECT 1 FROM download d WHERE d.file_id = product_file.id)";
/// Puts away one that somebody has: `$1` product, `$2` file.
pub const PUT_AWAY: &str = "UPDATE product_file SET active = 0 WHERE product_id = $1 AND id = $2";
/// Whether a file still has this key: `$1` key.
pub const KEY_KNOWN: &str = "SELECT id FROM product_file WHERE file_key = $1";
/// Bounds what buyers can fetch: `$1` product, `$2` how often, `$3` for how many days.
pub const SET_BOUNDS: &str = "UPDATE product SET download_most = $2, download_days = $3 WHERE id = $1";

/// How many fields a product has: `$1` product.
pub const COUNT_FIELDS: &str = "SELECT COUNT(*) FROM personalisation_field WHERE product_id = $1";
/// Adds a field behind the others: `$1` id, `$2` product, `$3` kind, `$4` label, `$5` required, `$6` most characters, `$7` endings,
/// `$8` surcharge.
pub const ADD_FIELD: &str = "INSERT INTO personalisation_field
        (id, product_id, kind, label, required, most_characters, file_types, surcharge, position)
 VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
    (SELECT COALESCE(MAX(o.position), 0) + 1 FROM personalisation_field o WHERE o.product_id = $2))";
/// Changes one: as [`ADD_FIELD`].
pub const CHANGE_FIELD: &str =
    "UPDATE personalisation_field SET kind = $3, label = $4, required = $5, most_characters = $6,
        file_types = $7, surcharge = $8 WHERE id = $1 AND product_id = $2";
/// Takes one off: `$1` id, `$2` product.
pub const REMOVE_FIELD: &str = "DELETE FROM personalisation_field WHERE id = $1 AND product_id = $2";

/// The bundles that products have a part in; a list of products follows.
pub const BUNDLES_WITH: &str = "SELECT DISTINCT b.product_id FROM bundle_part b JOIN variant v ON v.id = b.variant_id
  WHERE v.product_id IN";
/// The parts of a bundle as shoppers read them: `$1` product.
pub const SHOWN_PARTS: &str =
    "SELECT CASE WHEN p.published = 1 THEN p.slug ELSE NULL END, p.title, v.title, v.sku, b.quantity,
        v.price, v.currency
   FROM bundle_part b JOIN variant v ON v.id = b.variant_id JOIN product p ON p.id = v.product_id
  WHERE b.product_id = $1 ORDER BY b.position, v.id";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.admin.goods.GOODS", GOODS),
    ("catalog.admin.goods.PARTS", PARTS),
    ("catalog.admin.goods.IS_PART", IS_PART),
    ("catalog.admin.goods.SET_KIND", SET_KIND),
    ("catalog.admin.goods.SET_DISCOUNT", SET_DISCOUNT),
    ("catalog.admin.goods.PART_BY_SKU", PART_BY_SKU),
    ("catalog.admin.goods.COUNT_OTHERS", COUNT_OTHERS),
    ("catalog.admin.goods.PUT_PART", PUT_PART),
    ("catalog.admin.goods.REMOVE_PART", REMOVE_PART),
    ("catalog.admin.goods.FIND_PARTS", FIND_PARTS),
    ("catalog.admin.goods.FOLLOWING", FOLLOWING),
    ("catalog.admin.goods.SET_PRICE", SET_PRICE),
    ("catalog.admin.goods.FILES", FILES),
    ("catalog.admin.goods.COUNT_FILES", COUNT_FILES),
    ("catalog.admin.goods.OWN_VARIANT", OWN_VARIANT),
    ("catalog.admin.goods.ADD_FILE", ADD_FILE),
    ("catalog.admin.goods.UNSOLD_KEY", UNSOLD_KEY),
    ("catalog.admin.goods.DELETE_UNSOLD", DELETE_UNSOLD),
    ("catalog.admin.goods.PUT_AWAY", PUT_AWAY),
    ("catalog.admin.goods.KEY_KNOWN", KEY_KNOWN),
    ("catalog.admin.goods.SET_BOUNDS", SET_BOUNDS),
    ("catalog.admin.goods.COUNT_FIELDS", COUNT_FIELDS),
    ("catalog.admin.goods.ADD_FIELD", ADD_FIELD),
    ("catalog.admin.goods.CHANGE_FIELD", CHANGE_FIELD),
    ("catalog.admin.goods.REMOVE_FIELD", REMOVE_FIELD),
    ("catalog.admin.goods.SHOWN_PARTS", SHOWN_PARTS),
];
