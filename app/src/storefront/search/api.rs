//! What the search's page asks the services.

use domain::catalog::{ListQuery, view::SearchPageView};

use crate::{context, error::AppError};

/// What fits the words and the choices.
pub async fn search(query: ListQuery) -> Result<SearchPageView, AppError> {
    let shop = context::shop()?;
    services::catalog::read::search(&shop, &query).await.map_err(context::failed)
}
