//! The checkout page.

use domain::{
    checkout::{
        CheckoutForm, FieldError,
        view::{CheckoutNotice, CheckoutView},
    },
    kernel::{Destination, Money, country},
    pricing::PricingError,
    shipping::view::Promise,
};

use super::CheckoutError;
use crate::{
    Shop,
    cart::{CartToken, StoredLine, read},
    payment::offer,
};

/// The page for the cart behind the token; with an empty cart when there is none, or when it was ordered.
///
/// # Errors
/// A database that does not answer, or prices that cannot be summed.
pub async fn view(shop: &Shop, token: &CartToken) -> Result<CheckoutView, CheckoutError> {
    let Some(cart) = read::load(shop, token).await? else {
        return empty(shop, token);
    };
    let all_for_cash = cart.lines.iter().all(StoredLine::is_for_cash);
    let form = with_choices(shop, read::stored_form(&cart.checkout_form), all_for_cash);
    let is_delivered = cart.lines.is_empty() || cart.lines.iter().any(StoredLine::is_delivered);
    let errors = if cart.checkout_tried { errors(&form, is_delivered) } else { Vec::new() };
    let quote = cart.price(shop, destination(&form), &form.shipping)?;
    let form = CheckoutForm { shipping: quote.chosen.clone().map(|option| option.code).unwrap_or_default(), ..form };
    let (totals, shipping_options) = (quote.priced.totals.clone(), quote.options.clone());
    let (notice, version) = (CheckoutNotice::from_key(&cart.checkout_notice), cart.version);
    let is_undeliverable = is_delivered && !cart.lines.is_empty() && shipping_options.is_empty();
    // Whatever else happened before, nothing can be ordered to there; and what was said of that is over as soon as it can.
    let notice = if is_undeliverable {
        Some(CheckoutNotice::NotDelivered)
    } else {
        notice.filter(|notice| *notice != CheckoutNotice::NotDelivered)
    };
    Ok(CheckoutView {
        cart: read::into_view(shop, cart, quote)?,
        form,
        errors,
        notice,
        shipping_options,
        payment_options: offer::options(shop, all_for_cash),
        totals,
        idempotency_key: token.order_key(version),
    })
}

/// What the shop promises now about delivery within its own country; `None` when it does not deliver there.
///
/// # Errors
/// Amounts that cannot be computed.
pub fn promise(shop: &Shop) -> Result<Option<Promise>, CheckoutError> {
    let (settings, shipping) = (&shop.settings, shop.shipping.now());
    let money = (Money::zero(settings.currency), settings.free_shipping_from);
    let promise = shipping.table.promise(&settings.country, money, shop.language(), shipping.local(shop.clock.now()));
    Ok(promise.map_err(PricingError::from)?)
}

/// Where it goes, as far as it was typed.
fn destination(form: &CheckoutForm) -> Destination<'_> {
    Destination { country: &form.country, postcode: &form.postcode }
}

fn empty(shop: &Shop, token: &CartToken) -> Result<CheckoutView, CheckoutError> {
    let form = with_choices(shop, CheckoutForm::default(), true);
    let quote = read::price_lines(shop, &[], (Destination::country(&form.country), ""), None)?;
    let (totals, shipping_options) = (quote.priced.totals, quote.options);
    Ok(CheckoutView {
        cart: read::empty(shop, &form.country)?,
        form,
        errors: Vec::new(),
        notice: None,
        shipping_options,
        payment_options: offer::options(shop, true),
        totals,
        idempotency_key: token.order_key(0),
    })
}

/// The form with the usual choices where nothing was chosen.
fn with_choices(shop: &Shop, form: CheckoutForm, all_for_cash: bool) -> CheckoutForm {
    let country =
        if country(&form.country).is_some() { form.country.to_uppercase() } else { shop.settings.country.clone() };
    let payment = if offer::offered(shop, &form.payment, all_for_cash).is_some() {
        form.payment
    } else {
        offer::options(shop, all_for_cash).first().map(|option| option.method.key().to_owned()).unwrap_or_default()
    };
    CheckoutForm { country, payment, ..form }
}

fn errors(form: &CheckoutForm, is_delivered: bool) -> Vec<FieldError> {
    form.check(is_delivered).err().unwrap_or_default()
}
