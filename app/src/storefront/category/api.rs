//! Server functions of the lists.

use domain::catalog::{
    ListQuery,
    view::{CategoryPageView, ProductListView},
};
use leptos::prelude::*;

use crate::error::AppError;

/// A category's page.
#[server(prefix = "/api", endpoint = "catalog/category", input = server_fn::codec::Json)]
pub async fn category(slug: String, query: ListQuery) -> Result<CategoryPageView, AppError> {
    use services::catalog::CatalogError;

    use crate::context;
    let shop = context::shop()?;
    services::catalog::read::category(&shop, &slug, &query).await.map_err(|error| match error {
        CatalogError::NotFound => AppError::NotFound,
        other => context::failed(other),
    })
}

/// Everything that is reduced.
#[server(prefix = "/api", endpoint = "catalog/sale", input = server_fn::codec::Json)]
pub async fn sale(query: ListQuery) -> Result<ProductListView, AppError> {
    let shop = crate::context::shop()?;
    services::catalog::read::sale(&shop, &query).await.map_err(crate::context::failed)
}

/// Everything that is new.
#[server(prefix = "/api", endpoint = "catalog/new", input = server_fn::codec::Json)]
pub async fn new(query: ListQuery) -> Result<ProductListView, AppError> {
    let shop = crate::context::shop()?;
    services::catalog::read::new(&shop, &query).await.map_err(crate::context::failed)
}
