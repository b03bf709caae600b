//! Taking a change back: every value that nobody has changed since becomes what it was.

use std::sync::Arc;

use domain::{
    catalog::bulk::Change,
    kernel::{ProductChangeId, ProductId},
};

use super::{
    BulkError, sql, task,
    write::{self, Pen},
};
use crate::{
    Shop,
    account::Actor,
    db::{DatabaseError, Transaction, audit},
};

/// So many values are taken back in one transaction.
const BATCH: i64 = 500;

/// Takes a change back. A small one is back when this answers, a large one is worked on meanwhile.
///
/// # Errors
/// A change that does not exist, is under way or was taken back already; a database that failed.
pub async fn undo(shop: &Shop, actor: &Actor, id: ProductChangeId) -> Result<(), BulkError> {
    let size = task::view(shop, id).await?.change.changed;
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let begun = shop.database.write(move |tx| {
        let (database, actor) = (database.clone(), actor.clone());
        Box::pin(async move {
            let begun = sqlx::query(sql::BEGIN_UNDO).bind(id.0).execute(tx.connection()).await?;
            if begun.rows_affected() == 0 {
                return Err(BulkError::NotNow);
            }
            let subject = format!("product change {id}");
            let entry = audit::Entry { actor: &actor, action: "product.undo", subject: &subject, detail: "" };
            audit::record(tx, database.next_id(), entry, now).await?;
            let claim = sqlx::query(sql::CLAIM).bind(id.0).bind(now.0).bind(now.0.saturating_add(task::LEASE));
            claim.execute(tx.connection()).await?;
            Ok(())
        })
    });
    begun.await?;
    task::go_on(shop, id, usize::try_from(size).unwrap_or(usize::MAX)).await
}

/// Works on a change that is to be taken back.
pub(super) async fn run(shop: &Shop, id: ProductChangeId, actor: &str) -> Result<(), BulkError> {
    let actor = Arc::new(actor.to_owned());
    loop {
        let (shop_of_work, actor) = (shop.clone(), Arc::clone(&actor));
        let taken_back = shop.database.write(move |tx| {
            let (shop, actor) = (shop_of_work.clone(), Arc::clone(&actor));
            Box::pin(async move { take_back(tx, &shop, id, &actor).await })
        });
        match taken_back.await? {
            Some(products) => shop.shelf.refresh(&products).await,
            None => return Ok(()),
        }
    }
}

/// The next values; `None` when none are left.
async fn take_back(
    tx: &mut Transaction,
    shop: &Shop,
    id: ProductChangeId,
    actor: &str,
) -> Result<Option<Vec<ProductId>>, BulkError> {
    let now = shop.clock.now();
    let pen = Pen { database: &shop.database, actor, now, currency: shop.settings.currency };
    let rows = sqlx::query(sql::VALUES_MADE).bind(id.0).bind(BATCH).fetch_all(tx.connection()).await?;
    let made = rows.iter().map(task::value).collect::<Result<Vec<_>, _>>()?;
    if made.is_empty() {
        sqlx::query(sql::END_UNDO).bind(id.0).execute(tx.connection()).await?;
        return Ok(None);
    }
    let back: Vec<Change> = made.into_iter().map(turned).collect();
    let stays = write::write(tx, pen, &back).await?;
    for change in &back {
        settle(tx, id, change, if stays.contains(change) { "kept" } else { "undone" }).await?;
    }
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    sqlx::query(sql::ADVANCE_UNDO)
        .bind(id.0)
        .bind(number(back.len()))
        .bind(number(stays.len()))
        .bind(now.0.saturating_add(task::LEASE))
        .execute(tx.connection())
        .await?;
    Ok(Some(write::touch(tx, pen, back.iter().filter(|change| !stays.contains(change))).await?))
}

/// The change that takes a change back.
fn turned(change: Change) -> Change {
    Change { before: change.after, after: change.before, ..change }
}

async fn settle(
    tx: &mut Transaction,
    id: ProductChangeId,
    change: &Change,
    state: &'static str,
) -> Result<(), DatabaseError> {
    let (kind, own) = change.subject.key();
    sqlx::query(sql::SETTLE_VALUE)
        .bind(id.0)
        .bind(kind)
        .bind(own)
        .bind(change.field.key())
        .bind(state)
        .execute(tx.connection())
        .await?;
    Ok(())
}
