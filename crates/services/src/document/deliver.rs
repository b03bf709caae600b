//! Issuing documents after the money has moved: rows of the outbox, so that no payment ever waits for a number.

use async_trait::async_trait;
use domain::kernel::{OrderId, RefundId, Timestamp};
use serde_json::{Value, json};

use super::{DocumentError, issue_credit_note, issue_missing};
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction, outbox},
    outbox::{DeliveryError, Handler},
};

/// The kind of outbox rows that are documents.
pub const OUTBOX_KIND: &str = "document";

/// Asks for the invoice of an order, in the transaction that pays it.
pub(crate) async fn enqueue_invoice(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &json!({ "invoice": order }), now).await
}

/// Asks for the credit note of a refund, in the transaction in which it is done.
pub(crate) async fn enqueue_credit_note(
    tx: &mut Transaction,
    database: &Database,
    refund: RefundId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &json!({ "credit_note": refund }), now).await
}

/// Issues what was asked for.
pub struct DocumentHandler;

#[async_trait]
impl Handler for DocumentHandler {
    fn kind(&self) -> &'static str {
        OUTBOX_KIND
    }

    async fn deliver(&self, shop: &Shop, _: i64, payload: &Value) -> Result<(), DeliveryError> {
        let id = |key: &str| payload.get(key).and_then(Value::as_i64);
        let shop_itself = Actor::system("shop");
        let issued = match (id("invoice"), id("credit_note")) {
            // Credit notes of refunds that were done while a difference was awaited come with it.
            (Some(order), _) => issue_missing(shop, &shop_itself, OrderId(order)).await,
            (_, Some(refund)) => issue_credit_note(shop, &shop_itself, RefundId(refund)).await.map(|_| ()),
            _ => return Err(DeliveryError::Never(format!("the row is no document: {payload}"))),
        };
        match issued {
            // A shop that has not said who sells issues nothing; the button on the order's page makes up for it later.
            // One that was changed meanwhile and waits for a difference gets its invoice with that: whatever pays an order asks anew.
            Ok(()) | Err(DocumentError::NoSeller | DocumentError::NotPaid) => Ok(()),
            Err(error @ (DocumentError::Database(_) | DocumentError::Issued)) => {
                Err(DeliveryError::Later(error.to_string()))
            }
            Err(error) => Err(DeliveryError::Never(error.to_string())),
        }
    }
}
