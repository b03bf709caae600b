//! What the order's page asks the services.

#[cfg(feature = "ssr")]
use domain::order::view::OrderView;
use domain::payment::PaymentState;
use leptos::prelude::*;

use crate::error::AppError;

/// The order that the secret link opens.
#[cfg(feature = "ssr")]
pub async fn read_order(token: String) -> Result<OrderView, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    services::order::read::by_token(&shop, &token).await.map_err(failure::order)
}

/// Where the payment of the order stands that the secret link opens.
#[server(prefix = "/api", endpoint = "order/payment")]
pub async fn read_payment(token: String) -> Result<PaymentState, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let order = services::order::read::by_token(&shop, &token).await.map_err(failure::order)?;
    Ok(order.payment_state)
}

/// Pays an open order again, or in another way, and leads to where that goes on. Its form is sent by the browser itself.
#[server(prefix = "/api", endpoint = "order/pay")]
pub async fn pay_order(token: String, method: String) -> Result<String, AppError> {
    use domain::payment::PaymentMethod;

    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let method = PaymentMethod::from_key(&method).ok_or(AppError::NotFound)?;
    let goes_on = services::payment::start::pay_again(&shop, &token, method, &context::client_address()).await;
    let goes_on = goes_on.map_err(|error| context::lead_back(&format!("/orders/{token}"), failure::payment(error)))?;
    context::lead_to(&goes_on);
    Ok(goes_on)
}
