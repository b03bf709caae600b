//! Every statement of this room.

/// The customer behind a session that has not ended: `$1` token digest, `$2` seen after, `$3` now.
pub const SESSION: &str = "SELECT s.id AS session_id, s.seen_at AS seen_at, CASE WHEN s.by_link = 1 AND s.created_at > $4 THEN 1 ELSE 0 END AS by_link, c.id AS id,
        c.email AS email, c.full_name AS full_name, CASE WHEN c.password_hash = '' THEN 0 ELSE 1 END AS has_password
    FROM customer_session s JOIN customer c ON c.id = s.customer_id
    WHERE s.token_hash = $1 AND s.seen_at > $2 AND s.expires_at > $3 AND c.account_since IS NOT NULL";

/// Notes that a session was used: `$1` session, `$2` now.
pub const SEE_SESSION: &str = "UPDATE customer_session SET seen_at = $2 WHERE id = $1 AND seen_at < $2";

/// Begins a session: `$1` id, `$2` token digest, `$3` customer, `$4` by link, `$5` now, `$6` end.
pub const INSERT_SESSION: &str =
    "INSERT INTO customer_session (id, token_hash, customer_id, by_link, created_at, seen_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $5, $6)";

/// Ends a session: `$1` token digest.
pub const DELETE_SESSION: &str = "DELETE FROM customer_session WHERE token_hash = $1";

/// Ends all sessions of a customer.
pub const DELETE_SESSIONS_OF: &str = "DELETE FROM customer_session WHERE customer_id = $1";

/// Forgets sessions that have ended: `$1` now, `$2` seen before.
pub const DELETE_ENDED_SESSIONS: &str = "DELETE FROM customer_session WHERE expires_at <= $1 OR seen_at <= $2";

/// The browsers in which a customer is signed in, the latest first: `$1` customer, `$2` seen after, `$3` now.
pub const SESSIONS: &str = "SELECT created_at, seen_at, by_link FROM customer_session
    WHERE customer_id = $1 AND seen_at > $2 AND expires_at > $3 ORDER BY id DESC LIMIT 50";

/// The customer with an address, for signing in with a password.
pub const WITH_PASSWORD: &str = "SELECT id, password_hash FROM customer
    WHERE email = $1 AND account_since IS NOT NULL AND password_hash <> ''";

/// The hash of a customer's password.
pub const PASSWORD: &str = "SELECT password_hash FROM customer WHERE id = $1";

/// Sets a password: `$1` customer, `$2` hash.
pub const SET_PASSWORD: &str = "UPDATE customer SET password_hash = $2 WHERE id = $1 AND account_since IS NOT NULL";

/// Sets the name: `$1` customer, `$2` name.
pub const SET_NAME: &str = "UPDATE customer SET full_name = $2 WHERE id = $1 AND account_since IS NOT NULL";

/// The customer with a mail address.
pub const BY_EMAIL: &str = "SELECT id, full_name, account_since FROM customer WHERE email = $1";

/// Whether this customer has an account.
pub const ACCOUNT: &str = "SELECT id FROM customer WHERE id = $1 AND account_since IS NOT NULL";

/// Opens an account, or notes that its customer has come again: `$1` customer, `$2` the address that was proven, `$3` now.
pub const OPEN_ACCOUNT: &str = "UPDATE customer SET account_since = COALESCE(account_since, $3), signed_in_at = $3
    WHERE id = $1 AND email = $2";

/// Notes that a customer signed in, if the password is still the one that was checked: `$1` customer, `$2` now, `$3` its hash.
pub const SEEN: &str = "UPDATE customer SET signed_in_at = $2
    WHERE id = $1 AND account_since IS NOT NULL AND password_hash = $3";

/// Gives a customer without a name one: `$1` customer, `$2` name.
pub const FILL_NAME: &str = "UPDATE customer SET full_name = $2 WHERE id = $1 AND full_name = ''";

/// Gives the account another mail address: `$1` customer, `$2` address.
pub const SET_EMAIL: &str = "UPDATE customer SET email = $2 WHERE id = $1 AND account_since IS NOT NULL";

/// A mailed link: `$1` token digest, `$2` customer, `$3` purpose, `$4` where it goes, `$5` order, `$6` end.
pub const INSERT_LINK: &str =
    "INSERT INTO customer_link (token_hash, customer_id, purpose, email, order_id, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// A link that still opens: `$1` token digest, `$2` now, `$3` purpose.
pub const OPEN_LINK: &str = "SELECT customer_id, email, order_id FROM customer_link
    WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 AND purpose = $3";

/// Uses a link, once: as [`OPEN_LINK`].
pub const USE_LINK: &str = "UPDATE customer_link SET used_at = $2
    WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 AND purpose = $3
    RETURNING customer_id, email, order_id";

/// Takes back the links of a customer.
pub const DELETE_LINKS_OF: &str = "DELETE FROM customer_link WHERE customer_id = $1";

/// Forgets links that open nothing any more: `$1` now.
pub const DELETE_ENDED_LINKS: &str = "DELETE FROM customer_link WHERE expires_at <= $1";

/// Name and address of an order.
pub const ORDER: &str = "SELECT email, full_name, street, extra, postcode, town, country FROM orders WHERE id = $1";

/// An order, if it is a customer's: `$1` token digest, `$2` customer.
pub const OWN_ORDER: &str = "SELECT id FROM orders WHERE token_hash = $1 AND customer_id = $2";

/// How the last order of a customer was delivered and paid.
pub const LAST_CHOICES: &str = "SELECT o.shipping_code AS shipping,
        COALESCE((SELECT p.method FROM payment p WHERE p.order_id = o.id ORDER BY p.id DESC LIMIT 1), '') AS payment
    FROM orders o WHERE o.customer_id = $1 AND o.state <> 'cancelled' ORDER BY o.id DESC LIMIT 1";

/// The addresses of a customer.
pub const ADDRESSES: &str =
    "SELECT id, full_name, company, street, extra, postcode, town, country, for_delivery, for_bills
    FROM customer_address WHERE customer_id = $1 ORDER BY for_delivery DESC, for_bills DESC, position, id";

/// One of them: `$1` address, `$2` customer.
pub const ADDRESS: &str =
    "SELECT id, full_name, company, street, extra, postcode, town, country, for_delivery, for_bills
    FROM customer_address WHERE id = $1 AND customer_id = $2";

/// How many addresses a customer keeps.
pub const COUNT_ADDRESSES: &str = "SELECT COUNT(*) AS addresses FROM customer_address WHERE customer_id = $1";

/// Keeps others from adding addresses to a customer until the end of the transaction, and changes nothing.
pub const HOLD: &str = "UPDATE customer SET email = email WHERE id = $1 AND account_since IS NOT NULL";

/// A further address: `$1` id, `$2` customer, `$3` to `$8` the address, `$9` whether it is the usual one of both kinds.
pub const INSERT_ADDRESS: &str =
    "INSERT INTO customer_address (id, customer_id, position, full_name, street, extra, postcode,
        town, country, for_delivery, for_bills)
    SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT),
        (SELECT COALESCE(MAX(m.position), -1) + 1 FROM customer_address m WHERE m.customer_id = $2),
        $3, $4, $5, $6, $7, $8, CAST($9 AS BIGINT), CAST($9 AS BIGINT)
    WHERE NOT EXISTS (SELECT 1 FROM customer_address k WHERE k.customer_id = $2 AND k.full_name = $3 AND k.street = $4
        AND k.extra = $5 AND k.postcode = $6 AND k.town = $7 AND k.country = $8)";

/// Changes an address: `$1` address, `$2` customer, `$3` to `$8` the address.
pub const UPDATE_ADDRESS: &str = "UPDATE customer_address SET full_name = $3, company = '', street = $4, extra = $5,
        postcode = $6, town = $7, region = '', country = $8
    WHERE id = $1 AND customer_id = $2";

/// Deletes an address: `$1` address, `$2` customer.
pub const DELETE_ADDRESS: &str = "DELETE FROM customer_address WHERE id = $1 AND customer_id = $2";

/// Deletes all addresses of a customer.
pub const DELETE_ADDRESSES_OF: &str = "DELETE FROM customer_address WHERE customer_id = $1";

/// No address is the usual one for parcels: `$1` customer.
pub const NONE_FOR_DELIVERY: &str =
    "UPDATE customer_address SET for_delivery = 0 WHERE customer_id = $1 AND for_delivery = 1";

/// This one is: `$1` address, `$2` customer.
pub const FOR_DELIVERY: &str = "UPDATE customer_address SET for_delivery = 1 WHERE id = $1 AND customer_id = $2";

/// No address is the usual one for bills: `$1` customer.
pub const NONE_FOR_BILLS: &str = "UPDATE customer_address SET for_bills = 0 WHERE customer_id = $1 AND for_bills = 1";

/// This one is: `$1` address, `$2` customer.
pub const FOR_BILLS: &str = "UPDATE customer_address SET for_bills = 1 WHERE id = $1 AND customer_id = $2";

/// The orders of a customer, newest first: `$1` customer, `$2` the most.
pub const ORDERS: &str = "SELECT id, number, placed_at, item_count, total, currency FROM orders
    WHERE customer_id = $1 ORDER BY id DESC LIMIT $2";

/// What another shop knew of the orders of a customer.
pub const PAST_ORDERS: &str =
    "SELECT number, email, full_name, company, street, extra, postcode, town, region, country, phone,
        currency, total, state, placed_at
    FROM past_order WHERE customer_id = $1 ORDER BY placed_at DESC";

/// Everything that stands in the row of a customer.
pub const CUSTOMER: &str = "SELECT email, full_name, phone, note, tags, created_at, account_since, signed_in_at,
        CASE WHEN password_hash = '' THEN 0 ELSE 1 END AS has_password,
        (SELECT COUNT(*) FROM past_order p WHERE p.customer_id = customer.id) AS past_orders,
        (SELECT COUNT(*) FROM orders o WHERE o.customer_id = customer.id) AS all_orders
    FROM customer WHERE id = $1";

/// The columns of a row of the list; a filter, an order and a limit follow. Orders that were called off do not count.
pub const ROWS: &str = "SELECT c.id AS id, c.email AS email, c.full_name AS full_name, c.created_at AS created_at,
        CASE WHEN c.account_since IS NULL THEN 0 ELSE 1 END AS has_account,
        (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id AND o.state <> 'cancelled') AS orders
    FROM customer c";

/// What orders of customers came to that were not called off, by currency and rate; the customers follow.
pub const SPENT: &str = "SELECT o.customer_id AS customer_id, o.currency AS currency, r.base AS base, r.rate AS rate,
        CAST(SUM(o.total) AS BIGINT) AS spent
    FROM orders o LEFT JOIN order_rate r ON r.order_id = o.id
    WHERE o.state <> 'cancelled' AND o.customer_id IN";

/// The end of [`SPENT`].
pub const SPENT_BY: &str = " GROUP BY o.customer_id, o.currency, r.base, r.rate";

/// The notes about a customer, newest first.
pub const NOTES: &str = "SELECT id, text, actor, created_at FROM customer_note WHERE customer_id = $1 ORDER BY id DESC";

/// A further note: `$1` id, `$2` customer, `$3` text, `$4` by whom, `$5` now.
pub const INSERT_NOTE: &str = "INSERT INTO customer_note (id, customer_id, text, actor, created_at)
    SELECT CAST($1 AS BIGINT), c.id, $3, $4, CAST($5 AS BIGINT) FROM customer c WHERE c.id = $2";

/// Takes a note away: `$1` note, `$2` customer.
pub const DELETE_NOTE: &str = "DELETE FROM customer_note WHERE id = $1 AND customer_id = $2";

/// Takes all notes about a customer away.
pub const DELETE_NOTES_OF: &str = "DELETE FROM customer_note WHERE customer_id = $1";

/// Forgets how a customer was before an import: taking the import back must not bring it again.
pub const DELETE_TRACES: &str = "DELETE FROM import_change WHERE kind = 'customer' AND own_id = $1";

/// What is left of a customer who was erased: the address that stands on the orders.
pub const ERASE: &str = "UPDATE customer SET full_name = '', phone = '', note = '', tags = '', wants_news = 0,
        account_since = NULL, password_hash = '', signed_in_at = NULL
    WHERE id = $1";

/// Takes away a customer on whom nothing hangs.
pub const DELETE: &str = "DELETE FROM customer WHERE id = $1
    AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = $1)
    AND NOT EXISTS (SELECT 1 FROM past_order p WHERE p.customer_id = $1)";

/// Gives the orders of one customer to another: `$1` from, `$2` to.
pub const MOVE_ORDERS: &str = "UPDATE orders SET customer_id = $2 WHERE customer_id = $1";

/// The same of what another shop knew.
pub const MOVE_PAST_ORDERS: &str = "UPDATE past_order SET customer_id = $2 WHERE customer_id = $1";

/// The same of notes.
pub const MOVE_NOTES: &str = "UPDATE customer_note SET customer_id = $2 WHERE customer_id = $1";

/// All of them with their names, for the test that prepares each on both databases.
pub const ALL: &[(&str, &str)] = &[
    ("customer.SESSION", SESSION),
    ("customer.SEE_SESSION", SEE_SESSION),
    ("customer.INSERT_SESSION", INSERT_SESSION),
    ("customer.DELETE_SESSION", DELETE_SESSION),
    ("customer.DELETE_SESSIONS_OF", DELETE_SESSIONS_OF),
    ("customer.DELETE_ENDED_SESSIONS", DELETE_ENDED_SESSIONS),
    ("customer.SESSIONS", SESSIONS),
    ("customer.WITH_PASSWORD", WITH_PASSWORD),
    ("customer.PASSWORD", PASSWORD),
    ("customer.SET_PASSWORD", SET_PASSWORD),
    ("customer.SET_NAME", SET_NAME),
    ("customer.BY_EMAIL", BY_EMAIL),
    ("customer.ACCOUNT", ACCOUNT),
    ("customer.OPEN_ACCOUNT", OPEN_ACCOUNT),
    ("customer.SEEN", SEEN),
    ("customer.FILL_NAME", FILL_NAME),
    ("customer.SET_EMAIL", SET_EMAIL),
    ("customer.INSERT_LINK", INSERT_LINK),
    ("customer.OPEN_LINK", OPEN_LINK),
    ("customer.USE_LINK", USE_LINK),
    ("customer.DELETE_LINKS_OF", DELETE_LINKS_OF),
    ("customer.DELETE_ENDED_LINKS", DELETE_ENDED_LINKS),
    ("customer.ORDER", ORDER),
    ("customer.OWN_ORDER", OWN_ORDER),
    ("customer.LAST_CHOICES", LAST_CHOICES),
    ("customer.ADDRESSES", ADDRESSES),
    ("customer.ADDRESS", ADDRESS),
    ("customer.COUNT_ADDRESSES", COUNT_ADDRESSES),
    ("customer.HOLD", HOLD),
    ("customer.INSERT_ADDRESS", INSERT_ADDRESS),
    ("customer.UPDATE_ADDRESS", UPDATE_ADDRESS),
    ("customer.DELETE_ADDRESS", DELETE_ADDRESS),
    ("customer.DELETE_ADDRESSES_OF", DELETE_ADDRESSES_OF),
    ("customer.NONE_FOR_DELIVERY", NONE_FOR_DELIVERY),
    ("customer.FOR_DELIVERY", FOR_DELIVERY),
    ("customer.NONE_FOR_BILLS", NONE_FOR_BILLS),
    ("customer.FOR_BILLS", FOR_BILLS),
    ("customer.ORDERS", ORDERS),
    ("customer.PAST_ORDERS", PAST_ORDERS),
    ("customer.CUSTOMER", CUSTOMER),
    ("customer.ROWS", ROWS),
    ("customer.NOTES", NOTES),
    ("customer.INSERT_NOTE", INSERT_NOTE),
    ("customer.DELETE_NOTE", DELETE_NOTE),
    ("customer.DELETE_NOTES_OF", DELETE_NOTES_OF),
    ("customer.DELETE_TRACES", DELETE_TRACES),
    ("customer.ERASE", ERASE),
    ("customer.DELETE", DELETE),
    ("customer.MOVE_ORDERS", MOVE_ORDERS),
    ("customer.MOVE_PAST_ORDERS", MOVE_PAST_ORDERS),
    ("customer.MOVE_NOTES", MOVE_NOTES),
];
