//! Every statement of this room.

/// Takes a cart for an order and locks it: `$1` token digest, `$2` now. Who gets the row has won.
pub const TAKE_CART: &str = "UPDATE cart SET ordered_at = $2, updated_at = $2, checkout_tried = 0, checkout_notice = ''
    WHERE token_hash = $1 AND ordered_at IS NULL RETURNING id, coupon_code, gift_cards, agreed_shipping, agreed_country,
    agreed_postcode, agreed_price";

/// The answer that a key got: `$1` token digest of the cart, `$2` key.
pub const ANSWER: &str = "SELECT i.request_hash AS request_hash, i.answer AS answer
    FROM cart c JOIN idempotency i ON i.scope = 'cart ' || CAST(c.id AS TEXT) AND i.key = $2 WHERE c.token_hash = $1";

/// Remembers the answer under its key: `$1` scope, `$2` key, `$3` request digest, `$4` answer, `$5` now.
pub const REMEMBER_ANSWER: &str =
    "INSERT INTO idempotency (scope, key, request_hash, answer, created_at) VALUES ($1, $2, $3, $4, $5)";

/// Keeps what was typed: `$1` token digest, `$2` form, `$3` now.
pub const KEEP_FORM: &str =
    "UPDATE cart SET checkout_form = $2, updated_at = $3 WHERE token_hash = $1 AND ordered_at IS NULL";

/// Keeps what was typed and what came of it: `$1` token digest, `$2` form, `$3` tried, `$4` notice, `$5` now.
pub const KEEP_TRY: &str =
    "UPDATE cart SET checkout_form = $2, checkout_tried = $3, checkout_notice = $4, updated_at = $5
    WHERE token_hash = $1 AND ordered_at IS NULL";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("checkout.TAKE_CART", TAKE_CART),
    ("checkout.ANSWER", ANSWER),
    ("checkout.REMEMBER_ANSWER", REMEMBER_ANSWER),
    ("checkout.KEEP_FORM", KEEP_FORM),
    ("checkout.KEEP_TRY", KEEP_TRY),
];
