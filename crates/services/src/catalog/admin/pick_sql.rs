//! Every statement on products that are picked by hand.

/// Products as a list of picks shows them; their list follows.
pub const PICKS: &str = "SELECT p.id, p.title, p.published,
        (SELECT MIN(v.price) FROM variant v WHERE v.product_id = p.id AND v.active = 1),
        (SELECT MIN(v.currency) FROM variant v WHERE v.product_id = p.id AND v.active = 1),
        (SELECT CAST(i.id AS TEXT) || '\u{1f}' || i.hash || '\u{1f}' || CAST(i.width AS TEXT) || '\u{1f}'
                || CAST(i.height AS TEXT) || '\u{1f}' || i.widths || '\u{1f}' || i.placeholder || '\u{1f}'
                || t.alternative_text
           FROM product_image t JOIN image i ON i.id = t.image_id
          WHERE t.product_id = p.id ORDER BY t.position LIMIT 1)
   FROM product p WHERE p.id IN";
/// The products that words name: by address or SKU alone, else by name in any letter case.
pub const NAMED: &str = "SELECT id FROM product WHERE slug = $1
  UNION SELECT product_id FROM variant WHERE sku = $1
  UNION SELECT id FROM product WHERE LOWER(title) = $2 AND NOT EXISTS (SELECT 1 FROM product o WHERE o.slug = $1)
  LIMIT 2";
/// Whether there is such a product.
pub const IS_PRODUCT: &str = "SELECT id FROM product WHERE id = $1";
/// Whether there is such a collection.
pub const IS_COLLECTION: &str = "SELECT id FROM collection WHERE id = $1";
/// What goes with a product, in order.
pub const RELATED: &str = "SELECT related_id FROM product_related WHERE product_id = $1 ORDER BY position, related_id";
/// Nothing goes with it.
pub const CLEAR_RELATED: &str = "DELETE FROM product_related WHERE product_id = $1";
/// A product goes with it, if there is such a product.
pub const ADD_RELATED: &str = "INSERT INTO product_related (product_id, related_id, position)
  SELECT $1, id, $3 FROM product WHERE id = $2";
/// What is in a collection, in order.
pub const COLLECTED: &str =
    "SELECT product_id FROM collection_product WHERE collection_id = $1 ORDER BY position, product_id";
/// Nothing is in it.
pub const CLEAR_COLLECTED: &str = "DELETE FROM collection_product WHERE collection_id = $1";
/// A product is in it, if there is such a product.
pub const ADD_COLLECTED: &str = "INSERT INTO collection_product (collection_id, product_id, position)
  SELECT $1, id, $3 FROM product WHERE id = $2";

/// Every statement of this module that stands alone.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.pick.NAMED", NAMED),
    ("catalog.pick.IS_PRODUCT", IS_PRODUCT),
    ("catalog.pick.IS_COLLECTION", IS_COLLECTION),
    ("catalog.pick.RELATED", RELATED),
    ("catalog.pick.CLEAR_RELATED", CLEAR_RELATED),
    ("catalog.pick.ADD_RELATED", ADD_RELATED),
    ("catalog.pick.COLLECTED", COLLECTED),
    ("catalog.pick.CLEAR_COLLECTED", CLEAR_COLLECTED),
    ("catalog.pick.ADD_COLLECTED", ADD_COLLECTED),
];
