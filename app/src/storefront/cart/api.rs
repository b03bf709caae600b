//! Server functions of the cart. Each also serves a plain form, and leads that to a page.

use std::collections::BTreeMap;

use domain::{cart::view::CartView, kernel::CartLineId};
use leptos::prelude::*;

use crate::error::AppError;

/// This shopper's cart.
#[server(prefix = "/api", endpoint = "cart/read")]
pub async fn read_cart() -> Result<CartView, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    services::cart::read::view(&shop, context::cart_token().as_ref()).await.map_err(failure::cart)
}

/// Puts items into the cart, with what was filled in for them, by the fields' keys. `added_at` says where a line stood that was
/// taken out and is put back; 0 for a new one.
#[server(prefix = "/api", endpoint = "cart/add")]
pub async fn add_to_cart(
    sku: String,
    quantity: i64,
    #[server(default)] personalisation: BTreeMap<String, String>,
    #[server(default)] added_at: i64,
) -> Result<CartView, AppError> {
    use domain::{
        catalog::personalisation::{AnswerValue, field_of_key},
        kernel::Timestamp,
    };
    use services::cart::write::put_back;

    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let given = personalisation.into_iter();
    let given = given.filter_map(|(key, text)| Some((field_of_key(&key)?, AnswerValue::Text(text)))).collect();
    let added_at = if added_at > 0 { Timestamp(added_at) } else { shop.clock.now() };
    match put_back(&shop, context::cart_token(), &sku, quantity, given, added_at).await {
        Ok((token, cart)) => {
            context::remember_cart(&token);
            context::lead_to("/cart");
            Ok(cart)
        }
        Err(error) => {
            let page = context::page_of_form().unwrap_or_else(|| "/cart".to_owned());
            Err(context::lead_back(&page, failure::cart(error)))
        }
    }
}

/// Changes how many of a line there are; 0 removes it.
#[server(prefix = "/api", endpoint = "cart/set_quantity")]
pub async fn set_quantity(line: CartLineId, quantity: i64) -> Result<CartView, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let token = context::cart_token().ok_or(AppError::NotFound)?;
    let changed = services::cart::write::set_quantity(&shop, &token, line, quantity).await;
    let cart = changed.map_err(|error| context::lead_back(changed_on(), failure::cart(error)))?;
    context::lead_to(changed_on());
    Ok(cart)
}

/// The page on which a line was changed: the checkout offers it, too, where a line stands in the way.
#[cfg(feature = "ssr")]
fn changed_on() -> &'static str {
    let page = crate::context::page_of_form().unwrap_or_default();
    if page.starts_with("/checkout") { "/checkout" } else { "/cart" }
}

/// Types a code in, of a gift card or a discount, or takes the discount code away with an empty one. The cart says what follows from
/// it, or why nothing does.
#[server(prefix = "/api", endpoint = "cart/coupon")]
pub async fn set_coupon(#[server(default)] code: String) -> Result<CartView, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let token = context::cart_token().ok_or(AppError::NotFound)?;
    let set = services::cart::write::set_code(&shop, &token, &code, &context::client_address()).await;
    let cart = set.map_err(|error| context::lead_back("/cart", failure::cart(error)))?;
    context::lead_to("/cart");
    Ok(cart)
}

/// Takes away the gift card whose code ends so.
#[server(prefix = "/api", endpoint = "cart/remove_card")]
pub async fn remove_card(last_four: String) -> Result<CartView, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let token = context::cart_token().ok_or(AppError::NotFound)?;
    let removed = services::cart::write::remove_card(&shop, &token, &last_four).await;
    let cart = removed.map_err(|error| context::lead_back(changed_on(), failure::cart(error)))?;
    context::lead_to(if changed_on() == "/cart" { "/cart" } else { "/checkout#codes" });
    Ok(cart)
}

/// Takes a line out of the cart.
#[server(prefix = "/api", endpoint = "cart/remove")]
pub async fn remove_line(line: CartLineId) -> Result<CartView, AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let token = context::cart_token().ok_or(AppError::NotFound)?;
    let removed = services::cart::write::remove(&shop, &token, line).await;
    let cart = removed.map_err(|error| context::lead_back(changed_on(), failure::cart(error)))?;
    context::lead_to(changed_on());
    Ok(cart)
}
