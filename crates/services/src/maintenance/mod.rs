//! Looking after the shop: whether the database is whole, and whether what must always be true is true ([`invariant`]).
//!
//! Not here: repairing. Whatever is found is for a person to judge.

pub mod invariant;

use sqlx::Row as _;

use crate::db::{Database, DatabaseError, Engine};

/// What SQLite finds wrong with its file. PostgreSQL checks its pages by itself.
///
/// # Errors
/// A database that does not answer.
pub async fn damage(database: &Database) -> Result<Vec<String>, DatabaseError> {
    if database.engine() != Engine::Sqlite {
        return Ok(Vec::new());
    }
    let rows = sqlx::query("PRAGMA integrity_check").fetch_all(database.reader()).await?;
    let findings = rows.iter().map(|row| row.try_get::<String, _>(0)).collect::<Result<Vec<_>, _>>()?;
    Ok(findings.into_iter().filter(|finding| finding != "ok").collect())
}
