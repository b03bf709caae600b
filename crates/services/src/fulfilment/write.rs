//! Marking an order as sent, in one parcel or several. One from which the shopper has withdrawn before is held until what they withdrew
//! from is paid back. The order is completed by the parcel after which nothing is left, or when what was left has been paid back.

use domain::{
    fulfilment::{SendableLine, plan},
    inventory::set_aside,
    kernel::{LocationId, OrderId, OrderLineId, Timestamp},
    order::{OrderEvent, edit::EditError},
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction, audit, many, with_rows},
    failpoint,
    inventory::owed,
    order::{self, OrderError, event, mail},
    returns,
};

/// Characters of a carrier or a tracking number at most.
const LONGEST: usize = 80;

/// What is known of a parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendOrder {
    /// The order.
    pub order: OrderId,
    /// The version that was seen.
    pub version: i64,
    /// Who carries it.
    pub carrier: String,
    /// The carrier's number; may be empty.
    pub tracking_number: String,
    /// How many of which lines are in it; none for all that is left.
    pub items: Vec<(OrderLineId, i64)>,
}

/// Marks what is in a parcel as sent, and tells the customer.
///
/// # Errors
/// An order that has changed since it was seen, that is not paid, or of which nothing or not so much is left; a text that is too long.
pub async fn send(shop: &Shop, actor: &Actor, request: SendOrder) -> Result<(), OrderError> {
    send_from(shop, actor, request, None).await
}

/// The same, and says from which location it was sent.
///
/// # Errors
/// As [`send`].
pub async fn send_from(
    shop: &Shop,
    actor: &Actor,
    request: SendOrder,
    from: Option<LocationId>,
) -> Result<(), OrderError> {
    let request = SendOrder {
        carrier: checked("the carrier", &request.carrier, 1)?,
        tracking_number: checked("the tracking number", &request.tracking_number, 0)?,
        ..request
    };
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name, request) = (database.clone(), name.clone(), request.clone());
            Box::pin(async move {
                send_in(tx, &database, &name, (&request, from), now).await?;
                failpoint::reach("send.before_commit");
                Ok::<_, OrderError>(())
            })
        })
        .await?;
    failpoint::reach("send.after_commit");
    Ok(())
}

fn checked(what: &'static str, text: &str, fewest: usize) -> Result<String, OrderError> {
    let text = text.trim();
    let fits = (fewest..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(OrderError::Text { what, most: LONGEST }) }
}

async fn send_in(
    tx: &mut Transaction,
    database: &Database,
    actor: &str,
    (request, from): (&SendOrder, Option<LocationId>),
    now: Timestamp,
) -> Result<(), OrderError> {
    let order = request.order;
    let (_, before) = order::cancel::state(tx, order).await?;
    before.after(OrderEvent::AllSent)?;
    // Whoever changes an order holds its row, so nobody sends or refunds the same items meanwhile.
    order::cancel::set_state(tx, order, request.version, before).await?;
    if let Some(awaited) = order::cancel::awaited(tx, order).await? {
        return Err(EditError::Awaited(awaited).into());
    }
    if returns::holds(tx, order).await? {
        return Err(OrderError::Withdrawn);
    }
    let parcel = plan(&sendable(tx, order).await?, &request.items)?;
    if !parcel.is_last
        && sqlx::query(order::sql::CASH_DUE).bind(order.0).fetch_optional(tx.connection()).await?.is_some()
    {
        return Err(OrderError::WholeOnly);
    }
    insert_parcel(tx, database, (request, from, &parcel.items), now).await?;
    let number = match request.tracking_number.as_str() {
        "" => String::new(),
        number => format!(", {number}"),
    };
    let count = parcel.items.iter().fold(0_i64, |sum, (_, count)| sum.saturating_add(*count));
    let (kind, text) = if parcel.is_last {
        ("sent", format!("Sent with {}{number}", request.carrier))
    } else {
        ("partly_sent", format!("{} sent with {}{number}; the rest follows", counted(count), request.carrier))
    };
    event::append(tx, database, event::Event { order, kind, text: &text, actor, now }).await?;
    if parcel.is_last {
        sqlx::query(sql::COMPLETE).bind(order.0).execute(tx.connection()).await?;
        mail::enqueue(tx, database, mail::Kind::OrderSent, order, now).await?;
    } else {
        let number = parcels(tx, order).await?;
        mail::enqueue_part(tx, database, order, number, now).await?;
    }
    let subject = format!("order {order}");
    let entry = audit::Entry { actor, action: "order.send", subject: &subject, detail: &text };
    Ok(audit::record(tx, database.next_id(), entry, now).await?)
}

fn counted(count: i64) -> String {
    if count == 1 { "1 item".to_owned() } else { format!("{count} items") }
}

/// What of an order is still to be sent in parcels.
async fn sendable(tx: &mut Transaction, order: OrderId) -> Result<Vec<SendableLine>, DatabaseError> {
    let rows = sqlx::query(sql::SENDABLE).bind(order.0).fetch_all(tx.connection()).await?;
    let line = |row: &AnyRow| {
        Ok::<_, sqlx::Error>(SendableLine {
            line: OrderLineId(row.try_get("id")?),
            title: row.try_get("title")?,
            open: row.try_get::<i64, _>("open")?.max(0),
            needs: Vec::new(),
        })
    };
    let mut lines = rows.iter().map(line).collect::<Result<Vec<_>, _>>()?;
    let open: Vec<_> = lines.iter().map(|line| (line.line, line.open)).collect();
    let needs = set_aside(&open, &owed::of_order::needs(tx.connection(), order).await?);
    for (line, needs) in lines.iter_mut().zip(needs) {
        line.needs = needs;
    }
    Ok(lines)
}

/// How many parcels an order has.
async fn parcels(tx: &mut Transaction, order: OrderId) -> Result<i64, DatabaseError> {
    Ok(sqlx::query(sql::PARCELS).bind(order.0).fetch_one(tx.connection()).await?.try_get("parcels")?)
}

/// Completes an order of which a part was sent or handed over and the rest has gone back, in the transaction of what gave it back; the
/// caller holds the order's row.
pub(crate) async fn close_if_nothing_is_left(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    actor: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let row = sqlx::query(sql::HANDED_OVER).bind(order.0).fetch_one(tx.connection()).await?;
    // What is on its way back may be refused, and is to be sent then.
    let is_settled = row.try_get::<i64, _>("handed_over")? > 0 && row.try_get::<i64, _>("on_their_way")? == 0;
    if !is_settled || sendable(tx, order).await?.iter().any(|line| line.open > 0) {
        return Ok(());
    }
    let closed = sqlx::query(sql::COMPLETE).bind(order.0).execute(tx.connection()).await?;
    if closed.rows_affected() == 1 {
        let text = "Nothing is left to send";
        event::append(tx, database, event::Event { order, kind: "closed", text, actor, now }).await?;
    }
    Ok(())
}

/// Whether a part of the order is on its way while the rest is not.
pub(crate) async fn is_partly_sent(tx: &mut Transaction, order: OrderId) -> Result<bool, DatabaseError> {
    Ok(parcels(tx, order).await? > 0)
}

async fn insert_parcel(
    tx: &mut Transaction,
    database: &Database,
    (request, from, items): (&SendOrder, Option<LocationId>, &[(OrderLineId, i64)]),
    now: Timestamp,
) -> Result<(), OrderError> {
    let id = database.next_id();
    sqlx::query(sql::INSERT_FULFILMENT)
        .bind(id)
        .bind(request.order.0)
        .bind(request.carrier.clone())
        .bind(request.tracking_number.clone())
        .bind(now.0)
        .bind(from.map(|from| from.0))
        .execute(tx.connection())
        .await?;
    let statement = with_rows(sql::INSERT_ITEMS, 3, items.len());
    let query = items.iter().fold(many(statement), |query, (line, count)| query.bind(id).bind(line.0).bind(*count));
    query.execute(tx.connection()).await?;
    Ok(())
}
