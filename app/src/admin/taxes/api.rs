//! Server functions of taxes.

use domain::{
    kernel::TaxRateId,
    tax::{TaxRateForm, TaxSettingsForm, view::TaxDesk},
};
use leptos::prelude::*;

use crate::{admin::parts::form::Outcome, error::AppError};

/// All rates, and where the shop collects taxes.
#[server(prefix = "/api", endpoint = "admin/taxes/desk")]
pub async fn read_taxes() -> Result<TaxDesk, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ManageShop).await?;
    services::tax::read::desk(&shop).await.map_err(guard::tax)
}

/// Makes a rate.
#[server(prefix = "/api", endpoint = "admin/taxes/create")]
pub async fn create_rate(rate: TaxRateForm) -> Result<Outcome, AppError> {
    use crate::{admin::guard, context};
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    let made = guard::tax_outcome(services::tax::write::create(&shop, &actor, &rate).await)?;
    context::lead_to("/admin/taxes");
    Ok(made)
}

/// Changes a rate.
#[server(prefix = "/api", endpoint = "admin/taxes/save")]
pub async fn save_rate(id: TaxRateId, version: i64, rate: TaxRateForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    guard::tax_outcome(services::tax::write::save(&shop, &actor, id, version, &rate).await)
}

/// Deletes a rate that has not begun.
#[server(prefix = "/api", endpoint = "admin/taxes/delete")]
pub async fn delete_rate(id: TaxRateId, version: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    services::tax::write::delete(&shop, &actor, id, version).await.map_err(guard::tax)?;
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
    guard::tax_outcome(services::tax::write::save_settings(&shop, &actor, version, &settings).await)
}
