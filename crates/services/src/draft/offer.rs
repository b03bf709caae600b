//! What the customer does with the link: looking at the offer, and ordering it.

use domain::{
    checkout::{
        CheckoutForm,
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
    /// The order that it became: the path of its page.
    Ordered(String),
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
    if let Some((order, _)) = &draft.order {
        return Ok(Opened::Ordered(OrderToken::of(&shop.settings.secret, *order).path()));
    }
    match draft.state {
        DraftState::Withdrawn => return Ok(Opened::Withdrawn(draft.language)),
        DraftState::Expired => return Ok(Opened::Expired(draft.language)),
        DraftState::Draft | DraftState::Sent | DraftState::Ordered => {}
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
    if let Some((order, _)) = &draft.order {
        return Ok(OrderedOffer::Placed(payment::start::continue_at(shop, *order).await?));
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
    match checkout::write::place_as(&shop, &cart, request, sender).await? {
        PlaceOrderOutcome::Placed { continue_at } => Ok(OrderedOffer::Placed(continue_at)),
        PlaceOrderOutcome::Invalid(_) | PlaceOrderOutcome::Refused(_) | PlaceOrderOutcome::EmptyCart => {
            Ok(OrderedOffer::LookAgain)
        }
    }
}
