//! Every statement of the manager about what may be owed.

/// What may be owed of a variant, and what is: `$1` variant.
pub const RULE: &str =
    "SELECT most AS most, owed AS owed, expected_on AS expected_on FROM backorder WHERE variant_id = $1";

/// Says what may be owed: `$1` variant, `$2` how many at most, `$3` the day on which it should come, or nothing.
pub const SET_RULE: &str = "INSERT INTO backorder (variant_id, most, expected_on) VALUES ($1, $2, $3)
    ON CONFLICT (variant_id) DO UPDATE SET most = excluded.most, expected_on = excluded.expected_on";

/// The code of a variant that can be owed, because it is counted: `$1` variant.
pub const VARIANT: &str =
    "SELECT v.sku AS sku, v.product_id AS product_id FROM variant v JOIN product p ON p.id = v.product_id
    WHERE v.id = $1 AND v.track_stock = 1 AND p.kind = 'simple'";

/// Who waits for a variant, the longest first: `$1` variant.
pub const WAITING: &str = "SELECT i.missing AS missing, i.state AS state, i.created_at AS created_at, o.id AS order_id,
        o.number AS number, o.full_name AS full_name
    FROM owed_item i JOIN orders o ON o.id = i.order_id
    WHERE i.variant_id = $1 AND i.missing > 0 ORDER BY i.created_at, i.id LIMIT 200";

/// Every variant of which something is owed: the soonest expected first.
pub const OWED: &str = concat!(
    "SELECT ",
    crate::inventory::admin_sql::variant_columns!(),
    ", b.owed AS owed, b.most AS most, b.expected_on AS expected_on,
        (SELECT COUNT(DISTINCT i.order_id) FROM owed_item i WHERE i.variant_id = b.variant_id AND i.missing > 0) AS orders,
        (SELECT MIN(i.created_at) FROM owed_item i WHERE i.variant_id = b.variant_id AND i.missing > 0) AS since,
        (SELECT CAST(COALESCE(SUM(l.quantity - l.received), 0) AS BIGINT) FROM purchase_line l
            JOIN purchase_order q ON q.id = l.purchase_order_id AND q.state IN ('ordered', 'partly')
            WHERE l.variant_id = b.variant_id AND l.quantity > l.received) AS on_order
    FROM backorder b JOIN variant v ON v.id = b.variant_id JOIN product p ON p.id = v.product_id
    WHERE b.owed > 0 ORDER BY CASE WHEN b.expected_on IS NULL THEN 1 ELSE 0 END, b.expected_on, v.sku LIMIT 500"
);

/// How many orders wait for goods.
pub const COUNT_OWED: &str = "SELECT COUNT(DISTINCT order_id) AS orders FROM owed_item WHERE missing > 0";

/// The statements by name.
pub const ALL: &[(&str, &str)] = &[
    ("inventory.owed.RULE", RULE),
    ("inventory.owed.SET_RULE", SET_RULE),
    ("inventory.owed.VARIANT", VARIANT),
    ("inventory.owed.ORDERS", WAITING),
    ("inventory.owed.OWED", OWED),
    ("inventory.owed.COUNT_OWED", COUNT_OWED),
];
