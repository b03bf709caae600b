//! Every statement about locations and transfers between them.

use crate::inventory::admin_sql::variant_columns;

/// Locations with what lies there, those that are open first, in the order in which they are asked; a filter may follow.
pub const ROWS: &str =
    "SELECT w.id AS id, w.name AS name, w.street AS street, w.extra AS extra, w.postcode AS postcode,
        w.town AS town, w.country AS country, w.sells_online AS sells_online,
        CASE WHEN w.closed_at IS NULL THEN 0 ELSE 1 END AS is_closed,
        (SELECT COUNT(*) FROM stock s WHERE s.location_id = w.id AND s.on_hand > 0) AS variants,
        (SELECT CAST(COALESCE(SUM(s.on_hand), 0) AS BIGINT) FROM stock s WHERE s.location_id = w.id) AS on_hand,
        (SELECT CAST(COALESCE(SUM(s.reserved), 0) AS BIGINT) FROM stock s WHERE s.location_id = w.id) AS reserved
    FROM location w ORDER BY CASE WHEN w.closed_at IS NULL THEN 0 ELSE 1 END, w.position, w.id LIMIT 200";

/// What lies in a location: `$1` location.
pub const GOODS: &str = concat!(
    "SELECT ",
    variant_columns!(),
    ", s.on_hand AS on_hand, s.reserved AS reserved
    FROM stock s JOIN variant v ON v.id = s.variant_id JOIN product p ON p.id = v.product_id
    WHERE s.location_id = $1 AND s.on_hand > 0 ORDER BY v.sku LIMIT 100"
);

/// What lies of a variant where: `$1` variant.
pub const OF_VARIANT: &str = "SELECT w.id AS location_id, w.name AS name, w.sells_online AS sells_online,
        CASE WHEN w.closed_at IS NULL THEN 0 ELSE 1 END AS is_closed,
        COALESCE(s.on_hand, 0) AS on_hand, COALESCE(s.reserved, 0) AS reserved
    FROM location w LEFT JOIN stock s ON s.location_id = w.id AND s.variant_id = $1
    WHERE w.closed_at IS NULL OR s.on_hand > 0 ORDER BY w.position, w.id LIMIT 200";

/// A new location, asked after all others: `$1` id, `$2` name, `$3` street, `$4` more, `$5` postcode, `$6` town, `$7` country, `$8` whether
/// it sells online.
pub const INSERT: &str =
    "INSERT INTO location (id, name, street, extra, postcode, town, country, sells_online, position)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, (SELECT COALESCE(MAX(w.position), 0) + 1 FROM location w))
    ON CONFLICT (name) DO NOTHING";

/// Changes a location; a closed one sells nothing: `$1` id and then as [`INSERT`].
pub const SAVE: &str = "UPDATE location SET name = $2, street = $3, extra = $4, postcode = $5, town = $6, country = $7,
        sells_online = CASE WHEN closed_at IS NULL THEN CAST($8 AS BIGINT) ELSE 0 END
    WHERE id = $1";

/// Puts a location on a place: `$1` location, `$2` place.
pub const PLACE: &str = "UPDATE location SET position = $2 WHERE id = $1";

/// All open locations in their order.
pub const OPEN: &str = "SELECT id, name FROM location WHERE closed_at IS NULL ORDER BY position, id";

/// Holds an open location, so that it is not closed while something is brought there: `$1` location.
pub const HOLD_OPEN: &str =
    "UPDATE location SET position = position WHERE id = $1 AND closed_at IS NULL RETURNING name, sells_online";

/// Closes a location in which nothing lies; another one stays open: `$1` location, `$2` now.
pub const CLOSE: &str = "UPDATE location SET closed_at = $2, sells_online = 0 WHERE id = $1 AND closed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM stock s WHERE s.location_id = $1 AND s.on_hand > 0)
    AND EXISTS (SELECT 1 FROM location w WHERE w.id <> $1 AND w.closed_at IS NULL)";

/// Opens it again; it does not sell before somebody says so: `$1` location.
pub const REOPEN: &str = "UPDATE location SET closed_at = NULL WHERE id = $1 AND closed_at IS NOT NULL RETURNING name";

/// The variants that somebody waits for, in the order in which everybody takes them.
pub const AWAITED: &str = "SELECT variant_id FROM backorder WHERE owed > 0 ORDER BY variant_id";

/// The products of what lies in a location: `$1` location.
pub const PRODUCTS: &str =
    "SELECT DISTINCT v.product_id AS product_id FROM stock s JOIN variant v ON v.id = s.variant_id
    WHERE s.location_id = $1 AND s.on_hand > 0";

/// What is free in a location, in the order in which everybody takes it: `$1` location.
pub const FREE: &str = "SELECT variant_id, on_hand - reserved AS free FROM stock
    WHERE location_id = $1 AND on_hand > reserved ORDER BY variant_id";

/// A counted variant: `$1` variant.
pub const VARIANT: &str =
    "SELECT v.sku AS sku, v.product_id AS product_id FROM variant v JOIN product p ON p.id = v.product_id
    WHERE v.id = $1 AND p.kind = 'simple' AND v.track_stock = 1";

/// A transfer; none under a key that is known: `$1` id, `$2` key, `$3` variant, `$4` from, `$5` to, `$6` how many, `$7` who, `$8` when.
pub const TRANSFER: &str = "INSERT INTO stock_transfer
        (id, transfer_key, variant_id, from_location_id, to_location_id, quantity, actor, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (transfer_key) DO NOTHING";

/// The statements by name.
pub const ALL: &[(&str, &str)] = &[
    ("inventory.location.ROWS", ROWS),
    ("inventory.location.GOODS", GOODS),
    ("inventory.location.OF_VARIANT", OF_VARIANT),
    ("inventory.location.INSERT", INSERT),
    ("inventory.location.SAVE", SAVE),
    ("inventory.location.PLACE", PLACE),
    ("inventory.location.OPEN", OPEN),
    ("inventory.location.HOLD_OPEN", HOLD_OPEN),
    ("inventory.location.CLOSE", CLOSE),
    ("inventory.location.REOPEN", REOPEN),
    ("inventory.location.AWAITED", AWAITED),
    ("inventory.location.PRODUCTS", PRODUCTS),
    ("inventory.location.FREE", FREE),
    ("inventory.location.VARIANT", VARIANT),
    ("inventory.location.TRANSFER", TRANSFER),
];
