//! Server functions of the purchase orders.

use std::collections::BTreeMap;

use domain::{
    kernel::PurchaseOrderId,
    purchase::{
        PurchaseForm, ReceiptForm,
        view::{PurchaseRows, PurchaseSheet, PurchaseTab},
    },
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use services::purchase::PurchaseError;

use crate::{
    admin::{clock::Dated, parts::form::Outcome},
    error::AppError,
};

/// What the list is asked for; all of it stands in the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchasesQuery {
    /// The tab.
    #[serde(default)]
    pub tab: PurchaseTab,
    /// The mark of the page before.
    #[serde(default)]
    pub after: Option<PurchaseOrderId>,
}

/// A page of purchase orders, newest first.
#[server(prefix = "/api", endpoint = "admin/purchases/list")]
pub async fn list_purchases(query: PurchasesQuery) -> Result<Dated<PurchaseRows>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::purchase::read::list(&shop, query.tab, query.after).await.map_err(refused)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Makes a draft of chosen variants, which are named by their ids, and leads to it; of none an empty one.
#[server(prefix = "/api", endpoint = "admin/purchases/buy")]
pub async fn buy_variants(#[server(default)] variants: BTreeMap<String, String>) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let variants: Result<Vec<domain::kernel::VariantId>, _> = variants.keys().map(|id| id.parse()).collect();
    let variants = variants.map_err(|_| AppError::NotFound)?;
    let id = services::purchase::write::create(&shop, &actor, &variants).await.map_err(refused)?;
    leptos_axum::redirect(&format!("/admin/purchase-orders/{id}"), false);
    Ok(())
}

/// One purchase order.
#[server(prefix = "/api", endpoint = "admin/purchase/detail")]
pub async fn read_purchase(order: PurchaseOrderId) -> Result<Dated<PurchaseSheet>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let value = services::purchase::read::sheet(&shop, order).await.map_err(refused)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Saves a draft; of one that was sent, the expected day and the note.
#[server(prefix = "/api", endpoint = "admin/purchase/save")]
pub async fn save_purchase(
    id: PurchaseOrderId,
    version: i64,
    #[server(default)] purchase: PurchaseForm,
) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    outcome(services::purchase::write::save(&shop, &actor, id, version, &purchase).await)
}

/// Marks it as sent to the supplier.
#[server(prefix = "/api", endpoint = "admin/purchase/order")]
pub async fn order_purchase(id: PurchaseOrderId, version: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::purchase::order(&shop, &actor, id, version).await.map_err(refused)
}

/// Gives it up before anything came.
#[server(prefix = "/api", endpoint = "admin/purchase/cancel")]
pub async fn cancel_purchase(id: PurchaseOrderId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::purchase::cancel(&shop, &actor, id).await.map_err(refused)
}

/// Says that what is missing will not come.
#[server(prefix = "/api", endpoint = "admin/purchase/close")]
pub async fn close_purchase(id: PurchaseOrderId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::purchase::close(&shop, &actor, id).await.map_err(refused)
}

/// Writes down what came.
#[server(prefix = "/api", endpoint = "admin/purchase/receive")]
pub async fn receive_purchase(
    id: PurchaseOrderId,
    #[server(default)] receipt: ReceiptForm,
) -> Result<Outcome, AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    outcome(services::purchase::receive::receive(&shop, &actor, id, &receipt).await)
}

/// What a refused use case of purchases says on the wire, where no form is at hand.
#[cfg(feature = "ssr")]
pub fn refused(error: PurchaseError) -> AppError {
    match error {
        PurchaseError::NotFound => AppError::NotFound,
        PurchaseError::Conflict => AppError::Conflict,
        PurchaseError::Fields(_) => AppError::Invalid(error.to_string()),
        PurchaseError::IsNamed | PurchaseError::Transition(_) => {
            AppError::Invalid(crate::admin::guard::sentence(&error.to_string()))
        }
        PurchaseError::Database(_) => crate::context::failed(error),
    }
}

/// What became of a form: an answer for our own code, an error for a form that a browser sent by itself.
#[cfg(feature = "ssr")]
pub fn outcome<T>(saved: Result<T, PurchaseError>) -> Result<Outcome, AppError> {
    match saved {
        Ok(_) => Ok(Outcome::Saved),
        Err(error) if crate::context::is_plain_form() => Err(refused(error)),
        Err(PurchaseError::Conflict) => Ok(Outcome::Conflict),
        Err(PurchaseError::Fields(fields)) => Ok(Outcome::Refused(fields)),
        Err(error) => Err(refused(error)),
    }
}
