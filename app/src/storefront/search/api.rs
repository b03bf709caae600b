//! Server functions of the search.

use domain::catalog::{ListQuery, view::SearchPageView};
use leptos::prelude::*;

use crate::error::AppError;

/// What fits the words and the choices.
#[server(prefix = "/api", endpoint = "search/find", input = server_fn::codec::Json)]
pub async fn search(query: ListQuery) -> Result<SearchPageView, AppError> {
    let shop = crate::context::shop()?;
    services::catalog::read::search(&shop, &query).await.map_err(crate::context::failed)
}
