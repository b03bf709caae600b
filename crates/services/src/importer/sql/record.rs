//! Statements on what is imported beside products: customers and orders.

/// What was imported under a key: `$1` platform, `$2` kind, `$3` key.
pub const RECORD: &str =
    "SELECT own_id, digest FROM import_record WHERE platform = $1 AND kind = $2 AND external_key = $3";
/// Remembers what was imported under a key.
pub const REMEMBER_RECORD: &str =
    "INSERT INTO import_record (platform, kind, external_key, own_id, digest) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (platform, kind, external_key) DO UPDATE SET own_id = excluded.own_id, digest = excluded.digest";

/// The customer with an address.
pub const CUSTOMER: &str = "SELECT id FROM customer WHERE email = $1";
/// A new customer.
pub const ADD_CUSTOMER: &str = "INSERT INTO customer (id, email, full_name, created_at, phone, note, tags, wants_news)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
/// Fills what this shop does not know of a customer. What it knows stays.
pub const FILL_CUSTOMER: &str = "UPDATE customer SET
        full_name = CASE WHEN full_name = '' THEN $2 ELSE full_name END,
        phone = CASE WHEN phone = '' THEN $3 ELSE phone END,
        note = CASE WHEN note = '' THEN $4 ELSE note END,
        tags = CASE WHEN tags = '' THEN $5 ELSE tags END,
        wants_news = CASE WHEN wants_news = 0 THEN $6 ELSE wants_news END
  WHERE id = $1";
/// A further address of a customer, unless it is known.
pub const ADD_ADDRESS: &str =
    "INSERT INTO customer_address (id, customer_id, position, full_name, company, street, extra, postcode, town, region,
        country, phone)
  SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), (SELECT COALESCE(MAX(m.position), -1) + 1 FROM customer_address m WHERE m.customer_id = $2),
        $3, $4, $5, $6, $7, $8, $9, $10, $11
  WHERE NOT EXISTS (SELECT 1 FROM customer_address k WHERE k.customer_id = $2 AND k.full_name = $3 AND k.company = $4
        AND k.street = $5 AND k.extra = $6 AND k.postcode = $7 AND k.town = $8 AND k.region = $9 AND k.country = $10)";

/// A past order.
pub const ADD_ORDER: &str =
    "INSERT INTO past_order (id, platform, number, customer_id, email, full_name, company, street, extra, postcode, town,
        region, country, phone, currency, goods, discount, shipping, tax, total, refunded, state, payment_state,
        payment_name, shipping_name, note, placed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
        $26, $27)
  ON CONFLICT (id) DO UPDATE SET number = excluded.number, customer_id = excluded.customer_id, email = excluded.email,
        full_name = excluded.full_name, company = excluded.company, street = excluded.street, extra = excluded.extra,
        postcode = excluded.postcode, town = excluded.town, region = excluded.region, country = excluded.country,
        phone = excluded.phone, currency = excluded.currency, goods = excluded.goods, discount = excluded.discount,
        shipping = excluded.shipping, tax = excluded.tax, total = excluded.total, refunded = excluded.refunded,
        state = excluded.state, payment_state = excluded.payment_state, payment_name = excluded.payment_name,
        shipping_name = excluded.shipping_name, note = excluded.note, placed_at = excluded.placed_at";
/// Takes all lines off a past order.
pub const CLEAR_LINES: &str = "DELETE FROM past_order_line WHERE past_order_id = $1";
/// A line of a past order, with the variant that has its SKU.
pub const ADD_LINE: &str =
    "INSERT INTO past_order_line (id, past_order_id, position, variant_id, title, sku, quantity, unit_price)
  VALUES ($1, $2, $3, (SELECT v.id FROM variant v WHERE v.sku = $5 AND $5 <> ''), $4, $5, $6, $7)";

/// Lets old addresses lead to paths; their rows follow, and then [`OR_LEAD_ELSEWHERE`].
pub const ADD_REDIRECTS: &str = "INSERT INTO redirect (path, target, created_at) VALUES";
/// An old address that led elsewhere leads here now; what the manager said stays.
pub const OR_LEAD_ELSEWHERE: &str = " ON CONFLICT (path) DO UPDATE SET target = excluded.target
  WHERE redirect.origin = 'import'";
/// Where old addresses lead to; their list follows.
pub const REDIRECTS: &str = "SELECT path, target FROM redirect WHERE path IN";

/// Every statement of this file.
pub const ALL: &[(&str, &str)] = &[
    ("importer.RECORD", RECORD),
    ("importer.REMEMBER_RECORD", REMEMBER_RECORD),
    ("importer.CUSTOMER", CUSTOMER),
    ("importer.ADD_CUSTOMER", ADD_CUSTOMER),
    ("importer.FILL_CUSTOMER", FILL_CUSTOMER),
    ("importer.ADD_ADDRESS", ADD_ADDRESS),
    ("importer.ADD_ORDER", ADD_ORDER),
    ("importer.CLEAR_LINES", CLEAR_LINES),
    ("importer.ADD_LINE", ADD_LINE),
];
