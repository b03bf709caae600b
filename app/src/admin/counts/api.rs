//! Server functions of counting.

use domain::{
    inventory::view::{CountRows, CountSheet, ScanOutcome},
    kernel::{StockCountId, VariantId},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::admin::stock::api::refused;
use crate::{admin::clock::Dated, error::AppError};

/// The counts, and what can be counted.
#[server(prefix = "/api", endpoint = "admin/counts/list")]
pub async fn list_counts() -> Result<Dated<CountRows>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::inventory::count::list(&shop).await.map_err(refused)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Begins a count, and leads to it.
#[server(prefix = "/api", endpoint = "admin/counts/start")]
pub async fn start_count(scope: String, #[server(default)] location: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let id =
        services::inventory::count::start(&shop, &actor, (&scope, location.parse().ok())).await.map_err(refused)?;
    leptos_axum::redirect(&format!("/admin/stock/counts/{id}"), false);
    Ok(())
}

/// One count.
#[server(prefix = "/api", endpoint = "admin/count/detail")]
pub async fn read_count(count: StockCountId) -> Result<Dated<CountSheet>, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::inventory::count::sheet(&shop, &actor, count).await.map_err(refused)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Counts one more of a code, or says how many there are of it in all. The key names the scan: sent again, it counts once.
#[server(prefix = "/api", endpoint = "admin/count/scan")]
pub async fn scan_code(
    count: StockCountId,
    code: String,
    #[server(default)] quantity: String,
    #[server(default)] key: String,
) -> Result<ScanOutcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let scanned = services::inventory::count::scan(&shop, &actor, count, (&code, &quantity), &key).await;
    scanned.map_err(refused)
}

/// Takes back one's last scan, and says of what it was.
#[server(prefix = "/api", endpoint = "admin/count/take_back")]
pub async fn take_back_scan(count: StockCountId) -> Result<Option<String>, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::inventory::count::take_back(&shop, &actor, count).await.map_err(refused)
}

/// Takes a variant out of a count.
#[server(prefix = "/api", endpoint = "admin/count/leave_out")]
pub async fn leave_out(count: StockCountId, variant: VariantId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::inventory::count::leave_out(&shop, count, variant).await.map_err(refused)
}

/// Corrects the stock by what was found.
#[server(prefix = "/api", endpoint = "admin/count/finish")]
pub async fn finish_count(count: StockCountId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::inventory::count::finish(&shop, &actor, count).await.map(drop).map_err(refused)
}

/// Ends a count without changing any stock.
#[server(prefix = "/api", endpoint = "admin/count/cancel")]
pub async fn cancel_count(count: StockCountId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::inventory::count::cancel(&shop, &actor, count).await.map_err(refused)
}
