//! Currencies that come into force.

use async_trait::async_trait;
use domain::kernel::Timestamp;
use serde_json::Value;

use super::row;
use crate::{
    Shop,
    db::{Database, DatabaseError, Transaction, outbox},
    outbox::{DeliveryError, Handler},
};

/// The kind of the outbox row that says that the currencies have changed.
pub const TABLE_KIND: &str = "currency.table";

/// Lets the currencies be read anew once the transaction is committed, in the process that serves.
pub(super) async fn enqueue(tx: &mut Transaction, database: &Database, now: Timestamp) -> Result<(), DatabaseError> {
    outbox::enqueue(tx, database.next_id(), TABLE_KIND, &Value::Null, now).await
}

/// Reads the currencies into memory, and tells the shelf its prices in each of them.
///
/// # Errors
/// A database that does not answer; the currencies stay as they were.
pub async fn renew(shop: &Shop) -> Result<(), DatabaseError> {
    let mut connection = shop.database.connect().await?;
    let table = row::table(&mut connection).await?;
    drop(connection);
    shop.currencies.replace(table, |table| table.revision);
    let (base, now) = (shop.settings.currency, shop.currencies.now());
    let sellings = now.offered(base).map(|one| one.selling(now.revision)).collect();
    shop.shelf.sell_in(sellings).await
}

/// Delivers the rows that say that the currencies have changed.
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
