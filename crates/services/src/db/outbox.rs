//! Effects outside: rows in the same transaction as their cause, delivered afterwards by a worker.

use serde_json::Value;

use super::{DatabaseError, Transaction};

const ADD: &str = "INSERT INTO outbox (id, kind, payload, created_at) VALUES ($1, $2, $3, $4)";

/// The statements of this module.
pub const ALL: &[(&str, &str)] = &[("outbox.ADD", ADD)];

/// Adds an effect. It is delivered at least once after the commit, under the same id each time.
///
/// # Errors
/// A database that refuses the row.
pub async fn enqueue(
    transaction: &mut Transaction,
    id: i64,
    kind: &str,
    payload: &Value,
    now: domain::kernel::Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query(ADD)
        .bind(id)
        .bind(kind)
        .bind(payload.to_string())
        .bind(now.0)
        .execute(transaction.connection())
        .await?;
    transaction.note_effect();
    Ok(())
}
