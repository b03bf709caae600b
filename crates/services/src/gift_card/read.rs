//! Looking at gift cards. Nobody reads a code here: it is in the mail alone.

use domain::{
    currency::Worth,
    gift_card::{
        CardKind,
        view::{CardMovement, GiftCardDetail, GiftCardRow, GiftCardRows, IssuedCard},
    },
    kernel::{Currency, GiftCardId, Money, OrderId, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use super::{GiftCardError, sql};
use crate::{Shop, db::DatabaseError};

/// Rows of a page.
const PAGE: i64 = 50;
/// Movements that are shown of a card.
const MOVEMENTS: i64 = 200;

pub(super) fn currency(row: &AnyRow) -> Result<Currency, DatabaseError> {
    let code: String = row.try_get("currency")?;
    Currency::parse(&code).map_err(|_| DatabaseError::Corrupt { what: "a currency", value: code })
}

/// The cards that an order has bought, once they are paid.
pub(crate) async fn of_order(shop: &Shop, order: OrderId) -> Result<Vec<IssuedCard>, DatabaseError> {
    let rows = sqlx::query(sql::OF_ORDER).bind(order.0).fetch_all(&mut shop.database.quick().await?).await?;
    rows.iter()
        .map(|row| {
            Ok(IssuedCard {
                last_four: row.try_get("last_four")?,
                amount: Money::new(row.try_get("amount")?, currency(row)?),
                sent_to: row.try_get("recipient_email")?,
            })
        })
        .collect()
}

/// A page of all cards, newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, after: Option<GiftCardId>) -> Result<GiftCardRows, GiftCardError> {
    let pool = shop.database.reader();
    let before = after.map_or(i64::MAX, |card| card.0);
    let rows = sqlx::query(sql::ROWS).bind(before).bind(PAGE + 1).fetch_all(pool).await?;
    let mut rows = rows.iter().map(row).collect::<Result<Vec<GiftCardRow>, DatabaseError>>()?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    let mut owed = Worth::nothing(shop.settings.currency);
    for row in sqlx::query(sql::OWED).fetch_all(pool).await? {
        let sum = Money::new(row.try_get("owed")?, currency(&row)?);
        let beyond = |_| DatabaseError::Corrupt { what: "the sum of gift cards", value: sum.to_string() };
        // A card is money of its own currency until it is spent: no rate is agreed.
        owed.add(sum, None).map_err(beyond)?;
    }
    Ok(GiftCardRows { next: rows.last().map(|row| row.id).filter(|_| has_more), rows, owed })
}

/// One card with what happened to it.
///
/// # Errors
/// A card that does not exist; a database that does not answer.
pub async fn detail(shop: &Shop, card: GiftCardId) -> Result<GiftCardDetail, GiftCardError> {
    let pool = shop.database.reader();
    let found = sqlx::query(sql::ROW).bind(card.0).fetch_optional(pool).await?.ok_or(GiftCardError::Unknown)?;
    let movements = sqlx::query(sql::MOVEMENTS).bind(card.0).bind(MOVEMENTS).fetch_all(pool).await?;
    let movements = movements.iter().map(movement).collect::<Result<_, DatabaseError>>()?;
    Ok(GiftCardDetail { card: row(&found)?, movements })
}

fn order(row: &AnyRow) -> Result<Option<(OrderId, String)>, DatabaseError> {
    let order: Option<i64> = row.try_get("order_id")?;
    Ok(order.map(OrderId).zip(row.try_get::<Option<String>, _>("number")?))
}

fn movement(row: &AnyRow) -> Result<CardMovement, DatabaseError> {
    Ok(CardMovement {
        amount: Money::new(row.try_get("amount")?, currency(row)?),
        reason: row.try_get("reason")?,
        note: row.try_get("note")?,
        order: order(row)?,
        actor: row.try_get("actor")?,
        at: Timestamp(row.try_get("created_at")?),
    })
}

fn row(row: &AnyRow) -> Result<GiftCardRow, DatabaseError> {
    let currency = currency(row)?;
    let kind: String = row.try_get("kind")?;
    Ok(GiftCardRow {
        id: GiftCardId(row.try_get("id")?),
        kind: CardKind::from_key(&kind)
            .ok_or(DatabaseError::Corrupt { what: "the kind of a gift card", value: kind })?,
        last_four: row.try_get("last_four")?,
        issued: Money::new(row.try_get("issued")?, currency),
        balance: Money::new(row.try_get("balance")?, currency),
        is_active: row.try_get::<i64, _>("active")? == 1,
        sent_to: row.try_get("recipient_email")?,
        order: order(row)?,
        issued_at: Timestamp(row.try_get("created_at")?),
        expires_at: row.try_get::<Option<i64>, _>("expires_at")?.map(Timestamp),
    })
}
