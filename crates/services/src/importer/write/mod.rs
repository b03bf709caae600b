//! Products into the database: a batch in one transaction, each product behind a savepoint of its own, so that one that breaks
//! a rule is undone alone.
//!
//! Invariants: the same product twice changes nothing; what orders refer to is never deleted; a dry run does the same work
//! and undoes it.

mod classify;
mod digest;
mod product;
mod slug;
mod stock;
mod variant;

use std::sync::Arc;

pub(super) use digest::KnownDigest;
use domain::{
    importer::report::FailedRow,
    kernel::{ProductId, Timestamp},
};

use super::{notes::note, product::ImportedProduct, sql};
use crate::{
    Shop, catalog,
    db::{Database, DatabaseError, Transaction, WriteError},
};

/// The name in the ledger of stock.
const ACTOR: &str = "import";

/// Products that are written together.
pub(super) struct Batch {
    pub platform: &'static str,
    pub products: Vec<ImportedProduct>,
    pub dry_run: bool,
}

/// What became of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    New,
    Changed,
    Unchanged,
}

/// A product that is in the shop now, or would be.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub id: ProductId,
    pub change: Change,
    pub digest: KnownDigest,
    pub warnings: Vec<FailedRow>,
}

/// What a product's work needs to know.
pub(super) struct Desk<'a> {
    database: &'a Database,
    platform: &'static str,
    now: Timestamp,
}

enum BatchError {
    Database(DatabaseError),
    /// Not an error: the answer of a dry run, whose work is undone.
    Undone(Vec<Result<Written, FailedRow>>),
}

impl From<DatabaseError> for BatchError {
    fn from(error: DatabaseError) -> Self {
        Self::Database(error)
    }
}

impl WriteError for BatchError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            Self::Undone(_) => None,
        }
    }
}

/// Writes a batch. Each product is written, or told as failed.
pub(super) async fn write(shop: &Shop, batch: Arc<Batch>) -> Result<Vec<Result<Written, FailedRow>>, DatabaseError> {
    let (database, now) = (shop.database.clone(), shop.clock.now());
    let answer = shop
        .database
        .write(move |transaction| {
            let (database, batch) = (database.clone(), Arc::clone(&batch));
            Box::pin(async move {
                let desk = Desk { database: &database, platform: batch.platform, now };
                let outcomes = write_all(transaction, &desk, &batch.products).await?;
                if batch.dry_run {
                    return Err(BatchError::Undone(outcomes));
                }
                Ok(outcomes)
            })
        })
        .await;
    match answer {
        Ok(outcomes) | Err(BatchError::Undone(outcomes)) => Ok(outcomes),
        Err(BatchError::Database(error)) => Err(error),
    }
}

async fn write_all(
    transaction: &mut Transaction,
    desk: &Desk<'_>,
    products: &[ImportedProduct],
) -> Result<Vec<Result<Written, FailedRow>>, DatabaseError> {
    let mut outcomes = Vec::with_capacity(products.len());
    for product in products {
        run(transaction, sql::BEGIN_PRODUCT).await?;
        match product::apply(transaction, desk, product).await {
            Ok(written) => outcomes.push(Ok(written)),
            Err(error) if error.is_transient() => return Err(error),
            Err(error) => {
                run(transaction, sql::UNDO_PRODUCT).await?;
                outcomes.push(Err(note(product.line, "", &product.title, error.to_string())));
            }
        }
        run(transaction, sql::KEEP_PRODUCT).await?;
    }
    let changed = outcomes.iter().flatten().filter(|written| written.change != Change::Unchanged);
    let changed: Vec<ProductId> = changed.map(|written| written.id).collect();
    if !changed.is_empty() {
        catalog::job::enqueue(transaction, desk.database, &changed, desk.now).await?;
    }
    Ok(outcomes)
}

async fn run(transaction: &mut Transaction, statement: &'static str) -> Result<(), DatabaseError> {
    sqlx::raw_sql(statement).execute(transaction.connection()).await?;
    Ok(())
}
