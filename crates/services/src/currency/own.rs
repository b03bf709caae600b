//! The prices that variants have of their own, for whoever shows or sells them.

use std::collections::HashMap;

use domain::{
    currency::{OwnPrice, Selling},
    kernel::{ProductId, VariantId},
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::db::{Connection, DatabaseError};

/// The own price in the columns with these names; `None` for one that goes by the rate.
pub(crate) fn price(row: &AnyRow, price: &str, compare_at: &str) -> Result<Option<OwnPrice>, DatabaseError> {
    let Some(price) = row.try_get::<Option<i64>, _>(price)? else { return Ok(None) };
    Ok(Some(OwnPrice { price, compare_at: row.try_get(compare_at)? }))
}

/// Those of a product's variants. Nothing is asked where prices are told in the shop's own currency.
pub(crate) async fn of_product(
    connection: &mut Connection,
    product: ProductId,
    selling: &Selling,
) -> Result<HashMap<VariantId, OwnPrice>, DatabaseError> {
    let Some(currency) = selling.foreign() else { return Ok(HashMap::new()) };
    let rows =
        sqlx::query(sql::OF_PRODUCT).bind(product.0).bind(currency.code().to_owned()).fetch_all(connection).await?;
    let mut prices = HashMap::new();
    for row in &rows {
        let own = price(row, "price", "compare_at")?;
        prices.extend(own.map(|own| Ok::<_, sqlx::Error>((VariantId(row.try_get("variant_id")?), own))).transpose()?);
    }
    Ok(prices)
}

/// Those of what a bundle is made of, by unit.
pub(crate) async fn of_parts(
    connection: &mut Connection,
    bundle: ProductId,
    selling: &Selling,
) -> Result<HashMap<String, OwnPrice>, DatabaseError> {
    let Some(currency) = selling.foreign() else { return Ok(HashMap::new()) };
    let rows = sqlx::query(sql::OF_PARTS).bind(bundle.0).bind(currency.code().to_owned()).fetch_all(connection).await?;
    let mut prices = HashMap::new();
    for row in &rows {
        let own = price(row, "price", "compare_at")?;
        prices.extend(own.map(|own| Ok::<_, sqlx::Error>((row.try_get("sku")?, own))).transpose()?);
    }
    Ok(prices)
}
