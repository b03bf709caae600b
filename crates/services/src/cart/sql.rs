//! Every statement of this room.

use crate::{
    catalog::supply::{available, expected_on, free_of, is_limited, on_shelf, room_of},
    coupon::sql::columns,
};

/// The cart behind a token, while it is not ordered, with its coupon: `$1` token digest.
pub const CART: &str = concat!(
    "SELECT c.id AS id, c.version AS version, c.checkout_form AS checkout_form, c.checkout_tried AS checkout_tried,
        c.checkout_notice AS checkout_notice, c.gift_cards AS gift_cards, c.card_refusal AS card_refusal,
        c.coupon_code AS typed_code, c.agreed_shipping AS agreed_shipping,
        c.agreed_country AS agreed_country, c.agreed_postcode AS agreed_postcode, c.agreed_price AS agreed_price, ",
    columns!(),
    " FROM cart c LEFT JOIN coupon k ON k.code = c.coupon_code WHERE c.token_hash = $1 AND c.ordered_at IS NULL"
);

/// Remembers the discount code that was typed in, and counts the change: `$1` token digest, `$2` code, `$3` now.
pub const SET_COUPON: &str =
    "UPDATE cart SET coupon_code = $2, card_refusal = '', version = version + 1, updated_at = $3
    WHERE token_hash = $1 AND ordered_at IS NULL";

/// How many items are in the cart behind a token: `$1` token digest.
pub const ITEM_COUNT: &str = "SELECT CAST(COALESCE(SUM(l.quantity), 0) AS BIGINT) AS item_count
    FROM cart c JOIN cart_line l ON l.cart_id = c.id WHERE c.token_hash = $1 AND c.ordered_at IS NULL";

/// Counts a change and locks the cart: `$1` token digest, `$2` now.
pub const TOUCH_CART: &str = "UPDATE cart SET version = version + 1, updated_at = $2
    WHERE token_hash = $1 AND ordered_at IS NULL RETURNING id";

/// Begins a cart: `$1` id, `$2` token digest, `$3` now.
pub const INSERT_CART: &str = "INSERT INTO cart (id, token_hash, created_at, updated_at) VALUES ($1, $2, $3, $3)";

/// What a stock-keeping unit stands for, and how many of it are in a cart: `$1` unit, `$2` currency, `$3` cart.
pub const VARIANT_BY_SKU: &str = concat!(
    "SELECT v.id AS id, p.id AS product_id, p.kind AS kind,
        CASE WHEN v.active = 1 AND p.published = 1 AND v.currency = $2 THEN 1 ELSE 0 END AS sellable,
        ",
    is_limited!(),
    " AS is_limited,
        ",
    available!(),
    " AS available,
        (SELECT CAST(COALESCE(SUM(l.quantity), 0) AS BIGINT) FROM cart_line l
          WHERE l.cart_id = $3 AND l.variant_id = v.id) AS in_cart
    FROM variant v JOIN product p ON p.id = v.product_id WHERE v.sku = $1"
);

/// Adds to the line of a variant, up to the most that a line may hold: `$1` id, `$2` cart, `$3` variant, `$4` quantity,
/// `$5` now, `$6` the most, `$7` personalisation, `$8` its digest.
pub const ADD_LINE: &str = "INSERT INTO cart_line (id, cart_id, variant_id, quantity, created_at,
        personalisation, personalisation_hash)
    VALUES ($1, $2, $3, $4, $5, $7, $8)
    ON CONFLICT (cart_id, variant_id, personalisation_hash) DO UPDATE SET quantity =
        CASE WHEN cart_line.quantity + excluded.quantity > $6 THEN $6 ELSE cart_line.quantity + excluded.quantity END";

/// How many lines a cart has, and the newest: `$1` cart.
pub const COUNT_LINES: &str =
    "SELECT COUNT(*) AS lines, CAST(COALESCE(MAX(id), 0) AS BIGINT) AS newest FROM cart_line WHERE cart_id = $1";

/// Sets a line's quantity: `$1` line, `$2` cart, `$3` quantity.
pub const SET_LINE: &str = "UPDATE cart_line SET quantity = $3 WHERE id = $1 AND cart_id = $2";

/// Takes a line out: `$1` line, `$2` cart.
pub const REMOVE_LINE: &str = "DELETE FROM cart_line WHERE id = $1 AND cart_id = $2";

/// The lines of a cart with what is known of them now, oldest first: `$1` cart, `$2` currency of the shop, `$3` currency that is paid in.
pub const LINES: &str = concat!(
    "SELECT l.id AS id, l.quantity AS quantity, l.created_at AS added_at, l.personalisation AS personalisation,
        v.id AS variant_id, v.sku AS sku, v.title AS variant_title,
        l.agreed_price AS agreed_price, v.price AS price, x.price AS own_price, x.compare_at AS own_compare_at, v.tax_class AS tax_class, v.weight_grams AS grams, p.length_mm AS length_mm,
        p.width_mm AS width_mm, p.height_mm AS height_mm, p.id AS product_id, p.kind AS kind, p.slug AS slug, p.title AS title,
        CASE WHEN EXISTS (SELECT 1 FROM personalisation_field f WHERE f.product_id = p.id) THEN 1 ELSE 0 END AS has_fields,
        CASE WHEN v.active = 1 AND p.published = 1 AND v.currency = $2 THEN 1 ELSE 0 END AS sellable,
        ",
    is_limited!(),
    " AS is_limited,
        ",
    available!(),
    " AS available,
        ",
    on_shelf!(),
    " AS on_shelf,
        ",
    expected_on!(),
    " AS expected_on,
        i.id AS image_id, i.hash AS image_hash, i.width AS image_width, i.height AS image_height,
        i.widths AS image_widths, i.placeholder AS image_placeholder, i.focus AS image_focus,
        pi.alternative_text AS image_text
    FROM cart_line l
    JOIN variant v ON v.id = l.variant_id
    JOIN product p ON p.id = v.product_id
    LEFT JOIN variant_price x ON x.variant_id = v.id AND x.currency = $3
    LEFT JOIN product_image pi ON pi.product_id = p.id AND pi.position = COALESCE(v.image_position,
        (SELECT MIN(f.position) FROM product_image f WHERE f.product_id = p.id))
    LEFT JOIN image i ON i.id = pi.image_id
    WHERE l.cart_id = $1 ORDER BY l.created_at, l.id"
);

/// The parts of the bundles in a cart: `$1` cart.
pub const PARTS: &str = concat!(
    "SELECT l.id AS line_id, v.id AS variant_id, p.id AS product_id, p.kind AS kind,
        CASE WHEN p.published = 1 THEN p.slug ELSE NULL END AS slug, p.title AS title, v.title AS variant_title,
        v.sku AS sku, v.weight_grams AS grams, p.length_mm AS length_mm, p.width_mm AS width_mm, p.height_mm AS height_mm,
        b.quantity AS quantity, CASE WHEN p.kind = 'simple' THEN v.track_stock ELSE 0 END AS is_counted,
        ",
    free_of!("v.id"),
    " AS on_shelf, CAST(",
    room_of!("v.id"),
    " AS BIGINT) AS room
    FROM cart_line l
    JOIN variant o ON o.id = l.variant_id
    JOIN product w ON w.id = o.product_id AND w.kind = 'bundle'
    JOIN bundle_part b ON b.product_id = w.id
    JOIN variant v ON v.id = b.variant_id
    JOIN product p ON p.id = v.product_id
    WHERE l.cart_id = $1 ORDER BY l.id, b.position, v.id"
);

/// How many files that no order has were attached: `$1` since.
pub const COUNT_ATTACHED: &str = "SELECT COUNT(*) FROM attached_file WHERE ordered = 0 AND created_at > $1";

/// Notes an attached file: `$1` key, `$2` name, `$3` bytes, `$4` now.
pub const ADD_ATTACHED: &str = "INSERT INTO attached_file (file_key, name, content_type, bytes, created_at)
    VALUES ($1, $2, 'application/octet-stream', $3, $4)";

/// An order has it: `$1` key.
pub const ATTACHED_ORDERED: &str = "UPDATE attached_file SET ordered = 1 WHERE file_key = $1";

/// Name and size of an attached file: `$1` key.
pub const ATTACHED: &str = "SELECT name, bytes FROM attached_file WHERE file_key = $1";

/// Attached files that neither an order nor a cart has: `$1` before.
pub const OLD_ATTACHED: &str = "SELECT a.file_key FROM attached_file a WHERE a.ordered = 0 AND a.created_at < $1
    AND NOT EXISTS (SELECT 1 FROM cart_line l WHERE l.personalisation LIKE '%' || a.file_key || '%') LIMIT 500";

/// Forgets one: `$1` key.
pub const FORGET_ATTACHED: &str = "DELETE FROM attached_file WHERE file_key = $1 AND ordered = 0";

/// Forgets carts that nobody touched for long and that were not ordered; a draft keeps its own: `$1` before.
pub const FORGET_OLD: &str = "DELETE FROM cart WHERE ordered_at IS NULL AND updated_at < $1
    AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.cart_id = cart.id)";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("cart.CART", CART),
    ("cart.SET_COUPON", SET_COUPON),
    ("cart.ITEM_COUNT", ITEM_COUNT),
    ("cart.TOUCH_CART", TOUCH_CART),
    ("cart.INSERT_CART", INSERT_CART),
    ("cart.VARIANT_BY_SKU", VARIANT_BY_SKU),
    ("cart.ADD_LINE", ADD_LINE),
    ("cart.COUNT_LINES", COUNT_LINES),
    ("cart.SET_LINE", SET_LINE),
    ("cart.REMOVE_LINE", REMOVE_LINE),
    ("cart.LINES", LINES),
    ("cart.PARTS", PARTS),
    ("cart.COUNT_ATTACHED", COUNT_ATTACHED),
    ("cart.ADD_ATTACHED", ADD_ATTACHED),
    ("cart.ATTACHED_ORDERED", ATTACHED_ORDERED),
    ("cart.ATTACHED", ATTACHED),
    ("cart.OLD_ATTACHED", OLD_ATTACHED),
    ("cart.FORGET_ATTACHED", FORGET_ATTACHED),
    ("cart.FORGET_OLD", FORGET_OLD),
];
