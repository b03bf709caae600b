//! Trying again.

use domain::{
    kernel::{OrderId, PaymentId},
    payment::PaymentMethod,
};
use sqlx::Row as _;

use super::{ReconcileError, sql};
use crate::{
    Shop,
    account::Actor,
    db::{DatabaseError, audit},
    payment,
};

/// Asks the provider what became of a payment, and does what follows from its answer.
///
/// # Errors
/// A payment that has its answer by now; a provider that does not answer again.
pub async fn ask(shop: &Shop, payment: PaymentId) -> Result<(), ReconcileError> {
    let row = sqlx::query(sql::UNANSWERED).bind(payment.0).fetch_optional(shop.database.reader()).await?;
    let row = row.ok_or(ReconcileError::Settled)?;
    let (word, reference): (String, String) = (row.try_get("method")?, row.try_get("provider_reference")?);
    let method = PaymentMethod::from_key(&word)
        .ok_or(DatabaseError::Corrupt { what: "a way of payment", value: word.clone() })?;
    if reference.is_empty() {
        payment::start::continue_at(shop, OrderId(row.try_get("order_id")?)).await?;
    } else {
        payment::write::confirm(shop, method, &reference).await?;
    }
    Ok(())
}

/// Puts an effect that was given up among those that are tried.
///
/// # Errors
/// An effect that was not given up.
pub async fn try_again(shop: &Shop, actor: &Actor, effect: i64) -> Result<(), ReconcileError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (id, name) = (database.next_id(), name.clone());
            Box::pin(async move {
                if sqlx::query(sql::TRY_AGAIN).bind(effect).execute(tx.connection()).await?.rows_affected() == 0 {
                    return Err(ReconcileError::Settled);
                }
                let subject = format!("effect {effect}");
                let done = audit::Entry { actor: &name, action: "outbox.try_again", subject: &subject, detail: "" };
                Ok(audit::record(tx, id, done, now).await?)
            })
        })
        .await
}
