//! What the lists ask the services.

use domain::catalog::{
    ListQuery,
    view::{CategoryPageView, CollectionPageView, ProductListView},
};

use crate::{context, error::AppError, storefront::failure};

/// A category's page.
pub async fn category(slug: String, query: ListQuery) -> Result<CategoryPageView, AppError> {
    let shop = context::shop()?;
    services::catalog::read::category(&shop, &slug, &query).await.map_err(failure::catalog)
}

/// A collection's page.
pub async fn collection(slug: String, query: ListQuery) -> Result<CollectionPageView, AppError> {
    let shop = context::shop()?;
    services::catalog::read::collection(&shop, &slug, &query).await.map_err(failure::catalog)
}

/// Everything that is reduced.
pub async fn sale(query: ListQuery) -> Result<ProductListView, AppError> {
    let shop = context::shop()?;
    services::catalog::read::sale(&shop, &query).await.map_err(context::failed)
}

/// Everything that is new.
pub async fn new(query: ListQuery) -> Result<ProductListView, AppError> {
    let shop = context::shop()?;
    services::catalog::read::new(&shop, &query).await.map_err(context::failed)
}
