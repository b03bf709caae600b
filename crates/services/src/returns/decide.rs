//! What happens to a return before somebody looks at what came.

use domain::{
    kernel::{OrderId, ReturnId, Timestamp},
    returns::{LONGEST_WORDS, ReturnEvent, ReturnState, view::ReturnView},
};

use super::{
    ReturnFailure, load,
    mail::{self, Told},
    request::CUSTOMER,
    sql,
};
use crate::{
    Shop,
    account::Actor,
    db::{Database, Transaction, audit},
    order::{self, event},
};

/// What happens, and who did it when.
#[derive(Clone, Debug)]
struct Step {
    id: ReturnId,
    event: ReturnEvent,
    /// What the shop says; `None` leaves what it said before.
    answer: Option<String>,
    actor: String,
    now: Timestamp,
}

/// Takes a return: the shopper gets the address to which to send it, with what the shop adds.
///
/// # Errors
/// A return about which somebody has decided; words that are too many.
pub async fn approve(shop: &Shop, actor: &Actor, id: ReturnId, answer: &str) -> Result<(), ReturnFailure> {
    let answer = Some(checked(answer, 0)?);
    go(shop, Step { id, event: ReturnEvent::Approved, answer, actor: actor.name.clone(), now: shop.clock.now() }).await
}

/// Refuses a return, with the reason for the shopper.
///
/// # Errors
/// A return about which somebody has decided; no reason, or one that is too long.
pub async fn refuse(shop: &Shop, actor: &Actor, id: ReturnId, answer: &str) -> Result<(), ReturnFailure> {
    let answer = Some(checked(answer, 1)?);
    go(shop, Step { id, event: ReturnEvent::Refused, answer, actor: actor.name.clone(), now: shop.clock.now() }).await
}

/// Notes that the parcel of a return has come.
///
/// # Errors
/// A return that is not to come.
pub async fn receive(shop: &Shop, actor: &Actor, id: ReturnId) -> Result<(), ReturnFailure> {
    let (actor, now) = (actor.name.clone(), shop.clock.now());
    go(shop, Step { id, event: ReturnEvent::Received, answer: None, actor, now }).await
}

/// The shopper keeps what they asked to send back; the order is the one behind their secret link.
///
/// # Errors
/// A return of another order, or about which somebody has decided.
pub async fn call_off(shop: &Shop, token: &str, id: ReturnId) -> Result<(), ReturnFailure> {
    let order = order::read::id_by_token(shop, token).await?;
    let mut connection = shop.database.connect().await?;
    let is_own = load::order_of(&mut connection, id).await? == order;
    drop(connection);
    if !is_own {
        return Err(ReturnFailure::NotFound);
    }
    let (actor, now) = (CUSTOMER.to_owned(), shop.clock.now());
    go(shop, Step { id, event: ReturnEvent::Cancelled, answer: None, actor, now }).await
}

/// Words for the shopper; line breaks are theirs, other control characters are none.
pub(super) fn checked(text: &str, fewest: usize) -> Result<String, ReturnFailure> {
    let text: String = text.trim().chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    if (fewest..=LONGEST_WORDS).contains(&text.chars().count()) {
        Ok(text)
    } else {
        Err(ReturnFailure::Answer { fewest, most: LONGEST_WORDS })
    }
}

async fn go(shop: &Shop, step: Step) -> Result<(), ReturnFailure> {
    let database = shop.database.clone();
    shop.database
        .write(move |tx| {
            let (database, step) = (database.clone(), step.clone());
            Box::pin(async move {
                let (order, view) = locked(tx, step.id).await?;
                let after = view.state.after(step.event)?;
                let answer = step.answer.as_deref().unwrap_or(&view.answer);
                move_on(tx, &view, after, answer, step.now).await?;
                tell(tx, &database, &step, order, &view).await
            })
        })
        .await
}

/// The return with its order, whose row is locked and counts the change.
pub(super) async fn locked(tx: &mut Transaction, id: ReturnId) -> Result<(OrderId, ReturnView), ReturnFailure> {
    let order = load::order_of(tx.connection(), id).await?;
    sqlx::query(order::sql::TOUCH).bind(order.0).execute(tx.connection()).await?;
    Ok((order, load::one(tx.connection(), order, id).await?))
}

/// Moves a return from where it was seen.
pub(super) async fn move_on(
    tx: &mut Transaction,
    view: &ReturnView,
    after: ReturnState,
    answer: &str,
    now: Timestamp,
) -> Result<(), ReturnFailure> {
    let moved = sqlx::query(sql::MOVE)
        .bind(view.id.0)
        .bind(view.state.key())
        .bind(after.key())
        .bind(answer.to_owned())
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    if moved.rows_affected() == 1 { Ok(()) } else { Err(ReturnFailure::Conflict) }
}

async fn tell(
    tx: &mut Transaction,
    database: &Database,
    step: &Step,
    order: OrderId,
    view: &ReturnView,
) -> Result<(), ReturnFailure> {
    let (kind, action, verb, told) = match step.event {
        ReturnEvent::Approved => ("return_approved", "return.approve", "approved", Some(Told::Approved)),
        ReturnEvent::Refused => ("return_refused", "return.refuse", "refused", Some(Told::Refused)),
        ReturnEvent::Received => ("return_received", "return.receive", "received", Some(Told::Received)),
        // The shopper knows what they did.
        ReturnEvent::Cancelled => ("return_cancelled", "return.cancel", "called off", None),
        ReturnEvent::Closed => ("return_closed", "return.close", "closed", Some(Told::Closed)),
    };
    let colon = step.answer.as_deref().filter(|answer| !answer.is_empty());
    let text = match colon {
        Some(answer) => format!("{} {} {verb}: {answer}", view.kind.label(), view.reference),
        None => format!("{} {} {verb}", view.kind.label(), view.reference),
    };
    let (actor, now) = (step.actor.as_str(), step.now);
    event::append(tx, database, event::Event { order, kind, text: &text, actor, now }).await?;
    let subject = format!("order {order}");
    let entry = audit::Entry { actor, action, subject: &subject, detail: &text };
    audit::record(tx, database.next_id(), entry, now).await?;
    if let Some(told) = told {
        mail::enqueue(tx, database, told, (order, view.id), now).await?;
    }
    Ok(())
}
