//! The server function of the home page.

use domain::order::view::DashboardView;
use leptos::prelude::*;

use crate::{admin::clock::Dated, error::AppError};

/// What needs doing, and the figures of the last 30 days beside those of the 30 before.
#[server(prefix = "/api", endpoint = "admin/home")]
pub async fn dashboard() -> Result<Dated<DashboardView>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::order::admin::dashboard(&shop).await.map_err(guard::order)?;
    Ok(Dated { now: shop.clock.now(), value })
}
