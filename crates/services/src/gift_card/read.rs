//! Looking at gift cards. Nobody reads a code here: it is in the mail alone.

use domain::{
    gift_card::view::{GiftCardRow, GiftCardRows, IssuedCard},
    kernel::{Currency, GiftCardId, Money, OrderId, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use super::{GiftCardError, sql};
use crate::{Shop, db::DatabaseError};

/// Rows of a page.
const PAGE: i64 = 50;

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
    let shops_own = shop.settings.currency;
    let owed = sqlx::query(sql::OWED).bind(shops_own.code().to_owned()).fetch_one(pool).await?;
    Ok(GiftCardRows {
        next: rows.last().map(|row| row.id).filter(|_| has_more),
        rows,
        owed: Money::new(owed.try_get("owed")?, shops_own),
    })
}

fn row(row: &AnyRow) -> Result<GiftCardRow, DatabaseError> {
    let currency = currency(row)?;
    let order: Option<i64> = row.try_get("order_id")?;
    let number: Option<String> = row.try_get("number")?;
    Ok(GiftCardRow {
        id: GiftCardId(row.try_get("id")?),
        last_four: row.try_get("last_four")?,
        issued: Money::new(row.try_get("issued")?, currency),
        balance: Money::new(row.try_get("balance")?, currency),
        is_active: row.try_get::<i64, _>("active")? == 1,
        sent_to: row.try_get("recipient_email")?,
        order: order.map(OrderId).zip(number),
        issued_at: Timestamp(row.try_get("created_at")?),
    })
}
