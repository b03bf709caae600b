//! What a provider says by itself.

use domain::{
    kernel::{OrderId, Timestamp},
    payment::PaymentMethod,
};

use super::{PaymentError, sql, write};
use crate::{
    Shop,
    db::{Database, Transaction},
    failpoint,
    order::{self, event},
    port::News,
};

/// Takes a message: proves it over its raw bytes, and confirms the payment that it is about by asking the provider. The
/// message is noted after that, so that a failure in between makes the provider send it again.
///
/// # Errors
/// A message that proves nothing (nothing is written then), or a confirmation that failed.
pub async fn receive_webhook(
    shop: &Shop,
    method: PaymentMethod,
    header: &(dyn for<'a> Fn(&'a str) -> Option<String> + Sync),
    body: &[u8],
) -> Result<(), PaymentError> {
    let provider = shop.providers.get(method).ok_or(PaymentError::NotOffered)?;
    let now = shop.clock.now();
    let event = provider.verify_webhook(&|name| header(name), body, now)?;
    let (reference, alarm) = match event.news {
        News::Payment { reference } => (reference, None),
        News::Alarm { reference, text } => (reference, Some(text)),
        News::Nothing => return Ok(()),
    };
    let seen = sqlx::query(sql::WEBHOOK_SEEN)
        .bind(method.key())
        .bind(event.id.clone())
        .fetch_optional(&mut shop.database.quick().await?)
        .await?;
    if seen.is_some() {
        return Ok(());
    }
    let order = write::confirm(shop, method, &reference).await?.order;
    match alarm {
        None => note(shop, method, event.id, now).await?,
        Some(text) => note_alarm(shop, (method, event.id), (order, text), now).await?,
    }
    failpoint::reach("webhook.after_commit");
    Ok(())
}

/// Remembers a message.
async fn note(shop: &Shop, method: PaymentMethod, id: String, now: Timestamp) -> Result<(), PaymentError> {
    shop.database
        .write_one(move |tx| {
            let id = id.clone();
            Box::pin(async move {
                let note = sqlx::query(sql::NOTE_WEBHOOK).bind(id).bind(method.key()).bind(now.0);
                note.execute(tx.connection()).await?;
                failpoint::reach("webhook.before_commit");
                Ok(())
            })
        })
        .await
}

/// Remembers a message of which a person has to hear.
async fn note_alarm(
    shop: &Shop,
    (method, id): (PaymentMethod, String),
    (order, text): (OrderId, &'static str),
    now: Timestamp,
) -> Result<(), PaymentError> {
    let database = shop.database.clone();
    shop.database
        .write(move |tx| {
            let (id, database) = (id.clone(), database.clone());
            Box::pin(async move {
                let note = sqlx::query(sql::NOTE_WEBHOOK).bind(id).bind(method.key()).bind(now.0);
                if note.execute(tx.connection()).await?.rows_affected() == 1 {
                    raise_alarm(tx, &database, order, text, now).await?;
                }
                failpoint::reach("webhook.before_commit");
                Ok(())
            })
        })
        .await
}

/// Writes into the order's history what a person has to deal with at the provider.
async fn raise_alarm(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    text: &'static str,
    now: Timestamp,
) -> Result<(), PaymentError> {
    tracing::error!(%order, text, "a payment needs a person");
    sqlx::query(order::sql::TOUCH).bind(order.0).execute(tx.connection()).await?;
    let event = event::Event { order, kind: "alarm", text, actor: "payment provider", now };
    Ok(event::append(tx, database, event).await?)
}
