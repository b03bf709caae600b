//! Codes that shoppers type in: which cards are to pay for what is in a cart. No code is kept, and none is told apart from another by
//! an answer, but to whoever has a right one. Tries are counted for the cart and for the network, as those of signing in are.

use domain::{
    gift_card::{GiftCardCode, PayingCard, view::CodeRefusal},
    kernel::{Currency, Email, GiftCardId, Timestamp},
};
use sqlx::Row as _;

use super::{pay, sql};
use crate::{
    Shop,
    account::attempt,
    cart::{CartError, CartToken, read::stored_form},
    db::{DatabaseError, Transaction},
    setting::digest,
};

/// Cards that may pay for one order.
const MOST: usize = 5;
/// The period in which tries are counted.
const WINDOW: i64 = 15 * 60 * 1000;
/// Tries for one cart.
const PER_CART: i64 = 20;
/// Tries from one network.
const PER_NETWORK: i64 = 100;

/// A code that somebody types in.
#[derive(Clone)]
struct Typed {
    cart: String,
    code: GiftCardCode,
    address: String,
    currency: Currency,
    now: Timestamp,
}

/// Lets the card with this code pay for what is in the cart, or notes why it does not. `address` is where the request came from;
/// empty when unknown.
///
/// # Errors
/// A cart that is gone; a database that failed.
pub(crate) async fn apply(shop: &Shop, token: &CartToken, code: GiftCardCode, address: &str) -> Result<(), CartError> {
    let typed = Typed {
        cart: token.digest(),
        code,
        address: address.to_owned(),
        currency: shop.selling().currency,
        now: shop.clock.now(),
    };
    shop.database
        .write(move |tx| {
            let typed = typed.clone();
            Box::pin(async move {
                let (mut cards, email) = lock(tx, &typed.cart, typed.now).await?;
                let refusal = match find(tx, &typed, &cards, &email).await? {
                    Ok(card) => {
                        cards.push(card);
                        None
                    }
                    Err(refusal) => refusal,
                };
                keep(tx, &typed.cart, &cards, refusal, typed.now).await
            })
        })
        .await
}

/// Takes the cards with this end away: they pay nothing for what is in the cart.
///
/// # Errors
/// A cart that is gone; a database that failed.
pub(crate) async fn remove(shop: &Shop, token: &CartToken, last_four: &str) -> Result<(), CartError> {
    let (cart, last_four, now) = (token.digest(), last_four.to_owned(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (cart, last_four) = (cart.clone(), last_four.clone());
            Box::pin(async move {
                let (cards, _) = lock(tx, &cart, now).await?;
                let mut kept = Vec::with_capacity(cards.len());
                for card in cards {
                    let row = sqlx::query(sql::PAYING).bind(card.0).fetch_optional(tx.connection()).await?;
                    let end = row.map(|row| row.try_get::<String, _>("last_four")).transpose()?;
                    kept.extend(Some(card).filter(|_| end.is_some_and(|end| end != last_four)));
                }
                keep(tx, &cart, &kept, None, now).await
            })
        })
        .await
}

/// The cards of a cart that is locked, and the address that was typed so far.
async fn lock(tx: &mut Transaction, cart: &str, now: Timestamp) -> Result<(Vec<GiftCardId>, String), CartError> {
    let row = sqlx::query(sql::LOCK_CART).bind(cart.to_owned()).bind(now.0).fetch_optional(tx.connection()).await?;
    let row = row.ok_or(CartError::UnknownCart)?;
    let form: String = row.try_get("checkout_form")?;
    Ok((pay::ids(&row.try_get::<String, _>("gift_cards")?), address_of(&form)))
}

/// The address that was typed into a form so far; empty while it is none.
pub(crate) fn address_of(form: &str) -> String {
    Email::parse(&stored_form(form).email).map(|email| email.as_str().to_owned()).unwrap_or_default()
}

async fn keep(
    tx: &mut Transaction,
    cart: &str,
    cards: &[GiftCardId],
    refusal: Option<CodeRefusal>,
    now: Timestamp,
) -> Result<(), CartError> {
    let cards = cards.iter().map(GiftCardId::to_string).collect::<Vec<_>>().join(" ");
    sqlx::query(sql::SET_CART)
        .bind(cart.to_owned())
        .bind(cards)
        .bind(refusal.map(CodeRefusal::key).unwrap_or_default())
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The card with a code, or why it does not pay; no reason is given for one that pays already.
async fn find(
    tx: &mut Transaction,
    typed: &Typed,
    cards: &[GiftCardId],
    email: &str,
) -> Result<Result<GiftCardId, Option<CodeRefusal>>, DatabaseError> {
    let scope = format!("gift_card/cart/{}", typed.cart);
    let (tries, _) = attempt::tally(tx, &scope, WINDOW, typed.now).await?;
    let network = format!("gift_card/network/{}", digest(&attempt::network(&typed.address)));
    let (from_network, _) = match typed.address.as_str() {
        "" => (0, 0),
        _ => attempt::tally(tx, &network, WINDOW, typed.now).await?,
    };
    if tries > PER_CART || from_network > PER_NETWORK {
        return Ok(Err(Some(CodeRefusal::TooManyTries)));
    }
    let row =
        sqlx::query(sql::PAYING_BY_CODE).bind(digest(typed.code.reveal())).fetch_optional(tx.connection()).await?;
    let Some(card) = row.as_ref().map(pay::paying).transpose()? else {
        return Ok(Err(Some(CodeRefusal::Unknown)));
    };
    Ok(match refusal(&card, typed, cards, email) {
        Some(refusal) => Err(Some(refusal)),
        None if cards.contains(&card.id) => Err(None),
        None => Ok(card.id),
    })
}

fn refusal(card: &PayingCard, typed: &Typed, cards: &[GiftCardId], email: &str) -> Option<CodeRefusal> {
    if let Some(problem) = card.problem(typed.currency, email, typed.now) {
        return Some(CodeRefusal::Card(problem));
    }
    (cards.len() >= MOST && !cards.contains(&card.id)).then_some(CodeRefusal::TooManyCards)
}
