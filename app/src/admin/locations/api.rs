//! Server functions of the locations.

use domain::{
    inventory::{LocationForm, LocationRow, LocationSheet},
    kernel::{LocationId, VariantId},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::admin::stock::api::{outcome, refused};
use crate::{admin::parts::form::Outcome, error::AppError};

/// All locations.
#[server(prefix = "/api", endpoint = "admin/locations/list")]
pub async fn list_locations() -> Result<Vec<LocationRow>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::inventory::location::list(&shop).await.map_err(refused)
}

/// Makes a location.
#[server(prefix = "/api", endpoint = "admin/locations/create")]
pub async fn create_location(location: LocationForm) -> Result<Outcome, AppError> {
    use crate::{admin::guard, context};
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let made = outcome(services::inventory::location::create(&shop, &actor, &location).await)?;
    context::lead_to("/admin/stock/locations");
    Ok(made)
}

/// One location with its goods.
#[server(prefix = "/api", endpoint = "admin/location/detail")]
pub async fn read_location(location: LocationId) -> Result<LocationSheet, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::inventory::location::one(&shop, location).await.map_err(refused)
}

/// Changes a location.
#[server(prefix = "/api", endpoint = "admin/location/save")]
pub async fn save_location(id: LocationId, location: LocationForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    outcome(services::inventory::location::save(&shop, &actor, id, &location).await)
}

/// Has a location asked earlier.
#[server(prefix = "/api", endpoint = "admin/location/move_up")]
pub async fn move_location_up(location: LocationId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::inventory::location::move_up(&shop, &actor, location).await.map_err(refused)
}

/// Closes a location in which nothing lies.
#[server(prefix = "/api", endpoint = "admin/location/close")]
pub async fn close_location(location: LocationId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::inventory::location::close(&shop, &actor, location).await.map_err(refused)
}

/// Opens a location again.
#[server(prefix = "/api", endpoint = "admin/location/reopen")]
pub async fn reopen_location(location: LocationId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::inventory::location::reopen(&shop, &actor, location).await.map_err(refused)
}

/// Brings everything that is free to another location.
#[server(prefix = "/api", endpoint = "admin/location/empty")]
pub async fn empty_location(location: LocationId, to: LocationId, key: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::inventory::location::everything(&shop, &actor, (location, to), &key).await.map_err(refused)
}

/// Brings so many of a variant to another location.
#[server(prefix = "/api", endpoint = "admin/stock/transfer")]
pub async fn transfer_stock(
    variant: VariantId,
    from: LocationId,
    to: LocationId,
    #[server(default)] quantity: String,
    key: String,
) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let wish = services::inventory::location::Transfer { variant, from, to, quantity, key };
    outcome(services::inventory::location::transfer(&shop, &actor, wish).await)
}

/// Says how many of a variant lie in a location.
#[server(prefix = "/api", endpoint = "admin/stock/set")]
pub async fn set_location_stock(
    variant: VariantId,
    location: LocationId,
    seen: i64,
    #[server(default)] on_hand: String,
) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    outcome(services::inventory::location::set_stock(&shop, &actor, (variant, location), (seen, &on_hand)).await)
}
