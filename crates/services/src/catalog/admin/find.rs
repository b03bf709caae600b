//! Finding a product by anything that somebody has at hand: what is exactly so comes first, then what the search finds, then what
//! has it somewhere.

use std::collections::HashSet;

use domain::{
    catalog::{ProductFilter, view::ProductRow},
    kernel::ProductId,
};
use sqlx::Row as _;

use super::{
    list::{ProductListQuery, list, rows},
    sql,
};
use crate::{Shop, catalog::CatalogError};

/// So many letters or digits are a whole code.
const LEAST_CODE: usize = 3;

/// The best products for a few letters, a name with a typing error, a SKU or a barcode.
///
/// # Errors
/// A database or search index that failed.
pub async fn find(shop: &Shop, text: &str, most: usize) -> Result<Vec<ProductRow>, CatalogError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids = exact(shop, text).await?;
    // While the index is being built nobody has to wait for it.
    if shop.search.size().is_some() {
        ids.extend(shop.search.suggest(&[text.to_owned()], most).await?);
    }
    let mut known = HashSet::new();
    ids.retain(|id| known.insert(*id));
    let mut found = rows(shop, &ids).await?;
    if found.len() < most {
        let query = ProductListQuery::of(ProductFilter { text: text.to_owned(), ..ProductFilter::default() });
        let more = list(shop, &query).await?.rows;
        found.extend(more.into_iter().filter(|row| !ids.contains(&row.id)));
    }
    found.truncate(most);
    Ok(found)
}

/// The products with exactly this SKU or barcode.
async fn exact(shop: &Shop, text: &str) -> Result<Vec<ProductId>, CatalogError> {
    if text.chars().count() < LEAST_CODE {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(sql::BY_CODE).bind(text.to_owned()).fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(|row| row.try_get(0).map(ProductId)).collect::<Result<_, _>>()?)
}
