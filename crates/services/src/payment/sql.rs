//! Every statement of this room.

use crate::fulfilment::sql::is_immaterial;

/// A new payment: `$1` id, `$2` order, `$3` method, `$4` amount, `$5` currency, `$6` reference, `$7` now, `$8` whether it
/// is about what a change made the order cost more.
pub const INSERT_PAYMENT: &str =
    "INSERT INTO payment (id, order_id, method, state, amount, currency, reference, created_at, updated_at,
        is_difference)
    VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, $7, $8)";

/// A try at it, written before the provider is called: `$1` id, `$2` payment, `$3` now.
pub const INSERT_ATTEMPT: &str =
    "INSERT INTO payment_attempt (id, payment_id, state, created_at) VALUES ($1, $2, 'created', $3)";

/// How many lines cannot be paid to whoever brings them: no parcel does, or they are made to order: `$1` order.
pub const COUNT_NOT_FOR_CASH: &str = concat!(
    "SELECT COUNT(*) AS lines FROM order_line l WHERE l.order_id = $1 AND (l.personalisation <> '[]' OR ",
    is_immaterial!(),
    ")"
);

/// The newest payment of an order with its open attempt: `$1` order.
pub const NEWEST: &str = "SELECT p.id AS payment_id, p.method AS method, p.state AS state, p.amount AS amount,
        p.currency AS currency, p.order_id AS order_id, o.number AS number, o.email AS email, a.id AS attempt_id,
        p.is_difference AS is_difference,
        COALESCE(a.created_at, p.created_at) AS begun_at,
        COALESCE(a.provider_reference, '') AS provider_reference, COALESCE(a.continue_at, '') AS continue_at
    FROM payment p JOIN orders o ON o.id = p.order_id
    LEFT JOIN payment_attempt a ON a.payment_id = p.id AND a.state <> 'ended'
    WHERE p.order_id = $1 ORDER BY p.id DESC LIMIT 1";

/// How many payments an order has had: `$1` order.
pub const COUNT: &str = "SELECT COUNT(*) AS payments FROM payment WHERE order_id = $1";

/// The provider has begun: `$1` attempt, `$2` its reference, `$3` where the shopper goes on.
pub const STARTED: &str = "UPDATE payment_attempt SET provider_reference = $2, continue_at = $3, state = 'started'
    WHERE id = $1 AND provider_reference IN ('', $2) AND state <> 'ended'";

/// The provider has begun what was ended meanwhile: `$1` attempt, `$2` its reference.
pub const STARTED_TOO_LATE: &str = "UPDATE payment_attempt SET provider_reference = $2
    WHERE id = $1 AND provider_reference IN ('', $2) AND state = 'ended'";

/// The provider has not answered: `$1` attempt.
pub const ATTEMPT_UNKNOWN: &str = "UPDATE payment_attempt SET state = 'unknown' WHERE id = $1 AND state = 'created'";

/// The same of its payment: `$1` payment, `$2` now.
pub const PAYMENT_UNKNOWN: &str = "UPDATE payment SET state = 'unknown', version = version + 1, updated_at = $2
    WHERE id = $1 AND state = 'pending'";

/// The provider has refused to begin: `$1` payment, `$2` now.
pub const PAYMENT_REFUSED: &str = "UPDATE payment SET state = 'declined', version = version + 1, updated_at = $2
    WHERE id = $1 AND state IN ('pending', 'unknown')";

/// Ends the attempts of a payment: `$1` payment.
pub const END_ATTEMPTS: &str = "UPDATE payment_attempt SET state = 'ended' WHERE payment_id = $1 AND state <> 'ended'";

/// What a confirmation needs to know of a payment and its order.
macro_rules! subject {
    ($from:literal) => {
        concat!(
            "SELECT p.id AS payment_id, p.version AS version, p.state AS state, p.method AS method,
                p.amount AS amount, p.currency AS currency, o.id AS order_id, o.version AS order_version,
                o.state AS order_state, o.number AS number, o.on_cards AS on_cards, o.total AS total,
                o.awaited AS awaited, p.is_difference AS is_difference FROM ",
            $from
        )
    };
}

/// What a confirmation is about, by the provider's reference: `$1` method, `$2` reference.
pub const SUBJECT: &str = subject!(
    "payment_attempt a JOIN payment p ON p.id = a.payment_id JOIN orders o ON o.id = p.order_id
    WHERE a.provider_reference = $2 AND p.method = $1"
);

/// The same of whichever provider gave the reference: `$1` reference.
pub const SUBJECT_BY_REFERENCE: &str = subject!(
    "payment_attempt a JOIN payment p ON p.id = a.payment_id JOIN orders o ON o.id = p.order_id
    WHERE a.provider_reference = $1"
);

/// The same, by the payment itself: `$1` payment.
pub const SUBJECT_BY_PAYMENT: &str = subject!("payment p JOIN orders o ON o.id = p.order_id WHERE p.id = $1");

/// Gives a reference to the attempt that waits for one, when the provider spoke before our own note was written:
/// `$1` method, `$2` order number, `$3` reference, `$4` the attempt where the provider names it, else zero.
pub const ADOPT: &str = "UPDATE payment_attempt SET provider_reference = $3, state = 'started'
    WHERE provider_reference = '' AND state IN ('created', 'unknown') AND (CAST($4 AS BIGINT) = 0 OR id = $4) AND payment_id IN
        (SELECT p.id FROM payment p JOIN orders o ON o.id = p.order_id WHERE o.number = $2 AND p.method = $1)";

/// Changes a payment that is as it was seen: `$1` payment, `$2` version, `$3` state, `$4` captured, `$5` now.
pub const SET_STATE: &str = "UPDATE payment SET state = $3, captured = $4, updated_at = $5, version = version + 1
    WHERE id = $1 AND version = $2";

/// The pages elsewhere on which an order can still be paid: `$1` order, `$2` the payment to leave alone.
pub const OPEN_PAGES: &str = "SELECT p.method AS method, a.provider_reference AS reference
    FROM payment p JOIN payment_attempt a ON a.payment_id = p.id AND a.state <> 'ended' AND a.provider_reference <> ''
    WHERE p.order_id = $1 AND p.id <> $2 AND p.method = 'stripe'";

/// The money that a person waits for, or waited for: `$1` order.
pub const AWAITED_BY_HAND: &str = "SELECT n.id AS id FROM (SELECT id, state FROM payment
        WHERE order_id = $1 AND method IN ('transfer', 'cash_on_delivery') ORDER BY id DESC LIMIT 1) n
    WHERE n.state IN ('pending', 'cancelled')";

/// Whether the agreed sum of an order has come, also when it has gone back since: `$1` order.
pub const CAPTURED: &str = "SELECT id FROM payment WHERE order_id = $1 AND state IN ('captured', 'refunded') LIMIT 1";

/// What a change made an order cost more has come: `$1` order, `$2` version, `$3` how much. Who gets the row has paid it.
pub const DIFFERENCE_CAME: &str = "UPDATE orders SET awaited = 0, version = version + 1
    WHERE id = $1 AND version = $2 AND awaited = $3";

/// Whether a message was taken before: `$1` provider, `$2` id.
pub const WEBHOOK_SEEN: &str = "SELECT 1 AS seen FROM webhook_event WHERE provider = $1 AND id = $2";

/// Notes a message: `$1` id, `$2` provider, `$3` now.
pub const NOTE_WEBHOOK: &str =
    "INSERT INTO webhook_event (id, provider, received_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

/// Attempts that were not heard of for a while, a page of them: `$1` begun before, `$2` the last one of the page before, `$3` the most,
/// `$4` now.
pub const OPEN_ATTEMPTS: &str =
    "SELECT a.id AS id, a.provider_reference AS provider_reference, p.method AS method, p.order_id AS order_id
    FROM payment_attempt a JOIN payment p ON p.id = a.payment_id
    WHERE a.state <> 'ended' AND (a.created_at <= $1 OR a.created_at > $4)
      AND p.state IN ('pending', 'unknown', 'declined') AND a.id > $2
    ORDER BY a.id LIMIT $3";

/// The statements of this room by name.
pub const ALL: &[(&str, &str)] = &[
    ("payment.INSERT_PAYMENT", INSERT_PAYMENT),
    ("payment.INSERT_ATTEMPT", INSERT_ATTEMPT),
    ("payment.COUNT_NOT_FOR_CASH", COUNT_NOT_FOR_CASH),
    ("payment.NEWEST", NEWEST),
    ("payment.COUNT", COUNT),
    ("payment.STARTED", STARTED),
    ("payment.STARTED_TOO_LATE", STARTED_TOO_LATE),
    ("payment.ATTEMPT_UNKNOWN", ATTEMPT_UNKNOWN),
    ("payment.PAYMENT_UNKNOWN", PAYMENT_UNKNOWN),
    ("payment.PAYMENT_REFUSED", PAYMENT_REFUSED),
    ("payment.END_ATTEMPTS", END_ATTEMPTS),
    ("payment.SUBJECT", SUBJECT),
    ("payment.SUBJECT_BY_REFERENCE", SUBJECT_BY_REFERENCE),
    ("payment.SUBJECT_BY_PAYMENT", SUBJECT_BY_PAYMENT),
    ("payment.ADOPT", ADOPT),
    ("payment.SET_STATE", SET_STATE),
    ("payment.OPEN_PAGES", OPEN_PAGES),
    ("payment.AWAITED_BY_HAND", AWAITED_BY_HAND),
    ("payment.CAPTURED", CAPTURED),
    ("payment.DIFFERENCE_CAME", DIFFERENCE_CAME),
    ("payment.WEBHOOK_SEEN", WEBHOOK_SEEN),
    ("payment.NOTE_WEBHOOK", NOTE_WEBHOOK),
    ("payment.OPEN_ATTEMPTS", OPEN_ATTEMPTS),
];
