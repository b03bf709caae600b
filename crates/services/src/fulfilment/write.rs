//! Marking an order as sent. One from which the shopper has withdrawn before is held until what they withdrew from is paid back.

use domain::{
    kernel::{OrderId, Timestamp},
    order::{OrderEvent, OrderState},
};
use sqlx::Row;

use super::sql;
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction, audit},
    failpoint,
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
}

/// Marks everything of an order that was not sent yet as sent, in one parcel, and tells the customer.
///
/// # Errors
/// An order that has changed since it was seen, that is not paid, or of which nothing is left; a text that is too long.
pub async fn send(shop: &Shop, actor: &Actor, request: SendOrder) -> Result<(), OrderError> {
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
                send_in(tx, &database, &name, &request, now).await?;
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
    request: &SendOrder,
    now: Timestamp,
) -> Result<(), OrderError> {
    let order = request.order;
    let row = sqlx::query(order::sql::STATE)
        .bind(order.0)
        .fetch_optional(tx.connection())
        .await?
        .ok_or(OrderError::NotFound)?;
    let word: String = row.try_get("state")?;
    let before = OrderState::from_key(&word)
        .ok_or(DatabaseError::Corrupt { what: "the state of an order", value: word.clone() })?;
    let after = before.after(OrderEvent::AllSent)?;
    let changed = sqlx::query(order::sql::SET_STATE)
        .bind(order.0)
        .bind(request.version)
        .bind(after.key())
        .execute(tx.connection())
        .await?;
    if changed.rows_affected() != 1 {
        return Err(OrderError::Conflict);
    }
    if returns::holds(tx, order).await? {
        return Err(OrderError::Withdrawn);
    }
    insert_parcel(tx, database, request, now).await?;
    let text = if request.tracking_number.is_empty() {
        format!("Sent with {}", request.carrier)
    } else {
        format!("Sent with {}, {}", request.carrier, request.tracking_number)
    };
    event::append(tx, database, event::Event { order, kind: "sent", text: &text, actor, now }).await?;
    mail::enqueue(tx, database, mail::Kind::OrderSent, order, now).await?;
    let subject = format!("order {order}");
    let entry = audit::Entry { actor, action: "order.send", subject: &subject, detail: &text };
    Ok(audit::record(tx, database.next_id(), entry, now).await?)
}

async fn insert_parcel(
    tx: &mut Transaction,
    database: &Database,
    request: &SendOrder,
    now: Timestamp,
) -> Result<(), OrderError> {
    let id = database.next_id();
    sqlx::query(sql::INSERT_FULFILMENT)
        .bind(id)
        .bind(request.order.0)
        .bind(request.carrier.clone())
        .bind(request.tracking_number.clone())
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    let lines = sqlx::query(sql::INSERT_UNSENT).bind(id).bind(request.order.0).execute(tx.connection()).await?;
    if lines.rows_affected() == 0 { Err(OrderError::NothingToSend) } else { Ok(()) }
}
