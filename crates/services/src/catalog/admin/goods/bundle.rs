//! The parts of a bundle.

use domain::{
    catalog::view::{GoodsForm, PartChoice},
    kernel::{ProductId, Quantity},
};
use sqlx::Row as _;

use super::{change, kind, sql};
use crate::{
    Shop,
    account::Actor,
    catalog::{CatalogError, admin::SaveError},
    db::{Transaction, contains_pattern},
};

/// Parts of a bundle; it keeps the sum of their prices far from the end of 64 bits.
const MOST_PARTS: i64 = 20;
const MOST_CHOICES: i64 = 12;

/// Puts a variant into a bundle, changes how many of it are in one, or takes it out with 0.
///
/// # Errors
/// A unit that does not exist or cannot be a part, a number that is none, too many parts; a product that does not exist; a
/// database that failed.
pub async fn put_part(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    sku: &str,
    quantity: i64,
) -> Result<GoodsForm, SaveError> {
    if quantity != 0 && Quantity::new(quantity).is_err() {
        return Err(SaveError::field("quantity", format!("Write a number from 1 to {}.", Quantity::MOST)));
    }
    let part =
        Part { product, sku: sku.trim().to_owned(), quantity, currency: shop.settings.currency.code().to_owned() };
    let detail = format!("{quantity} × {}", part.sku);
    change(shop, actor, product, "product.put_part", detail, move |transaction| {
        let part = part.clone();
        Box::pin(async move { part.put(transaction).await })
    })
    .await
}

#[derive(Clone)]
struct Part {
    product: ProductId,
    sku: String,
    quantity: i64,
    currency: String,
}

impl Part {
    async fn put(self, transaction: &mut Transaction) -> Result<(), SaveError> {
        let refuse = |words: &str| Err(SaveError::field("sku", words));
        let found = sqlx::query(sql::PART_BY_SKU).bind(self.sku).fetch_optional(transaction.connection()).await?;
        let Some(found) = found else {
            return refuse("There is no variant with this SKU.");
        };
        let variant: i64 = found.try_get(0)?;
        if self.quantity == 0 {
            sqlx::query(sql::REMOVE_PART).bind(self.product.0).bind(variant).execute(transaction.connection()).await?;
            return Ok(());
        }
        if found.try_get::<i64, _>(1)? == self.product.0 {
            return refuse("A bundle cannot be a part of itself.");
        }
        if found.try_get::<i64, _>(2)? == 0 || found.try_get::<String, _>(3)? != self.currency {
            return refuse("This variant is not for sale.");
        }
        if !kind(found.try_get(4)?)?.can_be_part() {
            return refuse("A bundle holds single products, no bundles and no gift cards.");
        }
        let others = sqlx::query(sql::COUNT_OTHERS).bind(self.product.0).bind(variant);
        if others.fetch_one(transaction.connection()).await?.try_get::<i64, _>(0)? >= MOST_PARTS {
            return Err(SaveError::field("sku", format!("A bundle has at most {MOST_PARTS} parts.")));
        }
        sqlx::query(sql::PUT_PART)
            .bind(self.product.0)
            .bind(variant)
            .bind(self.quantity)
            .execute(transaction.connection())
            .await?;
        Ok(())
    }
}

/// Variants that can be parts, by words in their names or pieces of their units.
///
/// # Errors
/// A database that does not answer.
pub async fn find_parts(shop: &Shop, text: &str) -> Result<Vec<PartChoice>, CatalogError> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(sql::FIND_PARTS)
        .bind(contains_pattern(&text))
        .bind(MOST_CHOICES)
        .fetch_all(shop.database.reader())
        .await?;
    rows.iter()
        .map(|row| {
            let (title, variant): (String, String) = (row.try_get(1)?, row.try_get(2)?);
            let comma = if variant.is_empty() { "" } else { ", " };
            Ok(PartChoice { sku: row.try_get(0)?, title: format!("{title}{comma}{}", variant.replace(" / ", ", ")) })
        })
        .collect()
}
