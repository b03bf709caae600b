//! The versions of a product: what changed with each save, by whom; and the way back.
//!
//! Not here: the save itself (admin). Invariants: a version is written in the transaction of its save; it holds what changed and
//! nothing else; a version that is restored is a save like any other, and makes a version; stock, and whether shoppers see the
//! product, never go back.

pub mod document;
mod read;
mod restore;
pub mod sql;
mod words;

use domain::{
    catalog::view::Origin,
    kernel::{ProductId, Timestamp},
};
pub use read::read;
pub use restore::restore;

use self::document::Changes;
use crate::{
    Shop,
    db::{Database, DatabaseError, Transaction, many, with_more_rows},
};

/// So many days a version is kept, and the newest of each product for ever.
const KEPT_DAYS: i64 = 730;
const KEPT_VERSIONS: i64 = 30;
/// So many are written by one statement.
const ROWS: usize = 100;

/// What is remembered of a save.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The product.
    pub product: ProductId,
    /// Who did it: a name.
    pub actor: &'a str,
    /// How.
    pub origin: Origin,
    /// What changed.
    pub changes: &'a Changes,
}

/// Remembers a save, inside its transaction, after the product has its new version. What changed nothing is no version.
///
/// # Errors
/// A database that refuses the row.
pub async fn record(
    transaction: &mut Transaction,
    database: &Database,
    entry: Entry<'_>,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    record_all(transaction, database, &[entry], now).await
}

/// Remembers saves of many products.
///
/// # Errors
/// A database that refuses the rows.
pub async fn record_all(
    transaction: &mut Transaction,
    database: &Database,
    entries: &[Entry<'_>],
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let entries: Vec<&Entry<'_>> = entries.iter().filter(|entry| !entry.changes.is_empty()).collect();
    for part in entries.chunks(ROWS) {
        let query = part.iter().fold(many(with_more_rows(sql::ADD, 6, part.len())), |query, entry| {
            query
                .bind(database.next_id())
                .bind(entry.product.0)
                .bind(entry.actor.to_owned())
                .bind(entry.origin.key())
                .bind(document::write_down(entry.changes))
                .bind(now.0)
        });
        query.execute(transaction.connection()).await?;
    }
    Ok(())
}

/// A change of one field.
#[must_use]
pub fn change(path: &str, old: impl Into<serde_json::Value>, new: impl Into<serde_json::Value>) -> Changes {
    let (old, new) = (old.into(), new.into());
    if old == new { Changes::new() } else { Changes::from([(path.to_owned(), (old, new))]) }
}

/// Forgets what is old, and says how many versions that were. The newest versions of each product stay for ever.
///
/// # Errors
/// A database that failed.
pub async fn forget_old(shop: &Shop) -> Result<u64, DatabaseError> {
    let before = shop.clock.now().0.saturating_sub(KEPT_DAYS.saturating_mul(Timestamp::DAY));
    shop.database
        .write(move |transaction| {
            Box::pin(async move {
                let forgotten = sqlx::query(sql::FORGET).bind(before).bind(KEPT_VERSIONS);
                Ok(forgotten.execute(transaction.connection()).await?.rows_affected())
            })
        })
        .await
}
