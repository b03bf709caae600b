//! A draft as somebody saw it who orders it.

use domain::kernel::{Date, DraftId};

use super::sql;
use crate::db::{DatabaseError, Transaction};

/// What of a draft must be as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub(super) id: DraftId,
    pub(super) version: i64,
    pub(super) digest: String,
    pub(super) today: Date,
    /// "D1001".
    pub(crate) number: String,
}

/// Holds the draft until the end of the transaction; false when it is not, or no longer, what was seen.
pub(crate) async fn hold(tx: &mut Transaction, seen: &Seen) -> Result<bool, DatabaseError> {
    let held = sqlx::query(sql::HOLD)
        .bind(seen.id.0)
        .bind(seen.version)
        .bind(seen.digest.clone())
        .bind(seen.today.days())
        .execute(tx.connection())
        .await?;
    Ok(held.rows_affected() == 1)
}
