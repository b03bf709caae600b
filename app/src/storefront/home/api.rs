//! What the home page asks the services.

use domain::catalog::view::HomePageView;

use crate::{context, error::AppError};

/// What the home page shows.
pub async fn home() -> Result<HomePageView, AppError> {
    let shop = context::shop()?;
    services::catalog::read::home(&shop).await.map_err(context::failed)
}
