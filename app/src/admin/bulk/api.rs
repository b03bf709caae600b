//! Server functions for many products at once.

use std::collections::BTreeMap;

use domain::{
    catalog::bulk::{
        Change, RuleInput,
        view::{ChangeDetail, ChangeView, GridData, GridOutcome, Preview, RuleChoices, Selection},
    },
    kernel::ProductChangeId,
};
use leptos::{prelude::*, server_fn::codec::Json};
use serde::{Deserialize, Serialize};

use super::ChangeQuery;
use crate::{admin::clock::Dated, error::AppError};

/// What the page of a change shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeSheet {
    /// What the form offers.
    pub choices: RuleChoices,
    /// How many products are meant.
    pub count: usize,
    /// What the rule would do; none before there is a rule.
    pub preview: Option<Preview>,
    /// The field of the rule that cannot be read, and what to do.
    pub wrong: Option<(String, String)>,
}

/// What a rule would do. Nothing is changed.
#[server(prefix = "/api", endpoint = "admin/products/change/preview")]
pub async fn preview_change(query: ChangeQuery) -> Result<ChangeSheet, AppError> {
    use services::catalog::bulk::{self, BulkError};

    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::WriteProducts).await?;
    let choices = bulk::rule_choices(&shop).await.map_err(guard::catalog)?;
    let count = bulk::targets(&shop, &query.selection).await.map_err(guard::bulk)?.len();
    let sheet = ChangeSheet { choices, count, preview: None, wrong: None };
    if query.rule.action.is_empty() {
        return Ok(sheet);
    }
    match bulk::preview(&shop, &query.selection, &query.rule).await {
        Ok(preview) => Ok(ChangeSheet { preview: Some(preview), ..sheet }),
        Err(BulkError::Rule(error)) => Ok(ChangeSheet { wrong: Some((error.field.to_owned(), error.words)), ..sheet }),
        Err(error) => Err(guard::bulk(error)),
    }
}

/// Makes the change. Few products are done when this answers, many are worked on meanwhile.
#[server(prefix = "/api", endpoint = "admin/products/change/start")]
pub async fn start_change(selection: Selection, rule: RuleInput) -> Result<ProductChangeId, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let id = services::catalog::bulk::start(&shop, &actor, &selection, &rule).await.map_err(guard::bulk)?;
    crate::context::lead_to(&format!("/admin/products/changes/{id}"));
    Ok(id)
}

/// Takes a change back.
#[server(prefix = "/api", endpoint = "admin/products/change/undo")]
pub async fn undo_change(change: ProductChangeId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::bulk::undo(&shop, &actor, change).await.map_err(guard::bulk)?;
    crate::context::lead_to(&format!("/admin/products/changes/{change}"));
    Ok(())
}

/// The last changes.
#[server(prefix = "/api", endpoint = "admin/products/changes")]
pub async fn list_changes() -> Result<Dated<Vec<ChangeView>>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::catalog::bulk::list(&shop).await.map_err(guard::bulk)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// One change.
#[server(prefix = "/api", endpoint = "admin/products/change/detail")]
pub async fn read_change(change: ProductChangeId) -> Result<Dated<ChangeDetail>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::catalog::bulk::view(&shop, change).await.map_err(guard::bulk)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// The rows of the grid.
#[server(prefix = "/api", endpoint = "admin/products/grid/read")]
pub async fn read_grid(selection: Selection) -> Result<GridData, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::bulk::grid(&shop, &selection).await.map_err(guard::bulk)
}

/// Saves every changed cell, or none.
#[server(prefix = "/api", endpoint = "admin/products/grid/save", input = Json)]
pub async fn save_grid(changes: Vec<Change>) -> Result<GridOutcome, AppError> {
    use services::catalog::bulk::{self, BulkError};

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let count = changes.len();
    match bulk::save(&shop, &actor, changes).await {
        Ok(change) => Ok(GridOutcome::Saved { change, count }),
        Err(BulkError::Conflict(conflicts)) => Ok(GridOutcome::Conflict(conflicts)),
        Err(BulkError::Refused(refused)) => Ok(GridOutcome::Refused(refused)),
        Err(error) => Err(guard::bulk(error)),
    }
}

/// Saves the cells of a page that runs no script: what stands in each field, and what stood there before, by
/// [`super::fields::cell_key`].
#[server(prefix = "/api", endpoint = "admin/products/grid/save_cells")]
pub async fn save_cells(
    #[server(default)] cells: BTreeMap<String, String>,
    #[server(default)] before: BTreeMap<String, String>,
) -> Result<(), AppError> {
    use services::catalog::bulk;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let changes = super::fields::typed(&cells, &before, shop.settings.currency).map_err(AppError::Invalid)?;
    let id = bulk::save(&shop, &actor, changes).await.map_err(guard::bulk)?;
    leptos_axum::redirect(&format!("/admin/products/changes/{id}"), false);
    Ok(())
}
