//! Server functions of changes of orders.

use domain::{
    kernel::{OrderId, RefundId},
    order::edit::{EditPreview, OrderEditForm, VariantChoice},
};
use leptos::prelude::*;

use crate::error::AppError;

/// What a change would come to.
#[server(prefix = "/api", endpoint = "admin/order/preview_edit")]
pub async fn preview_edit(edit: OrderEditForm) -> Result<EditPreview, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::WriteOrders).await?;
    let currency = services::order::edit::currency(&shop, edit.order).await.map_err(guard::order)?;
    let edit = edit.read(currency).map_err(|error| guard::order(error.into()))?;
    services::order::edit::preview(&shop, &edit).await.map_err(guard::order)
}

/// Changes an order that costs what was shown, and leads to its page.
#[server(prefix = "/api", endpoint = "admin/order/edit")]
pub async fn edit_order(edit: OrderEditForm, seen_total: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    let order = edit.order;
    let currency = services::order::edit::currency(&shop, edit.order).await.map_err(guard::order)?;
    let edit = edit.read(currency).map_err(|error| guard::order(error.into()))?;
    services::order::edit::apply(&shop, &actor, edit, seen_total).await.map_err(guard::order)?;
    leptos_axum::redirect(&format!("/admin/orders/{order}"), false);
    Ok(())
}

/// What can be added to an order, by letters of its name or SKU.
#[server(prefix = "/api", endpoint = "admin/order/find_variants")]
pub async fn find_variants(order: OrderId, text: String) -> Result<Vec<VariantChoice>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::order::edit::variants(&shop, &text, order).await.map_err(guard::order)
}

/// Takes back what a change made an order cost more.
#[server(prefix = "/api", endpoint = "admin/order/take_back_difference")]
pub async fn take_back_difference(order: OrderId, version: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::order::edit::take_back(&shop, &actor, order, version).await.map_err(guard::order)
}

/// Notes that what a change made an order cost more has come, on the account or in cash.
#[server(prefix = "/api", endpoint = "admin/order/difference_received")]
pub async fn difference_received(order: OrderId, version: i64) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::order::edit::received(&shop, &actor, order, version).await.map_err(guard::payment)
}

/// Gives the difference of a change back once more, whose refund was refused.
#[server(prefix = "/api", endpoint = "admin/order/give_difference_again")]
pub async fn give_difference_again(refund: RefundId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::refund::give_difference_again(&shop, &actor, refund).await.map_err(guard::refund)?;
    Ok(())
}
