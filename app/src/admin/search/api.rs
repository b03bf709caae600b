//! Server functions of the search's desk.

use domain::search::{Action, view::SearchDesk};
use leptos::prelude::*;

use crate::{admin::clock::Dated, error::AppError};

/// The desk, with what the search shows that is tried.
#[server(prefix = "/api", endpoint = "admin/search/desk")]
pub async fn read_desk(text: String) -> Result<Dated<SearchDesk>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let text: String = text.chars().take(200).collect();
    let value = services::search::read::desk(&shop, &text).await.map_err(guard::catalog)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Says what a search shows; an empty text stands for every search. A product is named by its id, or by its name, SKU or barcode.
#[server(prefix = "/api", endpoint = "admin/search/add_rule")]
pub async fn add_search_rule(
    #[server(default)] text: String,
    action: Action,
    #[server(default)] product: String,
    #[server(default)] named: String,
    #[server(default)] category: String,
) -> Result<(), AppError> {
    use services::search::write::{Subject, add_rule};

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let subject = match (product.parse(), category.parse()) {
        (Ok(product), _) => Subject::Product(product),
        (_, Ok(category)) => Subject::Category(category),
        _ => Subject::Named(named),
    };
    add_rule(&shop, &actor, &text, action, subject).await.map_err(guard::search)
}

/// Forgets a rule.
#[server(prefix = "/api", endpoint = "admin/search/remove_rule")]
pub async fn remove_search_rule(rule: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::search::write::remove_rule(&shop, &actor, rule).await.map_err(guard::search)
}

/// Says which words mean the same.
#[server(prefix = "/api", endpoint = "admin/search/add_synonym")]
pub async fn add_synonym(words: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::search::write::add_synonym(&shop, &actor, &words).await.map_err(guard::search)
}

/// Forgets a group of words.
#[server(prefix = "/api", endpoint = "admin/search/remove_synonym")]
pub async fn remove_synonym(synonym: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::search::write::remove_synonym(&shop, &actor, synonym).await.map_err(guard::search)
}
