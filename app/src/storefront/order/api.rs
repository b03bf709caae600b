//! The server function of the order's page.

use domain::order::view::OrderView;
use leptos::prelude::*;

use crate::error::AppError;

/// The order that the secret link opens.
#[server(prefix = "/api", endpoint = "order/read")]
pub async fn read_order(token: String) -> Result<OrderView, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    services::order::read::by_token(&shop, &token).await.map_err(failure::order)
}
