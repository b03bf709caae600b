//! The kind of a product with what belongs to it, as the manager reads it.

use domain::{
    catalog::{
        ProductKind,
        view::{FileForm, GoodsForm, PartForm},
    },
    kernel::{Money, ProductFileId, ProductId, VariantId},
};
use sqlx::{Row as _, any::AnyRow};

use super::{kind, sql};
use crate::{
    Shop,
    catalog::{CatalogError, fields, row::currency},
    db::DatabaseError,
};

/// The goods of a product.
///
/// # Errors
/// A product that does not exist; a database that does not answer.
pub async fn goods(shop: &Shop, product: ProductId) -> Result<GoodsForm, CatalogError> {
    let reader = shop.database.reader();
    let row = sqlx::query(sql::GOODS).bind(product.0).fetch_optional(reader).await?.ok_or(CatalogError::NotFound)?;
    let parts = sqlx::query(sql::PARTS).bind(product.0).fetch_all(reader).await?;
    let files = sqlx::query(sql::FILES).bind(product.0).fetch_all(reader).await?;
    let mut connection = shop.database.connect().await?;
    // Those that the kind brings are not the manager's.
    let fields = fields::of_product(&mut connection, product, ProductKind::Simple, shop.settings.currency).await?;
    Ok(GoodsForm {
        kind: kind(row.try_get(0)?)?,
        parts: parts.iter().map(part).collect::<Result<_, _>>()?,
        discount: row.try_get(1)?,
        files: files.iter().map(file).collect::<Result<_, _>>()?,
        download_most: row.try_get(2)?,
        download_days: row.try_get(3)?,
        fields,
    })
}

fn file(row: &AnyRow) -> Result<FileForm, DatabaseError> {
    Ok(FileForm {
        id: ProductFileId(row.try_get(0)?),
        name: row.try_get(1)?,
        bytes: row.try_get(2)?,
        variant: row.try_get::<Option<i64>, _>(3)?.map(VariantId),
        buyers: row.try_get(4)?,
    })
}

fn part(row: &AnyRow) -> Result<PartForm, DatabaseError> {
    let is_counted = row.try_get::<i64, _>(9)? == 1;
    let free: i64 = row.try_get(10)?;
    Ok(PartForm {
        variant: VariantId(row.try_get(0)?),
        product: ProductId(row.try_get(1)?),
        title: row.try_get(2)?,
        variant_title: row.try_get::<String, _>(3)?.replace(" / ", ", "),
        sku: row.try_get(4)?,
        quantity: row.try_get(5)?,
        price: Money::new(row.try_get(6)?, currency(row.try_get(7)?)?),
        free: is_counted.then_some(free),
        active: row.try_get::<i64, _>(8)? == 1,
    })
}
