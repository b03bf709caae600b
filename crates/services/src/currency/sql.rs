//! Every statement of this room.

/// All currencies and the revision in one statement, so that they are of one moment.
pub const TABLE: &str = "SELECT s.revision AS revision, c.code AS code, c.version AS version, c.base AS base,
        c.rate AS rate, c.rounding AS rounding, c.is_open AS is_open, c.countries AS countries, c.rated_at AS rated_at
    FROM currency_setting s LEFT JOIN selling_currency c ON 1 = 1 ORDER BY c.code";

/// Counts a change of any part, and gives the new revision. Whoever has the row changes alone until the transaction has ended.
pub const COUNT: &str = "UPDATE currency_setting SET revision = revision + 1 WHERE id = 1 RETURNING revision";

/// A new currency: `$1` code, `$2` base, `$3` rate, `$4` rounding, `$5` 0 or 1 for open, `$6` countries, `$7` since.
pub const INSERT: &str = "INSERT INTO selling_currency (code, base, rate, rounding, is_open, countries, rated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (code) DO NOTHING";

/// Changes a currency, if nobody did: as [`INSERT`], and `$8` version.
pub const SAVE: &str = "UPDATE selling_currency SET base = $2, rate = $3, rounding = $4, is_open = $5, countries = $6,
        rated_at = $7, version = version + 1 WHERE code = $1 AND version = $8";

/// Takes a currency away that no order is in: `$1` code, `$2` version.
pub const DELETE: &str = "DELETE FROM selling_currency WHERE code = $1 AND version = $2
    AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.currency = $1)";

/// Takes its own prices away: `$1` code.
pub const DELETE_PRICES: &str = "DELETE FROM variant_price WHERE currency = $1";

/// The products that have a price of their own in it: `$1` code.
pub const PRICED_PRODUCTS: &str = "SELECT DISTINCT v.product_id AS product_id
    FROM variant_price x JOIN variant v ON v.id = x.variant_id WHERE x.currency = $1";

/// Writes down a rate: `$1` code, `$2` revision, `$3` base, `$4` rate, `$5` rounding, `$6` since, `$7` who.
pub const NOTE_RATE: &str = "INSERT INTO currency_rate (code, revision, base, rate, rounding, since, actor)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// The rates of a currency, newest first: `$1` code.
pub const PAST_RATES: &str = "SELECT revision, base, rate, rounding, since, actor FROM currency_rate
    WHERE code = $1 ORDER BY revision DESC LIMIT 50";

/// A rate that a currency had: `$1` code, `$2` revision.
pub const PAST_RATE: &str = "SELECT base, rate, rounding FROM currency_rate WHERE code = $1 AND revision = $2";

/// How many orders are in a currency, and how many variants have a price in it: `$1` code.
pub const USES: &str = "SELECT (SELECT COUNT(*) FROM orders WHERE currency = $1) AS orders,
        (SELECT COUNT(*) FROM variant_price WHERE currency = $1) AS prices";

/// A few things that sell well, to see what a rate does to their prices: `$1` base.
pub const SAMPLES: &str = "SELECT p.title AS title, v.price AS price FROM product p
    JOIN variant v ON v.id = (SELECT f.id FROM variant f WHERE f.product_id = p.id AND f.active = 1
        ORDER BY f.position, f.id LIMIT 1)
    WHERE p.published = 1 AND v.currency = $1 ORDER BY p.popularity DESC, p.id LIMIT 4";

/// The variants of a product, with what they cost in other currencies: `$1` product.
pub const PRODUCT_PRICES: &str = "SELECT v.id AS id, v.title AS title, v.sku AS sku, v.price AS price,
        v.compare_at AS compare_at, v.currency AS base, x.currency AS currency, x.price AS own_price,
        x.compare_at AS own_compare_at
    FROM variant v LEFT JOIN variant_price x ON x.variant_id = v.id
    WHERE v.product_id = $1 ORDER BY v.position, v.id, x.currency";

/// What a product is called: `$1` product.
pub const PRODUCT_TITLE: &str = "SELECT title FROM product WHERE id = $1";

/// Holds the variants of a product, so that none goes while their prices are written: `$1` product.
pub const HOLD_VARIANTS: &str = "UPDATE variant SET position = position WHERE product_id = $1 RETURNING id";

/// Says what a variant costs: `$1` variant, `$2` currency, `$3` price, `$4` former price, `$5` now.
pub const SET_PRICE: &str =
    "INSERT INTO variant_price (variant_id, currency, price, compare_at, updated_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (variant_id, currency) DO UPDATE SET price = excluded.price, compare_at = excluded.compare_at,
        updated_at = excluded.updated_at";

/// Leaves its price to the rate: `$1` variant, `$2` currency.
pub const UNSET_PRICE: &str = "DELETE FROM variant_price WHERE variant_id = $1 AND currency = $2";

/// The own prices of a product's variants in a currency: `$1` product, `$2` currency.
pub const OF_PRODUCT: &str = "SELECT x.variant_id AS variant_id, x.price AS price, x.compare_at AS compare_at
    FROM variant_price x JOIN variant v ON v.id = x.variant_id WHERE v.product_id = $1 AND x.currency = $2";

/// The own prices of what a bundle is made of, by unit: `$1` bundle, `$2` currency.
pub const OF_PARTS: &str = "SELECT v.sku AS sku, x.price AS price, x.compare_at AS compare_at FROM bundle_part b
    JOIN variant v ON v.id = b.variant_id JOIN variant_price x ON x.variant_id = v.id AND x.currency = $2
    WHERE b.product_id = $1";

/// What all variants of products cost of which any has a price of its own; each once for each currency that it has one in.
macro_rules! shelf_prices {
    ($condition:literal) => {
        concat!(
            "SELECT v.product_id AS product_id, v.id AS id, v.price AS price, v.compare_at AS compare_at,
                v.currency AS base, v.content_amount AS content_amount, v.content_unit AS content_unit,
                x.currency AS currency, x.price AS own_price, x.compare_at AS own_compare_at
            FROM variant v LEFT JOIN variant_price x ON x.variant_id = v.id
            WHERE v.active = 1 AND v.product_id IN
                (SELECT w.product_id FROM variant_price y JOIN variant w ON w.id = y.variant_id) ",
            $condition
        )
    };
}

/// Those of all products.
pub const SHELF_PRICES: &str = shelf_prices!("ORDER BY v.product_id, v.position, v.id");
/// Those of some products; their ids follow.
pub const SHELF_PRICES_OF: &str = shelf_prices!("AND v.product_id IN");

/// Writes down the rate of an order: `$1` order, `$2` base, `$3` rate, `$4` rounding, `$5` revision.
pub const NOTE_ORDER: &str =
    "INSERT INTO order_rate (order_id, base, rate, rounding, revision) VALUES ($1, $2, $3, $4, $5)";

/// The rate of an order: `$1` order.
pub const OF_ORDER: &str = "SELECT base, rate, rounding, revision FROM order_rate WHERE order_id = $1";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("currency.TABLE", TABLE),
    ("currency.COUNT", COUNT),
    ("currency.INSERT", INSERT),
    ("currency.SAVE", SAVE),
    ("currency.DELETE", DELETE),
    ("currency.DELETE_PRICES", DELETE_PRICES),
    ("currency.PRICED_PRODUCTS", PRICED_PRODUCTS),
    ("currency.NOTE_RATE", NOTE_RATE),
    ("currency.PAST_RATES", PAST_RATES),
    ("currency.PAST_RATE", PAST_RATE),
    ("currency.USES", USES),
    ("currency.SAMPLES", SAMPLES),
    ("currency.PRODUCT_PRICES", PRODUCT_PRICES),
    ("currency.PRODUCT_TITLE", PRODUCT_TITLE),
    ("currency.HOLD_VARIANTS", HOLD_VARIANTS),
    ("currency.SET_PRICE", SET_PRICE),
    ("currency.UNSET_PRICE", UNSET_PRICE),
    ("currency.OF_PRODUCT", OF_PRODUCT),
    ("currency.OF_PARTS", OF_PARTS),
    ("currency.SHELF_PRICES", SHELF_PRICES),
    ("currency.NOTE_ORDER", NOTE_ORDER),
    ("currency.OF_ORDER", OF_ORDER),
];
