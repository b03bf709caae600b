//! Looking after the shop: whether the database is whole, and whether what must always be true is true.
//!
//! Not here: repairing. Whatever is found is for a person to judge.

use futures::TryStreamExt as _;
use sqlx::Row as _;

use crate::{
    db::{Database, DatabaseError, Engine},
    order::invariants,
};

/// A rule that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The rule's name.
    pub rule: &'static str,
    /// How many rows break it.
    pub rows: usize,
}

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

/// The rules over stock, orders and payments that do not hold.
///
/// # Errors
/// A database that does not answer.
pub async fn broken_rules(database: &Database) -> Result<Vec<Broken>, DatabaseError> {
    let mut broken = Vec::new();
    for (rule, statement) in invariants::ALL {
        let rows = sqlx::query(*statement)
            .fetch(database.reader())
            .try_fold(0_usize, |rows, _| async move { Ok(rows.saturating_add(1)) });
        let rows = rows.await?;
        if rows > 0 {
            broken.push(Broken { rule, rows });
        }
    }
    Ok(broken)
}
