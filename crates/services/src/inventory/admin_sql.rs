//! Every statement of the desks of stock.

/// The columns of a variant `v` of a product `p`, as [`super::row::variant`] reads them.
macro_rules! variant_columns {
    () => {
        "v.id AS variant_id, v.product_id AS product_id, p.title AS product_title, v.title AS variant_title, v.sku AS sku"
    };
}
pub(crate) use variant_columns;

/// Variants that shoppers can buy and that are counted, with what there is of each; `$1` is the threshold of the shop.
macro_rules! counted {
    () => {
        "SELECT v.id AS variant_id, v.product_id AS product_id, p.title AS product_title, v.title AS variant_title,
            v.sku AS sku, COALESCE(v.low_stock, $1) AS low_stock,
            CAST(COALESCE(s.on_hand, 0) AS BIGINT) AS on_hand, CAST(COALESCE(s.reserved, 0) AS BIGINT) AS reserved
        FROM variant v JOIN product p ON p.id = v.product_id AND p.published = 1 AND p.kind = 'simple'
        LEFT JOIN (SELECT variant_id, SUM(on_hand) AS on_hand, SUM(reserved) AS reserved FROM stock GROUP BY variant_id) s
            ON s.variant_id = v.id
        WHERE v.track_stock = 1 AND v.active = 1"
    };
}

/// How many of the variant `n.variant_id` were ordered and did not come yet.
macro_rules! on_order {
    ($variant:literal) => {
        concat!(
            "(SELECT CAST(COALESCE(SUM(l.quantity - l.received), 0) AS BIGINT) FROM purchase_line l
                JOIN purchase_order o ON o.id = l.purchase_order_id AND o.state IN ('ordered', 'partly')
                WHERE l.variant_id = ",
            $variant,
            " AND l.quantity > l.received)"
        )
    };
}

/// What is low: `$1` the threshold of the shop, `$2` since when sales count, `$3` the most rows.
pub const LOW: &str = concat!(
    "SELECT n.variant_id AS variant_id, n.product_id AS product_id, n.product_title AS product_title,
        n.variant_title AS variant_title, n.sku AS sku, n.low_stock AS low_stock, n.on_hand AS on_hand,
        n.reserved AS reserved, ",
    on_order!("n.variant_id"),
    " AS on_order,
        (SELECT CAST(COALESCE(0 - SUM(m.delta_on_hand), 0) AS BIGINT) FROM stock_move m
            WHERE m.variant_id = n.variant_id AND m.reason IN ('sold', 'returned') AND m.created_at >= $2) AS sold
    FROM (",
    counted!(),
    ") n WHERE n.on_hand - n.reserved <= n.low_stock ORDER BY n.on_hand - n.reserved, n.sku LIMIT $3"
);

/// How many variants are low: `$1` the threshold of the shop.
pub const COUNT_LOW: &str =
    concat!("SELECT COUNT(*) AS variants FROM (", counted!(), ") n WHERE n.on_hand - n.reserved <= n.low_stock");

/// What there is of a variant and what it costs: `$1` variant.
pub const STOCK: &str = concat!(
    "SELECT ",
    variant_columns!(),
    ", v.low_stock AS low_stock, v.price AS price, v.cost AS cost, v.currency AS currency, v.tax_class AS tax_class,
        c.millionths AS millionths, c.carry AS carry, c.told AS told,
        (SELECT CAST(COALESCE(SUM(s.on_hand), 0) AS BIGINT) FROM stock s WHERE s.variant_id = v.id) AS on_hand,
        (SELECT CAST(COALESCE(SUM(s.reserved), 0) AS BIGINT) FROM stock s WHERE s.variant_id = v.id) AS reserved, ",
    on_order!("v.id"),
    " AS on_order
    FROM variant v JOIN product p ON p.id = v.product_id LEFT JOIN stock_cost c ON c.variant_id = v.id WHERE v.id = $1"
);

/// A page of a variant's movements, newest first, each with what was on hand afterwards: `$1` variant, `$2` the mark of the page before or
/// 0, `$3` the most rows.
pub const MOVES: &str = "SELECT n.id AS id, n.reason AS reason, n.actor AS actor, n.created_at AS created_at,
        n.delta_on_hand AS delta_on_hand, n.delta_reserved AS delta_reserved, n.after_it AS after_it,
        w.name AS place, n.order_id AS order_id, o.number AS order_number, q.id AS purchase_id, q.number AS purchase_number,
        c.id AS count_id, c.label AS count_label
    FROM (SELECT m.id AS id, m.reason AS reason, m.actor AS actor, m.created_at AS created_at,
            m.delta_on_hand AS delta_on_hand, m.delta_reserved AS delta_reserved, m.order_id AS order_id,
            m.subject_id AS subject_id, m.location_id AS location_id,
            CAST(SUM(m.delta_on_hand) OVER (ORDER BY m.created_at, m.id) AS BIGINT) AS after_it
        FROM stock_move m WHERE m.variant_id = $1) n
    JOIN location w ON w.id = n.location_id
    LEFT JOIN orders o ON o.id = n.order_id
    LEFT JOIN purchase_receipt r ON r.id = n.subject_id AND n.reason = 'purchase'
    LEFT JOIN purchase_order q ON q.id = r.purchase_order_id
    LEFT JOIN stock_count c ON c.id = n.subject_id AND n.reason = 'count'
    WHERE CAST($2 AS BIGINT) = 0
        OR (n.created_at, n.id) < (SELECT b.created_at, b.id FROM stock_move b WHERE b.id = CAST($2 AS BIGINT))
    ORDER BY n.created_at DESC, n.id DESC LIMIT $3";

/// Says from how many on down a variant is low: `$1` variant, `$2` how many, or nothing for the shop's.
pub const SET_LOW: &str = "UPDATE variant SET low_stock = $2 WHERE id = $1 RETURNING sku";

/// The variants with a code: `$1` a SKU or barcode, `$2` to `$4` its other forms.
pub const BY_CODE: &str = concat!(
    "SELECT ",
    variant_columns!(),
    ", v.cost AS cost, v.track_stock AS track_stock FROM variant v JOIN product p ON p.id = v.product_id AND p.kind = 'simple'
    WHERE v.active = 1 AND (v.sku = $1 OR (v.barcode <> '' AND v.barcode IN ($1, $2, $3, $4)))
    ORDER BY CASE WHEN v.sku = $1 THEN 0 ELSE 1 END, v.id LIMIT 3"
);

/// Moves what is on hand by a difference, never below what orders hold: `$1` variant, `$2` location, `$3` the difference.
pub const ADJUST: &str = "UPDATE stock SET on_hand = on_hand + $3
    WHERE variant_id = $1 AND location_id = $2 AND on_hand + $3 >= reserved";

/// A movement that no order makes: `$1` id, `$2` variant, `$3` location, `$4` difference, `$5` reason, `$6` what it came from, `$7` who,
/// `$8` when.
pub const ADD_MOVE: &str = "INSERT INTO stock_move
    (id, variant_id, location_id, delta_on_hand, delta_reserved, reason, subject_id, actor, created_at)
    VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8)";

/// The statements of these desks by name.
pub const ALL: &[(&str, &str)] = &[
    ("inventory.admin.LOW", LOW),
    ("inventory.admin.COUNT_LOW", COUNT_LOW),
    ("inventory.admin.STOCK", STOCK),
    ("inventory.admin.MOVES", MOVES),
    ("inventory.admin.SET_LOW", SET_LOW),
    ("inventory.admin.BY_CODE", BY_CODE),
    ("inventory.admin.ADJUST", ADJUST),
    ("inventory.admin.ADD_MOVE", ADD_MOVE),
];
