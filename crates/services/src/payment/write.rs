//! Confirming payments: the one way in which money reaches an order.

use domain::{
    kernel::{OrderId, PaymentId},
    payment::{Observed, PaymentMethod, PaymentState, Step, apply},
};
use sqlx::Row;

use super::{PaymentError, settle, settle::Change, sql, start::PATIENCE, subject::Subject};
use crate::{
    Shop,
    account::Actor,
    failpoint,
    order::{OrderError, OrderToken},
    port::{Observation, ProviderError},
};

pub use super::webhook::receive_webhook;

/// What is known after a confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// The order.
    pub order: OrderId,
    /// Where the payment stands now.
    pub state: PaymentState,
}

/// So often a change is tried when others change the same payment.
const TRIES: u32 = 8;
const PROVIDER: &str = "payment provider";

/// Asks the provider where a payment stands and does what follows from it: once, however often and by whomever it is called.
///
/// # Errors
/// An unknown reference, a provider or a database that does not answer.
pub async fn confirm(shop: &Shop, method: PaymentMethod, reference: &str) -> Result<Confirmed, PaymentError> {
    if reference.is_empty() {
        return Err(PaymentError::UnknownReference);
    }
    confirm_as_seen(shop, method, reference, None).await
}

/// The same for a payment that may have been looked at already: it is looked at again only when it has changed since.
async fn confirm_as_seen(
    shop: &Shop,
    method: PaymentMethod,
    reference: &str,
    mut seen: Option<Subject>,
) -> Result<Confirmed, PaymentError> {
    let observation = observe(shop, method, reference).await?;
    for _ in 0..TRIES {
        let subject = match seen.take() {
            Some(subject) => subject,
            None => find(shop, method, &observation).await?,
        };
        let step = apply(subject.state, subject.judge(&observation));
        let change = Change {
            step,
            amount: observation.amount,
            method,
            actor: PROVIDER.to_owned(),
            now: shop.clock.now(),
            secret: shop.settings.secret.clone(),
            subject,
        };
        match run(shop, change).await {
            Err(PaymentError::Conflict) => {}
            answer => return answer,
        }
    }
    Err(PaymentError::Conflict)
}

/// The shopper comes back from the payment page: confirms, and gives the path to go to.
///
/// # Errors
/// As [`confirm`], but a provider that does not answer is none: the order's page says that we are checking.
pub async fn returned(shop: &Shop, reference: &str) -> Result<String, PaymentError> {
    if reference.is_empty() {
        return Err(PaymentError::UnknownReference);
    }
    let row = sqlx::query(sql::SUBJECT_BY_REFERENCE)
        .bind(reference.to_owned())
        .fetch_optional(&mut shop.database.quick().await?)
        .await?
        .ok_or(PaymentError::UnknownReference)?;
    let subject = Subject::from_row(&row)?;
    let order = subject.order;
    // A message was faster: what has been paid is not asked about at each visit of the same address.
    if subject.state != PaymentState::Captured
        && let Err(error) = confirm_as_seen(shop, subject.method, reference, Some(subject)).await
    {
        tracing::warn!(%error, %order, "a payment could not be confirmed on return");
    }
    Ok(OrderToken::of(&shop.settings.secret, order).path())
}

/// Somebody has seen the money: of a bank transfer on the account, or in cash from who brought the parcel.
///
/// # Errors
/// An order that waits for no such money.
pub async fn confirm_by_hand(shop: &Shop, actor: &Actor, order: OrderId) -> Result<Confirmed, PaymentError> {
    for _ in 0..TRIES {
        let subject = awaited_by_hand(shop, order).await?;
        let step = apply(subject.state, Observed::Captured { as_agreed: true });
        let change = Change {
            step,
            amount: subject.amount,
            method: subject.method,
            actor: actor.name.clone(),
            now: shop.clock.now(),
            secret: shop.settings.secret.clone(),
            subject,
        };
        match run(shop, change).await {
            Err(PaymentError::Conflict) => {}
            answer => return answer,
        }
    }
    Err(PaymentError::Conflict)
}

pub(super) async fn observe(shop: &Shop, method: PaymentMethod, reference: &str) -> Result<Observation, PaymentError> {
    let provider = shop.providers.get(method).ok_or(PaymentError::NotOffered)?;
    let answer = tokio::time::timeout(PATIENCE, provider.observe(reference)).await;
    match answer.unwrap_or_else(|_| Err(ProviderError::too_slow())) {
        Err(ProviderError::NoSuchPayment) => Err(PaymentError::UnknownReference),
        answer => Ok(answer?),
    }
}

async fn known(shop: &Shop, method: PaymentMethod, reference: &str) -> Result<Option<Subject>, PaymentError> {
    if reference.is_empty() {
        return Ok(None);
    }
    let row = sqlx::query(sql::SUBJECT)
        .bind(method.key())
        .bind(reference.to_owned())
        .fetch_optional(&mut shop.database.quick().await?)
        .await?;
    Ok(row.as_ref().map(Subject::from_row).transpose()?)
}

/// The payment under this reference. A provider may speak before our own note of its reference is written: then the order
/// that the provider names has a try that waits for one.
async fn find(shop: &Shop, method: PaymentMethod, observation: &Observation) -> Result<Subject, PaymentError> {
    let reference = observation.reference.as_str();
    if let Some(subject) = known(shop, method, reference).await? {
        return Ok(subject);
    }
    let attempt = observation.attempt.map_or(0, |attempt| attempt.0);
    let (number, reference_copy) = (observation.order_number.clone(), reference.to_owned());
    shop.database
        .write(move |tx| {
            let (number, reference) = (number.clone(), reference_copy.clone());
            Box::pin(async move {
                sqlx::query(sql::ADOPT)
                    .bind(method.key())
                    .bind(number)
                    .bind(reference)
                    .bind(attempt)
                    .execute(tx.connection())
                    .await?;
                Ok::<_, PaymentError>(())
            })
        })
        .await?;
    known(shop, method, reference).await?.ok_or(PaymentError::UnknownReference)
}

/// Does what follows, and says where the payment stands then.
async fn run(shop: &Shop, change: Change) -> Result<Confirmed, PaymentError> {
    let order = change.subject.order;
    if change.step == Step::Stay {
        return Ok(Confirmed { order, state: change.subject.state });
    }
    let database = shop.database.clone();
    let state = shop
        .database
        .write(move |tx| {
            let (database, change) = (database.clone(), change.clone());
            Box::pin(async move {
                let state = settle::apply(tx, &database, &change).await;
                failpoint::reach("settle.before_commit");
                state
            })
        })
        .await?;
    failpoint::reach("settle.after_commit");
    Ok(Confirmed { order, state })
}

async fn subject_of(shop: &Shop, payment: PaymentId) -> Result<Subject, PaymentError> {
    let row = sqlx::query(sql::SUBJECT_BY_PAYMENT).bind(payment.0).fetch_one(&mut shop.database.quick().await?).await?;
    Ok(Subject::from_row(&row)?)
}

async fn awaited_by_hand(shop: &Shop, order: OrderId) -> Result<Subject, PaymentError> {
    let row = sqlx::query(sql::AWAITED_BY_HAND)
        .bind(order.0)
        .fetch_optional(&mut shop.database.quick().await?)
        .await?
        .ok_or(PaymentError::Order(OrderError::NothingAwaited))?;
    subject_of(shop, PaymentId(row.try_get("id")?)).await
}
