//! What the customer does with the link: looking at the offer, and ordering it.

use domain::{
    checkout::{
        CheckoutForm, Field, FieldError,
        view::{CheckoutNotice, PlaceOrder, PlaceOrderOutcome},
    },
    draft::{DraftState, view::OfferView},
    kernel::Language,
};

use super::{
    DraftError, LinkToken, Seen,
    row::{StoredDraft, sold, today},
    sql,
};
use crate::{Shop, checkout, checkout::write::Sender, order::OrderToken, payment};

/// What a link opens.
#[derive(Clone, Debug)]
pub enum Opened {
    /// The offer.
    Offer(Box<OfferView>),
    /// The order that it became and that waits for its money: the path of its page.
    Waiting(String),
    /// It was ordered. Where, only the mail about the order says: this link may be in many hands, and an order tells name and address.
    Ordered(Language),
    /// It was ordered, and the order was called off.
    CalledOff(Language),
    /// Its last day is over.
    Expired(Language),
    /// It was withdrawn.
    Withdrawn(Language),
    /// The shop does not sell in its currency at present.
    Paused(Language),
}

/// What came of ordering it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderedOffer {
    /// The order stands; it goes on there.
    Placed(String),
    /// Nothing was ordered: the page says why.
    LookAgain,
}

/// Opens a link.
///
/// # Errors
/// [`DraftError::NotFound`] for a link that opens nothing, or nothing any more.
pub async fn open(shop: &Shop, token: &str) -> Result<Opened, DraftError> {
    let (draft, _) = behind(shop, token).await?;
    if let Some(order) = draft.waiting() {
        return Ok(Opened::Waiting(OrderToken::of(&shop.settings.secret, order).path()));
    }
    match draft.state {
        DraftState::Ordered => return Ok(Opened::Ordered(draft.language)),
        DraftState::CalledOff => return Ok(Opened::CalledOff(draft.language)),
        DraftState::Withdrawn => return Ok(Opened::Withdrawn(draft.language)),
        DraftState::Expired => return Ok(Opened::Expired(draft.language)),
        DraftState::Draft | DraftState::Sent => {}
    }
    let Some(shop) = sold(shop, draft.currency, draft.language) else {
        return Ok(Opened::Paused(draft.language));
    };
    let checkout = checkout::read::view(&shop, &draft.cart(&shop)).await?;
    Ok(Opened::Offer(Box::new(OfferView {
        number: draft.number,
        version: draft.version,
        language: draft.language.code().to_owned(),
        note: draft.note,
        last_day: draft.last_day,
        checkout,
    })))
}

/// The draft behind a link, and the digest of that.
async fn behind(shop: &Shop, token: &str) -> Result<(StoredDraft, String), DraftError> {
    let digest = LinkToken::parse(token).ok_or(DraftError::NotFound)?.digest();
    let row = sqlx::query(sql::BY_LINK).bind(digest.clone()).fetch_optional(&mut shop.database.quick().await?).await?;
    Ok((StoredDraft::read(&row.ok_or(DraftError::NotFound)?, today(shop))?, digest))
}

/// Keeps what was typed, so that the page shows the sums that follow from it. `from` is the network address of the request; empty when
/// unknown.
///
/// # Errors
/// As [`open`].
pub async fn remember(shop: &Shop, token: &str, form: CheckoutForm, from: &str) -> Result<(), DraftError> {
    let (draft, _) = behind(shop, token).await?;
    let Some(shop) = sold(shop, draft.currency, draft.language).filter(|_| draft.state == DraftState::Sent) else {
        return Ok(());
    };
    checkout::write::remember_from(&shop, &draft.cart(&shop), form, from).await?;
    Ok(())
}

/// Orders the offer as it was seen, by the same steps as every other order. Sent again, it gives the same order.
///
/// # Errors
/// As [`open`].
pub async fn order(
    shop: &Shop,
    token: &str,
    request: PlaceOrder,
    (version, sender): (i64, Sender<'_>),
) -> Result<OrderedOffer, DraftError> {
    let (draft, digest) = behind(shop, token).await?;
    if draft.order.is_some() {
        return again(shop, &draft, request, sender).await;
    }
    let Some(shop) = sold(shop, draft.currency, draft.language).filter(|_| draft.state == DraftState::Sent) else {
        return Ok(OrderedOffer::LookAgain);
    };
    let cart = draft.cart(&shop);
    if draft.version != version {
        checkout::write::keep_try(&shop, &cart, &request.form, false, Some(&CheckoutNotice::PriceChanged)).await?;
        return Ok(OrderedOffer::LookAgain);
    }
    let seen = Seen { id: draft.id, version, digest, today: today(&shop), number: draft.number };
    let sender = Sender { draft: Some(&seen), ..sender };
    let form = request.form.clone();
    let outcome = checkout::write::place_as(&shop, &cart, request, sender).await?;
    // A way that there is no longer for this country is no mistake in a field: the page shows others, and has to say why.
    if let PlaceOrderOutcome::Invalid(errors) = &outcome
        && form.check(true).is_ok()
        && errors.iter().all(is_way)
    {
        checkout::write::keep_try(&shop, &cart, &form, true, Some(&CheckoutNotice::PriceChanged)).await?;
    }
    Ok(placed(outcome))
}

fn is_way(error: &FieldError) -> bool {
    matches!(error.field, Field::Shipping | Field::Payment)
}

/// It is ordered already: whoever comes is led on while that order waits for its money, and later only who sends the very request that
/// made it.
async fn again(
    shop: &Shop,
    draft: &StoredDraft,
    request: PlaceOrder,
    sender: Sender<'_>,
) -> Result<OrderedOffer, DraftError> {
    if let Some(order) = draft.waiting() {
        return Ok(OrderedOffer::Placed(payment::start::continue_at(shop, order).await?));
    }
    let shop = sold(shop, draft.currency, draft.language).unwrap_or_else(|| shop.clone());
    Ok(placed(checkout::write::place_as(&shop, &draft.cart(&shop), request, sender).await?))
}

fn placed(outcome: PlaceOrderOutcome) -> OrderedOffer {
    match outcome {
        PlaceOrderOutcome::Placed { continue_at } => OrderedOffer::Placed(continue_at),
        PlaceOrderOutcome::Invalid(_) | PlaceOrderOutcome::Refused(_) | PlaceOrderOutcome::EmptyCart => {
            OrderedOffer::LookAgain
        }
    }
}
