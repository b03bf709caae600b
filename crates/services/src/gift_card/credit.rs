//! Store credit: given by a person with a reason, or made of what cannot go back onto its card; and changes of a balance by hand.

use domain::{
    gift_card::{AdjustForm, CreditForm},
    kernel::{GiftCardId, Money, OrderId, Timestamp},
};
use sqlx::Row as _;

use super::{
    GiftCardError, code_of, mail, sql,
    write::{Entry, add_entry, record},
};
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction},
    ledger,
    order::{self, event},
    setting::{ShopSecret, digest},
};

/// Minor units that a card may hold.
const MOST: i64 = 1_000_000_000;

/// Credit that is about to be written.
pub(super) struct Issued<'a> {
    pub email: &'a str,
    pub amount: Money,
    pub expires_at: Option<Timestamp>,
    pub order: Option<OrderId>,
    pub note: &'a str,
    pub actor: &'a str,
    pub now: Timestamp,
}

/// Writes credit down and has its code sent. The books hear of it from who gives it.
pub(super) async fn issue(
    tx: &mut Transaction,
    database: &Database,
    secret: &ShopSecret,
    issued: Issued<'_>,
) -> Result<(GiftCardId, i64), DatabaseError> {
    let card = GiftCardId(database.next_id());
    let code = code_of(secret, card)
        .ok_or(DatabaseError::Corrupt { what: "the code of a gift card", value: card.to_string() })?;
    let Issued { email, amount, expires_at, order, note, actor, now } = issued;
    sqlx::query(sql::ISSUE_CREDIT)
        .bind(card.0)
        .bind(digest(code.reveal()))
        .bind(code.last_four().to_owned())
        .bind(amount.currency.code().to_owned())
        .bind(amount.minor)
        .bind(order.map(|order| order.0))
        .bind(email.to_owned())
        .bind(expires_at.map(|end| end.0))
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    let entry = Entry { amount: amount.minor, reason: "issued", order, actor, note, now };
    let entry = add_entry(tx, database, card, entry).await?;
    mail::enqueue(tx, database, card, now).await?;
    Ok((card, entry))
}

/// Gives an address store credit; its code is mailed there.
///
/// # Errors
/// Fields that cannot stay, an order that does not exist; a database that failed.
pub async fn grant(shop: &Shop, actor: &Actor, form: &CreditForm) -> Result<GiftCardId, GiftCardError> {
    let now = shop.clock.now();
    let grant = form.check(shop.settings.currency, now.date()).map_err(GiftCardError::Fields)?;
    let (database, name, secret) = (shop.database.clone(), actor.name.clone(), shop.settings.secret.clone());
    shop.database
        .write(move |tx| {
            let (database, name, secret, grant) = (database.clone(), name.clone(), secret.clone(), grant.clone());
            Box::pin(async move {
                if let Some(order) = grant.order {
                    tell_order(
                        tx,
                        &database,
                        order,
                        (&format!("Store credit of {}: {}", grant.amount, grant.reason), &name),
                        now,
                    )
                    .await?;
                }
                let issued = Issued {
                    email: grant.email.as_str(),
                    amount: grant.amount,
                    expires_at: grant.expires_at,
                    order: grant.order,
                    note: &grant.reason,
                    actor: &name,
                    now,
                };
                let (card, entry) = issue(tx, &database, &secret, issued).await?;
                ledger::credit_given(tx, &database, (entry, card), grant.amount, now).await?;
                let detail = format!("{}: {}", grant.amount, grant.reason);
                record(tx, &database, &name, ("gift_card.grant", card, &detail), now).await?;
                Ok(card)
            })
        })
        .await
}

async fn tell_order(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    (text, actor): (&str, &str),
    now: Timestamp,
) -> Result<(), GiftCardError> {
    let touched = sqlx::query(order::sql::TOUCH).bind(order.0).execute(tx.connection()).await?;
    if touched.rows_affected() != 1 {
        return Err(GiftCardError::Unknown);
    }
    Ok(event::append(tx, database, event::Event { order, kind: "credit_given", text, actor, now }).await?)
}

/// Adds to a card or takes off it, and says why; also where it is out of use.
///
/// # Errors
/// Fields that cannot stay, a card that does not hold that much or would hold too much; a database that failed.
pub async fn adjust(shop: &Shop, actor: &Actor, card: GiftCardId, form: &AdjustForm) -> Result<(), GiftCardError> {
    let change = form.check(shop.settings.currency).map_err(GiftCardError::Fields)?;
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name, change) = (database.clone(), name.clone(), change.clone());
            Box::pin(async move {
                let moved = sqlx::query(sql::ADJUST)
                    .bind(card.0)
                    .bind(change.amount.minor)
                    .bind(change.amount.currency.code().to_owned())
                    .bind(MOST)
                    .fetch_optional(tx.connection())
                    .await?;
                if moved.is_none() {
                    return Err(if change.amount.minor < 0 { GiftCardError::NotEnough } else { GiftCardError::Full });
                }
                let amount = change.amount.minor;
                let entry = Entry { amount, reason: "adjusted", order: None, actor: &name, note: &change.reason, now };
                let entry = add_entry(tx, &database, card, entry).await?;
                ledger::credit_given(tx, &database, (entry, card), change.amount, now).await?;
                let detail = format!("{}: {}", change.amount, change.reason);
                record(tx, &database, &name, ("gift_card.adjust", card, &detail), now).await
            })
        })
        .await
}

/// The number of an order, for the page that gives credit for it.
///
/// # Errors
/// A database that does not answer.
pub async fn order_number(shop: &Shop, order: OrderId) -> Result<Option<String>, GiftCardError> {
    let row = sqlx::query(sql::ORDER_NUMBER).bind(order.0).fetch_optional(shop.database.reader()).await?;
    Ok(row.map(|row| row.try_get("number")).transpose()?)
}
