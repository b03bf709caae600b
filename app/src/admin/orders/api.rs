//! The server function of the list.

use domain::order::view::OrderRows;
use leptos::prelude::*;

use super::OrdersQuery;
use crate::{admin::clock::Dated, error::AppError};

/// A page of orders, newest first.
#[server(prefix = "/api", endpoint = "admin/orders/list")]
pub async fn list_orders(query: OrdersQuery) -> Result<Dated<OrderRows>, AppError> {
    use services::order::admin;

    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let query = admin::OrderListQuery { tab: query.tab, text: query.text, after: query.after };
    let value = admin::list(&shop, &query).await.map_err(guard::order)?;
    Ok(Dated { now: shop.clock.now(), value })
}
