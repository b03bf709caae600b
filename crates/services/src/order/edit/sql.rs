//! Every statement of changes.

use crate::fulfilment::sql::is_immaterial;

/// What decides about a change, and what it starts from: `$1` order.
pub const STANDING: &str = "SELECT o.version AS version, o.state AS state, o.revision AS revision, o.awaited AS awaited,
        o.number AS number, o.currency AS currency, o.email AS email, o.full_name AS full_name, o.street AS street,
        o.extra AS extra, o.postcode AS postcode, o.town AS town, o.country AS country, o.shipping_code AS shipping_code,
        o.shipping_name AS shipping_name, o.arrives_from AS arrives_from, o.arrives_to AS arrives_to, o.goods AS goods,
        o.discount AS discount, o.shipping AS shipping, o.shipping_discount AS shipping_discount, o.taxes AS taxes,
        o.total AS total, o.net_totals AS net_totals, o.on_cards AS on_cards, o.coupon_code AS coupon_code,
        o.vat_checked_at AS vat_checked_at, o.placed_at AS placed_at,
        (SELECT COUNT(*) FROM fulfilment f WHERE f.order_id = o.id) AS parcels,
        (SELECT COUNT(*) FROM refund r WHERE r.order_id = o.id AND r.state <> 'refused' AND r.rates <> '[]') AS refunded,
        (SELECT COUNT(*) FROM returns r WHERE r.order_id = o.id AND r.state NOT IN ('refused', 'cancelled')) AS returned,
        (SELECT COUNT(*) FROM payment p WHERE p.order_id = o.id AND p.state = 'unknown') AS under_way,
        (SELECT COUNT(*) FROM payment p WHERE p.order_id = o.id AND p.state IN ('captured', 'refunded')) AS captures,
        COALESCE((SELECT p.method FROM payment p WHERE p.order_id = o.id ORDER BY p.id DESC LIMIT 1), '') AS method
    FROM orders o WHERE o.id = $1";

/// The currency of an order: `$1` order.
pub const CURRENCY: &str = "SELECT currency FROM orders WHERE id = $1";

/// Its lines with what is known of their goods now: `$1` order.
pub const LINES: &str = concat!(
    "SELECT l.id AS id, l.variant_id AS variant_id, l.title AS title, l.variant_title AS variant_title, l.kind AS kind,
        l.quantity AS quantity, l.unit_price AS unit_price, l.line_total AS line_total,
        l.prorated_discount AS prorated_discount, l.added_tax AS added_tax, l.tax_rate AS tax_rate,
        l.reduced_quantity AS reduced_quantity, l.reduced_amount AS reduced_amount, CASE WHEN ",
    is_immaterial!(),
    " THEN 0 ELSE 1 END AS is_delivered, v.tax_class AS tax_class, COALESCE(v.weight_grams, 0) AS grams,
        p.length_mm AS length_mm, p.width_mm AS width_mm, p.height_mm AS height_mm,
        COALESCE(v.track_stock, 0) AS is_counted
    FROM order_line l LEFT JOIN variant v ON v.id = l.variant_id LEFT JOIN product p ON p.id = l.product_id
    WHERE l.order_id = $1 ORDER BY l.position, l.id"
);

/// The stock that its bundles are made of: `$1` order.
pub const PARTS: &str = "SELECT o.order_line_id AS line_id, o.variant_id AS variant_id, o.quantity AS quantity,
        v.track_stock AS is_counted
    FROM order_line l JOIN order_line_part o ON o.order_line_id = l.id AND o.kind = 'simple'
    JOIN variant v ON v.id = o.variant_id WHERE l.order_id = $1";

/// What it holds, or has taken, of each variant: `$1` order.
pub const HELD: &str = "SELECT h.variant_id AS variant_id, CAST(SUM(h.quantity) AS BIGINT) AS held FROM
    (SELECT variant_id, quantity FROM reservation WHERE order_id = $1 AND state IN ('held', 'committed')
        UNION ALL SELECT variant_id, missing FROM owed_item WHERE order_id = $1 AND missing > 0) h GROUP BY h.variant_id";

/// What is added: `$1` stock-keeping unit, `$2` the shop's currency, `$3` that of the order.
pub const VARIANT: &str = "SELECT v.id AS id, v.product_id AS product_id, v.sku AS sku, v.title AS variant_title, v.price AS price,
        v.tax_class AS tax_class, v.weight_grams AS grams, v.track_stock AS is_counted, p.title AS title, p.kind AS kind,
        p.length_mm AS length_mm, p.width_mm AS width_mm, p.height_mm AS height_mm,
        (SELECT pi.image_id FROM product_image pi WHERE pi.product_id = p.id AND pi.position = COALESCE(v.image_position,
            (SELECT MIN(f.position) FROM product_image f WHERE f.product_id = p.id))) AS image_id,
        (SELECT COUNT(*) FROM personalisation_field f WHERE f.product_id = p.id AND f.required = 1) AS fields,
        c.price AS own_price, c.compare_at AS own_compare_at
    FROM variant v JOIN product p ON p.id = v.product_id
    LEFT JOIN variant_price c ON c.variant_id = v.id AND c.currency = $3
    WHERE v.sku = $1 AND v.currency = $2 AND v.active = 1 AND p.published = 1";

/// What can be added, by its name or its stock-keeping unit: `$1` pattern, `$2` the shop's currency, `$3` that of
/// the order, `$4` the most rows.
pub const VARIANTS: &str = "SELECT v.sku AS sku, v.title AS variant_title, p.title AS title, v.price AS price,
        v.track_stock AS is_counted, c.price AS own_price, c.compare_at AS own_compare_at,
        (SELECT CAST(COALESCE(SUM(s.on_hand - s.reserved), 0) AS BIGINT) FROM stock s WHERE s.variant_id = v.id) AS free
    FROM variant v JOIN product p ON p.id = v.product_id
    LEFT JOIN variant_price c ON c.variant_id = v.id AND c.currency = $3
    WHERE v.currency = $2 AND v.active = 1 AND p.published = 1 AND p.kind = 'simple'
      AND (LOWER(v.sku) LIKE $1 ESCAPE '\\' OR LOWER(p.title) LIKE $1 ESCAPE '\\')
    ORDER BY p.title, v.position, v.id LIMIT $4";

/// Changes an order that is as it was seen, and locks it: `$1` order, `$2` version. The caller writes the rest by [`REWRITE`].
pub const LOCK: &str = "UPDATE orders SET version = version + 1 WHERE id = $1 AND version = $2";

/// What is different after a change: `$1` order, then the columns in this order.
pub const REWRITE: &str =
    "UPDATE orders SET email = $2, full_name = $3, street = $4, extra = $5, postcode = $6, town = $7,
        country = $8, shipping_code = $9, shipping_name = $10, arrives_from = $11, arrives_to = $12, goods = $13,
        discount = $14, shipping = $15, tax = $16, taxes = $17, total = $18, item_count = $19, shipping_discount = $20,
        net_totals = $21, on_cards = $22, awaited = $23, revision = revision + 1
    WHERE id = $1";

/// A line that stays: `$1` line, `$2` quantity, `$3` total, `$4` reduction, `$5` rate, `$6` added tax, `$7` how many are the
/// first items, where there are others, `$8` what is taken off those.
pub const SET_LINE: &str =
    "UPDATE order_line SET quantity = $2, line_total = $3, prorated_discount = $4, tax_rate = $5,
        added_tax = $6, reduced_quantity = $7, reduced_amount = $8
    WHERE id = $1";

/// Takes the parts of a bundle out: `$1` line.
pub const REMOVE_PARTS: &str = "DELETE FROM order_line_part WHERE order_line_id = $1";

/// Takes a line out that no refund and no return tells of: `$1` line.
pub const REMOVE_LINE: &str = "DELETE FROM order_line WHERE id = $1
    AND NOT EXISTS (SELECT 1 FROM refund_line b WHERE b.order_line_id = $1)
    AND NOT EXISTS (SELECT 1 FROM return_line c WHERE c.order_line_id = $1)
    AND NOT EXISTS (SELECT 1 FROM download d WHERE d.order_line_id = $1)
    AND NOT EXISTS (SELECT 1 FROM gift_card g WHERE g.order_line_id = $1)";

/// The last place of a line: `$1` order.
pub const LAST_POSITION: &str =
    "SELECT CAST(COALESCE(MAX(position), 0) AS BIGINT) AS position FROM order_line WHERE order_id = $1";

/// Remembers a change: `$1` id, `$2` order, `$3` revision, `$4` before, `$5` after, `$6` difference, `$7` reason, `$8` actor, `$9` now.
pub const INSERT: &str =
    "INSERT INTO order_edit (id, order_id, revision, before, after, difference, reason, actor, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("edit.STANDING", STANDING),
    ("edit.CURRENCY", CURRENCY),
    ("edit.LINES", LINES),
    ("edit.PARTS", PARTS),
    ("edit.HELD", HELD),
    ("edit.VARIANT", VARIANT),
    ("edit.VARIANTS", VARIANTS),
    ("edit.LOCK", LOCK),
    ("edit.REWRITE", REWRITE),
    ("edit.SET_LINE", SET_LINE),
    ("edit.REMOVE_PARTS", REMOVE_PARTS),
    ("edit.REMOVE_LINE", REMOVE_LINE),
    ("edit.LAST_POSITION", LAST_POSITION),
    ("edit.INSERT", INSERT),
];
