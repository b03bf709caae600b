//! How many orders may wait at once for money that people move, a bank transfer or cash on delivery: each of them takes stock from
//! others for days, and sends a mail to an address that nobody has confirmed.

use domain::{
    inventory::may_hold_unpaid,
    kernel::{CustomerId, OrderId, Timestamp},
};
use sqlx::Row;

use super::{job::TRANSFER_HOLD, sql};
use crate::{
    account::attempt,
    db::{DatabaseError, Transaction},
    setting::{ShopSettings, digest},
};

/// Who wants to pay later.
#[derive(Clone, Copy)]
pub(crate) struct Payer<'a> {
    /// The e-mail address of the order.
    pub email: &'a str,
    /// Where the request came from; empty when unknown.
    pub address: &'a str,
    /// Whose account the order is in, when there is one: whoever types other addresses there is still one person.
    pub customer: Option<CustomerId>,
}

/// Whether one more order may wait for its money. The tallies are rows that other orders of the same address and network wait
/// for, so that two at once are counted one after the other.
pub(crate) async fn may_wait(
    tx: &mut Transaction,
    settings: &ShopSettings,
    payer: Payer<'_>,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    attempt::tally(tx, &format!("unpaid/{}", digest(payer.email)), TRANSFER_HOLD, now).await?;
    if let Some(customer) = payer.customer {
        attempt::tally(tx, &format!("unpaid/customer/{customer}"), TRANSFER_HOLD, now).await?;
    }
    let waiting = sqlx::query(sql::WAITING_OF_EMAIL)
        .bind(payer.email.to_owned())
        .bind(payer.customer.map_or(0, |customer| customer.0))
        .fetch_one(tx.connection())
        .await?;
    if is_full(waiting.try_get(0)?, settings.unpaid_per_email) {
        return Ok(false);
    }
    let Some(scope) = scope(payer) else { return Ok(true) };
    attempt::tally(tx, &scope, TRANSFER_HOLD, now).await?;
    let waiting = sqlx::query(sql::WAITING_OF_NETWORK).bind(scope).fetch_one(tx.connection()).await?;
    Ok(!is_full(waiting.try_get(0)?, settings.unpaid_per_network))
}

/// Whether an order holds no more of anything than one may that waits for its money. One that the shop itself offered may hold all.
pub(crate) async fn holds_little(
    tx: &mut Transaction,
    settings: &ShopSettings,
    order: OrderId,
) -> Result<bool, DatabaseError> {
    let rows = sqlx::query(sql::HELD).bind(order.0).fetch_all(tx.connection()).await?;
    for row in &rows {
        let (held, free): (i64, i64) = (row.try_get("held")?, row.try_get("free")?);
        if !may_hold_unpaid(held, free.saturating_add(held), settings.unpaid_percent) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_full(waiting: i64, most: i64) -> bool {
    most > 0 && waiting >= most
}

/// Remembers from which network an order came for as long as it may wait.
pub(crate) async fn note(
    tx: &mut Transaction,
    payer: Payer<'_>,
    order: OrderId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    if let Some(scope) = scope(payer) {
        attempt::tally(tx, &format!("{scope}{order}"), TRANSFER_HOLD, now).await?;
    }
    Ok(())
}

/// The name of a network, without saying which it is; none when it is not known.
fn scope(payer: Payer<'_>) -> Option<String> {
    let network = attempt::network(payer.address);
    (!network.is_empty()).then(|| format!("unpaid/{}/", digest(&network)))
}
