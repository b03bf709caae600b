//! Every statement on collections.

/// The collections, newest first.
pub const LIST: &str = "SELECT c.id, c.name, c.slug, c.by_rule, c.published, c.conditions,
        (SELECT COUNT(*) FROM collection_product p WHERE p.collection_id = c.id)
   FROM collection c ORDER BY c.id DESC";
/// One collection for its form.
pub const COLLECTION: &str =
    "SELECT version, name, slug, description, published, by_rule, conditions, sort FROM collection WHERE id = $1";
/// Values that shoppers filter by.
pub const VALUES: &str = "SELECT DISTINCT a.position, a.key, v.value, a.label || ': ' || v.label
   FROM attribute a JOIN product_attribute v ON v.attribute_key = a.key
  WHERE a.facet = 1 ORDER BY a.position, a.key, 4 LIMIT 1000";
/// A new collection, hidden.
pub const ADD: &str = "INSERT INTO collection (id, name, slug, by_rule, conditions, created_at)
  VALUES ($1, $2, $3, $4, $5, $6)";
/// Whether an address is in use.
pub const SLUG_TAKEN: &str = "SELECT id FROM collection WHERE slug = $1";
/// Changes a collection, if nobody else did.
pub const UPDATE: &str = "UPDATE collection SET version = version + 1, name = $3, slug = $4, description = $5,
        published = $6, by_rule = $7, conditions = $8, sort = $9 WHERE id = $1 AND version = $2";
/// Removes a collection; its products stay.
pub const REMOVE: &str = "DELETE FROM collection WHERE id = $1";
/// No address leads to a collection that is gone, nor away from one that is there.
pub const FORGET_REDIRECTS: &str = "DELETE FROM redirect WHERE target = $1 OR path = $1";
/// An address that leads nowhere else any more.
pub const FREE_PATH: &str = "DELETE FROM redirect WHERE path = $1";
/// An old address leads to the new one.
pub const LEAD: &str = "INSERT INTO redirect (path, target, created_at) VALUES ($1, $2, $3)
  ON CONFLICT (path) DO UPDATE SET target = excluded.target";
/// Addresses that led to the old address of a collection lead to the new one.
pub const MOVE_REDIRECTS: &str = "UPDATE redirect SET target = $2 WHERE target = $1";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.collection.LIST", LIST),
    ("catalog.collection.COLLECTION", COLLECTION),
    ("catalog.collection.VALUES", VALUES),
    ("catalog.collection.ADD", ADD),
    ("catalog.collection.SLUG_TAKEN", SLUG_TAKEN),
    ("catalog.collection.UPDATE", UPDATE),
    ("catalog.collection.REMOVE", REMOVE),
    ("catalog.collection.FORGET_REDIRECTS", FORGET_REDIRECTS),
    ("catalog.collection.FREE_PATH", FREE_PATH),
    ("catalog.collection.LEAD", LEAD),
    ("catalog.collection.MOVE_REDIRECTS", MOVE_REDIRECTS),
];
