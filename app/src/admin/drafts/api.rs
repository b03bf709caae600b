//! Server functions of the drafts.

use domain::{
    draft::{
        DraftForm,
        view::{DraftDetail, DraftPreview, DraftRows},
    },
    kernel::DraftId,
    order::edit::VariantChoice,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{admin::parts::form::Outcome, error::AppError};

/// What the list is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftsQuery {
    /// The word of a state; empty for all.
    pub state: String,
    /// Letters of the number or of the customer.
    pub text: String,
    /// The mark of the page before.
    pub after: Option<DraftId>,
}

/// A page of drafts, newest first.
#[server(prefix = "/api", endpoint = "admin/drafts/list")]
pub async fn list_drafts(query: DraftsQuery) -> Result<DraftRows, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let state = domain::draft::DraftState::from_key(&query.state);
    services::draft::read::list(&shop, state, &query.text, query.after).await.map_err(super::guard::draft)
}

/// What a new draft begins with: what another one says, where one is named.
#[server(prefix = "/api", endpoint = "admin/drafts/blank")]
pub async fn blank_draft(#[server(default)] from: Option<DraftId>) -> Result<DraftDetail, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::WriteOrders).await?;
    match from {
        Some(from) => services::draft::read::blank_from(&shop, from).await.map_err(super::guard::draft),
        None => Ok(services::draft::read::blank(&shop)),
    }
}

/// Keeps a new draft, and leads to its page.
#[server(prefix = "/api", endpoint = "admin/drafts/create")]
pub async fn create_draft(draft: DraftForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    let made = services::draft::write::create(&shop, &actor, &draft).await;
    if let Ok(id) = &made {
        leptos_axum::redirect(&format!("/admin/drafts/{id}"), false);
    }
    super::guard::draft_outcome(made)
}

/// One draft.
#[server(prefix = "/api", endpoint = "admin/draft/detail")]
pub async fn read_draft(draft: DraftId) -> Result<DraftDetail, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    services::draft::read::detail(&shop, draft).await.map_err(super::guard::draft)
}

/// What a draft would come to.
#[server(prefix = "/api", endpoint = "admin/draft/preview")]
pub async fn preview_draft(draft: DraftForm) -> Result<DraftPreview, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::draft::read::preview(&shop, &draft).await.map_err(super::guard::draft)
}

/// What can be put into a draft, by letters of its name or SKU.
#[server(prefix = "/api", endpoint = "admin/draft/find_variants")]
pub async fn find_variants(text: String, currency: String) -> Result<Vec<VariantChoice>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::draft::read::variants(&shop, &text, &currency).await.map_err(super::guard::draft)
}

/// Changes a draft.
#[server(prefix = "/api", endpoint = "admin/draft/save")]
pub async fn save_draft(id: DraftId, version: i64, draft: DraftForm) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    super::guard::draft_outcome(services::draft::write::save(&shop, &actor, id, version, &draft).await)
}

/// Makes a new link and gives its address, once.
#[server(prefix = "/api", endpoint = "admin/draft/send")]
pub async fn send_draft(draft: DraftId, version: i64, mails: bool) -> Result<String, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::draft::write::send(&shop, &actor, (draft, version), mails).await.map_err(super::guard::draft)
}

/// Ends a draft, and gives its version from now on.
#[server(prefix = "/api", endpoint = "admin/draft/withdraw")]
pub async fn withdraw_draft(draft: DraftId, version: i64) -> Result<i64, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::draft::write::withdraw(&shop, &actor, draft, version).await.map_err(super::guard::draft)?;
    Ok(version.saturating_add(1))
}

/// Takes that back.
#[server(prefix = "/api", endpoint = "admin/draft/restore")]
pub async fn restore_draft(draft: DraftId, version: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::draft::write::restore(&shop, &actor, draft, version).await.map_err(super::guard::draft)
}
