//! Making a change.

use domain::{
    kernel::{Money, OrderId, PaymentId, Timestamp},
    order::edit::{EditError, OrderEdit, Settlement},
    payment::PaymentMethod,
};
use sqlx::Row as _;

use super::{
    demand,
    plan::{self, Plan},
    read::tax_of_place,
    rewrite::{Sums, rewrite},
    sql,
    standing::{self, Standing},
};
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction, audit},
    document, inventory, ledger,
    order::{self, OrderError, event, mail},
    payment::{self, NewPayment, PaymentError},
    refund,
};

/// Who changes what, and when.
#[derive(Clone, Copy)]
pub(super) struct By<'a> {
    pub actor: &'a str,
    pub reason: &'a str,
    pub now: Timestamp,
}

/// Changes an order that is as it was seen, and costs what was shown: `seen_total`, in minor units.
///
/// # Errors
/// An order that has changed or cannot be changed, a change that is none or is not possible, another total than was shown.
pub async fn apply(shop: &Shop, actor: &Actor, edit: OrderEdit, seen_total: i64) -> Result<(), OrderError> {
    tax_of_place(shop, &edit).await?;
    let (own, name, now, order) = (shop.clone(), actor.name.clone(), shop.clock.now(), edit.order);
    shop.database
        .write(move |tx| {
            let (shop, name, edit) = (own.clone(), name.clone(), edit.clone());
            Box::pin(async move {
                let by = By { actor: &name, reason: &edit.reason, now };
                apply_in(tx, &shop, &edit, seen_total, by).await
            })
        })
        .await?;
    inventory::shelf::refresh_order(shop, order).await;
    Ok(())
}

async fn apply_in(
    tx: &mut Transaction,
    shop: &Shop,
    edit: &OrderEdit,
    seen_total: i64,
    by: By<'_>,
) -> Result<(), OrderError> {
    // Its row first, as everybody does who changes an order: a payment, a parcel or a refund that was faster is seen from here on.
    lock(tx, edit.order, edit.version).await?;
    let before = standing::standing(tx.connection(), edit.order).await?;
    before.check()?;
    let mut added = Vec::with_capacity(edit.added.len());
    for (sku, quantity) in &edit.added {
        added.push(standing::addition(tx.connection(), (sku, *quantity), &before.selling).await?);
    }
    let plan = plan::plan(shop, &before, edit, added)?;
    if !plan.changes(&before) {
        return Err(EditError::Unchanged.into());
    }
    let total = plan.priced.totals.total;
    if total.minor != seen_total {
        return Err(EditError::TotalChanged(total).into());
    }
    let database = &shop.database;
    demand::move_stock(tx, database, (&before, &plan), (by.actor, by.now)).await?;
    let id = database.next_id();
    match Settlement::of(plan.difference, before.is_paid) {
        Settlement::AskedAnew => ask_anew(tx, shop, (&before, &plan), id, by).await?,
        _ => settle_difference(tx, shop, (&before, &plan), id, by).await?,
    }
    let text = plan.told(&before);
    note(tx, database, (edit.order, "edited", "order.edit"), &text, by).await?;
    Ok(mail::enqueue_change(tx, database, (edit.order, before.revision.saturating_add(1)), by.reason, by.now).await?)
}

pub(super) async fn lock(tx: &mut Transaction, order: OrderId, version: i64) -> Result<(), OrderError> {
    let locked = sqlx::query(sql::LOCK).bind(order.0).bind(version).execute(tx.connection()).await?;
    if locked.rows_affected() == 1 { Ok(()) } else { Err(OrderError::Conflict) }
}

/// The order was not paid: the payment that is open is called off, and one about the new sum takes its place.
async fn ask_anew(
    tx: &mut Transaction,
    shop: &Shop,
    (before, plan): (&Standing, &Plan),
    id: i64,
    by: By<'_>,
) -> Result<(), OrderError> {
    let (database, order) = (&shop.database, before.order);
    rewrite(tx, database, (before, plan), Sums { on_cards: before.on_cards.minor, awaited: 0 }, (id, by)).await?;
    order::cancel_payments(tx, database, order, PaymentId(0), by.now).await?;
    let due = Money::new(plan.priced.totals.total.minor.saturating_sub(before.on_cards.minor), before.currency);
    let payment = ask(tx, database, before, (before.method, due, false), by.now).await?;
    if due.minor == 0 {
        payment::settle_nothing(tx, shop, payment, before.method, by.now).await.map_err(of_payment)?;
    }
    Ok(())
}

/// The order was paid: what it costs more is asked for, what it costs less goes back.
async fn settle_difference(
    tx: &mut Transaction,
    shop: &Shop,
    (before, plan): (&Standing, &Plan),
    id: i64,
    by: By<'_>,
) -> Result<(), OrderError> {
    let (database, order) = (&shop.database, before.order);
    let less = Money::new(plan.difference.minor.min(0).saturating_neg(), before.currency);
    // Asked before the order is different.
    let sold = ledger::sold(tx, order).await?;
    let back = if less.minor > 0 { Some(refund::ways_back(tx, order, less, by.now).await?) } else { None };
    let gone = back.as_ref().map_or(0, refund::WaysBack::on_cards);
    let awaited = plan.difference.minor.max(0);
    let sums = Sums { on_cards: before.on_cards.minor.saturating_sub(gone), awaited };
    rewrite(tx, database, (before, plan), sums, (id, by)).await?;
    ledger::edited(tx, database, (id, order), &sold, by.now).await?;
    if let Some(back) = back {
        let reason = if by.reason.is_empty() { "Your order was changed" } else { by.reason };
        refund::give_back_difference(tx, database, (order, id), &back, (reason, by.actor, by.now)).await?;
    }
    if awaited > 0 {
        let method = method_for_difference(shop, before);
        ask(tx, database, before, (method, plan.difference, true), by.now).await?;
    } else {
        document::enqueue_invoice(tx, database, order, by.now).await?;
    }
    Ok(())
}

/// How a difference is paid until the customer chooses another way: as the order was, where the shop still offers that.
fn method_for_difference(shop: &Shop, before: &Standing) -> PaymentMethod {
    let offered = payment::offer::options_in(shop, before.currency, false);
    let same = offered.iter().find(|option| option.method == before.method);
    same.or(offered.first()).map_or(PaymentMethod::Transfer, |option| option.method)
}

/// Writes a payment of an order that has had others.
pub(super) async fn ask(
    tx: &mut Transaction,
    database: &Database,
    order: &Standing,
    (method, amount, is_difference): (PaymentMethod, Money, bool),
    now: Timestamp,
) -> Result<PaymentId, DatabaseError> {
    let row = sqlx::query(payment::sql::COUNT).bind(order.order.0).fetch_one(tx.connection()).await?;
    let earlier: i64 = row.try_get("payments")?;
    let reference = format!("{}-{}", order.number, earlier.saturating_add(1));
    payment::insert(tx, database, &NewPayment { order: order.order, method, amount, reference, is_difference }, now)
        .await
}

/// Tells the history and the audit.
pub(super) async fn note(
    tx: &mut Transaction,
    database: &Database,
    (order, kind, action): (OrderId, &'static str, &str),
    text: &str,
    by: By<'_>,
) -> Result<(), OrderError> {
    event::append(tx, database, event::Event { order, kind, text, actor: by.actor, now: by.now }).await?;
    let subject = format!("order {order}");
    let entry = audit::Entry { actor: by.actor, action, subject: &subject, detail: text };
    Ok(audit::record(tx, database.next_id(), entry, by.now).await?)
}

fn of_payment(error: PaymentError) -> OrderError {
    match error {
        PaymentError::Order(error) => error,
        PaymentError::Database(error) => OrderError::Database(error),
        _ => OrderError::Conflict,
    }
}
