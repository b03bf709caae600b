//! Server functions of delivery.

use domain::{
    kernel::{ShippingMethodId, ShippingZoneId},
    shipping::{
        CalendarForm, MethodForm, ZoneForm,
        view::{ShippingDesk, ShippingOption},
    },
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use services::shipping::ShippingError;

use crate::{admin::parts::form::Outcome, error::AppError};

/// A parcel that somebody wonders about, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ParcelQuery {
    /// The code of the country; empty for the shop's own.
    pub country: String,
    /// Its postcode; may be empty.
    pub postcode: String,
    /// What it weighs, in kilograms.
    pub kilograms: String,
    /// What the goods are worth.
    pub worth: String,
}

/// The table of delivery.
#[server(prefix = "/api", endpoint = "admin/delivery/desk")]
pub async fn read_delivery() -> Result<ShippingDesk, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ManageShop).await?;
    services::shipping::read::desk(&shop).await.map_err(refused)
}

/// What a parcel would be offered now.
#[server(prefix = "/api", endpoint = "admin/delivery/preview")]
pub async fn preview_delivery(query: ParcelQuery) -> Result<Vec<ShippingOption>, AppError> {
    use domain::{
        kernel::{Destination, Money},
        shipping::grams,
    };

    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ManageShop).await?;
    let currency = shop.settings.currency;
    let goods = match query.worth.trim() {
        "" => Ok(Money::zero(currency)),
        text => Money::parse_decimal(text, currency),
    };
    let goods = goods.map_err(|_| AppError::Invalid("Write what it is worth as in 60.00.".to_owned()))?;
    let grams = grams(&query.kilograms).ok_or_else(|| AppError::Invalid("Write kilograms as in 2.5.".to_owned()))?;
    let country = if query.country.is_empty() { &shop.settings.country } else { &query.country };
    let destination = Destination { country, postcode: &query.postcode };
    services::shipping::read::preview(&shop, destination, goods, grams).map_err(refused)
}

/// Changes the days and the cut-off.
#[server(prefix = "/api", endpoint = "admin/delivery/save_calendar")]
pub async fn save_calendar(version: i64, calendar: CalendarForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    outcome(services::shipping::write::save_calendar(&shop, &actor, version, &calendar).await)
}

/// Makes a zone.
#[server(prefix = "/api", endpoint = "admin/delivery/create_zone")]
pub async fn create_zone(zone: ZoneForm) -> Result<Outcome, AppError> {
    use crate::{admin::guard, context};
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    let made = outcome(services::shipping::write::create_zone(&shop, &actor, &zone).await)?;
    context::lead_to("/admin/delivery");
    Ok(made)
}

/// Changes name and places of a zone.
#[server(prefix = "/api", endpoint = "admin/delivery/save_zone")]
pub async fn save_zone(id: ShippingZoneId, version: i64, zone: ZoneForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    outcome(services::shipping::write::save_zone(&shop, &actor, id, version, &zone).await)
}

/// Deletes a zone with its ways of delivery.
#[server(prefix = "/api", endpoint = "admin/delivery/delete_zone")]
pub async fn delete_zone(id: ShippingZoneId, version: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    services::shipping::write::delete_zone(&shop, &actor, id, version).await.map_err(refused)?;
    leptos_axum::redirect("/admin/delivery", false);
    Ok(())
}

/// Makes a way of delivery in a zone.
#[server(prefix = "/api", endpoint = "admin/delivery/create_method")]
pub async fn create_method(zone: ShippingZoneId, method: MethodForm) -> Result<Outcome, AppError> {
    use crate::{admin::guard, context};
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    let made = services::shipping::write::create_method(&shop, &actor, zone, &method).await;
    let made = outcome(made)?;
    context::lead_to(&format!("/admin/delivery/zones/{zone}"));
    Ok(made)
}

/// Changes a way of delivery.
#[server(prefix = "/api", endpoint = "admin/delivery/save_method")]
pub async fn save_method(id: ShippingMethodId, version: i64, method: MethodForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    outcome(services::shipping::write::save_method(&shop, &actor, id, version, &method).await)
}

/// Deletes a way of delivery.
#[server(prefix = "/api", endpoint = "admin/delivery/delete_method")]
pub async fn delete_method(id: ShippingMethodId, version: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    services::shipping::write::delete_method(&shop, &actor, id, version).await.map_err(refused)?;
    leptos_axum::redirect("/admin/delivery", false);
    Ok(())
}

/// What a refused change of delivery says on the wire, where no form is at hand.
#[cfg(feature = "ssr")]
fn refused(error: ShippingError) -> AppError {
    use crate::context;
    match error {
        ShippingError::NotFound => AppError::NotFound,
        ShippingError::Conflict => AppError::Conflict,
        ShippingError::Fields(_) => AppError::Invalid(error.to_string()),
        ShippingError::Money(_) | ShippingError::Database(_) => context::failed(error),
    }
}

/// What became of a form: an answer for our own code, an error for a form that a browser sent by itself.
#[cfg(feature = "ssr")]
fn outcome<T>(saved: Result<T, ShippingError>) -> Result<Outcome, AppError> {
    match saved {
        Ok(_) => Ok(Outcome::Saved),
        Err(error) if crate::context::is_plain_form() => Err(refused(error)),
        Err(ShippingError::Conflict) => Ok(Outcome::Conflict),
        Err(ShippingError::Fields(fields)) => Ok(Outcome::Refused(fields)),
        Err(error) => Err(refused(error)),
    }
}
