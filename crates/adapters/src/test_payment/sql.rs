//! Every statement of the provider.

/// Begins a payment; a key that was used before changes nothing: `$1` reference, `$2` key, `$3` order number, `$4` amount,
/// `$5` currency, `$6` where to return to, `$7` now.
pub const INSERT: &str = "INSERT INTO test_provider_payment
        (reference, idempotency_key, order_number, amount, currency, state, return_to, created_at)
    VALUES ($1, $2, $3, $4, $5, 'open', $6, $7)
    ON CONFLICT (idempotency_key) DO UPDATE SET idempotency_key = excluded.idempotency_key RETURNING reference";

/// A payment: `$1` reference.
pub const PAYMENT: &str = "SELECT reference, order_number, amount, currency, state, return_to
    FROM test_provider_payment WHERE reference = $1";

/// Moves a payment on that is not finished: `$1` reference, `$2` new state.
pub const MOVE: &str = "UPDATE test_provider_payment SET state = $2
    WHERE reference = $1 AND state <> $2
      AND (state IN ('open', 'declined', 'asking') OR (state = 'processing' AND $2 = 'captured'))";

/// Writes into the log what was done: `$1` reference, `$2` what, `$3` now.
pub const LOG: &str = "INSERT INTO test_provider_entry (reference, sequence, kind, amount, currency, created_at)
    SELECT p.reference, (SELECT COALESCE(MAX(e.sequence), 0) + 1 FROM test_provider_entry e WHERE e.reference = p.reference),
        $2, p.amount, p.currency, $3 FROM test_provider_payment p WHERE p.reference = $1";

/// Something to tell the shop: `$1` id, `$2` reference, `$3` now.
pub const ADD_MESSAGE: &str = "INSERT INTO test_provider_message (id, reference, created_at) VALUES ($1, $2, $3)";

/// The shop has taken it: `$1` id, `$2` now.
pub const DELIVERED: &str = "UPDATE test_provider_message SET delivered_at = $2 WHERE id = $1 AND delivered_at IS NULL";

/// What the shop has not taken: `$1` since when.
pub const UNDELIVERED: &str = "SELECT id, reference FROM test_provider_message
    WHERE delivered_at IS NULL AND created_at > $1 ORDER BY created_at, id LIMIT 1000";

/// Payments that were left half-way when the program ended.
pub const PROCESSING: &str = "SELECT reference FROM test_provider_payment WHERE state = 'processing'";

/// What a refund was done under: `$1` key.
pub const REFUND: &str =
    "SELECT reference, payment_reference, amount FROM test_provider_refund WHERE idempotency_key = $1";

/// Takes a refund off what was captured; the row count decides: `$1` reference, `$2` amount, `$3` currency.
pub const GIVE_BACK: &str = "UPDATE test_provider_payment SET refunded = refunded + $2
    WHERE reference = $1 AND currency = $3 AND state = 'captured' AND amount - refunded >= $2";

/// Remembers a refund: `$1` reference, `$2` key, `$3` payment, `$4` amount, `$5` now.
pub const INSERT_REFUND: &str =
    "INSERT INTO test_provider_refund (reference, idempotency_key, payment_reference, amount, created_at)
    VALUES ($1, $2, $3, $4, $5)";

/// The statements by name.
pub const ALL: &[(&str, &str)] = &[
    ("test_payment.INSERT", INSERT),
    ("test_payment.PAYMENT", PAYMENT),
    ("test_payment.MOVE", MOVE),
    ("test_payment.LOG", LOG),
    ("test_payment.ADD_MESSAGE", ADD_MESSAGE),
    ("test_payment.DELIVERED", DELIVERED),
    ("test_payment.UNDELIVERED", UNDELIVERED),
    ("test_payment.PROCESSING", PROCESSING),
    ("test_payment.REFUND", REFUND),
    ("test_payment.GIVE_BACK", GIVE_BACK),
    ("test_payment.INSERT_REFUND", INSERT_REFUND),
];
