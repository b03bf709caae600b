//! Server functions of the payouts.

use domain::{
    kernel::PayoutId,
    payout::view::{PayoutRows, PayoutSheet, ReportOutcome},
};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use services::payout::PayoutError;

use crate::{admin::clock::Dated, error::AppError};

/// A page of payouts, newest first.
#[server(prefix = "/api", endpoint = "admin/payouts/list")]
pub async fn list_payouts(after: Option<PayoutId>) -> Result<Dated<PayoutRows>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::payout::read::list(&shop, after).await.map_err(refused)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// One payout.
#[server(prefix = "/api", endpoint = "admin/payout/detail")]
pub async fn read_payout(payout: PayoutId) -> Result<Dated<PayoutSheet>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::payout::read::sheet(&shop, payout).await.map_err(refused)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Takes the payouts of a report that are not here yet, all of them or none.
#[server(prefix = "/api", endpoint = "admin/payouts/take")]
pub async fn take_report(report: String) -> Result<ReportOutcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    outcome(services::payout::write::take(&shop, &actor, &report).await)
}

/// What a refused use case of payouts says on the wire.
#[cfg(feature = "ssr")]
fn refused(error: PayoutError) -> AppError {
    match error {
        PayoutError::NotFound => AppError::NotFound,
        PayoutError::Report(_) => AppError::Invalid(error.to_string()),
        PayoutError::Database(_) => crate::context::failed(error),
    }
}

/// What became of a report: an answer for our own code, an error for a form that a browser sent by itself.
#[cfg(feature = "ssr")]
fn outcome(taken: Result<ReportOutcome, PayoutError>) -> Result<ReportOutcome, AppError> {
    match taken {
        Ok(outcome) => Ok(outcome),
        Err(error) if crate::context::is_plain_form() => Err(refused(error)),
        Err(PayoutError::Report(problems)) => Ok(ReportOutcome::Refused(problems)),
        Err(error) => Err(refused(error)),
    }
}
