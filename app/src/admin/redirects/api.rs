//! Server functions of old addresses.

use domain::redirect::view::RedirectRows;
use leptos::prelude::*;

use super::RedirectsQuery;
use crate::{admin::clock::Dated, error::AppError};

/// A page of old addresses.
#[server(prefix = "/api", endpoint = "admin/redirects/list")]
pub async fn list_redirects(query: RedirectsQuery) -> Result<Dated<RedirectRows>, AppError> {
    use services::redirect::read;

    use super::RedirectTab;
    use crate::{admin::guard, context};
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let RedirectsQuery { text, tab, page } = query;
    let (own, used) = (tab == RedirectTab::Own, tab == RedirectTab::Used);
    let query = read::RedirectListQuery { text, own, used, page };
    let value = read::list(&shop, &query).await.map_err(context::failed)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Lets an old address lead to a page of the shop.
#[server(prefix = "/api", endpoint = "admin/redirects/add")]
pub async fn add_redirect(path: String, target: String) -> Result<(), AppError> {
    use crate::{admin::guard, context};
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let added = services::redirect::write::add(&shop, &actor, &path, &target).await;
    added.map(|_| ()).map_err(|error| {
        context::lead_to(&super::refused_address(&path, &target, error.key()));
        guard::redirect(error)
    })
}

/// Forgets an old address.
#[server(prefix = "/api", endpoint = "admin/redirects/remove")]
pub async fn remove_redirect(path: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::redirect::write::remove(&shop, &actor, &path).await.map_err(guard::redirect)
}
