//! Every statement of this room.

/// The columns of a coupon `k`, under names that begin with `coupon_`.
macro_rules! columns {
    () => {
        "k.id AS coupon_id, k.code AS coupon_code, k.kind AS coupon_kind, k.number AS coupon_number,
        k.currency AS coupon_currency, k.least AS coupon_least, k.valid_from AS coupon_valid_from,
        k.valid_until AS coupon_valid_until, k.most_uses AS coupon_most_uses,
        k.most_per_customer AS coupon_most_per_customer, k.used AS coupon_used, k.active AS coupon_active"
    };
}
pub(crate) use columns;

/// The coupon with a code, and how many orders of a customer use it: `$1` code, `$2` customer key.
pub const OF_CUSTOMER: &str = concat!(
    "SELECT ",
    columns!(),
    ", (SELECT COUNT(*) FROM coupon_use u WHERE u.coupon_id = k.id AND u.customer_key = $2 AND u.state = 'claimed')
        AS used_by_customer
    FROM coupon k WHERE k.code = $1"
);

/// How many orders of a customer use a coupon: `$1` code, `$2` customer key.
pub const USED_BY_CUSTOMER: &str =
    "SELECT COUNT(*) AS used_by_customer FROM coupon_use u JOIN coupon k ON k.id = u.coupon_id
    WHERE k.code = $1 AND u.customer_key = $2 AND u.state = 'claimed'";

/// Counts one use more, if there may be one; the row count decides, never a `SELECT` before it: `$1` code, `$2` now.
pub const CLAIM: &str = "UPDATE coupon SET used = used + 1 WHERE code = $1 AND active = 1
    AND (valid_from IS NULL OR valid_from <= $2) AND (valid_until IS NULL OR valid_until > $2)
    AND (most_uses IS NULL OR used < most_uses) RETURNING id";

/// The order that uses it, if this customer may once more. Others of the same code wait for the coupon's row until this transaction
/// has ended, so nobody else counts in between: `$1` id, `$2` coupon, `$3` order, `$4` customer key, `$5` now.
pub const NOTE_USE: &str = "INSERT INTO coupon_use (id, coupon_id, order_id, customer_key, state, created_at)
    SELECT CAST($1 AS BIGINT), k.id, CAST($3 AS BIGINT), CAST($4 AS TEXT), 'claimed', CAST($5 AS BIGINT) FROM coupon k
    WHERE k.id = $2 AND (k.most_per_customer IS NULL OR k.most_per_customer > (SELECT COUNT(*) FROM coupon_use u
        WHERE u.coupon_id = k.id AND u.customer_key = CAST($4 AS TEXT) AND u.state = 'claimed'))";

/// The order uses it no longer; whoever gets the row has freed it: `$1` order.
pub const RELEASE: &str =
    "UPDATE coupon_use SET state = 'released' WHERE order_id = $1 AND state = 'claimed' RETURNING coupon_id";

/// Counts one use less: `$1` coupon.
pub const COUNT_DOWN: &str = "UPDATE coupon SET used = used - 1 WHERE id = $1";

/// A page of coupons, newest first; a filter, an order and a limit follow.
pub const ROWS: &str = concat!(
    "SELECT ",
    columns!(),
    ", k.version AS version,
        CASE WHEN EXISTS (SELECT 1 FROM coupon_use u WHERE u.coupon_id = k.id) THEN 1 ELSE 0 END AS was_used
    FROM coupon k"
);

/// A new coupon: `$1` id, `$2` code, `$3` kind, `$4` number, `$5` currency, `$6` least value, `$7` valid from, `$8` valid until,
/// `$9` most uses, `$10` most of one customer, `$11` now.
pub const INSERT: &str =
    "INSERT INTO coupon (id, code, kind, number, currency, least, valid_from, valid_until, most_uses,
        most_per_customer, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) ON CONFLICT (code) DO NOTHING";

/// Version and uses of a coupon, which is locked: `$1` coupon.
pub const LOCK: &str = "UPDATE coupon SET updated_at = updated_at WHERE id = $1 RETURNING version, used, code";

/// Changes everything but the code: `$1` coupon, `$2` kind, `$3` number, `$4` currency, `$5` least value, `$6` valid from, `$7` valid
/// until, `$8` most uses, `$9` most of one customer, `$10` now.
pub const SAVE: &str = "UPDATE coupon SET kind = $2, number = $3, currency = $4, least = $5, valid_from = $6,
        valid_until = $7, most_uses = $8, most_per_customer = $9, updated_at = $10, version = version + 1 WHERE id = $1";

/// Switches a coupon off, or on again: `$1` coupon, `$2` 0 or 1, `$3` now.
pub const SET_ACTIVE: &str =
    "UPDATE coupon SET active = $2, updated_at = $3, version = version + 1 WHERE id = $1 AND active <> $2";

/// Deletes a coupon that no order ever used: `$1` coupon.
pub const DELETE: &str =
    "DELETE FROM coupon WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM coupon_use u WHERE u.coupon_id = $1)";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("coupon.OF_CUSTOMER", OF_CUSTOMER),
    ("coupon.USED_BY_CUSTOMER", USED_BY_CUSTOMER),
    ("coupon.CLAIM", CLAIM),
    ("coupon.NOTE_USE", NOTE_USE),
    ("coupon.RELEASE", RELEASE),
    ("coupon.COUNT_DOWN", COUNT_DOWN),
    ("coupon.ROWS", ROWS),
    ("coupon.INSERT", INSERT),
    ("coupon.LOCK", LOCK),
    ("coupon.SAVE", SAVE),
    ("coupon.SET_ACTIVE", SET_ACTIVE),
    ("coupon.DELETE", DELETE),
];
