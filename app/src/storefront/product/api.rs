//! Server functions of the product's page.

use domain::{
    catalog::view::ProductPageView,
    kernel::{DateWindow, Money},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What a product's page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductData {
    /// The product.
    pub product: ProductPageView,
    /// When it arrives in the shop's own country, if it is ordered now.
    pub arrives: Option<DateWindow>,
    /// What its delivery costs there.
    pub delivery: Option<Money>,
    /// From which sum on delivery is free there.
    pub free_from: Option<Money>,
}

/// A product, or where it has moved to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProductAnswer {
    /// Here it is.
    Found(Box<ProductData>),
    /// It has another address now.
    MovedTo(String),
}

/// The product with this slug.
#[server(prefix = "/api", endpoint = "catalog/product")]
pub async fn product(slug: String) -> Result<ProductAnswer, AppError> {
    use services::catalog::{CatalogError, read::ProductRead};

    use crate::context;
    let shop = context::shop()?;
    let read = services::catalog::read::product(&shop, &slug).await.map_err(|error| match error {
        CatalogError::NotFound => AppError::NotFound,
        other => context::failed(other),
    })?;
    match read {
        ProductRead::Found(page) => Ok(ProductAnswer::Found(Box::new(with_delivery(&shop, (*page).clone())))),
        ProductRead::MovedTo(slug) => {
            leptos_axum::redirect(&format!("/products/{slug}"), true);
            Ok(ProductAnswer::MovedTo(slug))
        }
    }
}

#[cfg(feature = "ssr")]
fn with_delivery(shop: &services::Shop, product: ProductPageView) -> ProductData {
    use domain::shipping::{Delivery, options};
    let settings = &shop.settings;
    let goods = product.variants.first().map_or(Money::zero(settings.currency), |variant| variant.price);
    let delivery = Delivery {
        home: &settings.country,
        country: &settings.country,
        goods,
        free_from: settings.free_shipping_from,
        now: shop.clock.now(),
    };
    let first = options(&delivery).ok().and_then(|options| options.into_iter().next());
    let (arrives, price) = first.map_or((None, None), |option| (Some(option.arrives), Some(option.price)));
    ProductData { product, arrives, delivery: price, free_from: settings.free_shipping_from }
}
