//! Issuing and spending gift cards.

use domain::{
    catalog::personalisation::{Answer, RECIPIENT_EMAIL, RECIPIENT_MESSAGE, RECIPIENT_NAME},
    gift_card::GiftCardCode,
    kernel::{GiftCardId, Money, OrderId, Timestamp},
};
use sqlx::Row as _;

use super::{GiftCardError, code_of, mail, read, sql};
use crate::{
    Shop,
    account::Actor,
    cart::answers,
    db::{Database, DatabaseError, Transaction, audit},
    ledger,
    setting::{ShopSecret, digest},
};

/// Issues the cards that a paid order has bought, one for each item, and has their codes sent.
pub(crate) async fn issue(
    tx: &mut Transaction,
    database: &Database,
    secret: &ShopSecret,
    order: OrderId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let lines = sqlx::query(sql::BOUGHT).bind(order.0).fetch_all(tx.connection()).await?;
    for line in lines {
        let answers = answers(&line)?;
        let said = |field| answers.iter().find(|answer| answer.field == field).map(Answer::words).unwrap_or_default();
        let email = match said(RECIPIENT_EMAIL) {
            "" => line.try_get("email")?,
            email => email.to_owned(),
        };
        let amount = Money::new(line.try_get("unit_price")?, read::currency(&line)?);
        let quantity: i64 = line.try_get("quantity")?;
        for _ in 0..quantity {
            let card = GiftCardId(database.next_id());
            let code = code_of(secret, card)
                .ok_or(DatabaseError::Corrupt { what: "the code of a gift card", value: card.to_string() })?;
            sqlx::query(sql::ISSUE)
                .bind(card.0)
                .bind(digest(code.reveal()))
                .bind(code.last_four().to_owned())
                .bind(amount.currency.code().to_owned())
                .bind(amount.minor)
                .bind(order.0)
                .bind(line.try_get::<i64, _>("id")?)
                .bind(said(RECIPIENT_NAME).to_owned())
                .bind(email.clone())
                .bind(said(RECIPIENT_MESSAGE).to_owned())
                .bind(now.0)
                .execute(tx.connection())
                .await?;
            let entry =
                Entry { amount: amount.minor, reason: "issued", order: Some(order), actor: "shop", note: "", now };
            add_entry(tx, database, card, entry).await?;
            mail::enqueue(tx, database, card, now).await?;
        }
    }
    Ok(())
}

/// A movement of a card's money.
pub(super) struct Entry<'a> {
    pub amount: i64,
    pub reason: &'a str,
    pub order: Option<OrderId>,
    pub actor: &'a str,
    /// What a person wrote to it; may be empty.
    pub note: &'a str,
    pub now: Timestamp,
}

/// Writes the movement down and gives its id; one of nothing is none.
pub(super) async fn add_entry(
    tx: &mut Transaction,
    database: &Database,
    card: GiftCardId,
    entry: Entry<'_>,
) -> Result<i64, DatabaseError> {
    let id = database.next_id();
    if entry.amount == 0 {
        return Ok(id);
    }
    sqlx::query(sql::ADD_ENTRY)
        .bind(id)
        .bind(card.0)
        .bind(entry.amount)
        .bind(entry.reason.to_owned())
        .bind(entry.order.map(|order| order.0))
        .bind(entry.actor.to_owned())
        .bind(entry.now.0)
        .bind(entry.note.to_owned())
        .execute(tx.connection())
        .await?;
    Ok(id)
}

/// Who spends a card, for which order and when.
#[derive(Clone, Debug)]
pub struct Spending {
    /// The order that it pays for.
    pub order: Option<OrderId>,
    /// Who does it.
    pub actor: String,
    /// When.
    pub now: Timestamp,
}

/// Takes money from a card inside the caller's transaction: all of it or nothing.
///
/// # Errors
/// A code that opens no card, a card that does not hold that much, an amount of nothing.
pub async fn redeem_in(
    tx: &mut Transaction,
    database: &Database,
    code: &GiftCardCode,
    amount: Money,
    spending: &Spending,
) -> Result<GiftCardId, GiftCardError> {
    if amount.minor <= 0 {
        return Err(GiftCardError::NoAmount);
    }
    let code = digest(code.reveal());
    let spent = sqlx::query(sql::SPEND)
        .bind(code.clone())
        .bind(amount.minor)
        .bind(amount.currency.code().to_owned())
        .bind(spending.now.0)
        .fetch_optional(tx.connection())
        .await?;
    let Some(row) = spent else {
        let known = sqlx::query(sql::BY_CODE).bind(code).fetch_optional(tx.connection()).await?;
        return Err(if known.is_some() { GiftCardError::NotEnough } else { GiftCardError::Unknown });
    };
    let card = GiftCardId(row.try_get("id")?);
    let entry = Entry {
        amount: amount.minor.saturating_neg(),
        reason: "spent",
        order: spending.order,
        actor: &spending.actor,
        note: "",
        now: spending.now,
    };
    let signed = Money::new(entry.amount, amount.currency);
    let id = add_entry(tx, database, card, entry).await?;
    ledger::card_moved(tx, database, (id, card), signed, spending.now).await?;
    Ok(card)
}

/// For the refund of which order money of a card moves, by whom and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refunded<'a> {
    pub order: OrderId,
    pub actor: &'a str,
    pub now: Timestamp,
}

/// Takes off a card what goes back to whoever bought it; false when the card does not hold it any more. The books hear of it with
/// the refund.
pub(crate) async fn take_back(
    tx: &mut Transaction,
    database: &Database,
    card: GiftCardId,
    amount: Money,
    refunded: Refunded<'_>,
) -> Result<bool, DatabaseError> {
    let taken = sqlx::query(sql::SPEND_CARD)
        .bind(card.0)
        .bind(amount.minor)
        .bind(amount.currency.code().to_owned())
        .fetch_optional(tx.connection())
        .await?;
    if taken.is_none() {
        return Ok(false);
    }
    let signed = amount.minor.saturating_neg();
    let Refunded { order, actor, now } = refunded;
    let entry = Entry { amount: signed, reason: "refunded", order: Some(order), actor, note: "", now };
    add_entry(tx, database, card, entry).await?;
    Ok(true)
}

/// Puts back what [`take_back`] took, because the refund came to nothing.
pub(crate) async fn restore(
    tx: &mut Transaction,
    database: &Database,
    card: GiftCardId,
    amount: Money,
    refunded: Refunded<'_>,
) -> Result<(), DatabaseError> {
    sqlx::query(sql::RESTORE).bind(card.0).bind(amount.minor).execute(tx.connection()).await?;
    let Refunded { order, actor, now } = refunded;
    let entry = Entry { amount: amount.minor, reason: "refund refused", order: Some(order), actor, note: "", now };
    add_entry(tx, database, card, entry).await?;
    Ok(())
}

/// Takes money from a card.
///
/// # Errors
/// As [`redeem_in`]; a database that failed.
pub async fn redeem(
    shop: &Shop,
    code: &GiftCardCode,
    amount: Money,
    order: Option<OrderId>,
    actor: &Actor,
) -> Result<GiftCardId, GiftCardError> {
    let (database, code) = (shop.database.clone(), code.clone());
    let spending = Spending { order, actor: actor.name.clone(), now: shop.clock.now() };
    shop.database
        .write(move |tx| {
            let (database, code, spending) = (database.clone(), code.clone(), spending.clone());
            Box::pin(async move { redeem_in(tx, &database, &code, amount, &spending).await })
        })
        .await
}

/// Takes money off a card by hand, as at a till.
///
/// # Errors
/// A card that does not hold that much or is out of use, an amount of nothing; a database that failed.
pub async fn redeem_by_hand(shop: &Shop, actor: &Actor, card: GiftCardId, amount: Money) -> Result<(), GiftCardError> {
    let way = ByHand { statement: sql::SPEND_CARD, sign: -1, reason: "taken by hand", action: "gift_card.redeem" };
    if by_hand(shop, actor, card, amount, way).await? { Ok(()) } else { Err(GiftCardError::NotEnough) }
}

/// Puts back what was taken off by mistake, up to what the card was issued with.
///
/// # Errors
/// A card that was worth less or is out of use, an amount of nothing; a database that failed.
pub async fn put_back(shop: &Shop, actor: &Actor, card: GiftCardId, amount: Money) -> Result<(), GiftCardError> {
    let way = ByHand { statement: sql::PUT_BACK, sign: 1, reason: "put back", action: "gift_card.put_back" };
    if by_hand(shop, actor, card, amount, way).await? { Ok(()) } else { Err(GiftCardError::TooMuch) }
}

/// A way in which people of the shop move a card's money.
#[derive(Clone, Copy)]
struct ByHand {
    /// Guarded: whether it finds a row decides.
    statement: &'static str,
    /// Of the amount as it is written down.
    sign: i64,
    reason: &'static str,
    action: &'static str,
}

/// Moves money and writes it down; false when the guard refused.
async fn by_hand(
    shop: &Shop,
    actor: &Actor,
    card: GiftCardId,
    amount: Money,
    way: ByHand,
) -> Result<bool, GiftCardError> {
    if amount.minor <= 0 {
        return Err(GiftCardError::NoAmount);
    }
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let moved = sqlx::query(way.statement)
                    .bind(card.0)
                    .bind(amount.minor)
                    .bind(amount.currency.code().to_owned())
                    .fetch_optional(tx.connection())
                    .await?;
                if moved.is_none() {
                    return Ok(false);
                }
                let signed = amount.minor.saturating_mul(way.sign);
                let entry = Entry { amount: signed, reason: way.reason, order: None, actor: &name, note: "", now };
                let id = add_entry(tx, &database, card, entry).await?;
                let moved = Money::new(signed, amount.currency);
                ledger::card_moved(tx, &database, (id, card), moved, now).await?;
                note(tx, &database, &name, way.action, card, now).await?;
                Ok::<_, GiftCardError>(true)
            })
        })
        .await
}

/// Puts a card out of use, or into use again. Saying what is already so changes nothing.
///
/// # Errors
/// A database that failed.
pub async fn set_active(shop: &Shop, actor: &Actor, card: GiftCardId, active: bool) -> Result<(), GiftCardError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let set = sqlx::query(sql::SET_ACTIVE).bind(card.0).bind(i64::from(active));
                if set.execute(tx.connection()).await?.rows_affected() == 0 {
                    return Ok(());
                }
                let action = if active { "gift_card.enable" } else { "gift_card.disable" };
                note(tx, &database, &name, action, card, now).await
            })
        })
        .await
}

/// Sends the code once more to where it was sent before.
///
/// # Errors
/// A card that does not exist; a database that failed.
pub async fn send_again(shop: &Shop, actor: &Actor, card: GiftCardId) -> Result<(), GiftCardError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                if sqlx::query(sql::MAIL).bind(card.0).fetch_optional(tx.connection()).await?.is_none() {
                    return Err(GiftCardError::Unknown);
                }
                mail::enqueue(tx, &database, card, now).await?;
                note(tx, &database, &name, "gift_card.send_again", card, now).await
            })
        })
        .await
}

async fn note(
    tx: &mut Transaction,
    database: &Database,
    actor: &str,
    action: &str,
    card: GiftCardId,
    now: Timestamp,
) -> Result<(), GiftCardError> {
    record(tx, database, actor, (action, card, ""), now).await
}

/// Tells the log of changes who did what to a card, and why.
pub(super) async fn record(
    tx: &mut Transaction,
    database: &Database,
    actor: &str,
    (action, card, detail): (&str, GiftCardId, &str),
    now: Timestamp,
) -> Result<(), GiftCardError> {
    let subject = format!("gift card {card}");
    let entry = audit::Entry { actor, action, subject: &subject, detail };
    Ok(audit::record(tx, database.next_id(), entry, now).await?)
}
