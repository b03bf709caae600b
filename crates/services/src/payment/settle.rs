//! What follows from an observation, in one transaction: payment, stock, order, history, mail.

use domain::{
    kernel::{Money, PaymentId, Timestamp},
    order::{OrderEvent, OrderState},
    payment::{PaymentMethod, PaymentState, Step},
};

use super::{PaymentError, sql, subject::Subject};
use crate::{
    Shop,
    db::{Database, Transaction},
    document,
    fulfilment::immaterial,
    gift_card::pay as gift_card,
    inventory::write::{self as inventory, Cause},
    ledger::{self, Moved},
    order::{self, event, mail},
    setting::ShopSecret,
};

/// Why a payment that came as it was begun is not what is agreed now.
const OUTDATED: &str = "The order was changed after this payment was begun";

/// An observation that changes something.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub subject: Subject,
    pub step: Step,
    /// What was, or would be, taken.
    pub amount: Money,
    pub method: PaymentMethod,
    /// Who says so.
    pub actor: String,
    pub now: Timestamp,
    /// From which secret codes are made.
    pub secret: ShopSecret,
}

impl Change {
    /// The money, for the books.
    fn moved(&self) -> Moved {
        Moved { order: self.subject.order, method: self.method, amount: self.amount, now: self.now }
    }
}

/// Applies the change to payment and order as they were seen, and says where the payment stands then;
/// [`PaymentError::Conflict`] when they have changed since.
pub(super) async fn apply(
    tx: &mut Transaction,
    database: &Database,
    change: &Change,
) -> Result<PaymentState, PaymentError> {
    match change.step {
        Step::Stay => Ok(change.subject.state),
        Step::Remember(state) => remember(tx, database, change, state).await,
        Step::Settle => settle(tx, database, change).await,
        Step::Review => review(tx, database, change, "The payment is not what was agreed").await,
    }
}

async fn remember(
    tx: &mut Transaction,
    database: &Database,
    change: &Change,
    state: PaymentState,
) -> Result<PaymentState, PaymentError> {
    let subject = &change.subject;
    set_order(tx, change, subject.order_state).await?;
    set_payment(tx, change, state, 0).await?;
    if state == PaymentState::Cancelled {
        end_attempts(tx, change).await?;
    }
    match state {
        PaymentState::Declined => note(tx, database, change, "declined", "Payment declined").await?,
        PaymentState::Cancelled => note(tx, database, change, "payment_cancelled", "Payment given up").await?,
        _ => {}
    }
    Ok(state)
}

/// An order of which nothing is left to pay is paid as soon as it stands: no provider is asked, and all else follows as it does from a payment.
pub(crate) async fn settle_nothing(
    tx: &mut Transaction,
    shop: &Shop,
    payment: PaymentId,
    method: PaymentMethod,
    now: Timestamp,
) -> Result<(), PaymentError> {
    let row = sqlx::query(sql::SUBJECT_BY_PAYMENT).bind(payment.0).fetch_one(tx.connection()).await?;
    let subject = Subject::from_row(&row)?;
    let (amount, secret) = (subject.amount, shop.settings.secret.clone());
    let change = Change { subject, step: Step::Settle, amount, method, actor: "shop".to_owned(), now, secret };
    settle(tx, &shop.database, &change).await.map(|_| ())
}

/// The agreed sum is there.
async fn settle(tx: &mut Transaction, database: &Database, change: &Change) -> Result<PaymentState, PaymentError> {
    let before = change.subject.order_state;
    if matches!(before, OrderState::Confirmed | OrderState::Completed) {
        let captured = sqlx::query(sql::CAPTURED).bind(change.subject.order.0).fetch_optional(tx.connection()).await?;
        return match captured {
            Some(_) if change.subject.is_difference && change.subject.amount.minor == change.subject.awaited => {
                difference_paid(tx, database, change).await
            }
            Some(_) => paid_twice(tx, database, change).await,
            None if change.subject.is_current() => paid_later(tx, database, change).await,
            None => review(tx, database, change, OUTDATED).await,
        };
    }
    let Ok(after) = before.after(OrderEvent::Paid) else {
        return review(tx, database, change, "The payment came while the order was under review").await;
    };
    if after != OrderState::Confirmed {
        return review(tx, database, change, "The payment came after the order was cancelled").await;
    }
    if !change.subject.is_current() {
        return review(tx, database, change, OUTDATED).await;
    }
    let (order, now) = (change.subject.order, change.now);
    let nature = immaterial::nature(tx, order).await?;
    // What needs no parcel is there as soon as it is paid.
    let after = if nature.needs_parcel { after } else { after.after(OrderEvent::AllSent).unwrap_or(after) };
    set_order(tx, change, after).await?;
    set_payment(tx, change, PaymentState::Captured, change.amount.minor).await?;
    end_attempts(tx, change).await?;
    if !nature.has_one_payment {
        order::cancel_payments(tx, database, order, change.subject.payment, now).await?;
    }
    inventory::commit(tx, database, Cause { order, actor: &change.actor, now }).await?;
    spend_cards(tx, change).await?;
    document::enqueue_invoice(tx, database, order, now).await?;
    ledger::paid(tx, database, change.subject.payment, change.moved()).await?;
    let is_nothing = change.amount.minor == 0;
    let words = match (is_nothing, change.subject.on_cards > 0) {
        (true, true) => "Paid by gift card",
        (true, false) => "Nothing to pay",
        (false, _) => "Payment received",
    };
    note(tx, database, change, "paid", words).await?;
    if nature.may_be_handed_over {
        immaterial::hand_over(tx, database, &change.secret, order, now).await?;
    }
    let kind = match change.method {
        _ if is_nothing => mail::Kind::OrderConfirmed,
        PaymentMethod::Transfer => mail::Kind::PaymentReceived,
        PaymentMethod::Test | PaymentMethod::Stripe | PaymentMethod::CashOnDelivery => mail::Kind::OrderConfirmed,
    };
    mail::enqueue(tx, database, kind, order, now).await?;
    Ok(PaymentState::Captured)
}

/// What gift cards were to pay is paid with the rest.
async fn spend_cards(tx: &mut Transaction, change: &Change) -> Result<(), PaymentError> {
    if change.subject.on_cards > 0 {
        gift_card::spend(tx, change.subject.order, change.now).await?;
    }
    Ok(())
}

/// The order was confirmed by a promise, and the money is there now: it goes its way as before.
async fn paid_later(tx: &mut Transaction, database: &Database, change: &Change) -> Result<PaymentState, PaymentError> {
    let (order, now) = (change.subject.order, change.now);
    set_order(tx, change, change.subject.order_state).await?;
    set_payment(tx, change, PaymentState::Captured, change.amount.minor).await?;
    end_attempts(tx, change).await?;
    order::cancel_payments(tx, database, order, change.subject.payment, now).await?;
    spend_cards(tx, change).await?;
    document::enqueue_invoice(tx, database, order, now).await?;
    ledger::paid(tx, database, change.subject.payment, change.moved()).await?;
    note(tx, database, change, "paid_later", "Payment received").await?;
    immaterial::hand_over(tx, database, &change.secret, order, now).await?;
    Ok(PaymentState::Captured)
}

/// What a change made the order cost more is there: it can be sent.
async fn difference_paid(
    tx: &mut Transaction,
    database: &Database,
    change: &Change,
) -> Result<PaymentState, PaymentError> {
    let (order, now) = (change.subject.order, change.now);
    let came = sqlx::query(sql::DIFFERENCE_CAME).bind(order.0).bind(change.subject.order_version);
    if came.bind(change.amount.minor).execute(tx.connection()).await?.rows_affected() != 1 {
        return Err(PaymentError::Conflict);
    }
    set_payment(tx, change, PaymentState::Captured, change.amount.minor).await?;
    end_attempts(tx, change).await?;
    order::cancel_payments(tx, database, order, change.subject.payment, now).await?;
    // The change has posted what it earned: the customer owed the shop the difference since.
    ledger::unearned(tx, database, change.subject.payment, change.moved()).await?;
    document::enqueue_invoice(tx, database, order, now).await?;
    note(tx, database, change, "difference_paid", &format!("The difference of {} was paid", change.amount)).await?;
    mail::enqueue_difference(tx, database, order, change.subject.payment, now).await?;
    Ok(PaymentState::Captured)
}

/// Another payment has paid the order already: the money is kept in sight, the order goes its way.
async fn paid_twice(tx: &mut Transaction, database: &Database, change: &Change) -> Result<PaymentState, PaymentError> {
    set_order(tx, change, change.subject.order_state).await?;
    set_payment(tx, change, PaymentState::Mismatched, change.amount.minor).await?;
    end_attempts(tx, change).await?;
    ledger::unearned(tx, database, change.subject.payment, change.moved()).await?;
    let text =
        format!("Paid a second time: {} {} must go back", change.amount.decimal(), change.amount.currency.code());
    tracing::error!(order = %change.subject.order, "an order was paid twice");
    note(tx, database, change, "paid_twice", &text).await?;
    Ok(PaymentState::Mismatched)
}

/// The money came, but not as agreed: a person must look. Nothing is sent before.
async fn review(
    tx: &mut Transaction,
    database: &Database,
    change: &Change,
    why: &str,
) -> Result<PaymentState, PaymentError> {
    let before = change.subject.order_state;
    let after = before.after(OrderEvent::PaidWrongly).unwrap_or(before);
    set_order(tx, change, after).await?;
    set_payment(tx, change, PaymentState::Mismatched, change.amount.minor).await?;
    end_attempts(tx, change).await?;
    ledger::unearned(tx, database, change.subject.payment, change.moved()).await?;
    let amount = format!("{} {}", change.amount.decimal(), change.amount.currency.code());
    tracing::error!(order = %change.subject.order, why, %amount, "an order needs review");
    note(tx, database, change, "needs_review", &format!("{why}: {amount} came")).await?;
    Ok(PaymentState::Mismatched)
}

async fn set_order(tx: &mut Transaction, change: &Change, state: OrderState) -> Result<(), PaymentError> {
    let changed = sqlx::query(order::sql::SET_STATE)
        .bind(change.subject.order.0)
        .bind(change.subject.order_version)
        .bind(state.key())
        .execute(tx.connection())
        .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(PaymentError::Conflict) }
}

async fn set_payment(
    tx: &mut Transaction,
    change: &Change,
    state: PaymentState,
    captured: i64,
) -> Result<(), PaymentError> {
    let changed = sqlx::query(sql::SET_STATE)
        .bind(change.subject.payment.0)
        .bind(change.subject.version)
        .bind(state.key())
        .bind(captured)
        .bind(change.now.0)
        .execute(tx.connection())
        .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(PaymentError::Conflict) }
}

async fn end_attempts(tx: &mut Transaction, change: &Change) -> Result<(), PaymentError> {
    sqlx::query(sql::END_ATTEMPTS).bind(change.subject.payment.0).execute(tx.connection()).await?;
    Ok(())
}

async fn note(
    tx: &mut Transaction,
    database: &Database,
    change: &Change,
    kind: &'static str,
    text: &str,
) -> Result<(), PaymentError> {
    let (order, now) = (change.subject.order, change.now);
    Ok(event::append(tx, database, event::Event { order, kind, text, actor: &change.actor, now }).await?)
}
