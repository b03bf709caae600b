//! What the page of an offer asks the services.

use domain::checkout::CheckoutForm;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
pub use services::draft::offer::Opened;
#[cfg(feature = "ssr")]
use services::{Shop, draft::offer::OrderedOffer};

use crate::error::AppError;

/// What the link opens, with what was typed into a form that failed, and where questions go. While its order waits for the money, the
/// browser is led on there.
#[cfg(feature = "ssr")]
pub async fn read_offer(token: String, came_back: bool) -> Result<(Opened, String), AppError> {
    use crate::{context, storefront::failure};

    let shop = context::shop()?;
    let mut opened = services::draft::offer::open(&shop, &token).await.map_err(failure::draft)?;
    if let Opened::Waiting(path) = &opened {
        leptos_axum::redirect(path, false);
    }
    if let (Opened::Offer(offer), true) = (&mut opened, came_back)
        && let Some(typed) = context::take_typed::<CheckoutForm>().filter(|typed| *typed != CheckoutForm::default())
    {
        offer.checkout.form = typed;
    }
    Ok((opened, shop.settings.email.clone()))
}

/// Leads back to the page, which shows what was typed.
#[cfg(feature = "ssr")]
fn failed(token: &str, form: &CheckoutForm) -> impl Fn(AppError) -> AppError + use<> {
    use crate::context;

    let (path, form) = (path(token), form.clone());
    move |error| {
        if context::is_plain_form() {
            context::keep_typed(&form);
        }
        context::lead_back(&path, error)
    }
}

/// The page of a link; a text that is none leads nowhere else.
#[cfg(feature = "ssr")]
fn path(token: &str) -> String {
    services::draft::LinkToken::parse(token).map_or_else(|| "/".to_owned(), |token| token.path())
}

/// Keeps what was typed, so that the page shows the sums that follow from it. Its form is sent by the browser itself.
#[server(prefix = "/api", endpoint = "offer/remember")]
pub async fn remember_offer(token: String, #[server(flatten)] form: CheckoutForm) -> Result<(), AppError> {
    use crate::{context, storefront::failure};

    let (shop, from) = (context::shop()?, context::client_address());
    let failed = failed(&token, &form);
    let kept = services::draft::offer::remember(&shop, &token, form, &from).await;
    kept.map_err(|error| failed(failure::draft(error)))?;
    context::lead_to(&path(&token));
    Ok(())
}

/// Orders the offer. The browser names no price but the sum that was seen. Its form is sent by the browser itself.
#[server(prefix = "/api", endpoint = "offer/order")]
pub async fn order_offer(
    token: String,
    version: i64,
    #[server(flatten)] form: CheckoutForm,
    idempotency_key: String,
    seen_total: i64,
    #[server(default)] seen_currency: Option<String>,
) -> Result<(), AppError> {
    use domain::checkout::view::PlaceOrder;

    use crate::context;

    let shop = context::shop()?;
    let request = PlaceOrder { form, idempotency_key, seen_total, seen_due: None, seen_currency };
    match order(&shop, &token, version, request).await? {
        OrderedOffer::Placed(continue_at) => context::lead_to(&continue_at),
        OrderedOffer::LookAgain => context::lead_to(&path(&token)),
    }
    Ok(())
}

#[cfg(feature = "ssr")]
async fn order(
    shop: &Shop,
    token: &str,
    version: i64,
    request: domain::checkout::view::PlaceOrder,
) -> Result<OrderedOffer, AppError> {
    use services::{checkout::write::Sender, customer};

    use crate::{context, storefront::failure};

    let (address, failed) = (context::client_address(), failed(token, &request.form));
    let customer = customer::read::signed_in(shop, context::customer_token().as_ref()).await;
    let customer = customer.map_err(|error| failed(failure::customer(error)))?;
    let sender = Sender { address: &address, customer: customer.map(|customer| customer.id), ..Sender::default() };
    let ordered = services::draft::offer::order(shop, token, request, (version, sender)).await;
    ordered.map_err(|error| failed(failure::draft(error)))
}
