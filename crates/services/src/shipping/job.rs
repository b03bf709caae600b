//! The table that comes into force.

use async_trait::async_trait;
use domain::kernel::Timestamp;
use serde_json::Value;

use super::{ShippingTerms, row};
use crate::{
    Shop,
    db::{Database, DatabaseError, Transaction, outbox},
    outbox::{DeliveryError, Handler},
};

/// The kind of the outbox row that says that the table has changed.
pub const TABLE_KIND: &str = "shipping.table";

/// Lets the table be read anew once the transaction is committed, in the process that serves.
pub(super) async fn enqueue(tx: &mut Transaction, database: &Database, now: Timestamp) -> Result<(), DatabaseError> {
    outbox::enqueue(tx, database.next_id(), TABLE_KIND, &Value::Null, now).await
}

/// Reads the table into memory; pages that show the former one are no longer given out.
///
/// # Errors
/// A database that does not answer; the table stays as it was.
pub async fn renew(shop: &Shop) -> Result<(), DatabaseError> {
    let mut connection = shop.database.connect().await?;
    let terms = ShippingTerms::of(row::table(&mut connection).await?);
    shop.shipping.replace(terms, |terms| terms.table.revision);
    shop.shelf.forget_rendered();
    Ok(())
}

/// Delivers the rows that say that the table has changed.
#[derive(Clone, Copy, Debug)]
pub struct TableHandler;

#[async_trait]
impl Handler for TableHandler {
    fn kind(&self) -> &'static str {
        TABLE_KIND
    }

    async fn deliver(&self, shop: &Shop, _: i64, _: &Value) -> Result<(), DeliveryError> {
        renew(shop).await.map_err(|error| DeliveryError::Later(error.to_string()))
    }
}
