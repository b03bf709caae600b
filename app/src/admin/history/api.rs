//! Server functions of a product's versions.

use domain::{
    catalog::view::HistoryView,
    kernel::{ProductId, VersionId},
};
use leptos::prelude::*;

use crate::{
    admin::{clock::Dated, product::api::SaveOutcome},
    error::AppError,
};

/// A stretch of the versions, newest first.
#[server(prefix = "/api", endpoint = "admin/product/history")]
pub async fn read_history(product: ProductId, before: Option<VersionId>) -> Result<Dated<HistoryView>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::catalog::history::read(&shop, product, before).await.map_err(guard::catalog)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Brings the product back to what it was after a version; without one, to before all of them.
#[server(prefix = "/api", endpoint = "admin/product/restore")]
pub async fn restore_version(product: ProductId, version: Option<VersionId>) -> Result<SaveOutcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    guard::save_outcome(services::catalog::history::restore(&shop, &actor, product, version).await)
}
