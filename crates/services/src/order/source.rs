//! From which locations the items of an order are taken.

use domain::{
    kernel::{LocationId, OrderId},
    order::view::{SourceItem, SourceView},
};
use sqlx::Row as _;

use super::sql;
use crate::{Shop, db::DatabaseError};

/// The locations that hold or gave items of an order, each with what.
pub(crate) async fn of_order(shop: &Shop, order: OrderId) -> Result<Vec<SourceView>, DatabaseError> {
    let mut sources: Vec<SourceView> = Vec::new();
    for row in sqlx::query(sql::SOURCES).bind(order.0).fetch_all(shop.database.reader()).await? {
        let location = LocationId(row.try_get("location_id")?);
        let item =
            SourceItem { title: row.try_get("title")?, sku: row.try_get("sku")?, quantity: row.try_get("quantity")? };
        match sources.iter_mut().find(|source| source.location == location) {
            Some(source) => source.items.push(item),
            None => sources.push(SourceView { location, name: row.try_get("name")?, items: vec![item] }),
        }
    }
    Ok(sources)
}
