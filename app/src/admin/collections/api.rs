//! Server functions of the collections.

use domain::{
    catalog::view::{CollectionRow, CollectionSheet, RuleMatches},
    kernel::{CollectionId, Currency},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{CollectionInput, ConditionInput};
use crate::{admin::parts::form::Outcome, error::AppError};

/// A collection with the currency of the prices in its rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionData {
    /// The collection.
    pub sheet: CollectionSheet,
    /// What the saved rule finds.
    pub matches: RuleMatches,
    /// The shop's currency.
    pub currency: Currency,
}

/// Every collection.
#[server(prefix = "/api", endpoint = "admin/collections/list")]
pub async fn list_collections() -> Result<Vec<CollectionRow>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::collection::list(&shop).await.map_err(guard::catalog)
}

/// Makes a hidden collection and opens it.
#[server(prefix = "/api", endpoint = "admin/collections/create")]
pub async fn create_collection(name: String, by_rule: bool) -> Result<(), AppError> {
    use services::catalog::admin::collection;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let id = collection::create(&shop, &actor, &name, by_rule).await.map_err(guard::model)?;
    leptos_axum::redirect(&format!("/admin/collections/{id}"), false);
    Ok(())
}

/// A collection with what its page needs.
#[server(prefix = "/api", endpoint = "admin/collection/sheet")]
pub async fn read_collection(collection: CollectionId) -> Result<CollectionData, AppError> {
    use services::catalog::admin;

    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let sheet = admin::collection::sheet(&shop, collection).await.map_err(guard::catalog)?;
    let matches = admin::collection::matches(&shop, &sheet.form.rule, sheet.form.sort).await;
    Ok(CollectionData { sheet, matches: matches.map_err(guard::catalog)?, currency: shop.settings.currency })
}

/// What a rule finds while it is written. Rows that are not finished are left out.
#[server(prefix = "/api", endpoint = "admin/collection/matches")]
pub async fn match_rule(
    any: String,
    sort: String,
    #[server(default)] conditions: Vec<ConditionInput>,
) -> Result<RuleMatches, AppError> {
    use domain::catalog::Sort;

    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let finished: Vec<ConditionInput> = conditions
        .into_iter()
        .filter(|one| super::input::read_rule("", std::slice::from_ref(one), shop.settings.currency).is_ok())
        .collect();
    let rule = super::input::read_rule(&any, &finished, shop.settings.currency).unwrap_or_default();
    let matches = services::catalog::admin::collection::matches(&shop, &rule, Sort::from_key(&sort)).await;
    matches.map_err(guard::catalog)
}

/// Saves a collection.
#[server(prefix = "/api", endpoint = "admin/collection/save")]
pub async fn save_collection(collection: CollectionInput) -> Result<Outcome, AppError> {
    use services::catalog::admin::{ModelError, collection::save};

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    guard::outcome(match collection.read(shop.settings.currency) {
        Ok(form) => save(&shop, &actor, form).await,
        Err(wrong) => Err(ModelError::Fields(wrong)),
    })
}

/// Removes a collection; its products stay.
#[server(prefix = "/api", endpoint = "admin/collection/remove")]
pub async fn remove_collection(collection: CollectionId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::admin::collection::remove(&shop, &actor, collection).await.map_err(guard::model)?;
    leptos_axum::redirect("/admin/collections", false);
    Ok(())
}
