//! Prices of bundles that follow the prices of their parts.

use std::collections::BTreeMap;

use domain::{
    catalog::{bundle_price, parts_price},
    kernel::{Money, ProductId},
};
use sqlx::Row as _;

use super::sql;
use crate::{
    Shop,
    catalog::{CatalogError, row::currency},
    db::{DatabaseError, Transaction},
};

/// Brings the prices of all bundles that follow their parts up to date; whoever has changed a price calls it before the commit.
/// Gives the bundles whose prices were others.
pub(crate) async fn settle(transaction: &mut Transaction) -> Result<Vec<ProductId>, DatabaseError> {
    let rows = sqlx::query(sql::FOLLOWING).fetch_all(transaction.connection()).await?;
    let mut bundles: BTreeMap<i64, (i64, Vec<(Money, i64)>)> = BTreeMap::new();
    for row in rows {
        let price = Money::new(row.try_get(2)?, currency(row.try_get(3)?)?);
        let (discount, parts) = bundles.entry(row.try_get(0)?).or_default();
        *discount = row.try_get(1)?;
        parts.push((price, row.try_get(4)?));
    }
    let mut changed = Vec::new();
    for (bundle, (discount, parts)) in bundles {
        let Some(currency) = parts.first().map(|(price, _)| price.currency) else { continue };
        let price = match parts_price(currency, parts).and_then(|sum| bundle_price(sum, discount)) {
            Ok(price) => price,
            Err(error) => {
                tracing::warn!(%error, bundle, "the price of a bundle cannot follow its parts");
                continue;
            }
        };
        let set = sqlx::query(sql::SET_PRICE).bind(bundle).bind(price.minor).bind(currency.code().to_owned());
        if set.execute(transaction.connection()).await?.rows_affected() > 0 {
            changed.push(ProductId(bundle));
        }
    }
    Ok(changed)
}

/// Brings the prices of bundles up to date after changes of any kind, and says how many were others.
///
/// # Errors
/// A database that failed.
pub async fn settle_prices(shop: &Shop) -> Result<usize, CatalogError> {
    if sqlx::query(sql::FOLLOWING).fetch_optional(shop.database.reader()).await?.is_none() {
        return Ok(0);
    }
    let changed = shop
        .database
        .write(|transaction| Box::pin(async move { Ok::<_, CatalogError>(settle(transaction).await?) }))
        .await?;
    shop.shelf.refresh(&changed).await;
    Ok(changed.len())
}
