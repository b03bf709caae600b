//! Every statement of this room.

use crate::catalog::supply::{available, is_limited};

/// The columns of a draft `d` with its cart and its order.
macro_rules! rows {
    () => {
        "SELECT d.id AS id, d.version AS version, d.number AS number, d.link AS link, d.state AS state, d.currency AS currency,
        d.language AS language, d.email AS email, d.full_name AS full_name, d.address AS address, d.content AS content,
        d.note AS note, d.last_day AS last_day, d.total AS total, d.actor AS actor, d.updated_at AS updated_at, d.sent_at AS sent_at,
        CASE WHEN c.ordered_at IS NULL THEN 0 ELSE 1 END AS is_ordered, o.id AS order_id, o.number AS order_number,
        o.state AS order_state
    FROM draft d JOIN cart c ON c.id = d.cart_id LEFT JOIN orders o ON o.cart_id = d.cart_id"
    };
}

/// Drafts; a filter, an order and a limit follow.
pub const ROWS: &str = rows!();

/// One draft: `$1` id.
pub const ONE: &str = concat!(rows!(), " WHERE d.id = $1");

/// The draft behind a link: `$1` token digest.
pub const BY_LINK: &str = concat!(rows!(), " WHERE d.token_hash = $1");

/// Those of a customer, by their address or because they ordered it: `$1` customer.
pub const OF_CUSTOMER: &str = concat!(
    rows!(),
    " WHERE d.email = (SELECT k.email FROM customer k WHERE k.id = $1 AND k.email <> '')
        OR d.cart_id IN (SELECT r.cart_id FROM orders r WHERE r.customer_id = $1) ORDER BY d.id DESC LIMIT 1000"
);

/// Makes the cart of a draft: `$1` id, `$2` token digest, `$3` now.
pub const INSERT_CART: &str = "INSERT INTO cart (id, token_hash, created_at, updated_at) VALUES ($1, $2, $3, $3)";

/// Holds the cart of a draft until the end of the transaction, and counts a change; nothing when it is ordered. Its secret is set anew, as
/// the shop may have another one since: `$1` draft, `$2` now, `$3` token digest of the cart.
pub const HOLD_CART: &str = "UPDATE cart SET version = version + 1, updated_at = $2, token_hash = $3
    WHERE id = (SELECT d.cart_id FROM draft d WHERE d.id = $1) AND ordered_at IS NULL RETURNING id, checkout_form";

/// What was agreed of a cart: `$1` cart, `$2` way of delivery, `$3` its country, `$4` its price, `$5` its postcode.
pub const SET_AGREED: &str =
    "UPDATE cart SET agreed_shipping = $2, agreed_country = $3, agreed_price = $4, agreed_postcode = $5,
        checkout_notice = ''
    WHERE id = $1";

/// What the customer's form begins with: `$1` cart, `$2` form.
pub const SET_FORM: &str = "UPDATE cart SET checkout_form = $2, checkout_tried = 0 WHERE id = $1";

/// Takes all lines out of a cart.
pub const CLEAR_LINES: &str = "DELETE FROM cart_line WHERE cart_id = $1";

/// A line of it: `$1` id, `$2` cart, `$3` variant, `$4` quantity, `$5` agreed price, `$6` now.
pub const ADD_LINE: &str = "INSERT INTO cart_line (id, cart_id, variant_id, quantity, agreed_price, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// Makes a draft: `$1` id, `$2` number, `$3` cart, `$4` to `$12` as in [`SAVE`], `$13` actor, `$14` now.
pub const INSERT: &str =
    "INSERT INTO draft (id, number, cart_id, currency, language, email, full_name, address, content, note,
        last_day, total, actor, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)";

/// Changes one that is as it was seen: `$1` id, `$2` version, `$3` now, `$4` currency, `$5` language, `$6` e-mail, `$7` name, `$8` address,
/// `$9` content, `$10` note, `$11` last day, `$12` total.
pub const SAVE: &str =
    "UPDATE draft SET currency = $4, language = $5, email = $6, full_name = $7, address = $8, content = $9,
        note = $10, last_day = $11, total = $12, updated_at = $3, version = version + 1
    WHERE id = $1 AND version = $2 AND state <> 'withdrawn'";

/// Gives it a new link, which makes the old one worthless: `$1` id, `$2` version, `$3` token digest, `$4` now.
pub const SET_LINK: &str =
    "UPDATE draft SET link = link + 1, token_hash = $3, state = 'sent', sent_at = $4, updated_at = $4,
        version = version + 1
    WHERE id = $1 AND version = $2 AND state <> 'withdrawn'";

/// Withdraws it: `$1` id, `$2` version, `$3` now.
pub const WITHDRAW: &str = "UPDATE draft SET state = 'withdrawn', updated_at = $3, version = version + 1
    WHERE id = $1 AND version = $2 AND state <> 'withdrawn'";

/// Takes that back: `$1` id, `$2` version, `$3` now.
pub const RESTORE: &str =
    "UPDATE draft SET state = CASE WHEN token_hash IS NULL THEN 'draft' ELSE 'sent' END, updated_at = $3,
        version = version + 1
    WHERE id = $1 AND version = $2 AND state = 'withdrawn'";

/// Holds a draft that can be ordered as it was seen; the row count decides: `$1` id, `$2` version, `$3` token digest, `$4` today.
pub const HOLD: &str = "UPDATE draft SET updated_at = updated_at
    WHERE id = $1 AND version = $2 AND token_hash = $3 AND state = 'sent' AND last_day >= $4";

/// Forgets what stands in the forms of a customer's drafts, and in those that they ordered with: `$1` customer.
pub const FORGET_TYPED: &str =
    "UPDATE cart SET checkout_form = '{}', checkout_tried = 0 WHERE id IN (SELECT d.cart_id FROM draft d
    JOIN customer k ON k.email = d.email WHERE k.id = $1 UNION SELECT o.cart_id FROM orders o
    WHERE o.customer_id = $1 AND o.cart_id IS NOT NULL)";

/// Forgets who a customer's drafts are for, and withdraws those that are not ordered: `$1` customer.
pub const FORGET_CUSTOMER: &str = "UPDATE draft SET email = '', full_name = '', address = '{}', note = '', version = version + 1,
        state = CASE WHEN EXISTS (SELECT 1 FROM cart c WHERE c.id = draft.cart_id AND c.ordered_at IS NOT NULL) THEN state
            ELSE 'withdrawn' END
    WHERE email <> '' AND email = (SELECT k.email FROM customer k WHERE k.id = $1)
        OR cart_id IN (SELECT o.cart_id FROM orders o WHERE o.customer_id = $1)";

/// The drafts of a customer are theirs by another address from now on: `$1` customer, `$2` address.
pub const MOVE: &str = "UPDATE draft SET email = $2, version = version + 1
    WHERE email <> '' AND email = (SELECT k.email FROM customer k WHERE k.id = $1)";

/// Forgets what was typed behind the links of drafts that nobody ordered and that ended long ago: `$1` last day before, `$2` withdrawn
/// before.
pub const FORGET_OLD_TYPED: &str =
    "UPDATE cart SET checkout_form = '{}', checkout_tried = 0 WHERE ordered_at IS NULL AND checkout_form <> '{}'
    AND id IN (SELECT d.cart_id FROM draft d WHERE d.last_day < $1 OR d.state = 'withdrawn' AND d.updated_at < $2)";

/// Forgets who those drafts were for: `$1` last day before, `$2` withdrawn before.
pub const FORGET_OLD: &str =
    "UPDATE draft SET email = '', full_name = '', address = '{}', note = '', version = version + 1
    WHERE (last_day < $1 OR state = 'withdrawn' AND updated_at < $2)
    AND (email <> '' OR full_name <> '' OR address <> '{}' OR note <> '')
    AND NOT EXISTS (SELECT 1 FROM cart c WHERE c.id = draft.cart_id AND c.ordered_at IS NOT NULL)";

/// Whether a variant is limited, and how many can be had now: `$1` variant.
pub const AVAILABLE: &str = concat!(
    "SELECT ",
    is_limited!(),
    " AS is_limited, ",
    available!(),
    " AS available FROM variant v JOIN product p ON p.id = v.product_id WHERE v.id = $1"
);

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("draft.ROWS", ROWS),
    ("draft.ONE", ONE),
    ("draft.BY_LINK", BY_LINK),
    ("draft.OF_CUSTOMER", OF_CUSTOMER),
    ("draft.INSERT_CART", INSERT_CART),
    ("draft.HOLD_CART", HOLD_CART),
    ("draft.SET_AGREED", SET_AGREED),
    ("draft.SET_FORM", SET_FORM),
    ("draft.CLEAR_LINES", CLEAR_LINES),
    ("draft.ADD_LINE", ADD_LINE),
    ("draft.INSERT", INSERT),
    ("draft.SAVE", SAVE),
    ("draft.SET_LINK", SET_LINK),
    ("draft.WITHDRAW", WITHDRAW),
    ("draft.RESTORE", RESTORE),
    ("draft.HOLD", HOLD),
    ("draft.FORGET_TYPED", FORGET_TYPED),
    ("draft.FORGET_CUSTOMER", FORGET_CUSTOMER),
    ("draft.MOVE", MOVE),
    ("draft.FORGET_OLD_TYPED", FORGET_OLD_TYPED),
    ("draft.FORGET_OLD", FORGET_OLD),
    ("draft.AVAILABLE", AVAILABLE),
];
