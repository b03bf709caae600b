//! Every statement of this room.

use crate::returns::sql::{gone_back, sent_back};

/// A parcel: `$1` id, `$2` order, `$3` carrier, `$4` tracking number, `$5` now, `$6` from which location, or
/// nothing.
pub const INSERT_FULFILMENT: &str = "INSERT INTO fulfilment (id, order_id, carrier, tracking_number, sent_at, location_id) VALUES ($1, $2, $3, $4, $5, $6)";

/// Rows of what is in it.
pub const INSERT_ITEMS: &str = "INSERT INTO fulfilment_line (fulfilment_id, order_line_id, quantity) VALUES";

/// How many of each line were neither sent nor have gone back: `$1` order.
pub const SENDABLE: &str = concat!(
    "SELECT l.id AS id, l.title AS title, l.quantity
        - COALESCE((SELECT CAST(SUM(f.quantity) AS BIGINT) FROM fulfilment_line f WHERE f.order_line_id = l.id), 0)
        - ",
    gone_back!(),
    " + ",
    sent_back!(),
    " AS open
        FROM order_line l WHERE l.order_id = $1 ORDER BY l.position"
);

/// How many parcels an order has: `$1` order. What was handed over without one has no carrier.
pub const PARCELS: &str = "SELECT COUNT(*) AS parcels FROM fulfilment WHERE order_id = $1 AND carrier <> ''";

/// What an order has got so far, in parcels and without: `$1` order. Nothing is known of it while items may still come back to be sent.
pub const HANDED_OVER: &str = "SELECT (SELECT COUNT(*) FROM fulfilment f WHERE f.order_id = $1) AS handed_over,
        (SELECT COUNT(*) FROM refund r JOIN refund_line b ON b.refund_id = r.id
            WHERE r.order_id = $1 AND r.state IN ('pending', 'unknown') AND b.quantity > 0) AS on_their_way";

/// Completes an order that was to be sent: `$1` order.
pub const COMPLETE: &str =
    "UPDATE orders SET state = 'completed', version = version + 1 WHERE id = $1 AND state = 'confirmed'";

/// Whether no parcel brings a line `l`: it is no thing, or a bundle of none.
macro_rules! is_immaterial {
    () => {
        "(l.kind IN ('digital', 'gift_card') OR (l.kind = 'bundle'
            AND EXISTS (SELECT 1 FROM order_line_part o WHERE o.order_line_id = l.id)
            AND NOT EXISTS (SELECT 1 FROM order_line_part o WHERE o.order_line_id = l.id AND o.kind = 'simple')))"
    };
}
pub(crate) use is_immaterial;

/// How many lines a parcel brings, how many are more than a thing, and how many payments there are: `$1` order.
pub const NATURE: &str = concat!(
    "SELECT CAST(COALESCE(SUM(CASE WHEN ",
    is_immaterial!(),
    " THEN 0 ELSE 1 END), 0) AS BIGINT) AS delivered,
        CAST(COALESCE(SUM(CASE WHEN l.kind = 'simple' THEN 0 ELSE 1 END), 0) AS BIGINT) AS special,
        (SELECT COUNT(*) FROM payment p WHERE p.order_id = $1) AS payments
    FROM order_line l WHERE l.order_id = $1"
);

/// How many lines need none: `$1` order.
pub const COUNT_IMMATERIAL: &str =
    concat!("SELECT COUNT(*) AS lines FROM order_line l WHERE l.order_id = $1 AND ", is_immaterial!());

/// Hands those over: `$1` fulfilment, `$2` order.
pub const INSERT_IMMATERIAL: &str = concat!(
    "INSERT INTO fulfilment_line (fulfilment_id, order_line_id, quantity)
    SELECT CAST($1 AS BIGINT), l.id, l.quantity FROM order_line l WHERE l.order_id = $2 AND ",
    is_immaterial!()
);

/// The files of what was bought, by themselves and in bundles: `$1` order.
pub const GRANTABLE: &str = "SELECT l.id AS line_id, f.id AS file_id, l.quantity AS quantity,
        p.download_most AS download_most, p.download_days AS download_days
    FROM order_line l JOIN product p ON p.id = l.product_id
    JOIN product_file f ON f.product_id = p.id AND f.active = 1 AND (f.variant_id IS NULL OR f.variant_id = l.variant_id)
    WHERE l.order_id = $1 AND l.kind = 'digital'
    UNION ALL SELECT l.id, f.id, l.quantity * o.quantity, p.download_most, p.download_days
    FROM order_line l JOIN order_line_part o ON o.order_line_id = l.id AND o.kind = 'digital'
    JOIN variant v ON v.id = o.variant_id JOIN product p ON p.id = v.product_id
    JOIN product_file f ON f.product_id = p.id AND f.active = 1 AND (f.variant_id IS NULL OR f.variant_id = v.id)
    WHERE l.order_id = $1";

/// Gives a right: `$1` id, `$2` order, `$3` line, `$4` file, `$5` how often, `$6` until, `$7` now.
pub const GRANT: &str = "INSERT INTO download (id, order_id, order_line_id, file_id, most, expires_at, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (order_line_id, file_id) DO NOTHING";

/// The files of an order: `$1` order.
pub const DOWNLOADS: &str =
    "SELECT d.id AS id, d.used AS used, d.most AS most, d.expires_at AS expires_at, f.name AS name,
        f.bytes AS bytes, CASE WHEN o.state IN ('confirmed', 'completed') THEN 1 ELSE 0 END AS is_paid
    FROM download d JOIN product_file f ON f.id = d.file_id JOIN orders o ON o.id = d.order_id
    WHERE d.order_id = $1 ORDER BY d.order_line_id, f.position, d.id";

/// Counts a fetch, if it is allowed; the row that comes back is the permission: `$1` right, `$2` now.
pub const FETCH: &str = "UPDATE download SET used = used + 1, last_at = $2
    WHERE id = $1 AND (most IS NULL OR used < most) AND (expires_at IS NULL OR expires_at > $2)
      AND EXISTS (SELECT 1 FROM orders o WHERE o.id = download.order_id AND o.state IN ('confirmed', 'completed'))
    RETURNING file_id";

/// A file: `$1` id.
pub const FILE: &str = "SELECT name, content_type, bytes, file_key FROM product_file WHERE id = $1";

/// The file of a right that could be used now: `$1` right, `$2` now.
pub const LOOK: &str = "SELECT f.name AS name, f.content_type AS content_type, f.bytes AS bytes, f.file_key AS file_key
    FROM download d JOIN product_file f ON f.id = d.file_id JOIN orders o ON o.id = d.order_id
    WHERE d.id = $1 AND (d.most IS NULL OR d.used < d.most) AND (d.expires_at IS NULL OR d.expires_at > $2)
      AND o.state IN ('confirmed', 'completed')";

/// The file of a right that was used a while ago: `$1` right, `$2` since when, `$3` now.
pub const RECENT: &str =
    "SELECT f.name AS name, f.content_type AS content_type, f.bytes AS bytes, f.file_key AS file_key, d.used AS used
    FROM download d JOIN product_file f ON f.id = d.file_id JOIN orders o ON o.id = d.order_id
    WHERE d.id = $1 AND d.last_at > $2 AND (d.expires_at IS NULL OR d.expires_at > $3)
      AND o.state IN ('confirmed', 'completed')";

/// Counts bytes that are fetched beside a counted fetch: `$1` its name, `$2` now, `$3` how many.
pub const COUNT_BYTES: &str = "INSERT INTO attempt_count (scope, window_start, count) VALUES ($1, $2, $3)
    ON CONFLICT (scope) DO UPDATE SET count = attempt_count.count + excluded.count RETURNING count";

/// What the product of a right allows now: `$1` right.
pub const BOUNDS: &str = "SELECT d.order_id AS order_id, f.name AS name, p.download_most AS download_most,
        p.download_days AS download_days
    FROM download d JOIN product_file f ON f.id = d.file_id JOIN product p ON p.id = f.product_id WHERE d.id = $1";

/// Renews a right: `$1` right, `$2` how often on top, `$3` until.
pub const RENEW: &str = "UPDATE download SET most = used + $2, expires_at = $3 WHERE id = $1";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("fulfilment.INSERT_FULFILMENT", INSERT_FULFILMENT),
    ("fulfilment.SENDABLE", SENDABLE),
    ("fulfilment.PARCELS", PARCELS),
    ("fulfilment.HANDED_OVER", HANDED_OVER),
    ("fulfilment.COMPLETE", COMPLETE),
    ("fulfilment.NATURE", NATURE),
    ("fulfilment.COUNT_IMMATERIAL", COUNT_IMMATERIAL),
    ("fulfilment.INSERT_IMMATERIAL", INSERT_IMMATERIAL),
    ("fulfilment.GRANTABLE", GRANTABLE),
    ("fulfilment.GRANT", GRANT),
    ("fulfilment.DOWNLOADS", DOWNLOADS),
    ("fulfilment.FETCH", FETCH),
    ("fulfilment.FILE", FILE),
    ("fulfilment.LOOK", LOOK),
    ("fulfilment.RECENT", RECENT),
    ("fulfilment.COUNT_BYTES", COUNT_BYTES),
    ("fulfilment.BOUNDS", BOUNDS),
    ("fulfilment.RENEW", RENEW),
];
