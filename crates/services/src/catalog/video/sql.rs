//! Every statement about films.

/// The films of a product, in order.
pub const OF_PRODUCT: &str =
    "SELECT id, address, title, poster_id FROM product_video WHERE product_id = $1 ORDER BY position, id";
/// Adds a film behind the others, unless it is there, there are enough, or there is no such product.
pub const ADD: &str = "INSERT INTO product_video (id, product_id, position, address, title, poster_id, created_at)
 SELECT $1, p.id, (SELECT COALESCE(MAX(v.position), -1) + 1 FROM product_video v WHERE v.product_id = p.id),
        $3, $4, $5, $6
   FROM product p WHERE p.id = $2 AND (SELECT COUNT(*) FROM product_video v WHERE v.product_id = p.id) < $7
 ON CONFLICT (product_id, address) DO NOTHING";
/// Takes a film off.
pub const REMOVE: &str = "DELETE FROM product_video WHERE id = $1 AND product_id = $2";

/// Every statement of this room.
pub const ALL: &[(&str, &str)] =
    &[("catalog.video.OF_PRODUCT", OF_PRODUCT), ("catalog.video.ADD", ADD), ("catalog.video.REMOVE", REMOVE)];
