//! Server functions of the frame.

use domain::{
    account::view::StaffView,
    catalog::view::ProductRow,
    order::view::{FoundCustomer, OrderPulse, OrderRow},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What the frame shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameData {
    /// The shop's name.
    pub shop_name: String,
    /// Who is signed in.
    pub staff: StaffView,
    /// What waits; none for somebody who may not see orders.
    pub pulse: Option<OrderPulse>,
}

/// What was found by a few letters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Orders.
    pub orders: Vec<OrderRow>,
    /// Products, one with exactly this SKU or barcode first.
    pub products: Vec<ProductRow>,
    /// Customers.
    pub customers: Vec<FoundCustomer>,
}

/// Who is signed in, and what waits for them.
#[server(prefix = "/api", endpoint = "admin/frame")]
pub async fn frame() -> Result<FrameData, AppError> {
    use crate::admin::guard;
    let (shop, staff) = guard::signed_in().await?;
    let pulse = if staff.role.may(domain::account::Permission::ReadOrders) {
        Some(services::order::admin::pulse(&shop).await.map_err(guard::order)?)
    } else {
        None
    };
    Ok(FrameData { shop_name: shop.settings.name.clone(), staff, pulse })
}

/// Whether anything happened to an order.
#[server(prefix = "/api", endpoint = "admin/orders/pulse")]
pub async fn read_pulse() -> Result<OrderPulse, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    services::order::admin::pulse(&shop).await.map_err(guard::order)
}

/// Orders, customers and products with these letters, as far as the person may see them.
#[server(prefix = "/api", endpoint = "admin/find")]
pub async fn find(text: String) -> Result<Found, AppError> {
    use domain::account::Permission;
    use services::{catalog::admin as product, order::admin as order};

    use crate::admin::guard;
    const MOST_FOUND: usize = 6;
    let (shop, staff) = guard::signed_in().await?;
    let text: String = text.trim().chars().take(100).collect();
    let mut found = Found::default();
    if staff.role.may(Permission::ReadOrders) {
        let query = order::OrderListQuery { text: text.clone(), ..order::OrderListQuery::default() };
        found.orders = order::list(&shop, &query).await.map_err(guard::order)?.rows;
        found.orders.truncate(MOST_FOUND);
        found.customers =
            services::order::find::customers(&shop, &text, MOST_FOUND).await.map_err(crate::context::failed)?;
    }
    if staff.role.may(Permission::ReadProducts) {
        found.products = product::find(&shop, &text, MOST_FOUND).await.map_err(guard::catalog)?;
    }
    Ok(found)
}
