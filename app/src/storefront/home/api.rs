//! Server functions of the home page.

use domain::catalog::view::HomePageView;
use leptos::prelude::*;

use crate::error::AppError;

/// What the home page shows.
#[server(prefix = "/api", endpoint = "catalog/home")]
pub async fn home() -> Result<HomePageView, AppError> {
    let shop = crate::context::shop()?;
    services::catalog::read::home(&shop).await.map_err(crate::context::failed)
}
