//! `mercer reconcile`: what the running shop does every few seconds, at once and to the end. For the time after a crash or a
//! restored backup, beside a shop that runs or without one.

use services::{Shop, order, outbox, payment};

use super::CliError;
use crate::{config::Config, jobs, startup};

/// Hears of payments, gives up orders, does what waits outside (mails, refunds, documents), and tells how many of each.
pub(super) async fn run(config: &Config) -> Result<(), CliError> {
    let shop = startup::shop(config).await?;
    let worked = work(&shop).await;
    shop.database.close().await;
    let (payments, orders, effects) = worked?;
    println!(
        "{payments} payments asked about, {orders} unpaid orders given up, {effects} effects done (mails, refunds, documents)"
    );
    Ok(())
}

async fn work(shop: &Shop) -> Result<(u32, u32, u32), CliError> {
    let refused = |error: &dyn std::fmt::Display| CliError::Refused(error.to_string());
    // Twice: a payment that was never begun is begun by the first question and asked about by the second.
    let mut payments = payment::job::reconcile(shop, 0).await.map_err(|error| refused(&error))?;
    payments = payments.max(payment::job::reconcile(shop, 0).await.map_err(|error| refused(&error))?);
    let orders = order::job::sweep(shop).await.map_err(|error| refused(&error))?;
    // What was done may have effects of its own: a refund is told by mail.
    let mut effects = 0_u32;
    loop {
        match outbox::run_once(shop, &jobs::outside()).await? {
            0 => return Ok((payments, orders, effects)),
            more => effects = effects.saturating_add(more),
        }
    }
}
