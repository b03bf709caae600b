//! What a provider says by itself.

use domain::payment::PaymentMethod;

use super::{PaymentError, sql, write};
use crate::{Shop, failpoint};

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
    let seen = sqlx::query(sql::WEBHOOK_SEEN)
        .bind(method.key())
        .bind(event.id.clone())
        .fetch_optional(shop.database.reader())
        .await?;
    if seen.is_some() {
        return Ok(());
    }
    write::confirm(shop, method, &event.reference).await?;
    let id = event.id;
    shop.database
        .write(move |tx| {
            let id = id.clone();
            Box::pin(async move {
                sqlx::query(sql::NOTE_WEBHOOK).bind(id).bind(method.key()).bind(now.0).execute(tx.connection()).await?;
                failpoint::reach("webhook.before_commit");
                Ok::<_, PaymentError>(())
            })
        })
        .await?;
    failpoint::reach("webhook.after_commit");
    Ok(())
}
