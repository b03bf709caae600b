//! Every statement about versions.

/// Adds versions, a row for each: its id, the product, who, how, what changed, when.
pub const ADD: &str = "INSERT INTO product_version (id, product_id, number, actor, origin, changes, created_at)
 SELECT typed.column1, p.id, p.version, typed.column3, typed.column4, typed.column5, typed.column6
   FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS BIGINT), $3, $4, $5, CAST($6 AS BIGINT))) AS typed
   JOIN product p ON p.id = typed.column2";
/// The versions of a product before one of them, newest first.
pub const LIST: &str = "SELECT id, number, actor, origin, changes, created_at FROM product_version
  WHERE product_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
/// The changes of a product that came after a version, newest first.
pub const SINCE: &str = "SELECT changes FROM product_version WHERE product_id = $1 AND id > $2 ORDER BY id DESC";
/// Whether a version is one of a product.
pub const EXISTS: &str = "SELECT number FROM product_version WHERE product_id = $1 AND id = $2";
/// Versions that are older than that, except the newest of each product: `$1` before, `$2` how many of each stay.
pub const FORGET: &str = "DELETE FROM product_version WHERE created_at < $1 AND (SELECT COUNT(*) FROM product_version n
    WHERE n.product_id = product_version.product_id AND n.id > product_version.id) >= $2";
/// The categories that are there.
pub const CATEGORIES: &str = "SELECT id, name FROM category";

/// Every statement of this room.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.history.ADD", ADD),
    ("catalog.history.LIST", LIST),
    ("catalog.history.SINCE", SINCE),
    ("catalog.history.EXISTS", EXISTS),
    ("catalog.history.FORGET", FORGET),
    ("catalog.history.CATEGORIES", CATEGORIES),
];
