//! What an order was sold that is not there yet, line by line.

use domain::{
    inventory::OwedNeed,
    kernel::{Date, OrderId, OrderLineId, VariantId},
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::db::{Connection, DatabaseError};

/// What each line of an order needs of the variants of which it misses some; nothing where nothing is missing.
pub(crate) async fn needs(connection: &mut Connection, order: OrderId) -> Result<Vec<OwedNeed>, DatabaseError> {
    let rows = sqlx::query(sql::NEEDS).bind(order.0).fetch_all(connection).await?;
    let need = |row: &AnyRow| {
        Ok(OwedNeed {
            line: OrderLineId(row.try_get("line_id")?),
            variant: VariantId(row.try_get("variant_id")?),
            each: row.try_get("each")?,
            missing: row.try_get("missing")?,
            expected_on: row.try_get::<Option<i64>, _>("expected_on")?.map(Date::from_days),
        })
    };
    rows.iter().map(need).collect()
}
