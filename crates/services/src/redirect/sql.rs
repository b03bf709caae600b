//! Every statement on old addresses.

/// Where one of these addresses leads to, and which it is; the most telling first.
pub const FIND: &str = "SELECT target, path FROM redirect WHERE path IN ($1, $2, $3)
  ORDER BY CASE WHEN path = $1 THEN 0 WHEN path = $2 THEN 1 ELSE 2 END LIMIT 1";
/// Lets an old address lead to a path, as the manager said.
pub const ADD: &str = "INSERT INTO redirect (path, target, created_at, origin) VALUES ($1, $2, $3, 'staff')
  ON CONFLICT (path) DO UPDATE SET target = excluded.target, origin = 'staff'";
/// Forgets an old address.
pub const REMOVE: &str = "DELETE FROM redirect WHERE path = $1";
/// Where exactly this address leads.
pub const TARGET: &str = "SELECT target FROM redirect WHERE path = $1";
/// What led to one address leads to another.
pub const RETARGET: &str = "UPDATE redirect SET target = $2 WHERE target = $1";
/// Counts uses.
pub const ADD_HITS: &str = "UPDATE redirect SET hits = hits + $2, last_hit_at = $3 WHERE path = $1";

/// Remembers an old address of a product.
pub const REMEMBER_PRODUCT_SLUG: &str = "INSERT INTO product_slug (slug, product_id) VALUES ($1, $2)
  ON CONFLICT (slug) DO UPDATE SET product_id = excluded.product_id";
/// An old address of a product is a present one again.
pub const FORGET_PRODUCT_SLUG: &str = "DELETE FROM product_slug WHERE slug = $1";
/// Remembers an old address of a category.
pub const REMEMBER_CATEGORY_SLUG: &str = "INSERT INTO category_slug (slug, category_id) VALUES ($1, $2)
  ON CONFLICT (slug) DO UPDATE SET category_id = excluded.category_id";
/// An old address of a category is a present one again.
pub const FORGET_CATEGORY_SLUG: &str = "DELETE FROM category_slug WHERE slug = $1";
/// What led to a category leads to another.
pub const INHERIT_CATEGORY_SLUGS: &str = "UPDATE category_slug SET category_id = $2 WHERE category_id = $1";
/// What led to a page that is gone leads nowhere.
pub const FORGET_TARGET: &str = "DELETE FROM redirect WHERE target = $1";
/// The present slug of the product that had this one.
pub const PRODUCT_MOVED: &str =
    "SELECT p.slug FROM product_slug s JOIN product p ON p.id = s.product_id WHERE s.slug = $1 AND p.published = 1
    AND NOT EXISTS (SELECT 1 FROM product q WHERE q.slug = $1)";
/// The present slug of the category that had this one.
pub const CATEGORY_MOVED: &str =
    "SELECT c.slug FROM category_slug s JOIN category c ON c.id = s.category_id WHERE s.slug = $1
    AND NOT EXISTS (SELECT 1 FROM category d WHERE d.slug = $1)";

/// The rows of the list, before filter and page.
pub const LIST: &str = "SELECT path, target, origin, hits, last_hit_at FROM redirect";
/// How many rows the list has, before the filter.
pub const COUNT: &str = "SELECT COUNT(*) FROM redirect";
/// A filter of the list.
pub const TEXT_MATCHES: &str = "(LOWER(path) LIKE ? ESCAPE '\\' OR LOWER(target) LIKE ? ESCAPE '\\')";
/// A filter of the list.
pub const MADE_BY_STAFF: &str = "origin = 'staff'";
/// A filter of the list.
pub const USED: &str = "hits > 0";
/// The end of the list's statement, before its two placeholders: what is used most comes first.
pub const LIST_ORDER: &str = " ORDER BY hits DESC, created_at DESC, path";

/// Every statement of this room.
pub const ALL: &[(&str, &str)] = &[
    ("redirect.FIND", FIND),
    ("redirect.ADD", ADD),
    ("redirect.REMOVE", REMOVE),
    ("redirect.TARGET", TARGET),
    ("redirect.RETARGET", RETARGET),
    ("redirect.ADD_HITS", ADD_HITS),
    ("redirect.REMEMBER_PRODUCT_SLUG", REMEMBER_PRODUCT_SLUG),
    ("redirect.FORGET_PRODUCT_SLUG", FORGET_PRODUCT_SLUG),
    ("redirect.REMEMBER_CATEGORY_SLUG", REMEMBER_CATEGORY_SLUG),
    ("redirect.FORGET_CATEGORY_SLUG", FORGET_CATEGORY_SLUG),
    ("redirect.INHERIT_CATEGORY_SLUGS", INHERIT_CATEGORY_SLUGS),
    ("redirect.FORGET_TARGET", FORGET_TARGET),
    ("redirect.PRODUCT_MOVED", PRODUCT_MOVED),
    ("redirect.CATEGORY_MOVED", CATEGORY_MOVED),
    ("redirect.LIST", LIST),
    ("redirect.COUNT", COUNT),
];
