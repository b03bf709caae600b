//! One change by the manager: a transaction with its entry in the audit.

use std::{future::Future, pin::Pin, sync::Arc};

use domain::kernel::{ProductId, Timestamp};

use super::ModelError;
use crate::{
    Shop,
    account::Actor,
    catalog::job,
    db::{Database, DatabaseError, Transaction, audit},
};

/// So many products stand in one row of the outbox.
const PART: usize = 500;

/// What every piece of the work needs.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub database: Database,
    pub now: Timestamp,
}

/// The work of a change, borrowed for as long as its transaction is.
pub(super) type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, ModelError>> + Send + 'a>>;

/// Runs the work in one transaction and writes down who did what to what.
pub(super) async fn change<T, F>(
    shop: &Shop,
    actor: &Actor,
    (action, subject): (&'static str, String),
    work: F,
) -> Result<T, ModelError>
where
    T: Send + 'static,
    F: for<'a> Fn(&'a mut Transaction, Desk) -> Work<'a, T> + Send + Sync + 'static,
{
    let (actor, work) = (actor.name.clone(), Arc::new(work));
    let desk = Desk { database: shop.database.clone(), now: shop.clock.now() };
    shop.database
        .write(move |transaction| {
            let (desk, actor, subject, work) = (desk.clone(), actor.clone(), subject.clone(), Arc::clone(&work));
            Box::pin(async move {
                let done = work(transaction, desk.clone()).await?;
                let entry = audit::Entry { actor: &actor, action, subject: &subject, detail: "" };
                audit::record(transaction, desk.database.next_id(), entry, desk.now).await?;
                Ok(done)
            })
        })
        .await
}

/// Asks for products to be indexed anew.
pub(super) async fn index_anew(
    transaction: &mut Transaction,
    desk: &Desk,
    products: &[ProductId],
) -> Result<(), DatabaseError> {
    for part in products.chunks(PART) {
        job::enqueue(transaction, &desk.database, part, desk.now).await?;
    }
    Ok(())
}

/// The same for products whose categories are called or stand differently now: the first part has the tree read anew before.
pub(super) async fn index_below(
    transaction: &mut Transaction,
    desk: &Desk,
    products: &[ProductId],
) -> Result<(), DatabaseError> {
    let (first, rest) = products.split_at(products.len().min(PART));
    if !first.is_empty() {
        job::enqueue_below(transaction, &desk.database, first, desk.now).await?;
    }
    index_anew(transaction, desk, rest).await
}
