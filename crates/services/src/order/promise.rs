//! Orders that are sent before they are paid: the shopper pays who brings the parcel, and the shop trusts them.

use domain::kernel::{OrderId, Timestamp};

use super::{event, mail};
use crate::{
    db::{Database, DatabaseError, Transaction},
    inventory::write::{self as inventory, Cause},
};

/// What follows when an order is confirmed by a promise: its items leave the stock, the history says so, the customer is told.
pub(crate) async fn keep(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let actor = "customer";
    inventory::commit(tx, database, Cause { order, actor, now }).await?;
    let text = "To be paid in cash on delivery";
    event::append(tx, database, event::Event { order, kind: "promised", text, actor, now }).await?;
    mail::enqueue(tx, database, mail::Kind::OrderPromised, order, now).await
}
