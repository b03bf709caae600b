//! From rows to variants of the manager's desks.

use domain::{
    inventory::view::StockedVariant,
    kernel::{ProductId, VariantId},
};
use sqlx::{Row as _, any::AnyRow};

/// A variant, of the columns of [`super::admin_sql::variant_columns`].
pub(crate) fn variant(row: &AnyRow) -> Result<StockedVariant, sqlx::Error> {
    let (product_title, title): (String, String) = (row.try_get("product_title")?, row.try_get("variant_title")?);
    Ok(StockedVariant {
        id: VariantId(row.try_get("variant_id")?),
        product: ProductId(row.try_get("product_id")?),
        title: if title.is_empty() { product_title } else { format!("{product_title} · {title}") },
        sku: row.try_get("sku")?,
    })
}
