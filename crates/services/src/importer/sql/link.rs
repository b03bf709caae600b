//! What products say of each other.

/// Takes all parts out of a bundle.
pub const CLEAR_PARTS: &str = "DELETE FROM bundle_part WHERE product_id = $1";
/// The product at an address.
pub const PRODUCT_OF_SLUG: &str = "SELECT id FROM product WHERE slug = $1";
/// The collection by hand at an address.
pub const COLLECTION_OF_SLUG: &str = "SELECT id FROM collection WHERE slug = $1 AND by_rule = 0";
/// The collections by hand that a product is in.
pub const COLLECTIONS_OF: &str = "SELECT c.id FROM collection_product p JOIN collection c ON c.id = p.collection_id
  WHERE p.product_id = $1 AND c.by_rule = 0";
/// Takes a product out of a collection: `$1` collection, `$2` product.
pub const LEAVE_COLLECTION: &str = "DELETE FROM collection_product WHERE collection_id = $1 AND product_id = $2";
/// Puts a product into a collection behind the others: `$1` collection, `$2` product.
pub const JOIN_COLLECTION: &str = "INSERT INTO collection_product (collection_id, product_id, position)
 VALUES ($1, $2, (SELECT COALESCE(MAX(o.position), 0) + 1 FROM collection_product o WHERE o.collection_id = $1))
     ON CONFLICT (collection_id, product_id) DO NOTHING";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("importer.link.CLEAR_PARTS", CLEAR_PARTS),
    ("importer.link.PRODUCT_OF_SLUG", PRODUCT_OF_SLUG),
    ("importer.link.COLLECTION_OF_SLUG", COLLECTION_OF_SLUG),
    ("importer.link.COLLECTIONS_OF", COLLECTIONS_OF),
    ("importer.link.LEAVE_COLLECTION", LEAVE_COLLECTION),
    ("importer.link.JOIN_COLLECTION", JOIN_COLLECTION),
];
