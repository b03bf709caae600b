//! Every statement on the tree of categories.

/// Holds the whole tree for the change that follows: others who change it wait.
pub const HOLD: &str = "UPDATE category SET position = position";
/// The tree, in the order in which it is shown.
pub const TREE: &str =
    "SELECT id, parent_id, position, name, slug, description FROM category ORDER BY position, name, id";
/// What the shop's own language says of a category to search engines: `$2` the language.
pub const META: &str = "SELECT field, text FROM category_text WHERE category_id = $1 AND language = $2
    AND field IN ('meta_title', 'meta_description')";
/// How many products are in this category and in no other.
pub const ONLY_HERE: &str = "SELECT COUNT(*) FROM product_category c WHERE c.category_id = $1
    AND NOT EXISTS (SELECT 1 FROM product_category o WHERE o.product_id = c.product_id AND o.category_id <> $1)";
/// Whether an address is or was in use.
pub const SLUG_TAKEN: &str =
    "SELECT slug FROM category WHERE slug = $1 UNION SELECT slug FROM category_slug WHERE slug = $1";
/// A new category.
pub const ADD: &str =
    "INSERT INTO category (id, parent_id, slug, name, position, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
/// Changes a category.
pub const UPDATE: &str =
    "UPDATE category SET name = $2, slug = $3, description = $4, parent_id = $5, position = $6 WHERE id = $1";
/// Puts a category below another, or at the top, at a place.
pub const PLACE: &str = "UPDATE category SET parent_id = $2, position = $3 WHERE id = $1";
/// The products of categories; their ids follow.
pub const PRODUCTS_IN: &str = "SELECT product_id FROM product_category WHERE category_id IN";
/// All categories of the products of one, in the order in which each product has them.
pub const SHELVED: &str = "SELECT p.product_id, p.category_id FROM product_category p
  WHERE p.product_id IN (SELECT h.product_id FROM product_category h WHERE h.category_id = $1)
  ORDER BY p.product_id, p.position, p.category_id";
/// Its products have changed.
pub const TOUCH_PRODUCTS: &str = "UPDATE product SET version = version + 1, updated_at = $2
  WHERE id IN (SELECT product_id FROM product_category WHERE category_id = $1)";
/// Puts its products into another, too.
pub const COPY_PRODUCTS: &str = "INSERT INTO product_category (product_id, category_id, position)
 SELECT product_id, $2, position FROM product_category WHERE category_id = $1
 ON CONFLICT (product_id, category_id) DO NOTHING";
/// Takes its products out.
pub const EMPTY: &str = "DELETE FROM product_category WHERE category_id = $1";
/// Removes a category.
pub const REMOVE: &str = "DELETE FROM category WHERE id = $1";
/// The rules of collections.
pub const RULES: &str = "SELECT name, conditions FROM collection WHERE by_rule = 1 ORDER BY id";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.category.HOLD", HOLD),
    ("catalog.category.TREE", TREE),
    ("catalog.category.META", META),
    ("catalog.category.ONLY_HERE", ONLY_HERE),
    ("catalog.category.SLUG_TAKEN", SLUG_TAKEN),
    ("catalog.category.ADD", ADD),
    ("catalog.category.UPDATE", UPDATE),
    ("catalog.category.PLACE", PLACE),
    ("catalog.category.SHELVED", SHELVED),
    ("catalog.category.TOUCH_PRODUCTS", TOUCH_PRODUCTS),
    ("catalog.category.COPY_PRODUCTS", COPY_PRODUCTS),
    ("catalog.category.EMPTY", EMPTY),
    ("catalog.category.REMOVE", REMOVE),
    ("catalog.category.RULES", RULES),
];
