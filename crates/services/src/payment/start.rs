//! Beginning a payment at its provider, outside any transaction.

use std::{sync::Arc, time::Duration};

use domain::{
    kernel::{AttemptId, Currency, CustomerId, Money, OrderId, PaymentId, Timestamp},
    order::OrderState,
    payment::{PaymentMethod, PaymentState},
};
use sqlx::{Row, any::AnyRow};

use super::{NewPayment, PaymentError, call_off, insert, offer::is_offered_in, sql};
use crate::{
    Shop,
    db::{DatabaseError, Transaction},
    failpoint, inventory,
    order::{
        self, OrderError, OrderToken,
        job::TRANSFER_HOLD,
        patience::{self, Payer},
    },
    port::{PaymentProvider, ProviderError, StartPayment, StartedPayment},
};

/// For so long a provider may think.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
const MINUTE: i64 = 60_000;

/// The newest payment of an order.
#[derive(Clone, Debug)]
struct Newest {
    payment: PaymentId,
    method: PaymentMethod,
    state: PaymentState,
    amount: Money,
    number: String,
    email: String,
    attempt: Option<AttemptId>,
    begun_at: Timestamp,
    is_started: bool,
    continue_at: String,
    is_difference: bool,
}

/// Where the shopper goes on with an order: the payment page, or the order's page. Begins the payment when that has not
/// happened yet; however often it is called, the provider begins it once.
///
/// # Errors
/// A database that does not answer. A provider that does not answer is no error: the order's page says so, and the
/// reconciler asks again.
pub async fn continue_at(shop: &Shop, order: OrderId) -> Result<String, PaymentError> {
    Ok(begin(shop, order).await?.continue_at)
}

/// What is known after a beginning.
pub(super) struct Begun {
    /// Where the shopper goes on.
    pub continue_at: String,
    /// Whether the provider has answered.
    pub is_known: bool,
}

/// As [`continue_at`], and says whether the provider has answered.
pub(super) async fn begin(shop: &Shop, order: OrderId) -> Result<Begun, PaymentError> {
    let order_page = OrderToken::of(&shop.settings.secret, order).path();
    let newest = newest(shop, order).await?;
    let (Some(attempt), Some(provider)) = (newest.attempt, shop.providers.get(newest.method)) else {
        return Ok(Begun { continue_at: order_page, is_known: true });
    };
    if newest.is_started {
        let continue_at = if newest.continue_at.is_empty() { order_page } else { newest.continue_at };
        return Ok(Begun { continue_at, is_known: true });
    }
    match call(provider.as_ref(), request(shop, &newest, attempt, &order_page)).await {
        Ok(started) => {
            failpoint::reach("start.after_answer");
            let continue_at = started.continue_at.clone();
            let is_wanted = remember_started(shop, newest.method, attempt, started).await?;
            failpoint::reach("start.after_commit");
            Ok(Begun { continue_at: if is_wanted { continue_at } else { order_page }, is_known: true })
        }
        Err(error) => {
            tracing::warn!(%error, %order, "a payment could not be begun");
            let is_refused = !matches!(error, ProviderError::Unknown(_));
            remember_failure(shop, &newest, attempt, is_refused).await?;
            Ok(Begun { continue_at: order_page, is_known: is_refused })
        }
    }
}

/// The same for the same attempt, whenever it is asked: a provider may refuse a key that comes with something else.
fn request(shop: &Shop, newest: &Newest, attempt: AttemptId, order_page: &str) -> StartPayment {
    let base_url = &shop.settings.base_url;
    StartPayment {
        attempt,
        order_number: newest.number.clone(),
        amount: newest.amount,
        return_to: format!("{base_url}/payments/return"),
        turn_back_to: format!("{base_url}{order_page}"),
        email: newest.email.clone(),
        begun_at: newest.begun_at,
        held_until: newest.begun_at.plus(shop.settings.hold_minutes.saturating_mul(MINUTE)),
    }
}

/// Pays an open order again, or in another way: the payment that is open at a provider goes on, one that was declined or
/// given up is followed by a new one. Gives where the shopper goes on. `address` is where the request came from; empty when
/// unknown.
///
/// # Errors
/// A wrong link, an order that needs no payment, a payment that is still being checked, a way that is not offered, one transfer
/// too many that is waited for.
pub async fn pay_again(shop: &Shop, token: &str, method: PaymentMethod, address: &str) -> Result<String, PaymentError> {
    let order = order::read::id_by_token(shop, token).await?;
    let newest = newest(shop, order).await?;
    if newest.state == PaymentState::Unknown {
        return Err(PaymentError::UnderWay);
    }
    let is_for_cash = !newest.is_difference && is_all_for_cash(shop, order).await?;
    if !is_offered_in(shop, method, newest.amount.currency, is_for_cash) {
        return Err(PaymentError::NotOffered);
    }
    if newest.state == PaymentState::Pending && newest.method.is_paid_on_arrival() {
        return Err(PaymentError::NotPayable);
    }
    let goes_on = newest.method == method
        && (newest.attempt.is_some() || (method == PaymentMethod::Transfer && newest.state == PaymentState::Pending));
    if !goes_on {
        replace(shop, order, &newest, method, address).await?;
    }
    continue_at(shop, order).await
}

/// Calls off what is open and writes a new payment.
async fn replace(
    shop: &Shop,
    order: OrderId,
    newest: &Newest,
    method: PaymentMethod,
    address: &str,
) -> Result<(), PaymentError> {
    let (database, now) = (shop.database.clone(), shop.clock.now());
    let (settings, address) = (Arc::clone(&shop.settings), address.to_owned());
    let (amount, number, is_difference) = (newest.amount, newest.number.clone(), newest.is_difference);
    shop.database
        .write(move |tx| {
            let (database, number) = (database.clone(), number.clone());
            let (settings, address) = (Arc::clone(&settings), address.clone());
            Box::pin(async move {
                let placed_at = lock_payable(tx, order, method, (amount, is_difference)).await?;
                // A difference holds nothing: its order was paid.
                if method.is_by_hand() && !is_difference {
                    let row = sqlx::query(order::sql::EMAIL).bind(order.0).fetch_one(tx.connection()).await?;
                    let email: String = row.try_get(0)?;
                    let customer = Some(CustomerId(row.try_get(1)?));
                    let payer = Payer { email: &email, address: &address, customer };
                    if !patience::may_wait(tx, &settings, payer, now).await? {
                        return Err(PaymentError::TooManyUnpaid);
                    }
                    if !patience::holds_little(tx, &settings, order).await? {
                        return Err(PaymentError::TooMuchUnpaid);
                    }
                    patience::note(tx, payer, order, now).await?;
                }
                order::cancel_payments(tx, &database, order, PaymentId(0), now).await?;
                let row = sqlx::query(sql::COUNT).bind(order.0).fetch_one(tx.connection()).await?;
                let earlier: i64 = row.try_get("payments")?;
                let reference = format!("{number}-{}", earlier.saturating_add(1));
                let new = NewPayment { order, method, amount, reference, is_difference };
                insert(tx, &database, &new, now).await?;
                if method == PaymentMethod::Transfer && !is_difference {
                    // Counted from the order: whoever changes the way again and again holds nothing for longer.
                    inventory::write::extend(tx, order, placed_at.plus(TRANSFER_HOLD)).await?;
                }
                let text = format!("Way of payment chosen: {}", method.label());
                let event = order::event::Event { order, kind: "payment_chosen", text: &text, actor: "customer", now };
                order::event::append(tx, &database, event).await?;
                if method.is_paid_on_arrival() {
                    order::promise::keep(tx, &database, order, now).await?;
                }
                Ok::<_, PaymentError>(())
            })
        })
        .await
}

/// Whether everything of an order can be paid to whoever brings it.
async fn is_all_for_cash(shop: &Shop, order: OrderId) -> Result<bool, PaymentError> {
    let row = sqlx::query(sql::COUNT_NOT_FOR_CASH).bind(order.0).fetch_one(&mut shop.database.quick().await?).await?;
    Ok(row.try_get::<i64, _>("lines")? == 0)
}

/// Locks an order that still can be paid, and says when it was placed. One that is paid on arrival is confirmed with that.
/// `difference` is what is paid of one that was changed: it is awaited as long as the order says so.
async fn lock_payable(
    tx: &mut Transaction,
    order: OrderId,
    method: PaymentMethod,
    (amount, is_difference): (Money, bool),
) -> Result<Timestamp, PaymentError> {
    let row = sqlx::query(order::sql::STATE)
        .bind(order.0)
        .fetch_optional(tx.connection())
        .await?
        .ok_or(OrderError::NotFound)?;
    let state: String = row.try_get("state")?;
    let (wanted, due) = if is_difference {
        (OrderState::Confirmed, row.try_get("awaited")?)
    } else {
        let total: i64 = row.try_get("total")?;
        (OrderState::PendingPayment, total.saturating_sub(row.try_get("on_cards")?))
    };
    if state != wanted.key() {
        return Err(PaymentError::NotPayable);
    }
    // It was changed since, and is asked for another sum.
    if due != amount.minor {
        return Err(PaymentError::Conflict);
    }
    let is_confirmed = is_difference || method.is_paid_on_arrival();
    let state = if is_confirmed { OrderState::Confirmed.key() } else { OrderState::PendingPayment.key() };
    let changed = sqlx::query(order::sql::SET_STATE)
        .bind(order.0)
        .bind(row.try_get::<i64, _>("version")?)
        .bind(state)
        .execute(tx.connection())
        .await?;
    let placed_at = Timestamp(row.try_get("placed_at")?);
    if changed.rows_affected() == 1 { Ok(placed_at) } else { Err(PaymentError::Conflict) }
}

async fn newest(shop: &Shop, order: OrderId) -> Result<Newest, PaymentError> {
    let row = sqlx::query(sql::NEWEST)
        .bind(order.0)
        .fetch_optional(&mut shop.database.quick().await?)
        .await?
        .ok_or(PaymentError::UnknownReference)?;
    Ok(read_newest(&row)?)
}

fn read_newest(row: &AnyRow) -> Result<Newest, DatabaseError> {
    let (method, state): (String, String) = (row.try_get("method")?, row.try_get("state")?);
    let currency: String = row.try_get("currency")?;
    let corrupt = |what: &'static str, value: &str| DatabaseError::Corrupt { what, value: value.to_owned() };
    Ok(Newest {
        payment: PaymentId(row.try_get("payment_id")?),
        method: PaymentMethod::from_key(&method).ok_or_else(|| corrupt("a way of payment", &method))?,
        state: PaymentState::from_key(&state).ok_or_else(|| corrupt("the state of a payment", &state))?,
        amount: Money::new(
            row.try_get("amount")?,
            Currency::parse(&currency).map_err(|_| corrupt("a currency", &currency))?,
        ),
        number: row.try_get("number")?,
        email: row.try_get("email")?,
        begun_at: Timestamp(row.try_get("begun_at")?),
        attempt: row.try_get::<Option<i64>, _>("attempt_id")?.map(AttemptId),
        is_started: !row.try_get::<String, _>("provider_reference")?.is_empty(),
        continue_at: row.try_get("continue_at")?,
        is_difference: row.try_get::<i64, _>("is_difference")? == 1,
    })
}

async fn call(provider: &dyn PaymentProvider, request: StartPayment) -> Result<StartedPayment, ProviderError> {
    let answer = tokio::time::timeout(PATIENCE, provider.start(request)).await;
    answer.unwrap_or_else(|_| Err(ProviderError::too_slow()))
}

/// Whether the shopper is still to pay there. Where the attempt was ended while it began, its page is taken away.
async fn remember_started(
    shop: &Shop,
    method: PaymentMethod,
    attempt: AttemptId,
    started: StartedPayment,
) -> Result<bool, PaymentError> {
    let (reference, continue_at) = (started.reference.clone(), started.continue_at);
    let is_open = shop
        .database
        .write_one(move |tx| {
            let query = sqlx::query(sql::STARTED).bind(attempt.0).bind(reference.clone()).bind(continue_at.clone());
            Box::pin(async move { Ok::<_, PaymentError>(query.execute(tx.connection()).await?.rows_affected() == 1) })
        })
        .await?;
    if is_open { Ok(true) } else { take_away(shop, method, attempt, started.reference).await }
}

/// The attempt is not open: it knows another page, which counts, or was ended while it began. Says whether the shopper is to pay.
async fn take_away(
    shop: &Shop,
    method: PaymentMethod,
    attempt: AttemptId,
    reference: String,
) -> Result<bool, PaymentError> {
    let (database, now) = (shop.database.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, reference) = (database.clone(), reference.clone());
            Box::pin(async move {
                let query = sqlx::query(sql::STARTED_TOO_LATE).bind(attempt.0).bind(reference.clone());
                let is_ended = query.execute(tx.connection()).await?.rows_affected() == 1;
                if is_ended {
                    call_off::enqueue_page(tx, &database, (method.key(), &reference), now).await?;
                }
                Ok(!is_ended)
            })
        })
        .await
}

/// A refusal ends the try; silence leaves it unknown until the provider answers.
async fn remember_failure(
    shop: &Shop,
    newest: &Newest,
    attempt: AttemptId,
    is_refused: bool,
) -> Result<(), PaymentError> {
    let (payment, now) = (newest.payment, shop.clock.now());
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                if is_refused {
                    sqlx::query(sql::END_ATTEMPTS).bind(payment.0).execute(tx.connection()).await?;
                    sqlx::query(sql::PAYMENT_REFUSED).bind(payment.0).bind(now.0).execute(tx.connection()).await?;
                } else {
                    sqlx::query(sql::ATTEMPT_UNKNOWN).bind(attempt.0).execute(tx.connection()).await?;
                    sqlx::query(sql::PAYMENT_UNKNOWN).bind(payment.0).bind(now.0).execute(tx.connection()).await?;
                }
                Ok(())
            })
        })
        .await
}
