//! The server functions of the order's page.

use domain::order::view::OrderView;
use leptos::prelude::*;

use crate::error::AppError;

/// The order that the secret link opens.
#[server(prefix = "/api", endpoint = "order/read")]
pub async fn read_order(token: String) -> Result<OrderView, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    services::order::read::by_token(&shop, &token).await.map_err(failure::order)
}

/// Pays an open order again, or in another way, and leads to where that goes on. Its form is sent by the browser itself.
#[server(prefix = "/api", endpoint = "order/pay")]
pub async fn pay_order(token: String, method: String) -> Result<String, AppError> {
    use domain::payment::PaymentMethod;

    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let method = PaymentMethod::from_key(&method).ok_or(AppError::NotFound)?;
    let goes_on = services::payment::start::pay_again(&shop, &token, method).await;
    let goes_on = goes_on.map_err(|error| context::lead_back(&format!("/orders/{token}"), failure::payment(error)))?;
    context::lead_to(&goes_on);
    Ok(goes_on)
}
