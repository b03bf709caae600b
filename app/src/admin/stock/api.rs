//! Server functions of the desks of stock.

use domain::{
    inventory::view::{LowStockDesk, MovementPage, OwedRow},
    kernel::VariantId,
};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use services::inventory::InventoryError;

use crate::{
    admin::{clock::Dated, parts::form::Outcome},
    error::AppError,
};

/// Every variant that is low.
#[server(prefix = "/api", endpoint = "admin/stock/low")]
pub async fn list_low() -> Result<LowStockDesk, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::inventory::admin::low(&shop).await.map_err(refused)
}

/// What there is of a variant, and a page of its movements.
#[server(prefix = "/api", endpoint = "admin/stock/variant")]
pub async fn read_stock(variant: VariantId, after: Option<i64>) -> Result<Dated<MovementPage>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::inventory::admin::movements(&shop, variant, after).await.map_err(refused)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Says from how many on down a variant is low.
#[server(prefix = "/api", endpoint = "admin/stock/set_low")]
pub async fn set_low_stock(variant: VariantId, #[server(default)] low_stock: String) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    outcome(services::inventory::admin::set_low_stock(&shop, &actor, variant, &low_stock).await)
}

/// Says how many of a variant may be owed, and when it should come.
#[server(prefix = "/api", endpoint = "admin/stock/set_backorder")]
pub async fn set_backorder(
    variant: VariantId,
    #[server(default)] most: String,
    #[server(default)] expected_on: String,
) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    outcome(services::inventory::owed::admin::set_rule(&shop, &actor, variant, (&most, &expected_on)).await)
}

/// Every variant of which something is owed.
#[server(prefix = "/api", endpoint = "admin/stock/owed")]
pub async fn list_owed() -> Result<Dated<Vec<OwedRow>>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::inventory::owed::admin::owed(&shop).await.map_err(refused)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// What a refused use case of stock says on the wire, where no form is at hand.
#[cfg(feature = "ssr")]
pub fn refused(error: InventoryError) -> AppError {
    match error {
        InventoryError::NotFound => AppError::NotFound,
        InventoryError::Fields(_) => AppError::Invalid(error.to_string()),
        InventoryError::Ended | InventoryError::Refused(_) => {
            AppError::Invalid(crate::admin::guard::sentence(&error.to_string()))
        }
        InventoryError::Database(_) => crate::context::failed(error),
    }
}

/// What became of a form: an answer for our own code, an error for a form that a browser sent by itself.
#[cfg(feature = "ssr")]
pub fn outcome<T>(saved: Result<T, InventoryError>) -> Result<Outcome, AppError> {
    match saved {
        Ok(_) => Ok(Outcome::Saved),
        Err(error) if crate::context::is_plain_form() => Err(refused(error)),
        Err(InventoryError::Fields(fields)) => Ok(Outcome::Refused(fields)),
        Err(error) => Err(refused(error)),
    }
}
