//! Server functions of prices in other currencies.

use domain::{
    currency::{OwnPriceForm, view::ProductPrices},
    kernel::ProductId,
};
use leptos::prelude::*;

use crate::{admin::parts::form::Outcome, error::AppError};

/// What the variants of a product cost in every currency.
#[server(prefix = "/api", endpoint = "admin/product/prices")]
pub async fn read_prices(product: ProductId) -> Result<ProductPrices, AppError> {
    use crate::admin::{currencies::api::refused, guard};
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::currency::prices::of_product(&shop, product).await.map_err(refused)
}

/// Says what variants cost in a currency.
#[server(prefix = "/api", endpoint = "admin/product/save_prices")]
pub async fn save_prices(
    product: ProductId,
    code: String,
    #[server(default)] own: OwnPriceForm,
) -> Result<Outcome, AppError> {
    use crate::{
        admin::{currencies::api::outcome, guard},
        context,
    };
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let saved = outcome(services::currency::prices::save(&shop, &actor, (product, &code), &own).await)?;
    context::lead_to(&format!("/admin/products/{product}/prices"));
    Ok(saved)
}
