//! Server functions of taxes.

use domain::{
    kernel::{Date, TaxRateId},
    tax::{
        TaxRate, TaxRateForm, TaxSettingsForm,
        view::{RateFileOutcome, TaxDesk},
    },
};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use services::tax::TaxError;

use crate::{admin::parts::form::Outcome, error::AppError};

/// The rates of places with these words in them, and where the shop collects taxes.
#[server(prefix = "/api", endpoint = "admin/taxes/desk")]
pub async fn read_taxes(#[server(default)] words: String) -> Result<TaxDesk, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ManageShop).await?;
    services::tax::read::desk(&shop, &words).await.map_err(refused)
}

/// One rate, and the day it is.
#[server(prefix = "/api", endpoint = "admin/taxes/rate")]
pub async fn read_rate(id: TaxRateId) -> Result<(TaxRate, Date), AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ManageShop).await?;
    services::tax::read::rate(&shop, id).await.map_err(refused)
}

/// Shows what a file of rates changes from a day on, or lets its rates hold.
#[server(prefix = "/api", endpoint = "admin/taxes/import")]
pub async fn import_rates(
    file: String,
    from: String,
    #[server(default)] take: bool,
) -> Result<RateFileOutcome, AppError> {
    use services::tax::import;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    let read =
        if take { import::take(&shop, &actor, &file, &from).await } else { import::preview(&shop, &file, &from).await };
    match read {
        Err(TaxError::File(problems)) if !crate::context::is_plain_form() => Ok(RateFileOutcome::Refused(problems)),
        read => read.map_err(refused),
    }
}

/// Makes a rate.
#[server(prefix = "/api", endpoint = "admin/taxes/create")]
pub async fn create_rate(rate: TaxRateForm) -> Result<Outcome, AppError> {
    use crate::{admin::guard, context};
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    let made = outcome(services::tax::write::create(&shop, &actor, &rate).await)?;
    context::lead_to("/admin/taxes");
    Ok(made)
}

/// Changes a rate.
#[server(prefix = "/api", endpoint = "admin/taxes/save")]
pub async fn save_rate(id: TaxRateId, version: i64, rate: TaxRateForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    outcome(services::tax::write::save(&shop, &actor, id, version, &rate).await)
}

/// Deletes a rate that has not begun.
#[server(prefix = "/api", endpoint = "admin/taxes/delete")]
pub async fn delete_rate(id: TaxRateId, version: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    services::tax::write::delete(&shop, &actor, id, version).await.map_err(refused)?;
    leptos_axum::redirect("/admin/taxes", false);
    Ok(())
}

/// Changes where the shop collects taxes.
#[server(prefix = "/api", endpoint = "admin/taxes/save_settings")]
pub async fn save_tax_settings(
    version: i64,
    #[server(default)] settings: TaxSettingsForm,
) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    outcome(services::tax::write::save_settings(&shop, &actor, version, &settings).await)
}

/// What a refused change of taxes says on the wire, where no form is at hand.
#[cfg(feature = "ssr")]
fn refused(error: TaxError) -> AppError {
    use crate::context;
    match error {
        TaxError::NotFound => AppError::NotFound,
        TaxError::Conflict => AppError::Conflict,
        TaxError::Fields(_) | TaxError::File(_) => AppError::Invalid(error.to_string()),
        TaxError::HasBegun => AppError::Invalid(crate::admin::guard::sentence(&error.to_string())),
        TaxError::Database(_) => context::failed(error),
    }
}

/// What became of a form: an answer for our own code, an error for a form that a browser sent by itself.
#[cfg(feature = "ssr")]
fn outcome<T>(saved: Result<T, TaxError>) -> Result<Outcome, AppError> {
    match saved {
        Ok(_) => Ok(Outcome::Saved),
        Err(error) if crate::context::is_plain_form() => Err(refused(error)),
        Err(TaxError::Conflict) => Ok(Outcome::Conflict),
        Err(TaxError::Fields(fields)) => Ok(Outcome::Refused(fields)),
        Err(error) => Err(refused(error)),
    }
}
