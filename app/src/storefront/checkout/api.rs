//! Server functions of the checkout.

use domain::checkout::{
    CheckoutForm,
    view::{CheckoutSums, PlaceOrderOutcome},
};
#[cfg(feature = "ssr")]
use domain::{checkout::view::CheckoutView, customer::view::AddressView};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use services::{
    Shop,
    cart::CartToken,
    customer::{self, read::Known},
};

use crate::error::AppError;

/// What the page shows.
#[cfg(feature = "ssr")]
pub struct CheckoutData {
    /// The shop's name.
    pub shop_name: String,
    /// The checkout; nothing without a cart.
    pub view: Option<CheckoutView>,
    /// The path of the order that the cart became.
    pub order: Option<String>,
    /// The addresses of the customer who is signed in; none for a guest.
    pub saved: Option<Vec<AddressView>>,
}

/// The page.
#[cfg(feature = "ssr")]
pub async fn read_checkout() -> Result<CheckoutData, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let shop_name = shop.settings.name.clone();
    let Some(token) = context::cart_token() else {
        return Ok(CheckoutData { shop_name, view: None, order: None, saved: None });
    };
    let known = known(&shop, &token).await?;
    let view = services::checkout::read::view_for(&shop, &token, known.as_ref()).await.map_err(failure::checkout)?;
    if !view.cart.is_empty() {
        let saved = known.map(|known| known.saved);
        return Ok(CheckoutData { shop_name, view: Some(view), order: None, saved });
    }
    let order = services::order::read::of_cart(&shop, &token).await.map_err(failure::order)?;
    // Whoever comes back from the payment page finds the order there, not an empty bag.
    if let Some((path, true)) = &order {
        leptos_axum::redirect(path, false);
    }
    Ok(CheckoutData { shop_name, view: None, order: order.map(|(path, _)| path), saved: None })
}

/// What is known of the customer who is signed in.
#[cfg(feature = "ssr")]
async fn known(shop: &Shop, cart: &CartToken) -> Result<Option<Known>, AppError> {
    use crate::{context, storefront::failure};

    let customer = customer::read::signed_in(shop, context::customer_token().as_ref()).await;
    let Some(customer) = customer.map_err(failure::customer)? else { return Ok(None) };
    let is_delivered = services::checkout::read::is_delivered(shop, cart).await.map_err(failure::checkout)?;
    customer::read::known(shop, &customer, is_delivered).await.map(Some).map_err(failure::customer)
}

/// Takes one of the customer's own addresses into the form. Its form is sent by the browser itself.
#[server(prefix = "/api", endpoint = "checkout/use_address")]
pub async fn use_address(
    #[server(flatten)] form: CheckoutForm,
    #[server(default)] saved: String,
) -> Result<(), AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let customer = customer::read::require(&shop, context::customer_token().as_ref()).await;
    let customer = customer.map_err(|error| context::lead_back("/checkout", failure::customer(error)))?;
    let token = context::cart_token().ok_or(AppError::NotFound)?;
    let id = saved.parse().map_err(|_| context::lead_back("/checkout", AppError::NotFound))?;
    let chosen = customer::read::address(&shop, customer.id, id).await;
    let chosen = chosen.map_err(|error| context::lead_back("/checkout", failure::customer(error)))?;
    let used = services::checkout::write::use_address(&shop, &token, form, (&chosen, &context::client_address())).await;
    used.map_err(|error| context::lead_back("/checkout", failure::checkout(error)))?;
    context::lead_to("/checkout");
    Ok(())
}

/// Keeps what was typed so far, and says what it costs so.
#[server(prefix = "/api", endpoint = "checkout/remember")]
pub async fn remember(#[server(flatten)] form: CheckoutForm) -> Result<CheckoutSums, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let token = context::cart_token().ok_or(AppError::NotFound)?;
    let from = context::client_address();
    let view = services::checkout::write::remember_from(&shop, &token, form, &from).await;
    let view = view.map_err(failure::checkout)?;
    context::lead_to("/checkout");
    Ok(view.sums())
}

/// Types a code in, of a gift card or a discount, or takes the discount code away with an empty one. Its form is sent by the browser
/// itself; what was typed on the page is kept before.
#[server(prefix = "/api", endpoint = "checkout/coupon")]
pub async fn set_code(#[server(default)] code: String) -> Result<(), AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let token = context::cart_token().ok_or(AppError::NotFound)?;
    let set = services::cart::write::set_code(&shop, &token, &code, &context::client_address()).await;
    set.map_err(|error| context::lead_back("/checkout", failure::cart(error)))?;
    context::lead_to("/checkout#codes");
    Ok(())
}

/// Places the order. The browser names no price but the sums that the shopper saw.
#[server(prefix = "/api", endpoint = "checkout/place")]
pub async fn place_order(
    #[server(flatten)] form: CheckoutForm,
    idempotency_key: String,
    seen_total: i64,
    #[server(default)] save_address: bool,
    #[server(default)] seen_due: Option<i64>,
    #[server(default)] seen_currency: Option<String>,
) -> Result<PlaceOrderOutcome, AppError> {
    use domain::checkout::view::PlaceOrder;
    use services::checkout::write::Sender;

    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let token = context::cart_token().ok_or_else(|| context::lead_back("/cart", AppError::NotFound))?;
    let request = PlaceOrder { form, idempotency_key, seen_total, seen_due, seen_currency };
    let address = context::client_address();
    let customer = customer::read::signed_in(&shop, context::customer_token().as_ref()).await;
    let customer = customer.map_err(|error| context::lead_back("/checkout", failure::customer(error)))?;
    let sender = Sender {
        address: &address,
        customer: customer.map(|customer| customer.id),
        saves_address: save_address,
        draft: None,
    };
    let placed = services::checkout::write::place_as(&shop, &token, request, sender).await;
    let outcome = placed.map_err(|error| context::lead_back("/checkout", failure::checkout(error)))?;
    context::lead_to(match &outcome {
        PlaceOrderOutcome::Placed { continue_at } => continue_at,
        PlaceOrderOutcome::Invalid(_) | PlaceOrderOutcome::Refused(_) => "/checkout",
        PlaceOrderOutcome::EmptyCart => "/cart",
    });
    Ok(outcome)
}
