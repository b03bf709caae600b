//! Server functions of the cart. Each works as a plain form, too.

use domain::cart::view::CartView;
use leptos::prelude::*;

use crate::error::AppError;

/// The shopper's cart.
#[server(prefix = "/api", endpoint = "cart/read")]
pub async fn cart() -> Result<CartView, AppError> {
    let shop = crate::context::shop()?;
    services::cart::read::view(&shop, token().as_ref()).await.map_err(refused)
}

/// Puts items of a variant into the cart.
#[server(prefix = "/api", endpoint = "cart/add")]
pub async fn add(sku: String, quantity: i64) -> Result<CartView, AppError> {
    use crate::context;
    let shop = context::shop()?;
    match services::cart::write::add(&shop, token(), &sku, quantity).await {
        Ok((token, cart)) => {
            context::remember_cart(token.reveal());
            context::lead_to("/cart");
            Ok(cart)
        }
        Err(error) => Err(context::lead_back("/cart", refused(error))),
    }
}

/// Says how many items a line has; none removes it.
#[server(prefix = "/api", endpoint = "cart/set_quantity")]
pub async fn set_quantity(line: i64, quantity: i64) -> Result<CartView, AppError> {
    use crate::context;
    let shop = context::shop()?;
    let token = token().ok_or(AppError::NotFound)?;
    let changed = services::cart::write::set_quantity(&shop, &token, domain::kernel::CartLineId(line), quantity).await;
    changed.map(led_to_cart).map_err(|error| context::lead_back("/cart", refused(error)))
}

/// Takes a line out of the cart.
#[server(prefix = "/api", endpoint = "cart/remove")]
pub async fn remove(line: i64) -> Result<CartView, AppError> {
    use crate::context;
    let shop = context::shop()?;
    let token = token().ok_or(AppError::NotFound)?;
    let changed = services::cart::write::remove(&shop, &token, domain::kernel::CartLineId(line)).await;
    changed.map(led_to_cart).map_err(|error| context::lead_back("/cart", refused(error)))
}

#[cfg(feature = "ssr")]
fn token() -> Option<services::cart::CartToken> {
    crate::context::cart_cookie().as_deref().and_then(services::cart::CartToken::parse)
}

#[cfg(feature = "ssr")]
fn led_to_cart(cart: CartView) -> CartView {
    crate::context::lead_to("/cart");
    cart
}

#[cfg(feature = "ssr")]
fn refused(error: services::cart::CartError) -> AppError {
    use domain::kernel::Quantity;
    use services::cart::CartError;
    match error {
        CartError::NotForSale => AppError::Invalid("This is no longer for sale.".to_owned()),
        CartError::SoldOut => AppError::Invalid("This is sold out.".to_owned()),
        CartError::Quantity(_) => AppError::Invalid(format!("Choose a number from 1 to {}.", Quantity::MOST)),
        CartError::UnknownLine | CartError::UnknownCart => AppError::NotFound,
        other => crate::context::failed(other),
    }
}
