//! Server functions of the desk of customers.

use domain::{
    customer::view::{CustomerDetail, CustomerRows},
    kernel::{CustomerId, CustomerNoteId},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{admin::clock::Dated, error::AppError};

/// What the list is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomersQuery {
    /// Letters of the name or the mail address.
    #[serde(default)]
    pub text: String,
    /// The mark of the page before.
    #[serde(default)]
    pub after: Option<CustomerId>,
}

/// A page of customers, newest first.
#[server(prefix = "/api", endpoint = "admin/customers/list")]
pub async fn list_customers(query: CustomersQuery) -> Result<Dated<CustomerRows>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::customer::admin::list(&shop, &query.text, query.after).await.map_err(guard::customer)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// One customer.
#[server(prefix = "/api", endpoint = "admin/customer/detail")]
pub async fn read_customer(customer: CustomerId) -> Result<Dated<CustomerDetail>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadOrders).await?;
    let value = services::customer::admin::detail(&shop, customer).await.map_err(guard::customer)?;
    Ok(Dated { now: shop.clock.now(), value })
}

/// Notes something about a customer.
#[server(prefix = "/api", endpoint = "admin/customer/note")]
pub async fn add_note(customer: CustomerId, text: String) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::customer::admin::add_note(&shop, &actor, customer, &text).await.map_err(guard::customer)
}

/// Takes a note away.
#[server(prefix = "/api", endpoint = "admin/customer/remove_note")]
pub async fn remove_note(customer: CustomerId, note: CustomerNoteId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteOrders).await?;
    services::customer::admin::remove_note(&shop, &actor, customer, note).await.map_err(guard::customer)
}

/// Erases a customer. It cannot be undone, so only who manages the shop may.
#[server(prefix = "/api", endpoint = "admin/customer/erase")]
pub async fn erase_customer(customer: CustomerId) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::ManageShop).await?;
    services::customer::admin::erase(&shop, &actor, customer).await.map_err(guard::customer)?;
    leptos_axum::redirect("/admin/customers", false);
    Ok(())
}
