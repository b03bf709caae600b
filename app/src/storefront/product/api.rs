//! What the product's page asks the services.

use std::sync::Arc;

use domain::{catalog::view::ProductPageView, shipping::view::Promise};
use services::{
    cart::read,
    catalog::read::{ProductRead, product as read_product},
    checkout,
};

use crate::{context, error::AppError, storefront::failure};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct ProductData {
    /// The product.
    pub product: Arc<ProductPageView>,
    /// When it arrives, and what that costs; nothing when the shop does not deliver in its own country.
    pub promise: Option<Promise>,
    /// Whether tax is added to prices.
    pub adds_tax: bool,
    /// How many of each variant can be added to this shopper's bag.
    pub rooms: Vec<i64>,
}

/// A product's page; nothing when it has moved: then the answer leads to its new address.
pub async fn product(slug: String) -> Result<Option<ProductData>, AppError> {
    let shop = context::shop()?;
    match read_product(&shop, &slug).await.map_err(failure::catalog)? {
        ProductRead::Found(product) => {
            let promise = checkout::read::promise(&shop).map_err(context::failed)?;
            let cart = context::cart_token();
            let rooms = read::rooms(&shop, cart.as_ref(), &product.variants).await.map_err(failure::cart)?;
            let adds_tax = shop.taxes.now().settings.adds_tax;
            Ok(Some(ProductData { product, promise, adds_tax, rooms }))
        }
        ProductRead::MovedTo(slug) => {
            leptos_axum::redirect(&format!("/products/{slug}"), true);
            Ok(None)
        }
    }
}
