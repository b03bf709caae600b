//! Server functions of the payouts.

use domain::{
    kernel::PayoutId,
    payout::view::{PayoutRows, PayoutSheet, ReportOutcome},
};
use leptos::prelude::*;

use crate::{admin::clock::Dated, error::AppError};

/// A page of payouts, newest first.
#[server(prefix = "/api", endpoint = "admin/payouts/list")]
pub async fn list_payouts(after: Option<PayoutId>) -> Result<Dated<PayoutRows>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::payout::read::list(&shop, after).await.map_err(guard::payout)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// One payout.
#[server(prefix = "/api", endpoint = "admin/payout/detail")]
pub async fn read_payout(payout: PayoutId) -> Result<Dated<PayoutSheet>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::payout::read::sheet(&shop, payout).await.map_err(guard::payout)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Takes the payouts of a report that are not here yet, all of them or none.
#[server(prefix = "/api", endpoint = "admin/payouts/take")]
pub async fn take_report(report: String) -> Result<ReportOutcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    guard::report_outcome(services::payout::write::take(&shop, &actor, &report).await)
}
