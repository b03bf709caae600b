//! Who changed what, and when: rows are added, never changed.

use super::{DatabaseError, Transaction};

const ADD: &str = "INSERT INTO audit (id, actor, action, subject, detail, created_at) VALUES ($1, $2, $3, $4, $5, $6)";

/// The statements of this module.
pub const ALL: &[(&str, &str)] = &[("audit.ADD", ADD)];

/// A change, as it will be remembered.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Who did it: a name.
    pub actor: &'a str,
    /// What was done: "product.save".
    pub action: &'a str,
    /// To what: "product 17".
    pub subject: &'a str,
    /// What changed, in words or JSON; no secrets.
    pub detail: &'a str,
}

/// Remembers a change in the transaction that makes it.
///
/// # Errors
/// A database that refuses the row.
pub async fn record(
    transaction: &mut Transaction,
    id: i64,
    entry: Entry<'_>,
    now: domain::kernel::Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query(ADD)
        .bind(id)
        .bind(entry.actor)
        .bind(entry.action)
        .bind(entry.subject)
        .bind(entry.detail)
        .bind(now.0)
        .execute(transaction.connection())
        .await?;
    Ok(())
}
