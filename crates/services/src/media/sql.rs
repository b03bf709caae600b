//! Every statement of the media library.

/// Adds a picture, unless its content is known.
pub const ADD: &str = "INSERT INTO image (id, hash, format, width, height, bytes, widths, placeholder, source_url,
    alternative_text, file_name, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (hash) DO NOTHING";
/// The picture with this content.
pub const BY_HASH: &str = "SELECT id FROM image WHERE hash = $1";
/// Content that comes again is wanted again.
pub const WANT_AGAIN: &str = "UPDATE image SET removed_at = NULL WHERE hash = $1 AND removed_at IS NOT NULL";
/// The picture that came from this address.
pub const BY_SOURCE: &str =
    "SELECT id, hash, width, height, widths, placeholder FROM image WHERE source_url = $1 ORDER BY id LIMIT 1";

/// The list; conditions, order and limit follow.
pub const LIST: &str = "SELECT i.id, i.hash, i.width, i.height, i.widths, i.placeholder, i.alternative_text,
        COALESCE(NULLIF(i.file_name, ''), NULLIF(i.alternative_text, ''),
            (SELECT MIN(p.alternative_text) FROM product_image p WHERE p.image_id = i.id), ''),
        i.format, i.bytes, i.created_at,
        (SELECT COUNT(*) FROM product_image p WHERE p.image_id = i.id)
            + (SELECT COUNT(*) FROM category c WHERE c.image_id = i.id),
        i.focus
   FROM image i";
/// Newest first, and so many.
pub const LIST_ORDER: &str = " ORDER BY i.id DESC LIMIT ";
/// How many there are; conditions follow.
pub const COUNT: &str = "SELECT COUNT(*) FROM image i";
/// In the library.
pub const PRESENT: &str = "i.removed_at IS NULL";
/// Out of sight.
pub const REMOVED: &str = "i.removed_at IS NOT NULL";
/// No page shows it.
pub const UNUSED: &str = "NOT EXISTS (SELECT 1 FROM product_image p WHERE p.image_id = i.id)
    AND NOT EXISTS (SELECT 1 FROM category c WHERE c.image_id = i.id)";
/// A product shows it without words.
pub const WITHOUT_WORDS: &str =
    "EXISTS (SELECT 1 FROM product_image p WHERE p.image_id = i.id AND p.alternative_text = '')";
/// The file's name, the words, or the name of a product contain the text.
pub const TEXT_MATCHES: &str = "(LOWER(i.file_name) LIKE ? ESCAPE '\\' OR LOWER(i.alternative_text) LIKE ? ESCAPE '\\'
    OR EXISTS (SELECT 1 FROM product_image p JOIN product t ON t.id = p.product_id
        WHERE p.image_id = i.id AND (LOWER(t.title) LIKE ? ESCAPE '\\' OR LOWER(p.alternative_text) LIKE ? ESCAPE '\\')))";
/// Older than this one.
pub const BEFORE: &str = "i.id < ?";
/// This one.
pub const THIS: &str = "i.id = ?";

/// Which products show an image.
pub const PRODUCTS: &str = "SELECT t.id, t.title, p.alternative_text
   FROM product_image p JOIN product t ON t.id = p.product_id WHERE p.image_id = $1 ORDER BY t.title, t.id, p.position";
/// Which categories show an image.
pub const CATEGORIES: &str = "SELECT id, name, slug FROM category WHERE image_id = $1 ORDER BY name, id";
/// Orders that show it, and since when it is out of sight.
pub const STANDING: &str = "SELECT (SELECT COUNT(*) FROM order_line l WHERE l.image_id = i.id), i.removed_at
   FROM image i WHERE i.id = $1";

/// Says what an image shows.
pub const DESCRIBE: &str = "UPDATE image SET alternative_text = $2 WHERE id = $1";
/// Says so wherever a product shows it.
pub const DESCRIBE_EVERYWHERE: &str =
    "UPDATE product_image SET alternative_text = $2 WHERE image_id = $1 AND alternative_text <> $2";
/// Says which point of an image stays in sight.
pub const FOCUS: &str = "UPDATE image SET focus = $2 WHERE id = $1";
/// Shows another image in its place, on products.
pub const REPLACE_ON_PRODUCTS: &str = "UPDATE product_image SET image_id = $2 WHERE image_id = $1";
/// Shows another image in its place, on categories.
pub const REPLACE_ON_CATEGORIES: &str = "UPDATE category SET image_id = $2 WHERE image_id = $1";
/// The version of a product that shows other pictures now.
pub const TOUCH_PRODUCT: &str = "UPDATE product SET updated_at = $2 WHERE id = $1";
/// Takes an image that no page shows out of sight.
pub const REMOVE: &str = "UPDATE image SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM product_image p WHERE p.image_id = $1)
    AND NOT EXISTS (SELECT 1 FROM category c WHERE c.image_id = $1)";
/// Puts it back.
pub const RESTORE: &str = "UPDATE image SET removed_at = NULL WHERE id = $1";
/// Images that have been out of sight for long and that no order shows.
pub const FORGOTTEN: &str = "SELECT i.id, i.hash, i.widths, i.format FROM image i WHERE i.removed_at < $1
    AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.image_id = i.id) ORDER BY i.id LIMIT 100";
/// Deletes one of them, if it still is one.
pub const DELETE: &str = "DELETE FROM image WHERE id = $1 AND removed_at < $2
    AND NOT EXISTS (SELECT 1 FROM product_image p WHERE p.image_id = $1)
    AND NOT EXISTS (SELECT 1 FROM category c WHERE c.image_id = $1)
    AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.image_id = $1)";

/// Every statement of this room.
pub const ALL: &[(&str, &str)] = &[
    ("media.ADD", ADD),
    ("media.BY_HASH", BY_HASH),
    ("media.WANT_AGAIN", WANT_AGAIN),
    ("media.BY_SOURCE", BY_SOURCE),
    ("media.LIST", LIST),
    ("media.COUNT", COUNT),
    ("media.PRODUCTS", PRODUCTS),
    ("media.CATEGORIES", CATEGORIES),
    ("media.STANDING", STANDING),
    ("media.DESCRIBE", DESCRIBE),
    ("media.DESCRIBE_EVERYWHERE", DESCRIBE_EVERYWHERE),
    ("media.FOCUS", FOCUS),
    ("media.REPLACE_ON_PRODUCTS", REPLACE_ON_PRODUCTS),
    ("media.REPLACE_ON_CATEGORIES", REPLACE_ON_CATEGORIES),
    ("media.TOUCH_PRODUCT", TOUCH_PRODUCT),
    ("media.REMOVE", REMOVE),
    ("media.RESTORE", RESTORE),
    ("media.FORGOTTEN", FORGOTTEN),
    ("media.DELETE", DELETE),
];
