//! Every statement of counting.

use super::super::admin_sql::variant_columns;

/// A new count: `$1` id, `$2` scope, `$3` its key, `$4` label, `$5` who, `$6` now, `$7` location or nothing.
pub const INSERT: &str = "INSERT INTO stock_count (id, scope, scope_key, label, state, actor, created_at, location_id)
    VALUES ($1, $2, $3, $4, 'open', $5, $6, $7)";

/// In which location a variant is counted: where its counting began, or in that of the count, or nothing: `$1` count, `$2` variant.
pub const LOCATION: &str = "SELECT COALESCE((SELECT l.location_id FROM stock_count_line l
        WHERE l.count_id = c.id AND l.variant_id = $2), c.location_id) AS location_id FROM stock_count c WHERE c.id = $1";

/// What lies of a variant `v` where the count `$3` counts.
macro_rules! on_hand_here {
    () => {
        "(SELECT CAST(COALESCE(SUM(s.on_hand), 0) AS BIGINT) FROM stock s WHERE s.variant_id = v.id
            AND s.location_id = COALESCE((SELECT k.location_id FROM stock_count k WHERE k.id = $3), s.location_id))"
    };
}

/// Whether a variant `v` is to be counted where the count `$3` counts.
macro_rules! is_here {
    () => {
        "(EXISTS (SELECT 1 FROM stock_count k WHERE k.id = $3 AND k.location_id IS NULL)
            OR EXISTS (SELECT 1 FROM stock_count k JOIN stock s ON s.location_id = k.location_id AND s.on_hand > 0
                WHERE k.id = $3 AND s.variant_id = v.id))"
    };
}

/// The counts, newest first; a filter, an order and a limit follow.
pub const ROWS: &str =
    "SELECT c.id AS id, c.label AS label, c.state AS state, c.actor AS actor, c.created_at AS created_at,
        c.ended_by AS ended_by, c.ended_at AS ended_at,
        (SELECT COUNT(*) FROM stock_count_line l WHERE l.count_id = c.id) AS counted
    FROM stock_count c";

/// Its name of a category: `$1` category.
pub const CATEGORY: &str = "SELECT name FROM category WHERE id = $1";

/// Brands that products have.
pub const BRANDS: &str = "SELECT DISTINCT brand FROM product WHERE brand <> '' ORDER BY brand LIMIT 200";

/// The highest categories and those below them, by name.
pub const CATEGORIES: &str = "SELECT id, name FROM category ORDER BY name, id LIMIT 200";

/// The counted lines, those that were counted last first: `$1` count.
pub const LINES: &str = concat!(
    "SELECT ",
    variant_columns!(),
    ", l.counted AS counted, l.seen AS seen, l.counted_at AS counted_at, l.location_id AS location_id,
        s.on_hand AS on_hand, s.reserved AS reserved
    FROM stock_count_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
    JOIN stock s ON s.variant_id = l.variant_id AND s.location_id = l.location_id
    WHERE l.count_id = $1 ORDER BY l.counted_at DESC, l.variant_id DESC"
);

/// The variants of a scope: `$1` its word, `$2` its key.
macro_rules! in_scope {
    () => {
        "v.track_stock = 1 AND v.active = 1 AND (CAST($1 AS TEXT) = 'all'
            OR (CAST($1 AS TEXT) = 'brand' AND p.brand = $2)
            OR (CAST($1 AS TEXT) = 'category' AND EXISTS (SELECT 1 FROM product_category b WHERE b.product_id = p.id
                AND CAST(b.category_id AS TEXT) IN (WITH RECURSIVE below (id) AS (
                    SELECT k.id FROM category k WHERE CAST(k.id AS TEXT) = $2
                    UNION SELECT k.id FROM category k JOIN below u ON k.parent_id = u.id)
                SELECT CAST(id AS TEXT) FROM below))))"
    };
}

/// What of a scope was not counted: `$1` its word, `$2` its key, `$3` count, `$4` the most rows.
pub const UNCOUNTED: &str = concat!(
    "SELECT ",
    variant_columns!(),
    ", ",
    on_hand_here!(),
    " AS on_hand
    FROM variant v JOIN product p ON p.id = v.product_id AND p.kind = 'simple' WHERE ",
    in_scope!(),
    " AND ",
    is_here!(),
    " AND NOT EXISTS (SELECT 1 FROM stock_count_line l WHERE l.count_id = $3 AND l.variant_id = v.id)
    ORDER BY p.title, v.sku LIMIT $4"
);

/// How many those are: `$1` its word, `$2` its key, `$3` count.
pub const COUNT_UNCOUNTED: &str = concat!(
    "SELECT COUNT(*) AS variants FROM variant v JOIN product p ON p.id = v.product_id AND p.kind = 'simple' WHERE ",
    in_scope!(),
    " AND ",
    is_here!(),
    " AND NOT EXISTS (SELECT 1 FROM stock_count_line l WHERE l.count_id = $3 AND l.variant_id = v.id)"
);

/// Whether a variant is in a scope: `$1` its word, `$2` its key, `$3` variant.
pub const IS_IN: &str = concat!(
    "SELECT v.id AS id FROM variant v JOIN product p ON p.id = v.product_id WHERE ",
    in_scope!(),
    " AND v.id = $3"
);

/// Scope and state of a count: `$1` count.
pub const HEAD: &str = "SELECT scope, scope_key, state FROM stock_count WHERE id = $1";

/// The same, of a count that is held for the change that follows.
pub const LOCK: &str = "UPDATE stock_count SET state = state WHERE id = $1 RETURNING scope, scope_key, state";

/// The scan that was sent under a key: `$1` count, `$2` key.
pub const SCAN: &str = "SELECT variant_id FROM stock_count_scan WHERE count_id = $1 AND scan_key = $2";

/// What was counted of a variant: `$1` count, `$2` variant.
pub const LINE: &str = "SELECT counted, seen, counted_at FROM stock_count_line WHERE count_id = $1 AND variant_id = $2";

/// What is on hand of a variant: `$1` variant, `$2` location.
pub const ON_HAND: &str = "SELECT on_hand FROM stock WHERE variant_id = $1 AND location_id = $2";

/// Puts down how a line stands: `$1` count, `$2` variant, `$3` location, `$4` counted, `$5` seen, `$6` when its counting began.
pub const PUT_LINE: &str = "INSERT INTO stock_count_line (count_id, variant_id, location_id, counted, seen, counted_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (count_id, variant_id) DO UPDATE SET counted = excluded.counted, seen = excluded.seen,
        counted_at = excluded.counted_at";

/// Takes a line away: `$1` count, `$2` variant.
pub const DELETE_LINE: &str = "DELETE FROM stock_count_line WHERE count_id = $1 AND variant_id = $2";

/// Remembers a scan: `$1` id, `$2` count, `$3` key, `$4` variant, `$5` by how much the line changed, `$6` to `$8` how it stood before,
/// `$9` who, `$10` now.
pub const ADD_SCAN: &str = "INSERT INTO stock_count_scan (id, count_id, scan_key, variant_id, change, counted_before,
        seen_before, counted_at_before, actor, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// The last scan of somebody that still counts: `$1` count, `$2` who.
pub const LAST_SCAN: &str = "SELECT a.id AS id, a.variant_id AS variant_id, a.change AS change,
        a.seen_before AS seen_before, a.counted_at_before AS counted_at_before, v.sku AS sku
    FROM stock_count_scan a JOIN variant v ON v.id = a.variant_id
    WHERE a.count_id = $1 AND a.actor = $2 AND a.taken_back = 0
      AND EXISTS (SELECT 1 FROM stock_count_line l WHERE l.count_id = a.count_id AND l.variant_id = a.variant_id)
    ORDER BY a.id DESC LIMIT 1";

/// It counts no longer: `$1` scan.
pub const TAKE_BACK: &str = "UPDATE stock_count_scan SET taken_back = 1 WHERE id = $1 AND taken_back = 0";

/// Whether any scan of a variant still counts: `$1` count, `$2` variant.
pub const STILL_COUNTS: &str =
    "SELECT id FROM stock_count_scan WHERE count_id = $1 AND variant_id = $2 AND taken_back = 0 LIMIT 1";

/// None of a variant's scans counts any longer: `$1` count, `$2` variant.
pub const TAKE_ALL_BACK: &str = "UPDATE stock_count_scan SET taken_back = 1 WHERE count_id = $1 AND variant_id = $2";

/// Ends an open count: `$1` count, `$2` its new state, `$3` who, `$4` now.
pub const END: &str =
    "UPDATE stock_count SET state = $2, ended_by = $3, ended_at = $4 WHERE id = $1 AND state = 'open' RETURNING label";

/// The statements by name.
pub const ALL: &[(&str, &str)] = &[
    ("count.INSERT", INSERT),
    ("count.ROWS", ROWS),
    ("count.LOCATION", LOCATION),
    ("count.CATEGORY", CATEGORY),
    ("count.BRANDS", BRANDS),
    ("count.CATEGORIES", CATEGORIES),
    ("count.LINES", LINES),
    ("count.UNCOUNTED", UNCOUNTED),
    ("count.COUNT_UNCOUNTED", COUNT_UNCOUNTED),
    ("count.IS_IN", IS_IN),
    ("count.HEAD", HEAD),
    ("count.LOCK", LOCK),
    ("count.SCAN", SCAN),
    ("count.LINE", LINE),
    ("count.ON_HAND", ON_HAND),
    ("count.PUT_LINE", PUT_LINE),
    ("count.DELETE_LINE", DELETE_LINE),
    ("count.ADD_SCAN", ADD_SCAN),
    ("count.LAST_SCAN", LAST_SCAN),
    ("count.TAKE_BACK", TAKE_BACK),
    ("count.STILL_COUNTS", STILL_COUNTS),
    ("count.TAKE_ALL_BACK", TAKE_ALL_BACK),
    ("count.END", END),
];
