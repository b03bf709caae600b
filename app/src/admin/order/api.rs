//! Server functions of the order page.

use domain::{
    fulfilment::ParcelForm,
    kernel::{DownloadId, OrderId, PaymentId, RefundId, ReturnId},
    order::view::OrderDetail,
    refund::RefundForm,
    returns::InspectionForm,
};
use leptos::prelude::*;

use crate::{admin::clock::Dated, error::AppError};

/// The order with its history.
#[server(prefix = "/api", endpoint = "admin/order/detail")]
pub async fn read_order(order: OrderId) -> Result<Dated<OrderDetail>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::order::admin::detail(&shop, order).await.map_err(guard::order)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Sends a parcel: with all that is left, or with what was chosen.
#[server(prefix = "/api", endpoint = "admin/order/send")]
pub async fn send_order(parcel: ParcelForm) -> Result<(), AppError> {
    use services::fulfilment::write;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    let items = parcel.items().map_err(|error| guard::order(error.into()))?;
    let ParcelForm { order, version, carrier, tracking_number, location, .. } = parcel;
    let send = write::SendOrder { order, version, carrier, tracking_number, items };
    write::send_from(&shop, &actor, send, location.trim().parse().ok()).await.map_err(guard::order)?;
    Ok(())
}

/// Notes that the money has come: by bank transfer, or in cash for a parcel.
#[server(prefix = "/api", endpoint = "admin/order/confirm_by_hand")]
pub async fn confirm_by_hand(order: OrderId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::order::admin::confirm_by_hand(&shop, &actor, order).await.map_err(guard::payment)?;
    Ok(())
}

/// Calls the order off.
#[server(prefix = "/api", endpoint = "admin/order/cancel")]
pub async fn cancel_order(order: OrderId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::order::admin::cancel(&shop, &actor, order).await.map_err(guard::order)?;
    Ok(())
}

/// Gives a part of what was paid back.
#[server(prefix = "/api", endpoint = "admin/order/refund")]
pub async fn refund_order(refund: RefundForm) -> Result<(), AppError> {
    use services::refund::write;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    let currency = services::order::read::currency(&shop, refund.order).await.map_err(guard::order)?;
    let wish = refund.wish(currency).map_err(|error| guard::refund(error.into()))?;
    let RefundForm { order, version, restock, reason, .. } = refund;
    let request = write::RequestRefund { order, version, wish, restock, reason };
    write::request(&shop, &actor, request).await.map_err(guard::refund)?;
    Ok(())
}

/// Gives all of a payment back that was not agreed.
#[server(prefix = "/api", endpoint = "admin/order/give_back")]
pub async fn give_back(order: OrderId, payment: PaymentId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::refund::write::give_back(&shop, &actor, order, payment).await.map_err(guard::refund)?;
    Ok(())
}

/// Notes that a refund was sent by hand.
#[server(prefix = "/api", endpoint = "admin/order/refund_sent")]
pub async fn refund_sent(refund: RefundId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::refund::sent_by_hand(&shop, &actor, refund).await.map_err(guard::refund)
}

/// Takes a return: the customer gets the address.
#[server(prefix = "/api", endpoint = "admin/order/approve_return")]
pub async fn approve_return(id: ReturnId, #[server(default)] answer: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::returns::approve(&shop, &actor, id, &answer).await.map_err(guard::returns)
}

/// Refuses a return, with the reason for the customer.
#[server(prefix = "/api", endpoint = "admin/order/refuse_return")]
pub async fn refuse_return(id: ReturnId, #[server(default)] answer: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::returns::refuse(&shop, &actor, id, &answer).await.map_err(guard::returns)
}

/// Notes that the parcel of a return has come.
#[server(prefix = "/api", endpoint = "admin/order/receive_return")]
pub async fn receive_return(id: ReturnId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::returns::receive(&shop, &actor, id).await.map_err(guard::returns)
}

/// Ends a return by what was found: what is paid back, and what returns to the shelf.
#[server(prefix = "/api", endpoint = "admin/order/inspect_return")]
pub async fn inspect_return(inspection: InspectionForm) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    let currency = services::returns::read::currency(&shop, inspection.id).await.map_err(guard::returns)?;
    let found = inspection.read(currency).map_err(|error| guard::returns(error.into()))?;
    services::returns::inspect(&shop, &actor, inspection.id, found).await.map_err(guard::returns)?;
    Ok(())
}

/// Makes the invoice that a paid order lacks, and the credit notes of its refunds.
#[server(prefix = "/api", endpoint = "admin/order/make_invoice")]
pub async fn make_invoice(order: OrderId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::document::issue_missing(&shop, &actor, order).await.map_err(guard::document)
}

/// Lets the customer fetch a file as often and as long again as its product allows.
#[server(prefix = "/api", endpoint = "admin/order/renew_download")]
pub async fn renew_download(download: DownloadId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::fulfilment::download::renew(&shop, &actor, download).await.map_err(guard::download)
}

/// Adds a note to the history; the customer does not see it.
#[server(prefix = "/api", endpoint = "admin/order/note")]
pub async fn add_note(order: OrderId, text: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::order::admin::add_note(&shop, &actor, order, &text).await.map_err(guard::order)?;
    Ok(())
}
