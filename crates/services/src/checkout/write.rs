//! Typing, and placing the order.

use domain::{
    checkout::{
        CheckedForm, CheckoutForm, Field, FieldError,
        view::{CheckoutNotice, CheckoutView, PlaceOrder, PlaceOrderOutcome},
    },
    customer::view::AddressView,
    kernel::{Currency, CustomerId, Destination},
    payment::PaymentMethod,
    tax::VatClaim,
};

use super::{
    CheckoutError,
    place::{self, PlaceError, Placing},
    read, sql,
};
use crate::{
    Shop,
    cart::{self, CartToken, StoredLine},
    draft::Seen,
    inventory, payment,
    setting::digest,
    tax::{
        service::{self, Asker},
        vat,
    },
};

/// As [`remember_from`], from nowhere in particular.
///
/// # Errors
/// A database that does not answer.
pub async fn remember(shop: &Shop, token: &CartToken, form: CheckoutForm) -> Result<CheckoutView, CheckoutError> {
    remember_from(shop, token, form, "").await
}

/// Keeps what was typed so far, and gives the page with the sums that follow from it. `from` is the network address of the request;
/// empty when unknown.
///
/// # Errors
/// A database that does not answer.
pub async fn remember_from(
    shop: &Shop,
    token: &CartToken,
    form: CheckoutForm,
    from: &str,
) -> Result<CheckoutView, CheckoutError> {
    vat::asked(shop, form.vat_number().ok().flatten(), (&form.country, from)).await?;
    service::ask(shop, Destination { country: &form.country, postcode: &form.postcode }, Asker::Typing(from)).await?;
    let (digest, form, now) = (token.digest(), kept(&form)?, shop.clock.now());
    shop.database
        .write(move |tx| {
            let (digest, form) = (digest.clone(), form.clone());
            Box::pin(async move {
                sqlx::query(sql::KEEP_FORM).bind(digest).bind(form).bind(now.0).execute(tx.connection()).await?;
                Ok::<_, CheckoutError>(())
            })
        })
        .await?;
    read::view(shop, token).await
}

/// Takes an address that the customer keeps into the form, beside what was typed.
///
/// # Errors
/// A database that does not answer.
pub async fn use_address(
    shop: &Shop,
    token: &CartToken,
    form: CheckoutForm,
    (chosen, from): (&AddressView, &str),
) -> Result<(), CheckoutError> {
    remember_from(shop, token, form.with_address(&chosen.address), from).await.map(|_| ())
}

/// Forgets what was typed: whoever signs out leaves nothing behind in this browser.
///
/// # Errors
/// A database that does not answer.
pub async fn forget(shop: &Shop, token: &CartToken) -> Result<(), CheckoutError> {
    keep_try(shop, token, &CheckoutForm::default(), false, None).await
}

/// As [`place_as`], by a guest from nowhere in particular.
///
/// # Errors
/// As [`place_as`].
pub async fn place(shop: &Shop, token: &CartToken, request: PlaceOrder) -> Result<PlaceOrderOutcome, CheckoutError> {
    place_as(shop, token, request, Sender::default()).await
}

/// As [`place_as`], by a guest. `address` is where the request came from; empty when unknown.
///
/// # Errors
/// As [`place_as`].
pub async fn place_from(
    shop: &Shop,
    token: &CartToken,
    request: PlaceOrder,
    address: &str,
) -> Result<PlaceOrderOutcome, CheckoutError> {
    place_as(shop, token, request, Sender { address, ..Sender::default() }).await
}

/// Who sends an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sender<'a> {
    /// Where the request came from; empty when unknown.
    pub address: &'a str,
    /// The customer who is signed in; none for a guest.
    pub customer: Option<CustomerId>,
    /// Whether they keep the address for next time.
    pub saves_address: bool,
    /// The draft whose link they have, as they saw it.
    pub draft: Option<&'a Seen>,
}

/// Places the order: stock held, order written, payment begun. The same request again gives the same order.
///
/// # Errors
/// A database that does not answer. What the shopper can mend is no error but an outcome, and what was typed is kept.
pub async fn place_as(
    shop: &Shop,
    token: &CartToken,
    request: PlaceOrder,
    sender: Sender<'_>,
) -> Result<PlaceOrderOutcome, CheckoutError> {
    let cart = cart::read::load(shop, token).await?;
    // A cart that was ordered already only answers again what it answered then.
    let is_delivered = cart.as_ref().is_some_and(|cart| cart.lines.iter().any(StoredLine::is_delivered));
    let all_for_cash = cart.as_ref().is_none_or(|cart| cart.lines.iter().all(StoredLine::is_for_cash));
    let (form, method) = match check(shop, &request.form, is_delivered, all_for_cash) {
        Ok(checked) => checked,
        Err(errors) => {
            keep_try(shop, token, &request.form, true, None).await?;
            return Ok(PlaceOrderOutcome::Invalid(errors));
        }
    };
    let vat = vat::asked(shop, form.vat_number.clone(), (&form.address.country, sender.address)).await?;
    let destination = Destination { country: &form.address.country, postcode: &form.address.postcode };
    service::ask(shop, destination, Asker::Ordering(sender.address)).await?;
    if let Some(cart) = cart
        && let Some(notice) = costs_otherwise(shop, &cart, (&form, vat.as_ref()), &request)?
    {
        keep_try(shop, token, &request.form, false, Some(&notice)).await?;
        return Ok(PlaceOrderOutcome::Refused(notice));
    }
    let placing = Placing {
        shop: shop.clone(),
        cart_digest: token.digest(),
        key: request.idempotency_key.chars().take(64).collect(),
        request_digest: digest(&serde_json::to_string(&request)?),
        seen_total: request.seen_total,
        seen_currency: seen_currency(shop, &request),
        seen_due: request.seen_due.unwrap_or(request.seen_total),
        form,
        vat,
        method,
        address: sender.address.to_owned(),
        customer: sender.customer,
        saves_address: sender.saves_address,
        draft: sender.draft.cloned(),
        now: shop.clock.now(),
        number: shop.numbers.hold(&shop.database).await?,
    };
    match place::run(placing).await {
        Ok(placed) => {
            inventory::shelf::refresh_soon(shop, placed.low);
            let continue_at = payment::start::continue_at(shop, placed.order).await?;
            Ok(PlaceOrderOutcome::Placed { continue_at })
        }
        Err(PlaceError::Refused(notice)) => {
            keep_try(shop, token, &request.form, false, Some(&notice)).await?;
            Ok(PlaceOrderOutcome::Refused(notice))
        }
        Err(PlaceError::Invalid(error)) => {
            keep_try(shop, token, &request.form, true, None).await?;
            Ok(PlaceOrderOutcome::Invalid(vec![error]))
        }
        Err(PlaceError::EmptyCart) => Ok(PlaceOrderOutcome::EmptyCart),
        Err(PlaceError::Failed(error)) => Err(error),
    }
}

/// What to say when nothing is in the way of this order but its sum: then nobody needs to wait for the transaction to find that out.
fn costs_otherwise(
    shop: &Shop,
    cart: &cart::read::StoredCart,
    (form, vat): (&CheckedForm, Option<&VatClaim>),
    request: &PlaceOrder,
) -> Result<Option<CheckoutNotice>, CheckoutError> {
    if cart.lines.is_empty() || cart.lines.iter().any(|line| line.problem().is_some()) {
        return Ok(None);
    }
    let quote = cart.price(shop, (form.address.destination(), &form.shipping), vat)?;
    if !quote.is_as_asked {
        return Ok(None);
    }
    let total = quote.priced.totals.total;
    if (total.minor, total.currency) != (request.seen_total, seen_currency(shop, request)) {
        return Ok(Some(place::other_total(&quote)));
    }
    let coverage = cart.cover(total, form.email.as_str(), shop.clock.now())?;
    let is_due = coverage.due.minor == request.seen_due.unwrap_or(request.seen_total);
    Ok((!is_due).then_some(CheckoutNotice::CardChanged))
}

/// The currency of what the shopper saw. A word that is none is none that they can have seen: the shop's own is compared.
fn seen_currency(shop: &Shop, request: &PlaceOrder) -> Currency {
    let seen = request.seen_currency.as_deref().and_then(|code| Currency::parse(code).ok());
    seen.unwrap_or(shop.settings.currency)
}

fn check(
    shop: &Shop,
    form: &CheckoutForm,
    is_delivered: bool,
    all_for_cash: bool,
) -> Result<(CheckedForm, PaymentMethod), Vec<FieldError>> {
    let checked = form.check(is_delivered)?;
    let Some(method) = payment::offer::offered(shop, &checked.payment, all_for_cash) else {
        return Err(vec![FieldError { field: Field::Payment, message: "Choose how you want to pay".to_owned() }]);
    };
    Ok((checked, method))
}

/// Fields that are far too long are not kept: they cannot be an address.
fn kept(form: &CheckoutForm) -> Result<String, CheckoutError> {
    const MOST_BYTES: usize = 8_192;
    let text = serde_json::to_string(form)?;
    Ok(if text.len() <= MOST_BYTES { text } else { "{}".to_owned() })
}

/// Keeps what was typed and what came of it.
pub(crate) async fn keep_try(
    shop: &Shop,
    token: &CartToken,
    form: &CheckoutForm,
    tried: bool,
    notice: Option<&CheckoutNotice>,
) -> Result<(), CheckoutError> {
    let (digest, form, now) = (token.digest(), kept(form)?, shop.clock.now());
    let notice = notice.map(CheckoutNotice::key).unwrap_or_default();
    shop.database
        .write(move |tx| {
            let (digest, form) = (digest.clone(), form.clone());
            Box::pin(async move {
                sqlx::query(sql::KEEP_TRY)
                    .bind(digest)
                    .bind(form)
                    .bind(i64::from(tried))
                    .bind(notice)
                    .bind(now.0)
                    .execute(tx.connection())
                    .await?;
                Ok(())
            })
        })
        .await
}
