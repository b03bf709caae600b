//! Asking for the mails about an order: rows of the outbox, in the transaction of what they tell.

use domain::kernel::{OrderId, PaymentId, RefundId, Timestamp};
use serde_json::json;

use super::mail::{Kind, OUTBOX_KIND};
use crate::db::{Database, DatabaseError, Transaction, outbox};

/// Adds a mail to the outbox, in the transaction of what it tells.
pub(crate) async fn enqueue(
    tx: &mut Transaction,
    database: &Database,
    kind: Kind,
    order: OrderId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let payload = json!({ "mail": kind.key(), "order": order });
    outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &payload, now).await
}

/// Adds the mail that tells of a refund.
pub(crate) async fn enqueue_refund(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    refund: RefundId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let payload = json!({ "mail": Kind::Refunded.key(), "order": order, "refund": refund });
    outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &payload, now).await
}

/// Adds the mail that tells of a change of the order, the so-manieth.
pub(crate) async fn enqueue_change(
    tx: &mut Transaction,
    database: &Database,
    (order, revision): (OrderId, i64),
    reason: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let payload = json!({ "mail": Kind::OrderChanged.key(), "order": order, "revision": revision, "reason": reason });
    outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &payload, now).await
}

/// Adds the mail that tells that a difference was paid.
pub(crate) async fn enqueue_difference(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    payment: PaymentId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let payload = json!({ "mail": Kind::DifferencePaid.key(), "order": order, "payment": payment });
    outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &payload, now).await
}

/// Adds the mail that tells of a parcel which is not the last one of its order.
pub(crate) async fn enqueue_part(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    parcel: i64,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let payload = json!({ "mail": Kind::OrderSent.key(), "order": order, "parcel": parcel });
    outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &payload, now).await
}
