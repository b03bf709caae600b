//! The options of a product and the variants that follow from them.
//!
//! Not here: what becomes of variants (domain), their terms and stock (the product's form). Invariants: a save says which version
//! it was made from; a variant is never deleted, as orders refer to it: one whose values are gone is not sold any more, and comes
//! back with its SKU and stock when its values do.

pub mod sql;
mod write;

use domain::{
    catalog::{
        KeptVariant, OptionEdit, OptionPlan, rearrange,
        view::{OptionSheet, OptionView},
    },
    kernel::{ProductId, VariantId},
};
use sqlx::{Row as _, any::AnyRow};

use super::{ModelError, change::change};
use crate::{
    Shop,
    account::Actor,
    catalog::{CatalogError, row::json},
    db::DatabaseError,
};

/// The options of a product, with its variants by name.
///
/// # Errors
/// A product that does not exist; a database that does not answer.
pub async fn sheet(shop: &Shop, id: ProductId) -> Result<OptionSheet, CatalogError> {
    let reader = shop.database.reader();
    let row = sqlx::query(sql::PRODUCT).bind(id.0).fetch_optional(reader).await?.ok_or(CatalogError::NotFound)?;
    let rows = sqlx::query(sql::VARIANTS).bind(id.0).fetch_all(reader).await?;
    let options = options(&row)?;
    let variants = rows.iter().map(|row| variant(row, &options)).collect::<Result<Vec<_>, _>>()?;
    let same = options.iter().enumerate().map(|(place, option)| OptionEdit::unchanged(place, option));
    let plan = rearrange(&options, &variants, &same.collect::<Vec<_>>());
    Ok(OptionSheet {
        product: id,
        version: row.try_get(0)?,
        title: row.try_get(1)?,
        missing: plan.map_or(0, |plan| plan.missing.len()),
        options,
        variants: variants.len(),
    })
}

fn options(row: &AnyRow) -> Result<Vec<OptionView>, DatabaseError> {
    json("product options", row.try_get(2)?)
}

/// A variant with a value for each option: one that an import left without is read as the first.
fn variant(row: &AnyRow, options: &[OptionView]) -> Result<KeptVariant, DatabaseError> {
    let mut choice: Vec<usize> = json("variant choice", row.try_get(1)?)?;
    choice.resize(options.len(), 0);
    Ok(KeptVariant { id: VariantId(row.try_get(0)?), choice })
}

/// What a change of the options would do, without doing it.
///
/// # Errors
/// Options that a product cannot have; a product that does not exist; a database that does not answer.
pub async fn plan(shop: &Shop, id: ProductId, edits: &[OptionEdit]) -> Result<OptionPlan, ModelError> {
    let reader = shop.database.reader();
    let row = sqlx::query(sql::PRODUCT).bind(id.0).fetch_optional(reader).await?.ok_or(ModelError::NotFound)?;
    let rows = sqlx::query(sql::VARIANTS).bind(id.0).fetch_all(reader).await?;
    let options = options(&row)?;
    let variants = rows.iter().map(|row| variant(row, &options)).collect::<Result<Vec<_>, _>>()?;
    rearrange(&options, &variants, edits).map_err(|error| ModelError::field("options", error.to_string()))
}

/// Changes the options of a product, and makes the variants that are missing when `fill` says so.
///
/// # Errors
/// Options that a product cannot have, a form made from an old version, a product that does not exist, a database that failed.
pub async fn save(
    shop: &Shop,
    actor: &Actor,
    (id, version): (ProductId, i64),
    edits: Vec<OptionEdit>,
    fill: bool,
) -> Result<(), ModelError> {
    change(shop, actor, ("product.options", format!("product {id}")), move |transaction, desk| {
        let edits = edits.clone();
        Box::pin(async move { write::run(transaction, &desk, (id, version), &edits, fill).await })
    })
    .await?;
    shop.shelf.refresh(&[id]).await;
    super::score::tell(shop, std::iter::once(id)).await?;
    Ok(())
}
