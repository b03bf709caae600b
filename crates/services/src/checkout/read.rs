//! The checkout page.

use domain::{
    checkout::{
        CheckoutForm, FieldError,
        view::{CheckoutNotice, CheckoutView},
    },
    kernel::{COUNTRIES, Destination, country},
    pricing::PricingError,
    shipping::view::Promise,
};

use super::CheckoutError;
use crate::{
    Shop,
    cart::{CartToken, StoredLine, read},
    customer::read::Known,
    payment::offer,
    tax::vat,
};

/// The page for the cart behind the token; with an empty cart when there is none, or when it was ordered.
///
/// # Errors
/// A database that does not answer, or prices that cannot be summed.
pub async fn view(shop: &Shop, token: &CartToken) -> Result<CheckoutView, CheckoutError> {
    view_for(shop, token, None).await
}

/// As [`view`], filled in with what is known of the customer who is signed in, until somebody types.
///
/// # Errors
/// As [`view`].
pub async fn view_for(shop: &Shop, token: &CartToken, known: Option<&Known>) -> Result<CheckoutView, CheckoutError> {
    let Some(cart) = read::load(shop, token).await? else {
        return empty(shop, token);
    };
    let all_for_cash = cart.lines.iter().all(StoredLine::is_for_cash);
    let form = filled_in(read::stored_form(&cart.checkout_form), known);
    let form = with_choices(shop, form, all_for_cash);
    let is_delivered = cart.lines.is_empty() || cart.lines.iter().any(StoredLine::is_delivered);
    let errors = if cart.checkout_tried { errors(&form, is_delivered) } else { Vec::new() };
    let vat = vat::known(shop, form.vat_number().ok().flatten()).await?;
    let quote = cart.price(shop, (destination(&form), &form.shipping), vat.as_ref())?;
    let vat = quote.vat;
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
        countries: countries(shop, is_delivered),
        asks_vat_number: vat::is_offered(shop),
        vat,
        idempotency_key: token.order_key(version),
    })
}

/// What the shop promises now about delivery within its own country; `None` when it does not deliver there.
///
/// # Errors
/// Amounts that cannot be computed.
pub fn promise(shop: &Shop) -> Result<Option<Promise>, CheckoutError> {
    let (settings, shipping) = (&shop.settings, shop.shipping.now());
    let money = (shop.selling(), settings.free_shipping_from);
    let promise = shipping.table.promise(&settings.country, money, shop.language(), shipping.local(shop.clock.now()));
    Ok(promise.map_err(PricingError::from)?)
}

/// The countries that the shop delivers to; what is not delivered goes everywhere.
fn countries(shop: &Shop, is_delivered: bool) -> Vec<String> {
    let (home, shipping) = (&shop.settings.country, shop.shipping.now());
    let is_reached = |code: &&str| !is_delivered || shipping.table.reaches(code, home);
    COUNTRIES.iter().map(|country| country.code).filter(is_reached).map(str::to_owned).collect()
}

/// Where it goes, as far as it was typed.
fn destination(form: &CheckoutForm) -> Destination<'_> {
    Destination { country: &form.country, postcode: &form.postcode }
}

fn empty(shop: &Shop, token: &CartToken) -> Result<CheckoutView, CheckoutError> {
    let form = with_choices(shop, CheckoutForm::default(), true);
    let quote = read::price_nothing(shop, &form.country)?;
    let (totals, shipping_options) = (quote.priced.totals, quote.options);
    Ok(CheckoutView {
        cart: read::empty(shop, &form.country)?,
        form,
        errors: Vec::new(),
        notice: None,
        shipping_options,
        payment_options: offer::options(shop, true),
        totals,
        countries: countries(shop, true),
        asks_vat_number: false,
        vat: None,
        idempotency_key: token.order_key(0),
    })
}

/// What was typed; as long as nothing was, what is known.
fn filled_in(typed: CheckoutForm, known: Option<&Known>) -> CheckoutForm {
    let Some(known) = known.filter(|_| typed.is_untouched()) else { return typed };
    let or_known = |typed: String, known: &String| if typed.is_empty() { known.clone() } else { typed };
    CheckoutForm {
        shipping: or_known(typed.shipping, &known.form.shipping),
        payment: or_known(typed.payment, &known.form.payment),
        ..known.form.clone()
    }
}

/// Whether anything in the cart is delivered; a cart that is empty or unknown counts as if.
///
/// # Errors
/// A database that does not answer.
pub async fn is_delivered(shop: &Shop, token: &CartToken) -> Result<bool, CheckoutError> {
    let cart = read::load(shop, token).await?;
    Ok(cart.is_none_or(|cart| cart.lines.is_empty() || cart.lines.iter().any(StoredLine::is_delivered)))
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
