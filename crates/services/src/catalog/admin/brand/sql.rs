//! Every statement on brands.

macro_rules! brands {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT b.id, b.name, b.manufacturer_name, b.manufacturer_address, b.manufacturer_email, b.responsible_name,
        b.responsible_address, b.responsible_email, b.manufacturer_country,
        (SELECT COUNT(*) FROM product p WHERE p.brand = b.name)",
            $columns,
            " FROM brand b ",
            $rest
        )
    };
}

/// The brands by name.
pub const LIST: &str = brands!("", "ORDER BY LOWER(b.name), b.id");
/// One brand, with its version and its description behind.
pub const BRAND: &str = brands!(", b.version, b.description", "WHERE b.id = $1");
/// Names that only products know.
pub const UNKNOWN: &str = "SELECT DISTINCT p.brand FROM product p
  WHERE p.brand <> '' AND NOT EXISTS (SELECT 1 FROM brand b WHERE b.name = p.brand) LIMIT 2000";
/// Makes such a name a brand.
pub const ADOPT: &str = "INSERT INTO brand (id, name, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
/// A new brand.
pub const ADD: &str = "INSERT INTO brand (id, name, created_at) VALUES ($1, $2, $3)";
/// Changes a brand, if nobody else did.
pub const UPDATE: &str = "UPDATE brand SET version = version + 1, name = $3, manufacturer_name = $4,
        manufacturer_address = $5, manufacturer_email = $6, responsible_name = $7, responsible_address = $8,
        responsible_email = $9, manufacturer_country = $10, description = $11 WHERE id = $1 AND version = $2";
/// Removes a brand that no product has.
pub const REMOVE: &str = "DELETE FROM brand WHERE id = $1
    AND NOT EXISTS (SELECT 1 FROM product p WHERE p.brand = (SELECT b.name FROM brand b WHERE b.id = $1))";
/// The products of a brand.
pub const PRODUCTS: &str = "SELECT id FROM product WHERE brand = $1 ORDER BY id";
/// Names the brand of products anew.
pub const RENAME_PRODUCTS: &str =
    "UPDATE product SET version = version + 1, brand = $2, updated_at = $3 WHERE brand = $1";
/// The products of a brand are to be looked at again: their score may be another.
pub const SCORE_AGAIN: &str = "UPDATE product SET scored_at = 0 WHERE brand = $1 AND scored_at <> 0";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.brand.LIST", LIST),
    ("catalog.brand.BRAND", BRAND),
    ("catalog.brand.UNKNOWN", UNKNOWN),
    ("catalog.brand.ADOPT", ADOPT),
    ("catalog.brand.ADD", ADD),
    ("catalog.brand.UPDATE", UPDATE),
    ("catalog.brand.REMOVE", REMOVE),
    ("catalog.brand.PRODUCTS", PRODUCTS),
    ("catalog.brand.RENAME_PRODUCTS", RENAME_PRODUCTS),
    ("catalog.brand.SCORE_AGAIN", SCORE_AGAIN),
];
