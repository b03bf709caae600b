//! Server functions of the product page.

use domain::{catalog::view::ProductPageView, shipping::view::Promise};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductData {
    /// The product.
    pub product: ProductPageView,
    /// When it arrives, and what that costs.
    pub promise: Promise,
}

/// A product's page; nothing when it has moved: then the answer leads to its new address.
#[server(prefix = "/api", endpoint = "catalog/product")]
pub async fn product(slug: String) -> Result<Option<ProductData>, AppError> {
    use services::{
        catalog::read::{ProductRead, product},
        checkout,
    };

    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    match product(&shop, &slug).await.map_err(failure::catalog)? {
        ProductRead::Found(view) => {
            let promise = checkout::read::promise(&shop).map_err(context::failed)?;
            Ok(Some(ProductData { product: std::sync::Arc::unwrap_or_clone(view), promise }))
        }
        ProductRead::MovedTo(slug) => {
            leptos_axum::redirect(&format!("/products/{slug}"), true);
            Ok(None)
        }
    }
}
