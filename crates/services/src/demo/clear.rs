//! Removes what a seeding that was cut off has left behind.

use super::{DemoError, sql, start::count};
use crate::db::Database;

/// Empties the shop, unless something else than a seeding has written into it.
pub(super) async fn clear(database: &Database) -> Result<(), DemoError> {
    if count(database, sql::FOREIGN_COUNT).await? > 0 {
        return Err(DemoError::CutOff);
    }
    database
        .write(|transaction| {
            Box::pin(async move {
                for statement in sql::CLEAR {
                    sqlx::query(statement).execute(transaction.connection()).await?;
                }
                Ok(())
            })
        })
        .await
}
