//! The versions of a product, in words.

use std::collections::HashMap;

use domain::{
    catalog::view::{HistoryView, Origin, VersionView},
    kernel::{ProductId, Timestamp, VersionId},
};
use sqlx::{Row as _, any::AnyRow};

use super::{
    document, sql,
    words::{Names, told},
};
use crate::{
    Shop,
    catalog::{CatalogError, admin},
    db::DatabaseError,
};

/// So many versions at a time.
const STRETCH: i64 = 30;

/// A stretch of the versions of a product, newest first, from before one of them.
///
/// # Errors
/// A product that does not exist, or a database that does not answer.
pub async fn read(shop: &Shop, product: ProductId, before: Option<VersionId>) -> Result<HistoryView, CatalogError> {
    let form = admin::form(shop, product).await?;
    let names = names(
        shop,
        form.variants.iter().map(|variant| {
            (variant.id.0, if variant.title.is_empty() { variant.sku.clone() } else { variant.title.clone() })
        }),
    )
    .await?;
    let rows = sqlx::query(sql::LIST)
        .bind(product.0)
        .bind(before.map_or(i64::MAX, |before| before.0))
        .bind(STRETCH.saturating_add(1))
        .fetch_all(shop.database.reader())
        .await?;
    let goes_on = rows.len() > usize::try_from(STRETCH).unwrap_or(usize::MAX);
    let shown = rows.len().saturating_sub(usize::from(goes_on));
    let versions = rows.iter().take(shown).map(|row| version(row, &names)).collect::<Result<Vec<_>, _>>()?;
    let next = versions.last().filter(|_| goes_on).map(|version| version.id);
    Ok(HistoryView { product, title: form.title, versions, next })
}

async fn names(shop: &Shop, variants: impl Iterator<Item = (i64, String)>) -> Result<Names, DatabaseError> {
    let categories = sqlx::query(sql::CATEGORIES).fetch_all(shop.database.reader()).await?;
    let types = sqlx::query(admin::attribute::sql::TYPE_NAMES).fetch_all(shop.database.reader()).await?;
    let pair = |row: &AnyRow| Ok((row.try_get(0)?, row.try_get(1)?));
    Ok(Names {
        categories: categories.iter().map(pair).collect::<Result<HashMap<_, _>, sqlx::Error>>()?,
        types: types.iter().map(pair).collect::<Result<HashMap<_, _>, sqlx::Error>>()?,
        variants: variants.collect(),
    })
}

fn version(row: &AnyRow, names: &Names) -> Result<VersionView, DatabaseError> {
    let changes = document::read(row.try_get(4)?)?;
    Ok(VersionView {
        id: VersionId(row.try_get(0)?),
        number: row.try_get(1)?,
        actor: row.try_get(2)?,
        origin: Origin::from_key(row.try_get(3)?),
        at: Timestamp(row.try_get(5)?),
        changes: changes.iter().map(|(path, (old, new))| told(path, old, new, names)).collect(),
    })
}
