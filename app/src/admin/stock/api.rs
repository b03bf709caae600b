//! Server functions of the desks of stock.

use domain::{
    inventory::view::{LowStockDesk, MovementPage},
    kernel::VariantId,
};
use leptos::prelude::*;

use crate::{
    admin::{clock::Dated, parts::form::Outcome},
    error::AppError,
};

/// Every variant that is low.
#[server(prefix = "/api", endpoint = "admin/stock/low")]
pub async fn list_low() -> Result<LowStockDesk, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::inventory::admin::low(&shop).await.map_err(guard::inventory)
}

/// What there is of a variant, and a page of its movements.
#[server(prefix = "/api", endpoint = "admin/stock/variant")]
pub async fn read_stock(variant: VariantId, after: Option<i64>) -> Result<Dated<MovementPage>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::inventory::admin::movements(&shop, variant, after).await.map_err(guard::inventory)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Says from how many on down a variant is low.
#[server(prefix = "/api", endpoint = "admin/stock/set_low")]
pub async fn set_low_stock(variant: VariantId, #[server(default)] low_stock: String) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    guard::inventory_outcome(services::inventory::admin::set_low_stock(&shop, &actor, variant, &low_stock).await)
}
