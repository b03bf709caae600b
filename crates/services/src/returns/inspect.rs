//! Somebody has looked at what came back: the return ends, and what is paid back is agreed in the same transaction.

use domain::{
    inventory::{Demand, combined_demand},
    kernel::{OrderId, OrderLineId, RefundId, ReturnId, Timestamp, VariantId},
    order::OrderState,
    returns::{AskedLine, Inspection, ReturnEvent, Returnable, view::ReturnView},
};
use sqlx::Row;

use super::{
    ReturnFailure,
    decide::{checked, locked, move_on},
    load,
    mail::{self, Told},
    sql,
};
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction, audit},
    fulfilment::write as fulfilment,
    inventory::{
        self,
        write::{self as stock, Cause, TakenBack},
    },
    order::{
        cancel::{self, Reason},
        event,
    },
    refund,
};

/// Who looked, and when.
#[derive(Clone, Copy)]
struct By<'a> {
    actor: &'a str,
    now: Timestamp,
}

/// Ends a return by what somebody found: so much of each line is paid back, so much of that returns to the shelf. A withdrawal from all
/// of an order that was not sent calls the order off, with everything that was paid for it.
///
/// # Errors
/// A return that has ended, an inspection that does not fit it, a refund that cannot be.
pub async fn inspect(
    shop: &Shop,
    actor: &Actor,
    id: ReturnId,
    inspection: Inspection,
) -> Result<Option<RefundId>, ReturnFailure> {
    let inspection = Inspection { words: checked(&inspection.words, 0)?, ..inspection };
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let (order, refund) = shop
        .database
        .write(move |tx| {
            let (database, name, inspection) = (database.clone(), name.clone(), inspection.clone());
            Box::pin(async move { inspect_in(tx, &database, id, &inspection, By { actor: &name, now }).await })
        })
        .await?;
    inventory::shelf::refresh_order(shop, order).await;
    Ok(refund)
}

async fn inspect_in(
    tx: &mut Transaction,
    database: &Database,
    id: ReturnId,
    inspection: &Inspection,
    by: By<'_>,
) -> Result<(OrderId, Option<RefundId>), ReturnFailure> {
    let (order, view) = locked(tx, id).await?;
    let after = view.state.after(ReturnEvent::Closed)?;
    let asked: Vec<_> = view.lines.iter().map(|line| AskedLine { line: line.line, quantity: line.quantity }).collect();
    inspection.check(&asked)?;
    let returnable = load::returnable(tx.connection(), order, by.now).await?;
    note_lines(tx, id, inspection).await?;
    if is_all_of_an_unsent_order(&returnable, inspection) {
        move_on(tx, &view, view.state, &inspection.words, by.now).await?;
        cancel::cancel(tx, database, order, Reason::Withdrawn, by.actor, by.now).await?;
        let closed = load::one(tx.connection(), order, id).await?;
        tell(tx, database, order, &view, inspection, by).await?;
        return Ok((order, closed.refund));
    }
    move_on(tx, &view, after, &inspection.words, by.now).await?;
    let refund = pay_back(tx, database, order, &view, inspection, by).await?;
    if refund.is_none() {
        give_back_worthless(tx, database, order, id, by).await?;
        fulfilment::close_if_nothing_is_left(tx, database, order, by.actor, by.now).await?;
    }
    tell(tx, database, order, &view, inspection, by).await?;
    mail::enqueue(tx, database, Told::Closed, (order, id), by.now).await?;
    Ok((order, refund))
}

async fn note_lines(tx: &mut Transaction, id: ReturnId, inspection: &Inspection) -> Result<(), ReturnFailure> {
    for line in &inspection.lines {
        sqlx::query(sql::INSPECT_LINE)
            .bind(id.0)
            .bind(line.line.0)
            .bind(line.accepted)
            .bind(line.restock)
            .bind(line.condition.key())
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

/// Whether nothing of the order is left after this, and none of its things has left the shop.
fn is_all_of_an_unsent_order(returnable: &Returnable, inspection: &Inspection) -> bool {
    let accepted =
        |line: OrderLineId| inspection.lines.iter().find(|found| found.line == line).map_or(0, |found| found.accepted);
    matches!(returnable.state, OrderState::Confirmed | OrderState::NeedsReview)
        && returnable.lines.iter().all(|line| {
            let left = line.quantity.saturating_sub(line.refunded).saturating_sub(accepted(line.line));
            left == 0 && (line.sent == 0 || !line.is_delivered)
        })
}

async fn pay_back(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    view: &ReturnView,
    inspection: &Inspection,
    by: By<'_>,
) -> Result<Option<RefundId>, ReturnFailure> {
    if inspection.wish().lines.is_empty() && inspection.shipping == 0 {
        return Ok(None);
    }
    let reason = format!("{} {}", view.kind.label(), view.reference);
    let give_back = refund::returned::give_back(tx, database, order, inspection, &reason, (by.actor, by.now));
    let refund = give_back.await?;
    if let Some(refund) = refund {
        sqlx::query(sql::SET_REFUND).bind(view.id.0).bind(refund.0).execute(tx.connection()).await?;
    }
    Ok(refund)
}

/// What came back without a refund returns to the shelf at once; there is no money to wait for.
async fn give_back_worthless(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    id: ReturnId,
    by: By<'_>,
) -> Result<(), ReturnFailure> {
    let rows = sqlx::query(sql::STOCK).bind(id.0).fetch_all(tx.connection()).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push((VariantId(row.try_get("variant_id")?), row.try_get("quantity")?));
    }
    let demand: Vec<Demand> = combined_demand(items)
        .ok_or(DatabaseError::Corrupt { what: "the items of a return", value: id.to_string() })?;
    let cause = Cause { order, actor: by.actor, now: by.now };
    Ok(stock::give_back(tx, database, (TakenBack::Return(id), &demand), cause).await?)
}

async fn tell(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    view: &ReturnView,
    inspection: &Inspection,
    by: By<'_>,
) -> Result<(), ReturnFailure> {
    let found = inspection.lines.iter().filter_map(|found| {
        let line = view.lines.iter().find(|line| line.line == found.line)?;
        let state = found.condition.label().to_lowercase();
        Some(format!("{} of {} × {} ({state}), {} to stock", found.accepted, line.quantity, line.name, found.restock))
    });
    let text = format!("{} {} closed: {}", view.kind.label(), view.reference, found.collect::<Vec<_>>().join("; "));
    let (actor, now) = (by.actor, by.now);
    event::append(tx, database, event::Event { order, kind: "return_closed", text: &text, actor, now }).await?;
    let subject = format!("order {order}");
    let entry = audit::Entry { actor, action: "return.close", subject: &subject, detail: &text };
    Ok(audit::record(tx, database.next_id(), entry, now).await?)
}
