//! The variants of a product: those that are known are changed, new ones are added, and those that are gone are no longer
//! sold. None is ever deleted, since orders refer to it.

use std::collections::HashSet;

use domain::{importer::report::FailedRow, kernel::ProductId};
use sqlx::Row as _;

use super::{
    Desk,
    fresh::{self, Fresh},
    keep::{self, KeptVariant},
    slug, stock,
};
use crate::{
    db::{DatabaseError, Transaction},
    importer::{
        notes::note,
        product::{ImportedProduct, ImportedVariant},
        sql,
    },
};

/// A variant that the shop has.
struct Known {
    id: i64,
    sku: String,
    title: String,
    choice: String,
    active: bool,
    kept: KeptVariant,
}

/// What a product's variants were before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// There were none: the product is new.
    None,
    /// There may be some, and the file says nothing new of their stock.
    SameStock,
    /// There may be some, and the file says something new of their stock.
    OtherStock,
}

/// Brings the variants to what the file says.
pub(super) async fn bring(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    product_id: ProductId,
    product: &ImportedProduct,
    before: Before,
    warnings: &mut Vec<FailedRow>,
) -> Result<(), DatabaseError> {
    let mut known = if before == Before::None { Vec::new() } else { known(transaction, product_id).await? };
    let matches: Vec<Option<Known>> =
        product.variants.iter().map(|variant| take_match(&mut known, product, variant)).collect();
    retire(transaction, product, &known, warnings).await?;
    let mut given: HashSet<String> = product.variants.iter().map(|variant| variant.sku.clone()).collect();
    let mut fresh = Vec::new();
    for (position, (variant, matched)) in (0_i64..).zip(product.variants.iter().zip(matches)) {
        let id = matched.as_ref().map_or_else(|| desk.database.next_id(), |known| known.id);
        let known_sku = matched.as_ref().map(|known| known.sku.as_str());
        let sku = match wanted_sku(desk, variant, id, known_sku, warnings) {
            Some(sku) => sku,
            None => slug::free_sku(transaction, product, variant, id, &given, desk).await?,
        };
        given.insert(sku.clone());
        let Some(known) = matched else {
            fresh.push(Fresh { id, position, sku, variant });
            continue;
        };
        let kept = keep::variant(product, variant, known.kept);
        update(transaction, Place { id, product: product_id.0, position }, sku, (product, variant), kept).await?;
        if before == Before::OtherStock {
            stock::correct(transaction, desk, id, variant, warnings).await?;
        }
    }
    fresh::add(transaction, desk, product_id, product, &fresh).await
}

/// Takes variants that are no longer in the file out of the sale.
async fn retire(
    transaction: &mut Transaction,
    product: &ImportedProduct,
    known: &[Known],
    warnings: &mut Vec<FailedRow>,
) -> Result<(), DatabaseError> {
    for gone in known.iter().filter(|gone| gone.active) {
        sqlx::query(sql::RETIRE_VARIANT).bind(gone.id).execute(transaction.connection()).await?;
        let reason = "this variant is no longer in the file; it is not sold any more";
        warnings.push(note(product.line, "", &gone.sku, reason));
    }
    Ok(())
}

/// Corrects the stock of the variants and nothing else.
pub(super) async fn correct_stock(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    product_id: ProductId,
    product: &ImportedProduct,
    warnings: &mut Vec<FailedRow>,
) -> Result<(), DatabaseError> {
    let mut known = known(transaction, product_id).await?;
    for variant in &product.variants {
        if let Some(matched) = take_match(&mut known, product, variant) {
            stock::correct(transaction, desk, matched.id, variant, warnings).await?;
        }
    }
    Ok(())
}

struct Place {
    id: i64,
    product: i64,
    position: i64,
}

async fn known(transaction: &mut Transaction, product: ProductId) -> Result<Vec<Known>, DatabaseError> {
    let rows = sqlx::query(sql::VARIANTS).bind(product.0).fetch_all(transaction.connection()).await?;
    let known = rows.iter().map(|row| {
        Ok(Known {
            id: row.try_get(0)?,
            sku: row.try_get(1)?,
            title: row.try_get(2)?,
            choice: row.try_get(3)?,
            active: row.try_get::<i64, _>(4)? == 1,
            kept: KeptVariant {
                compare_at: row.try_get(5)?,
                cost: row.try_get(6)?,
                tax_class: row.try_get(7)?,
                barcode: row.try_get(8)?,
                weight_grams: row.try_get(9)?,
                track_stock: row.try_get(10)?,
                content: row.try_get::<Option<i64>, _>(12)?.zip(Some(row.try_get(13)?)),
            },
        })
    });
    Ok(known.collect::<Result<_, sqlx::Error>>()?)
}

/// The known variant that this one is: the one with its SKU, else the one with its option values.
fn take_match(known: &mut Vec<Known>, product: &ImportedProduct, variant: &ImportedVariant) -> Option<Known> {
    let title = product.variant_title(variant);
    let by_sku = known.iter().position(|known| !variant.sku.is_empty() && known.sku == variant.sku);
    let by_title = || known.iter().position(|known| known.title == title);
    // The manager may have put the options into another order.
    let by_values = || known.iter().position(|known| values(&known.title) == values(&title));
    let by_choice = || known.iter().position(|known| known.choice == choice(variant) && variant.choice.is_empty());
    let index = by_sku.or_else(by_title).or_else(by_values).or_else(by_choice)?;
    Some(known.remove(index))
}

fn values(title: &str) -> Vec<&str> {
    let mut values: Vec<&str> = title.split(" / ").collect();
    values.sort_unstable();
    values
}

pub(super) fn choice(variant: &ImportedVariant) -> String {
    serde_json::to_string(&variant.choice).unwrap_or_else(|_| "[]".to_owned())
}

/// The file's SKU when no other variant has it; else the one that the variant has already. `None` when a new one is to be made.
fn wanted_sku(
    desk: &Desk<'_>,
    variant: &ImportedVariant,
    id: i64,
    known: Option<&str>,
    warnings: &mut Vec<FailedRow>,
) -> Option<String> {
    if !variant.sku.is_empty() {
        let owner = desk.owners.get(&variant.sku);
        if owner.is_none_or(|owner| *owner == id) && !desk.found.skus.contains(&variant.sku) {
            return Some(variant.sku.clone());
        }
        let reason = "another product of the shop has this SKU; a new one is made";
        warnings.push(note(variant.line, "SKU", &variant.sku, reason));
    }
    known.map(str::to_owned)
}

/// Changes a known variant.
async fn update(
    transaction: &mut Transaction,
    place: Place,
    sku: String,
    (product, variant): (&ImportedProduct, &ImportedVariant),
    kept: KeptVariant,
) -> Result<(), DatabaseError> {
    sqlx::query(sql::UPDATE_VARIANT)
        .bind(place.id)
        .bind(place.product)
        .bind(place.position)
        .bind(sku)
        .bind(product.variant_title(variant))
        .bind(choice(variant))
        .bind(variant.price.minor)
        .bind(kept.compare_at)
        .bind(kept.cost)
        .bind(variant.price.currency.code().to_owned())
        .bind(kept.tax_class)
        .bind(kept.barcode)
        .bind(kept.weight_grams)
        .bind(kept.track_stock)
        .bind(kept.content.as_ref().map(|(amount, _)| *amount))
        .bind(kept.content.map(|(_, unit)| unit).unwrap_or_default())
        .execute(transaction.connection())
        .await?;
    Ok(())
}
