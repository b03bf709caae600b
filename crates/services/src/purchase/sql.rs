//! Every statement about purchase orders.

use crate::inventory::admin_sql::variant_columns;

/// Purchase orders; a filter, an order and a limit follow.
pub const ROWS: &str = "SELECT o.id AS id, o.version AS version, o.number AS number, o.state AS state, o.currency AS currency,
        o.expected_day AS expected_day, o.note AS note, o.created_at AS created_at, o.supplier_id AS supplier_id,
        COALESCE(s.name, '') AS supplier, COALESCE(s.email, '') AS supplier_email,
        (SELECT CAST(COALESCE(SUM(l.quantity), 0) AS BIGINT) FROM purchase_line l WHERE l.purchase_order_id = o.id) AS items,
        (SELECT CAST(COALESCE(SUM(l.received), 0) AS BIGINT) FROM purchase_line l WHERE l.purchase_order_id = o.id)
            AS received,
        (SELECT CAST(COALESCE(SUM(l.quantity * l.unit_cost), 0) AS BIGINT) FROM purchase_line l
            WHERE l.purchase_order_id = o.id) AS total
    FROM purchase_order o LEFT JOIN supplier s ON s.id = o.supplier_id";

/// The lines of a purchase order: `$1` order.
pub const LINES: &str = concat!(
    "SELECT ",
    variant_columns!(),
    ", l.id AS id, l.supplier_sku AS supplier_sku, l.quantity AS quantity, l.unit_cost AS unit_cost, l.received AS received
    FROM purchase_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
    WHERE l.purchase_order_id = $1 ORDER BY l.id"
);

/// What came of a purchase order, newest first: `$1` order.
pub const RECEIPTS: &str = "SELECT r.id AS id, r.created_at AS created_at, r.actor AS actor, r.freight AS freight,
        v.sku AS sku, l.quantity AS quantity
    FROM purchase_receipt r JOIN purchase_receipt_line l ON l.receipt_id = r.id
    JOIN purchase_line b ON b.id = l.purchase_line_id JOIN variant v ON v.id = b.variant_id
    WHERE r.purchase_order_id = $1 ORDER BY r.id DESC, b.id";

/// Of whom it can be bought.
pub const SUPPLIERS: &str = "SELECT id, name FROM supplier ORDER BY name LIMIT 500";

/// A new draft: `$1` id, `$2` number, `$3` supplier, `$4` currency, `$5` who, `$6` now.
pub const INSERT: &str =
    "INSERT INTO purchase_order (id, number, supplier_id, state, currency, actor, created_at, updated_at)
    VALUES ($1, $2, $3, 'draft', $4, $5, $6, $6)";

/// Puts a variant on a draft, once: `$1` id, `$2` order, `$3` variant, `$4` how many, `$5` what one costs, `$6` what the supplier calls it.
pub const ADD_LINE: &str =
    "INSERT INTO purchase_line (id, purchase_order_id, variant_id, quantity, unit_cost, supplier_sku)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (purchase_order_id, variant_id) DO NOTHING";

/// How a variant was bought last: `$1` variant.
pub const LAST_BOUGHT: &str =
    "SELECT l.unit_cost AS unit_cost, l.supplier_sku AS supplier_sku, o.supplier_id AS supplier_id
    FROM purchase_line l JOIN purchase_order o ON o.id = l.purchase_order_id AND o.state <> 'cancelled'
    WHERE l.variant_id = $1 ORDER BY l.id DESC LIMIT 1";

/// Variants that can be bought, with what is known of each; their list follows. `$1` is the threshold of the shop, `$2` since when sales
/// count.
pub const TO_BUY: &str = "SELECT v.id AS variant_id, v.cost AS cost, COALESCE(v.low_stock, $1) AS low_stock,
        (SELECT CAST(COALESCE(SUM(s.on_hand - s.reserved), 0) AS BIGINT) FROM stock s WHERE s.variant_id = v.id) AS available,
        (SELECT CAST(COALESCE(SUM(l.quantity - l.received), 0) AS BIGINT) FROM purchase_line l
            JOIN purchase_order o ON o.id = l.purchase_order_id AND o.state IN ('ordered', 'partly')
            WHERE l.variant_id = v.id AND l.quantity > l.received) AS on_order,
        (SELECT CAST(COALESCE(0 - SUM(m.delta_on_hand), 0) AS BIGINT) FROM stock_move m
            WHERE m.variant_id = v.id AND m.reason IN ('sold', 'returned') AND m.created_at >= $2) AS sold
    FROM variant v JOIN product p ON p.id = v.product_id AND p.kind = 'simple'
    WHERE v.track_stock = 1 AND v.active = 1 AND v.id IN";

/// A purchase order that is held for the change that follows: `$1` order.
pub const LOCK: &str = "UPDATE purchase_order SET state = state WHERE id = $1
    RETURNING version, number, state, currency, supplier_id, expected_day";

/// Changes the head: `$1` order, `$2` supplier, `$3` expected day, `$4` note, `$5` now.
pub const SAVE: &str = "UPDATE purchase_order SET supplier_id = $2, expected_day = $3, note = $4, updated_at = $5,
        version = version + 1 WHERE id = $1";

/// Changes a line of a draft: `$1` line, `$2` order, `$3` how many, `$4` what one costs, `$5` what the supplier calls it.
pub const SAVE_LINE: &str = "UPDATE purchase_line SET quantity = $3, unit_cost = $4, supplier_sku = $5
    WHERE id = $1 AND purchase_order_id = $2";

/// Takes a line off a draft: `$1` line, `$2` order.
pub const DELETE_LINE: &str = "DELETE FROM purchase_line WHERE id = $1 AND purchase_order_id = $2";

/// Moves a purchase order on: `$1` order, `$2` state before, `$3` state after, `$4` now. The row count decides.
pub const STEP: &str = "UPDATE purchase_order SET state = $3, updated_at = $4, version = version + 1
    WHERE id = $1 AND state = $2";

/// It was sent to the supplier: `$1` order, `$2` when, `$3` the day on which it is expected.
pub const ORDERED: &str =
    "UPDATE purchase_order SET ordered_at = $2, expected_day = COALESCE(expected_day, $3) WHERE id = $1";

/// The receipt that was written down under a key: `$1` order, `$2` key.
pub const RECEIPT: &str = "SELECT id FROM purchase_receipt WHERE purchase_order_id = $1 AND receipt_key = $2";

/// A receipt: `$1` id, `$2` order, `$3` key, `$4` freight, `$5` who, `$6` now.
pub const ADD_RECEIPT: &str =
    "INSERT INTO purchase_receipt (id, purchase_order_id, receipt_key, freight, actor, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// A line of a receipt: `$1` receipt, `$2` line, `$3` how many, `$4` what one costs, `$5` its share of the freight.
pub const ADD_RECEIPT_LINE: &str =
    "INSERT INTO purchase_receipt_line (receipt_id, purchase_line_id, quantity, unit_cost, landed)
    VALUES ($1, $2, $3, $4, $5)";

/// So many of a line came, more than were ordered only where `$3` is 1: `$1` line, `$2` how many. The row count decides.
pub const RECEIVE: &str = "UPDATE purchase_line SET received = received + $2
    WHERE id = $1 AND (received + $2 <= quantity OR $3 = 1)";

/// What a variant costs and how many there are, held for the change that follows: `$1` variant.
pub const COST: &str = "UPDATE variant SET cost = cost WHERE id = $1 RETURNING cost, product_id";

/// The average of what came of it: `$1` variant.
pub const AVERAGE: &str = "SELECT c.millionths AS millionths, c.carry AS carry, c.told AS told,
        (SELECT CAST(COALESCE(SUM(s.on_hand), 0) AS BIGINT) FROM stock s WHERE s.variant_id = $1) AS on_hand
    FROM variant v LEFT JOIN stock_cost c ON c.variant_id = v.id WHERE v.id = $1";

/// Puts the average down: `$1` variant, `$2` millionths, `$3` what they cannot say, `$4` as people read it, `$5` now.
pub const PUT_AVERAGE: &str = "INSERT INTO stock_cost (variant_id, millionths, carry, told, updated_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (variant_id) DO UPDATE SET millionths = excluded.millionths,
        carry = excluded.carry, told = excluded.told, updated_at = excluded.updated_at";

/// Says what one costs: `$1` variant, `$2` cost.
pub const SET_COST: &str = "UPDATE variant SET cost = $2 WHERE id = $1";

/// The product has changed: `$1` product, `$2` now.
pub const NEW_VERSION: &str = "UPDATE product SET version = version + 1, updated_at = $2 WHERE id = $1";

/// The statements by name.
pub const ALL: &[(&str, &str)] = &[
    ("purchase.ROWS", ROWS),
    ("purchase.LINES", LINES),
    ("purchase.RECEIPTS", RECEIPTS),
    ("purchase.SUPPLIERS", SUPPLIERS),
    ("purchase.INSERT", INSERT),
    ("purchase.ADD_LINE", ADD_LINE),
    ("purchase.LAST_BOUGHT", LAST_BOUGHT),
    ("purchase.LOCK", LOCK),
    ("purchase.SAVE", SAVE),
    ("purchase.SAVE_LINE", SAVE_LINE),
    ("purchase.DELETE_LINE", DELETE_LINE),
    ("purchase.STEP", STEP),
    ("purchase.ORDERED", ORDERED),
    ("purchase.RECEIPT", RECEIPT),
    ("purchase.ADD_RECEIPT", ADD_RECEIPT),
    ("purchase.ADD_RECEIPT_LINE", ADD_RECEIPT_LINE),
    ("purchase.RECEIVE", RECEIVE),
    ("purchase.COST", COST),
    ("purchase.AVERAGE", AVERAGE),
    ("purchase.PUT_AVERAGE", PUT_AVERAGE),
    ("purchase.SET_COST", SET_COST),
    ("purchase.NEW_VERSION", NEW_VERSION),
];
