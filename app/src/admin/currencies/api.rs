//! Server functions of currencies.

use domain::currency::{
    CurrencyForm,
    view::{CurrencyDesk, CurrencySheet},
};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use services::currency::CurrencyError;

use crate::{admin::parts::form::Outcome, error::AppError};

/// All currencies.
#[server(prefix = "/api", endpoint = "admin/currencies/desk")]
pub async fn read_currencies() -> Result<CurrencyDesk, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ManageShop).await?;
    services::currency::read::desk(&shop).await.map_err(refused)
}

/// One currency.
#[server(prefix = "/api", endpoint = "admin/currencies/sheet")]
pub async fn read_currency(code: String) -> Result<CurrencySheet, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ManageShop).await?;
    services::currency::read::sheet(&shop, &code).await.map_err(refused)
}

/// Sells in another currency.
#[server(prefix = "/api", endpoint = "admin/currencies/create")]
pub async fn create_currency(#[server(default)] currency: CurrencyForm) -> Result<Outcome, AppError> {
    use crate::{admin::guard, context};
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    let made = outcome(services::currency::write::create(&shop, &actor, &currency).await)?;
    context::lead_to("/admin/currencies");
    Ok(made)
}

/// Changes a currency.
#[server(prefix = "/api", endpoint = "admin/currencies/save")]
pub async fn save_currency(
    code: String,
    version: i64,
    #[server(default)] currency: CurrencyForm,
) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    outcome(services::currency::write::save(&shop, &actor, (&code, version), &currency).await)
}

/// Lets an earlier rate hold again.
#[server(prefix = "/api", endpoint = "admin/currencies/use_again")]
pub async fn use_rate_again(code: String, version: i64, revision: i64) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    outcome(services::currency::write::use_again(&shop, &actor, (&code, version), revision).await)
}

/// Removes a currency that no order is in.
#[server(prefix = "/api", endpoint = "admin/currencies/remove")]
pub async fn remove_currency(code: String, version: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    services::currency::write::remove(&shop, &actor, (&code, version)).await.map_err(refused)?;
    leptos_axum::redirect("/admin/currencies", false);
    Ok(())
}

/// What a refused change of currencies says on the wire, where no form is at hand.
#[cfg(feature = "ssr")]
pub(in crate::admin) fn refused(error: CurrencyError) -> AppError {
    use crate::context;
    match error {
        CurrencyError::NotFound => AppError::NotFound,
        CurrencyError::Conflict => AppError::Conflict,
        CurrencyError::Fields(_) => AppError::Invalid(error.to_string()),
        CurrencyError::HasOrders | CurrencyError::Money(_) => {
            AppError::Invalid(crate::admin::guard::sentence(&error.to_string()))
        }
        CurrencyError::Database(_) => context::failed(error),
    }
}

/// What became of a form: an answer for our own code, an error for a form that a browser sent by itself.
#[cfg(feature = "ssr")]
pub(in crate::admin) fn outcome<T>(saved: Result<T, CurrencyError>) -> Result<Outcome, AppError> {
    match saved {
        Ok(_) => Ok(Outcome::Saved),
        Err(error) if crate::context::is_plain_form() => Err(refused(error)),
        Err(CurrencyError::Conflict) => Ok(Outcome::Conflict),
        Err(CurrencyError::Fields(fields)) => Ok(Outcome::Refused(fields)),
        Err(error) => Err(refused(error)),
    }
}
