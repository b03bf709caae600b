//! Calling an order off.

use domain::{
    inventory::ReservationState,
    kernel::{Money, OrderId, PaymentId, Timestamp},
    order::{OrderEvent, OrderState},
};
use sqlx::Row;

use super::{OrderError, edit, event, mail, row, sql};
use crate::{
    coupon,
    db::{Database, DatabaseError, Transaction},
    fulfilment::write as fulfilment,
    gift_card::pay as gift_card,
    inventory::write::{self as inventory, Cause},
    ledger,
    payment::call_off,
    refund, returns,
};

/// Why an order is called off.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reason {
    /// Somebody decided so.
    Decided,
    /// The shopper has withdrawn from all of it before it was sent.
    Withdrawn,
    /// Nobody paid in time.
    Unpaid,
}

/// Reads version and state.
pub(crate) async fn state(tx: &mut Transaction, order: OrderId) -> Result<(i64, OrderState), OrderError> {
    standing(tx, order).await.map(|(version, state, _)| (version, state))
}

/// Reads version, state, and what gift cards pay.
async fn standing(tx: &mut Transaction, order: OrderId) -> Result<(i64, OrderState, Money), OrderError> {
    let row =
        sqlx::query(sql::STATE).bind(order.0).fetch_optional(tx.connection()).await?.ok_or(OrderError::NotFound)?;
    let word: String = row.try_get("state")?;
    let state = OrderState::from_key(&word)
        .ok_or(DatabaseError::Corrupt { what: "the state of an order", value: word.clone() })?;
    Ok((row.try_get("version")?, state, Money::new(row.try_get("on_cards")?, row::currency(&row)?)))
}

/// What a change made an order cost more, where that has not come.
pub(crate) async fn awaited(tx: &mut Transaction, order: OrderId) -> Result<Option<Money>, OrderError> {
    let row = sqlx::query(sql::STATE).bind(order.0).fetch_one(tx.connection()).await?;
    let awaited = Money::new(row.try_get("awaited")?, row::currency(&row)?);
    Ok((awaited.minor > 0).then_some(awaited))
}

/// Sets a new state on an order that is as it was seen.
pub(crate) async fn set_state(
    tx: &mut Transaction,
    order: OrderId,
    version: i64,
    state: OrderState,
) -> Result<(), OrderError> {
    let changed =
        sqlx::query(sql::SET_STATE).bind(order.0).bind(version).bind(state.key()).execute(tx.connection()).await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(OrderError::Conflict) }
}

/// Calls the order off, frees its stock and agrees that what was paid goes back, once. Its returns that are open end with it.
pub(crate) async fn cancel(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    reason: Reason,
    actor: &str,
    now: Timestamp,
) -> Result<(), OrderError> {
    let (version, before, on_cards) = standing(tx, order).await?;
    // Who did not pay on arrival has sent the parcel back: that order can still be called off.
    let has_come_back = before == OrderState::Completed
        && sqlx::query(sql::CASH_DUE).bind(order.0).fetch_optional(tx.connection()).await?.is_some();
    let after = before.after(if has_come_back { OrderEvent::ComeBack } else { OrderEvent::Cancelled })?;
    if before == OrderState::Confirmed && fulfilment::is_partly_sent(tx, order).await? {
        return Err(OrderError::PartlySent);
    }
    set_state(tx, order, version, after).await?;
    let (reservation, text) = match reason {
        Reason::Decided => (ReservationState::Released, "Order cancelled"),
        Reason::Withdrawn => (ReservationState::Released, "Order cancelled: the customer has withdrawn"),
        Reason::Unpaid => (ReservationState::Expired, "Order cancelled: it was not paid in time"),
    };
    if awaited(tx, order).await?.is_some() {
        edit::waive(tx, database, order, (actor, now)).await?;
    }
    // Before the stock: whoever orders takes the coupon before the stock, too, so that neither waits for the other.
    coupon::release(tx, order).await?;
    if on_cards.minor > 0 {
        gift_card::release(tx, database, order, (actor, on_cards.currency), now).await?;
    }
    inventory::release(tx, database, reservation, Cause { order, actor, now }).await?;
    cancel_payments(tx, database, order, PaymentId(0), now).await?;
    event::append(tx, database, event::Event { order, kind: "cancelled", text, actor, now }).await?;
    mail::enqueue(tx, database, mail::Kind::OrderCancelled, order, now).await?;
    ledger::order_cancelled(tx, database, order, now).await?;
    let refund = refund::write::give_back_rest(tx, database, order, actor, now).await?;
    Ok(returns::close_with_order(tx, order, refund, now).await?)
}

/// Calls off the payments that brought nothing, but not `except`.
pub(crate) async fn cancel_payments(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    except: PaymentId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    // A beginning that is being noted comes first, and its page is known then; one that comes later finds its attempt ended.
    sqlx::query(sql::HOLD_ATTEMPTS).bind(order.0).bind(except.0).execute(tx.connection()).await?;
    call_off::enqueue(tx, database, order, except, now).await?;
    sqlx::query(sql::END_ATTEMPTS).bind(order.0).bind(except.0).execute(tx.connection()).await?;
    sqlx::query(sql::CANCEL_PAYMENTS).bind(order.0).bind(now.0).bind(except.0).execute(tx.connection()).await?;
    Ok(())
}
