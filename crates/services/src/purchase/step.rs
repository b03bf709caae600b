//! The steps of a purchase order that move no stock.

use domain::{
    kernel::{Date, PurchaseOrderId},
    purchase::{PurchaseEvent, PurchaseState, PurchaseTransitionError},
};
use sqlx::{Row as _, any::AnyRow};

use super::{PurchaseError, read, sql, write::note};
use crate::{
    Shop,
    account::Actor,
    db::{DatabaseError, Transaction},
};

/// It was sent to the supplier. Where nobody said when it is expected, the supplier's lead time does.
///
/// # Errors
/// A draft without a supplier or without lines, one that was sent, somebody who was faster; a database that failed.
pub async fn order(shop: &Shop, actor: &Actor, id: PurchaseOrderId, version: i64) -> Result<(), PurchaseError> {
    step(shop, actor, id, Some(version), PurchaseEvent::Ordered).await
}

/// It is given up before anything came.
///
/// # Errors
/// One of which something came, or that has ended; a database that failed.
pub async fn cancel(shop: &Shop, actor: &Actor, id: PurchaseOrderId) -> Result<(), PurchaseError> {
    step(shop, actor, id, None, PurchaseEvent::Cancelled).await
}

/// What is missing will not come.
///
/// # Errors
/// One of which nothing came, or that has ended; a database that failed.
pub async fn close(shop: &Shop, actor: &Actor, id: PurchaseOrderId) -> Result<(), PurchaseError> {
    step(shop, actor, id, None, PurchaseEvent::Closed).await
}

async fn step(
    shop: &Shop,
    actor: &Actor,
    id: PurchaseOrderId,
    version: Option<i64>,
    event: PurchaseEvent,
) -> Result<(), PurchaseError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let head = sqlx::query(sql::LOCK).bind(id.0).fetch_optional(tx.connection()).await?;
                let head = head.ok_or(PurchaseError::NotFound)?;
                if version.is_some_and(|version| head.try_get::<i64, _>("version").ok() != Some(version)) {
                    return Err(PurchaseError::Conflict);
                }
                let before = read::state(&head)?;
                let after = before.after(event)?;
                if event == PurchaseEvent::Ordered {
                    let expected = ready(tx, id, &head, now.date()).await?;
                    let ordered = sqlx::query(sql::ORDERED).bind(id.0).bind(now.0).bind(expected.map(Date::days));
                    ordered.execute(tx.connection()).await?;
                }
                move_on(tx, id, (before, after), now.0).await?;
                let (number, action): (String, String) = (head.try_get("number")?, format!("purchase.{}", after.key()));
                note(tx, &database, &name, (&action, id, &number), now).await
            })
        })
        .await
}

/// Moves it on, if nobody did.
pub(super) async fn move_on(
    tx: &mut Transaction,
    id: PurchaseOrderId,
    (before, after): (PurchaseState, PurchaseState),
    now: i64,
) -> Result<(), DatabaseError> {
    let step = sqlx::query(sql::STEP).bind(id.0).bind(before.key()).bind(after.key()).bind(now);
    step.execute(tx.connection()).await?;
    Ok(())
}

/// What a draft needs before it is sent; gives the day on which it is expected by the supplier's lead time.
async fn ready(
    tx: &mut Transaction,
    id: PurchaseOrderId,
    head: &AnyRow,
    today: Date,
) -> Result<Option<Date>, PurchaseError> {
    let supplier: Option<i64> = head.try_get("supplier_id")?;
    let Some(supplier) = supplier else {
        return Err(PurchaseError::field("supplier", "Choose a supplier and save before you order."));
    };
    if sqlx::query(sql::LINES).bind(id.0).fetch_optional(tx.connection()).await?.is_none() {
        return Err(PurchaseError::field("add", "Put something on it before you order."));
    }
    let row = sqlx::query(super::supplier::sql::EXISTS).bind(supplier).fetch_one(tx.connection()).await?;
    let days: i64 = row.try_get("lead_days")?;
    Ok((days > 0).then(|| today.plus_days(days)))
}

/// The refusal of a receipt for a purchase order that is not under way.
pub(super) fn not_under_way(state: PurchaseState) -> PurchaseError {
    PurchaseTransitionError { state, event: PurchaseEvent::CameWholly }.into()
}
