//! Server functions of the page on which money and orders are compared.

use domain::{kernel::PaymentId, payment::discrepancy::ReconcileView};
use leptos::prelude::*;

use crate::{admin::clock::Dated, error::AppError};

/// Everything that does not agree.
#[server(prefix = "/api", endpoint = "admin/reconcile/list")]
pub async fn list_discrepancies() -> Result<Dated<ReconcileView>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::reconcile::read::overview(&shop).await.map_err(guard::reconcile)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Asks the provider what became of a payment.
#[server(prefix = "/api", endpoint = "admin/reconcile/ask")]
pub async fn ask_provider(payment: PaymentId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::reconcile::write::ask(&shop, payment).await.map_err(guard::reconcile)
}

/// Tries a mail, refund or document again that was given up.
#[server(prefix = "/api", endpoint = "admin/reconcile/try_again")]
pub async fn try_again(effect: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::reconcile::write::try_again(&shop, &actor, effect).await.map_err(guard::reconcile)
}
