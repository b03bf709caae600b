//! Every statement about what is owed. Whoever changes what is owed of a variant, or lets some of it become free, holds its row in
//! `backorder` first and its stock afterwards.

use crate::returns::sql::{gone_back, sent_back};

/// Waits for whoever changes what is owed of a variant, and says how many more may be owed and how many are: `$1` variant.
pub const LOCK: &str =
    "UPDATE backorder SET owed = owed WHERE variant_id = $1 RETURNING most - owed AS room, owed AS owed";

/// Owes more, never beyond the limit: `$1` variant, `$2` how many. The row count decides.
pub const OWE: &str = "UPDATE backorder SET owed = owed + $2 WHERE variant_id = $1 AND owed + $2 <= most";

/// Owes less: `$1` variant, `$2` how many.
pub const OWE_LESS: &str = "UPDATE backorder SET owed = owed - $2 WHERE variant_id = $1 AND owed >= $2";

/// What an order is owed: `$1` id, `$2` order, `$3` variant, `$4` how many, `$5` until when it is held, `$6` now.
pub const INSERT: &str =
    "INSERT INTO owed_item (id, order_id, variant_id, quantity, missing, state, expires_at, created_at)
    VALUES ($1, $2, $3, $4, $4, 'held', $5, $6)";

/// The variants of which an order was sold what was not there, in the order in which everybody takes them: `$1` order.
pub const VARIANTS: &str = "SELECT DISTINCT variant_id FROM owed_item WHERE order_id = $1 ORDER BY variant_id";

/// What is missing of an order, variant by variant: `$1` order.
pub const MISSING: &str = "SELECT id, variant_id, missing FROM owed_item WHERE order_id = $1 AND missing > 0
    ORDER BY variant_id, id";

/// The order is paid: what is missing is due. `$1` order.
pub const PAY: &str = "UPDATE owed_item SET state = 'due' WHERE order_id = $1 AND state = 'held'";

/// So many are not missing any more: `$1` id, `$2` how many.
pub const LESSEN: &str =
    "UPDATE owed_item SET state = CASE WHEN missing = $2 THEN 'ended' ELSE state END, missing = missing - $2
    WHERE id = $1 AND missing >= $2";

/// Puts off the end of what an order is owed: `$1` order, `$2` until.
pub const EXTEND: &str =
    "UPDATE owed_item SET expires_at = $2 WHERE order_id = $1 AND state = 'held' AND expires_at < $2";

/// Who waits for a variant, the longest first: `$1` variant.
pub const WAITING: &str = "SELECT id, order_id, missing, state, expires_at FROM owed_item
    WHERE variant_id = $1 AND missing > 0 ORDER BY created_at, id LIMIT 1000";

/// A reservation of what came: `$1` id, `$2` order, `$3` variant, `$4` location, `$5` how many, `$6` state, `$7` until.
pub const RESERVE: &str = "INSERT INTO reservation (id, order_id, variant_id, location_id, quantity, state, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// What a refund or a return takes back, line by line, with what was to be sent before it: `$1` refund or 0, `$2` return or 0.
/// "unsent" is how many of the items of a return had not been sent.
pub const TAKEN_BACK: &str = concat!(
    "SELECT n.line_id AS line_id, n.quantity AS quantity, n.unsent AS unsent, l.quantity
        - COALESCE((SELECT CAST(SUM(f.quantity) AS BIGINT) FROM fulfilment_line f WHERE f.order_line_id = l.id), 0)
        - ",
    gone_back!(),
    " + ",
    sent_back!(),
    " AS left_to_send
    FROM (SELECT b.order_line_id AS line_id, b.quantity AS quantity, (SELECT CAST(SUM(c.unsent) AS BIGINT) FROM return_line c
                JOIN returns t ON t.id = c.return_id WHERE t.refund_id = b.refund_id AND c.order_line_id = b.order_line_id) AS unsent
            FROM refund_line b WHERE b.refund_id = $1
        UNION ALL SELECT c.order_line_id, c.accepted, c.unsent FROM return_line c WHERE c.return_id = $2) n
    JOIN order_line l ON l.id = n.line_id ORDER BY n.line_id"
);

/// What a line is made of: `$1` line.
pub const MADE_OF: &str = "SELECT l.variant_id AS variant_id, CAST(1 AS BIGINT) AS each FROM order_line l
    WHERE l.id = $1 AND l.kind = 'simple' AND l.variant_id IS NOT NULL
    UNION ALL SELECT o.variant_id, o.quantity FROM order_line l
    JOIN order_line_part o ON o.order_line_id = l.id AND o.kind = 'simple' WHERE l.id = $1 AND l.kind = 'bundle'";

/// What the lines of an order need of the variants of which it misses some: `$1` order.
pub const NEEDS: &str = "SELECT n.line_id AS line_id, n.variant_id AS variant_id, n.each AS each, w.missing AS missing,
        b.expected_on AS expected_on
    FROM (SELECT variant_id, CAST(SUM(missing) AS BIGINT) AS missing FROM owed_item
            WHERE order_id = $1 AND missing > 0 GROUP BY variant_id) w
    JOIN backorder b ON b.variant_id = w.variant_id
    JOIN (SELECT l.id AS line_id, l.position AS position, l.variant_id AS variant_id, CAST(1 AS BIGINT) AS each
            FROM order_line l WHERE l.order_id = $1 AND l.kind = 'simple'
        UNION ALL SELECT l.id, l.position, o.variant_id, o.quantity FROM order_line l
            JOIN order_line_part o ON o.order_line_id = l.id AND o.kind = 'simple' WHERE l.order_id = $1 AND l.kind = 'bundle') n
        ON n.variant_id = w.variant_id
    ORDER BY n.position, n.variant_id";

/// The statements by name.
pub const ALL: &[(&str, &str)] = &[
    ("inventory.owed.LOCK", LOCK),
    ("inventory.owed.OWE", OWE),
    ("inventory.owed.OWE_LESS", OWE_LESS),
    ("inventory.owed.INSERT", INSERT),
    ("inventory.owed.VARIANTS", VARIANTS),
    ("inventory.owed.MISSING", MISSING),
    ("inventory.owed.PAY", PAY),
    ("inventory.owed.LESSEN", LESSEN),
    ("inventory.owed.EXTEND", EXTEND),
    ("inventory.owed.WAITING", WAITING),
    ("inventory.owed.RESERVE", RESERVE),
    ("inventory.owed.TAKEN_BACK", TAKEN_BACK),
    ("inventory.owed.MADE_OF", MADE_OF),
    ("inventory.owed.NEEDS", NEEDS),
];
