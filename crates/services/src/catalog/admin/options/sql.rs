//! Every statement on options and the variants that follow from them.

/// A product's version, name and options.
pub const PRODUCT: &str = "SELECT version, title, options FROM product WHERE id = $1";
/// The variants that are sold, in order.
pub const VARIANTS: &str = "SELECT id, choice FROM variant WHERE product_id = $1 AND active = 1 ORDER BY position, id";
/// Changes the options, if nobody else changed the product.
pub const UPDATE: &str = "UPDATE product SET version = version + 1, options = $3, updated_at = $4
  WHERE id = $1 AND version = $2";
/// Where a variant stands and what it is called.
pub const PLACE: &str = "UPDATE variant SET position = $2, choice = $3, title = $4 WHERE id = $1";
/// A variant is not sold any more.
pub const RETIRE: &str = "UPDATE variant SET active = 0 WHERE id = $1";
/// A variant that was sold before under these values.
pub const RETIRED: &str =
    "SELECT id FROM variant WHERE product_id = $1 AND active = 0 AND title = $2 ORDER BY id DESC LIMIT 1";
/// It is sold again.
pub const REVIVE: &str = "UPDATE variant SET active = 1, position = $2, choice = $3 WHERE id = $1";
/// The SKUs that begin like this.
pub const SKU_TAKEN: &str = "SELECT id FROM variant WHERE sku = $1";
/// The SKU that others are made from: the first variant's.
pub const FIRST_SKU: &str =
    "SELECT sku FROM variant WHERE product_id = $1 AND active = 1 ORDER BY position, id LIMIT 1";
/// A new variant on the terms of the first that is sold.
pub const ADD: &str = "INSERT INTO variant (id, product_id, position, sku, title, choice, price, compare_at, cost,
        currency, tax_class, weight_grams, content_amount, content_unit, track_stock)
  SELECT $1, f.product_id, $3, $4, $5, $6, f.price, f.compare_at, f.cost, f.currency, f.tax_class, f.weight_grams,
        f.content_amount, f.content_unit, f.track_stock
    FROM variant f WHERE f.product_id = $2 ORDER BY f.active DESC, f.position, f.id LIMIT 1";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.options.PRODUCT", PRODUCT),
    ("catalog.options.VARIANTS", VARIANTS),
    ("catalog.options.UPDATE", UPDATE),
    ("catalog.options.PLACE", PLACE),
    ("catalog.options.RETIRE", RETIRE),
    ("catalog.options.RETIRED", RETIRED),
    ("catalog.options.REVIVE", REVIVE),
    ("catalog.options.SKU_TAKEN", SKU_TAKEN),
    ("catalog.options.FIRST_SKU", FIRST_SKU),
    ("catalog.options.ADD", ADD),
];
