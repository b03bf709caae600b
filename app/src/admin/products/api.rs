//! Server functions of the product list.

use domain::{catalog::view::ProductRows, kernel::ProductId};
use leptos::prelude::*;

use super::ProductsQuery;
use crate::error::AppError;

/// A page of products.
#[server(prefix = "/api", endpoint = "admin/products/list")]
pub async fn list_products(query: ProductsQuery) -> Result<ProductRows, AppError> {
    use services::catalog::admin;

    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let ProductsQuery { text, published, low_stock, incomplete, page } = query;
    let completeness_below = incomplete.then_some(admin::score::ENOUGH);
    let query = admin::ProductListQuery { text, published, low_stock, completeness_below, page };
    admin::list(&shop, &query).await.map_err(guard::catalog)
}

/// Shows a product to shoppers, or hides it.
#[server(prefix = "/api", endpoint = "admin/products/publish")]
pub async fn publish_product(product: ProductId, published: bool) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::admin::set_published(&shop, &actor, product, published).await.map_err(guard::catalog)
}

/// Makes a product that nobody sees yet, and opens it.
#[server(prefix = "/api", endpoint = "admin/products/create")]
pub async fn create_product(title: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let product = services::catalog::admin::create(&shop, &actor, &title).await.map_err(guard::save)?;
    leptos_axum::redirect(&format!("/admin/products/{product}"), false);
    Ok(())
}
