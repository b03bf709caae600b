//! Every statement of this room.

use crate::{
    fulfilment::sql::is_immaterial,
    returns::sql::{gone_back, sent_back},
};

/// The next number of a series that people read: `$1` its name, `$2` the first number.
pub const NEXT_NUMBER: &str = "INSERT INTO series (name, next) VALUES ($1, $2 + 1)
    ON CONFLICT (name) DO UPDATE SET next = series.next + 1 RETURNING next - 1 AS number";

/// The first of so many numbers: `$1` the name of their series, `$2` its first number, `$3` how many.
pub const NEXT_NUMBERS: &str = "INSERT INTO series (name, next) VALUES ($1, CAST($2 AS BIGINT) + CAST($3 AS BIGINT))
    ON CONFLICT (name) DO UPDATE SET next = series.next + $3 RETURNING next - $3 AS number";

/// The customer with an address: `$1` id, `$2` address, `$3` name, `$4` now. A guest never changes what is known of another.
pub const CUSTOMER: &str = "INSERT INTO customer (id, email, full_name, created_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id";

/// A new order.
pub const INSERT_ORDER: &str = "INSERT INTO orders (id, number, token_hash, cart_id, customer_id, state, email, full_name,
        street, extra, postcode, town, country, shipping_code, shipping_name, arrives_from, arrives_to, currency, goods,
        discount, shipping, tax, taxes, total, item_count, placed_at, language, coupon_code,
        shipping_discount, shipping_revision, tax_revision, vat_number, vat_name, vat_inquiry, vat_checked_at,
        net_totals, on_cards)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
        $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)";

/// Rows of lines.
pub const INSERT_LINES: &str =
    "INSERT INTO order_line (id, order_id, position, variant_id, product_id, title, variant_title,
    sku, image_id, quantity, unit_price, line_total, prorated_discount, tax_rate, kind, personalisation, added_tax) VALUES";

/// Rows of parts of bundles.
pub const INSERT_PARTS: &str = "INSERT INTO order_line_part (order_line_id, position, variant_id, kind, title, variant_title, sku, quantity) VALUES";

/// An entry of the history, after the last one: `$1` id, `$2` order, `$3` kind, `$4` text, `$5` actor, `$6` now.
pub const APPEND_EVENT: &str = "INSERT INTO order_event (id, order_id, sequence, kind, text, actor, created_at)
    VALUES ($1, $2, (SELECT COALESCE(MAX(e.sequence), 0) + 1 FROM order_event e WHERE e.order_id = $2), $3, $4, $5, $6)";

/// Changes the state of an order that is as it was seen, and locks it: `$1` order, `$2` version, `$3` new state.
pub const SET_STATE: &str = "UPDATE orders SET state = $3, version = version + 1 WHERE id = $1 AND version = $2";

/// Locks an order for an entry of its history, and counts the change: `$1` order.
pub const TOUCH: &str = "UPDATE orders SET version = version + 1 WHERE id = $1";

/// Keeps others from adding to an order's history until the end of the transaction, and changes nothing that somebody has read:
/// `$1` order.
pub const HOLD: &str = "UPDATE orders SET version = version WHERE id = $1";

/// Whether money `p` is awaited that people move: the transfer of an order that waits, or the cash for one that may be under way.
macro_rules! is_awaited_by_hand {
    () => {
        "(p.state = 'pending' AND (p.method = 'transfer' AND o.state = 'pending_payment'
            OR p.method = 'cash_on_delivery' AND o.state IN ('confirmed', 'completed')))"
    };
}

/// How many orders of an address or an account wait for money that people move: `$1` e-mail address, `$2` customer.
pub const WAITING_OF_EMAIL: &str = concat!(
    "SELECT COUNT(*) AS waiting FROM orders o JOIN payment p ON p.order_id = o.id AND ",
    is_awaited_by_hand!(),
    " WHERE o.customer_id IN (SELECT c.id FROM customer c WHERE c.email = $1 OR c.id = $2)"
);

/// How many orders of a network wait for money that people move: `$1` its name.
pub const WAITING_OF_NETWORK: &str = concat!(
    "SELECT COUNT(*) AS waiting FROM orders o
    JOIN attempt_count a ON a.scope = CAST($1 AS TEXT) || CAST(o.id AS TEXT)
    JOIN payment p ON p.order_id = o.id AND ",
    is_awaited_by_hand!()
);

/// The cash that an order waits for: `$1` order.
pub const CASH_DUE: &str =
    "SELECT id FROM payment WHERE order_id = $1 AND method = 'cash_on_delivery' AND state = 'pending' LIMIT 1";

/// What an order holds of each variant, or is owed of it, and how many of it are free: `$1` order.
pub const HELD: &str = "SELECT r.variant_id AS variant_id, CAST(SUM(r.quantity) AS BIGINT) AS held,
        (SELECT CAST(COALESCE(SUM(s.on_hand - s.reserved), 0) AS BIGINT) FROM stock s
          JOIN location w ON w.id = s.location_id AND w.sells_online = 1 WHERE s.variant_id = r.variant_id) AS free
    FROM (SELECT variant_id, quantity FROM reservation WHERE order_id = $1 AND state = 'held'
        UNION ALL SELECT variant_id, missing FROM owed_item WHERE order_id = $1 AND state = 'held') r
    WHERE NOT EXISTS (SELECT 1 FROM orders o JOIN draft d ON d.cart_id = o.cart_id WHERE o.id = $1) GROUP BY r.variant_id";

/// The e-mail address and the customer of an order: `$1` order.
pub const EMAIL: &str = "SELECT email, customer_id FROM orders WHERE id = $1";

/// Version and state: `$1` order.
pub const STATE: &str =
    "SELECT version, state, placed_at, total, on_cards, currency, awaited FROM orders WHERE id = $1";

/// The order behind a secret link: `$1` token digest.
pub const ID_BY_TOKEN: &str = "SELECT id FROM orders WHERE token_hash = $1";

/// The order that was made of a cart and stands: `$1` token digest of the cart.
pub const OF_CART: &str = "SELECT o.id AS id, o.state AS state FROM cart c
    JOIN orders o ON o.cart_id = c.id AND o.state <> 'cancelled' WHERE c.token_hash = $1";

/// An order: `$1` id.
pub const ORDER: &str =
    "SELECT id, version, number, customer_id, state, email, full_name, street, extra, postcode, town, country,
        shipping_name, arrives_from, arrives_to, currency, goods, discount, shipping, taxes, total, placed_at, language,
        coupon_code, shipping_discount, vat_number, vat_name, vat_inquiry, vat_checked_at,
        net_totals, on_cards, awaited
    FROM orders WHERE id = $1";

/// Its lines: `$1` order.
pub const LINES: &str = concat!(
    "SELECT l.id AS id, l.title AS title, l.variant_title AS variant_title, l.sku AS sku,
        l.kind AS kind, l.personalisation AS personalisation, CASE WHEN ",
    is_immaterial!(),
    " THEN 0 ELSE 1 END AS is_delivered,
        l.quantity AS quantity, l.unit_price AS unit_price, l.line_total AS line_total,
        CASE WHEN p.published = 1 THEN p.slug ELSE NULL END AS product_slug,
        (SELECT CAST(COALESCE(SUM(f.quantity), 0) AS BIGINT) FROM fulfilment_line f WHERE f.order_line_id = l.id) AS sent,
        ",
    gone_back!(),
    " AS refunded,
        ",
    sent_back!(),
    " AS sent_back,
        CASE WHEN EXISTS (SELECT 1 FROM owed_item w WHERE w.order_id = l.order_id AND w.missing > 0) THEN 1 ELSE 0 END AS owes,
        i.id AS image_id, i.hash AS image_hash, i.width AS image_width, i.height AS image_height,
        i.widths AS image_widths, i.placeholder AS image_placeholder, i.focus AS image_focus,
        l.title AS image_text
    FROM order_line l LEFT JOIN product p ON p.id = l.product_id LEFT JOIN image i ON i.id = l.image_id
    WHERE l.order_id = $1 ORDER BY l.position"
);

/// The parts of its bundles: `$1` order.
pub const PARTS: &str =
    "SELECT o.order_line_id AS line_id, o.title AS title, o.variant_title AS variant_title, o.sku AS sku,
        o.quantity AS quantity, CASE WHEN p.published = 1 THEN p.slug ELSE NULL END AS slug
    FROM order_line l JOIN order_line_part o ON o.order_line_id = l.id
    JOIN variant v ON v.id = o.variant_id JOIN product p ON p.id = v.product_id
    WHERE l.order_id = $1 ORDER BY l.position, o.position";

/// Whether all that was paid with payment `p` and the gift cards of its order has gone back.
macro_rules! is_refunded {
    () => {
        "(p.refunded = p.captured
            AND (p.refunded > 0 OR EXISTS (SELECT 1 FROM payment_part c WHERE c.order_id = p.order_id AND c.refunded > 0))
            AND NOT EXISTS (SELECT 1 FROM payment_part c
                WHERE c.order_id = p.order_id AND c.state = 'spent' AND c.refunded < c.amount))"
    };
}

/// The payment that counts, with its open attempt: what was captured, or else the newest: `$1` order.
pub const PAYMENT: &str = concat!(
    "SELECT p.method AS method, p.reference AS reference, p.amount AS amount,
        CASE WHEN ",
    is_refunded!(),
    " THEN 'refunded' ELSE p.state END AS state,
        COALESCE((SELECT a.continue_at FROM payment_attempt a WHERE a.payment_id = p.id AND a.state <> 'ended'), '')
            AS continue_at
    FROM payment p WHERE p.order_id = $1
    ORDER BY CASE WHEN p.state IN ('captured', 'mismatched') THEN 0 ELSE 1 END, p.is_difference, p.id DESC LIMIT 1"
);

/// The payment of what a change made it cost more: `$1` order.
pub const DIFFERENCE: &str =
    "SELECT p.method AS method, p.reference AS reference, p.amount AS amount, p.state AS state,
        COALESCE((SELECT a.continue_at FROM payment_attempt a WHERE a.payment_id = p.id AND a.state <> 'ended'), '')
            AS continue_at
    FROM payment p WHERE p.order_id = $1 AND p.is_difference = 1 ORDER BY p.id DESC LIMIT 1";

/// Its parcels: `$1` order. What was handed over without one has no carrier.
pub const PARCELS: &str = "SELECT id, carrier, tracking_number, sent_at,
        COALESCE((SELECT w.name FROM location w WHERE w.id = fulfilment.location_id), '') AS sent_from FROM fulfilment
    WHERE order_id = $1 AND carrier <> '' ORDER BY id";

/// From which locations the items of an order are taken: `$1` order.
pub const SOURCES: &str = "SELECT w.id AS location_id, w.name AS name, v.sku AS sku, p.title AS title,
        CAST(SUM(r.quantity) AS BIGINT) AS quantity
    FROM reservation r JOIN location w ON w.id = r.location_id JOIN variant v ON v.id = r.variant_id
    JOIN product p ON p.id = v.product_id WHERE r.order_id = $1 AND r.state IN ('held', 'committed')
    GROUP BY w.position, w.id, w.name, v.id, v.sku, p.title ORDER BY w.position, w.id, v.sku";

/// What is in them: `$1` order.
pub const PARCEL_ITEMS: &str = "SELECT f.id AS parcel_id, l.title AS title, l.variant_title AS variant_title,
        c.quantity AS quantity
    FROM fulfilment f JOIN fulfilment_line c ON c.fulfilment_id = f.id JOIN order_line l ON l.id = c.order_line_id
    WHERE f.order_id = $1 AND f.carrier <> '' ORDER BY l.position";

/// Who carried the last parcel of any order.
pub const LAST_CARRIER: &str = "SELECT carrier FROM fulfilment WHERE carrier <> '' ORDER BY id DESC LIMIT 1";

/// Its history, newest first: `$1` order.
pub const EVENTS: &str = "SELECT text, actor, created_at FROM order_event WHERE order_id = $1 ORDER BY sequence DESC";

/// What a customer has ordered, and paid without what went back, by currency and rate; cash that is still due is not paid: `$1`
/// customer.
pub const CUSTOMER_SUMS: &str = "SELECT o.currency AS currency, r.base AS base, r.rate AS rate, COUNT(*) AS orders,
        CAST(COALESCE(SUM(CASE WHEN o.state IN ('confirmed', 'completed') AND NOT EXISTS (SELECT 1 FROM payment c
                WHERE c.order_id = o.id AND c.method = 'cash_on_delivery' AND c.state = 'pending') THEN o.total
            - COALESCE((SELECT SUM(p.refunded) FROM payment p WHERE p.order_id = o.id AND p.state = 'captured'), 0)
            - COALESCE((SELECT SUM(c.refunded) FROM payment_part c WHERE c.order_id = o.id AND c.state = 'spent'), 0)
            ELSE 0 END), 0) AS BIGINT) AS spent
    FROM orders o LEFT JOIN order_rate r ON r.order_id = o.id
    WHERE o.customer_id = $1 GROUP BY o.currency, r.base, r.rate";

/// The columns of a row of the list; a filter, an order and a limit follow.
pub const ROWS: &str = concat!(
    "SELECT o.id AS id, o.number AS number, o.placed_at AS placed_at, o.full_name AS full_name,
        o.country AS country, o.item_count AS item_count, o.total AS total, o.currency AS currency, o.state AS state,
        COALESCE((SELECT CASE WHEN ",
    is_refunded!(),
    " THEN 'refunded' ELSE p.state END
            FROM payment p WHERE p.order_id = o.id
            ORDER BY CASE WHEN p.state IN ('captured', 'mismatched') THEN 0 ELSE 1 END, p.is_difference, p.id DESC LIMIT 1),
            'pending')
            AS payment_state,
        (SELECT CAST(COALESCE(SUM(l.quantity), 0) AS BIGINT) FROM fulfilment f
            JOIN fulfilment_line l ON l.fulfilment_id = f.id WHERE f.order_id = o.id) AS sent
    FROM orders o"
);

/// How many orders are to be sent and how many need review: `$1` no further than this. Every page of the admin asks it.
pub const COUNT_OPEN: &str = "SELECT
    (SELECT COUNT(*) FROM (SELECT id FROM orders WHERE state = 'confirmed' AND awaited = 0 LIMIT $1) AS waiting) AS to_send,
    (SELECT COUNT(*) FROM (SELECT id FROM orders WHERE state = 'needs_review' LIMIT $1) AS odd) AS needs_review";

/// Orders that wait for money: not paid yet, changed since, or to be paid in cash. `CROSS JOIN` has SQLite begin with the few payments
/// that wait and not with all orders.
pub const IS_UNPAID: &str = "o.id IN (SELECT w.id FROM orders w WHERE w.state = 'pending_payment'
    UNION ALL SELECT w.id FROM orders w WHERE w.awaited > 0
    UNION ALL SELECT p.order_id FROM payment p CROSS JOIN orders w WHERE p.method = 'cash_on_delivery' AND p.state = 'pending'
        AND w.id = p.order_id AND w.state IN ('confirmed', 'completed'))";

/// The last entry of any order's history.
pub const LAST_EVENT: &str = "SELECT COALESCE(MAX(id), 0) AS mark FROM order_event";

/// How many orders wait for a bank transfer.
pub const COUNT_AWAITING_TRANSFER: &str = "SELECT COUNT(*) AS orders FROM orders o
    JOIN payment p ON p.order_id = o.id AND p.method = 'transfer' AND p.state = 'pending'
    WHERE o.state = 'pending_payment'";

/// Revenue and orders by day since `$1`, and by currency and rate: paid orders only, none that waits for its cash.
pub const REVENUE_BY_DAY: &str = "SELECT o.placed_at / 86400000 AS day, o.currency AS currency, r.base AS base,
        r.rate AS rate, CAST(SUM(o.total) AS BIGINT) AS revenue, COUNT(*) AS orders
    FROM orders o LEFT JOIN order_rate r ON r.order_id = o.id
    WHERE o.placed_at >= $1 AND o.state IN ('confirmed', 'completed')
      AND NOT EXISTS (SELECT 1 FROM payment c
        WHERE c.order_id = o.id AND c.method = 'cash_on_delivery' AND c.state = 'pending')
    GROUP BY o.placed_at / 86400000, o.currency, r.base, r.rate";

/// Unpaid orders whose time is over, a page of them: `$1` now, `$2` placed before, `$3` placed before when a transfer is awaited,
/// `$4` the last one of the page before, `$5` the most.
pub const EXPIRED: &str = "SELECT o.id AS id,
        COALESCE((SELECT a.provider_reference FROM payment_attempt a WHERE a.payment_id = p.id AND a.state <> 'ended'), '')
            AS provider_reference, p.method AS method, p.id AS payment_id
    FROM orders o JOIN payment p ON p.order_id = o.id
    WHERE o.state = 'pending_payment' AND o.placed_at <= $2
      AND p.id = (SELECT MAX(n.id) FROM payment n WHERE n.order_id = o.id)
      AND p.state <> 'unknown' AND (p.method <> 'transfer' OR o.placed_at <= $3)
      AND NOT EXISTS (SELECT 1 FROM reservation r WHERE r.order_id = o.id AND r.state = 'held' AND r.expires_at > $1)
      AND NOT EXISTS (SELECT 1 FROM owed_item i WHERE i.order_id = o.id AND i.state = 'held' AND i.expires_at > $1)
      AND o.id > $4 ORDER BY o.id LIMIT $5";

/// Whether a provider is at work for an order: `$1` order.
pub const IN_FLIGHT: &str = "SELECT id FROM payment WHERE order_id = $1 AND state = 'unknown' LIMIT 1";

/// What keeps an unpaid order: a provider that is at work for it, or a payment that was begun since it was looked at: `$1` order, `$2` its
/// newest payment then.
pub const KEEPS: &str = "SELECT id FROM payment WHERE order_id = $1 AND (state = 'unknown' OR id > $2) LIMIT 1";

/// Calls off the payments of an order that brought nothing: `$1` order, `$2` now, `$3` the payment to leave alone.
pub const CANCEL_PAYMENTS: &str = "UPDATE payment SET state = 'cancelled', version = version + 1, updated_at = $2
    WHERE order_id = $1 AND id <> $3 AND state IN ('pending', 'unknown', 'declined')";

/// Holds their attempts: `$1` order, `$2` the payment to leave alone.
pub const HOLD_ATTEMPTS: &str = "UPDATE payment_attempt SET state = state
    WHERE state <> 'ended' AND payment_id IN (SELECT id FROM payment WHERE order_id = $1 AND id <> $2)";

/// Ends their attempts: `$1` order, `$2` the payment to leave alone.
pub const END_ATTEMPTS: &str = "UPDATE payment_attempt SET state = 'ended'
    WHERE state <> 'ended' AND payment_id IN (SELECT id FROM payment WHERE order_id = $1 AND id <> $2)";

/// Customers with a pattern in their name or mail address, and how many orders they placed.
pub const FIND_CUSTOMERS: &str =
    "SELECT c.email, c.full_name, (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id), c.id FROM customer c
  WHERE LOWER(c.email) LIKE $1 ESCAPE '\\' OR LOWER(c.full_name) LIKE $1 ESCAPE '\\' ORDER BY c.id DESC LIMIT $2";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("order.OF_CART", OF_CART),
    ("order.FIND_CUSTOMERS", FIND_CUSTOMERS),
    ("order.NEXT_NUMBER", NEXT_NUMBER),
    ("order.NEXT_NUMBERS", NEXT_NUMBERS),
    ("order.CUSTOMER", CUSTOMER),
    ("order.INSERT_ORDER", INSERT_ORDER),
    ("order.APPEND_EVENT", APPEND_EVENT),
    ("order.SET_STATE", SET_STATE),
    ("order.TOUCH", TOUCH),
    ("order.HOLD", HOLD),
    ("order.WAITING_OF_EMAIL", WAITING_OF_EMAIL),
    ("order.WAITING_OF_NETWORK", WAITING_OF_NETWORK),
    ("order.CASH_DUE", CASH_DUE),
    ("order.HELD", HELD),
    ("order.EMAIL", EMAIL),
    ("order.STATE", STATE),
    ("order.ID_BY_TOKEN", ID_BY_TOKEN),
    ("order.ORDER", ORDER),
    ("order.LINES", LINES),
    ("order.PARTS", PARTS),
    ("order.PAYMENT", PAYMENT),
    ("order.DIFFERENCE", DIFFERENCE),
    ("order.PARCELS", PARCELS),
    ("order.SOURCES", SOURCES),
    ("order.PARCEL_ITEMS", PARCEL_ITEMS),
    ("order.LAST_CARRIER", LAST_CARRIER),
    ("order.EVENTS", EVENTS),
    ("order.CUSTOMER_SUMS", CUSTOMER_SUMS),
    ("order.ROWS", ROWS),
    ("order.COUNT_OPEN", COUNT_OPEN),
    ("order.LAST_EVENT", LAST_EVENT),
    ("order.COUNT_AWAITING_TRANSFER", COUNT_AWAITING_TRANSFER),
    ("order.REVENUE_BY_DAY", REVENUE_BY_DAY),
    ("order.EXPIRED", EXPIRED),
    ("order.IN_FLIGHT", IN_FLIGHT),
    ("order.KEEPS", KEEPS),
    ("order.CANCEL_PAYMENTS", CANCEL_PAYMENTS),
    ("order.HOLD_ATTEMPTS", HOLD_ATTEMPTS),
    ("order.END_ATTEMPTS", END_ATTEMPTS),
];
