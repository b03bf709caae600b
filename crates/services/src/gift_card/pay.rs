//! Cards that pay for an order: claimed with it, spent when it is paid, released when it is called off before; and what goes back onto
//! them when money of a paid order does.

use domain::{
    gift_card::{CardKind, CardPart, Coverage, PayingCard, view::PaidCard},
    kernel::{Currency, GiftCardId, Money, OrderId, PaymentPartId, RefundId, Timestamp},
    refund::RefundableCard,
};
use sqlx::{Row as _, any::AnyRow};

use super::{
    credit, read, sql,
    write::{Entry, add_entry},
};
use crate::{
    db::{Connection, Database, DatabaseError, Transaction},
    ledger,
    setting::ShopSecret,
};

/// Somebody was faster with a card, or it was put out of use: the transaction must be undone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused;

fn kind(row: &AnyRow) -> Result<CardKind, DatabaseError> {
    let word: String = row.try_get("kind")?;
    CardKind::from_key(&word).ok_or(DatabaseError::Corrupt { what: "the kind of a gift card", value: word })
}

pub(super) fn paying(row: &AnyRow) -> Result<PayingCard, DatabaseError> {
    Ok(PayingCard {
        id: GiftCardId(row.try_get("id")?),
        kind: kind(row)?,
        last_four: row.try_get("last_four")?,
        balance: Money::new(row.try_get("balance")?, read::currency(row)?),
        is_active: row.try_get::<i64, _>("active")? == 1,
        expires_at: row.try_get::<Option<i64>, _>("expires_at")?.map(Timestamp),
        owner: row.try_get("recipient_email")?,
    })
}

/// The ids of the cards of a cart, as it keeps them.
pub(super) fn ids(text: &str) -> Vec<GiftCardId> {
    text.split_whitespace().filter_map(|id| id.parse().ok()).map(GiftCardId).collect()
}

/// The cards of a cart, as they stand now. Nothing is asked where there are none.
pub(crate) async fn of_cart(connection: &mut Connection, text: &str) -> Result<Vec<PayingCard>, DatabaseError> {
    let mut cards = Vec::new();
    for id in ids(text) {
        let row = sqlx::query(sql::PAYING).bind(id.0).fetch_optional(&mut *connection).await?;
        cards.extend(row.as_ref().map(paying).transpose()?);
    }
    Ok(cards)
}

/// Takes off each card what it pays. Everybody takes cards in the order of their ids, so that no two wait for each other.
pub(crate) async fn claim(
    tx: &mut Transaction,
    coverage: &Coverage,
    now: Timestamp,
) -> Result<Result<(), Refused>, DatabaseError> {
    let mut parts: Vec<&CardPart> = coverage.paying().collect();
    parts.sort_by_key(|part| part.card);
    for part in parts {
        let claimed = sqlx::query(sql::CLAIM)
            .bind(part.card.0)
            .bind(part.amount.minor)
            .bind(part.amount.currency.code().to_owned())
            .bind(now.0)
            .execute(tx.connection())
            .await?;
        if claimed.rows_affected() != 1 {
            return Ok(Err(Refused));
        }
    }
    Ok(Ok(()))
}

/// Notes what was claimed, of the order that is written now.
pub(crate) async fn note_claimed(
    tx: &mut Transaction,
    database: &Database,
    coverage: &Coverage,
    order: OrderId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    for (position, part) in (1_i64..).zip(coverage.paying()) {
        let id = PaymentPartId(database.next_id());
        sqlx::query(sql::INSERT_PART)
            .bind(id.0)
            .bind(order.0)
            .bind(part.card.0)
            .bind(position)
            .bind(part.amount.minor)
            .bind(now.0)
            .execute(tx.connection())
            .await?;
        let amount = part.amount.minor.saturating_neg();
        let entry = Entry { amount, reason: "spent", order: Some(order), actor: "customer", note: "", now };
        add_entry(tx, database, part.card, entry).await?;
        ledger::part_claimed(tx, database, (id, order), part.amount, now).await?;
    }
    Ok(())
}

/// The order is paid.
pub(crate) async fn spend(tx: &mut Transaction, order: OrderId, now: Timestamp) -> Result<(), DatabaseError> {
    sqlx::query(sql::SPEND_PARTS).bind(order.0).bind(now.0).execute(tx.connection()).await?;
    Ok(())
}

/// The order is called off before it was paid: each card gets back what it was to pay, whatever became of the card. However often it is
/// called, each gets it once.
pub(crate) async fn release(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    (actor, currency): (&str, Currency),
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let rows = sqlx::query(sql::RELEASE_PARTS).bind(order.0).bind(now.0).fetch_all(tx.connection()).await?;
    let mut parts = Vec::with_capacity(rows.len());
    for row in rows {
        let (card, part): (i64, i64) = (row.try_get("gift_card_id")?, row.try_get("id")?);
        parts.push((GiftCardId(card), PaymentPartId(part), row.try_get::<i64, _>("amount")?));
    }
    parts.sort_unstable();
    for (card, part, amount) in parts {
        sqlx::query(sql::RESTORE).bind(card.0).bind(amount).execute(tx.connection()).await?;
        let entry = Entry { amount, reason: "order cancelled", order: Some(order), actor, note: "", now };
        add_entry(tx, database, card, entry).await?;
        ledger::part_released(tx, database, (part, order), Money::new(amount, currency), now).await?;
    }
    Ok(())
}

/// What cards pay, or paid, for an order, as people see it.
pub(crate) async fn of_order(
    connection: &mut Connection,
    order: OrderId,
    currency: Currency,
) -> Result<Vec<PaidCard>, DatabaseError> {
    let rows = sqlx::query(sql::PARTS).bind(order.0).fetch_all(connection).await?;
    let card = |row: &AnyRow| {
        // What a change of the order gave back is no part of what the card pays any more.
        let (amount, returned, edited): (i64, i64, i64) =
            (row.try_get("amount")?, row.try_get("refunded")?, row.try_get("edited")?);
        Ok(PaidCard {
            kind: kind(row)?,
            last_four: row.try_get("last_four")?,
            amount: Money::new(amount.saturating_sub(edited), currency),
            returned: Money::new(returned.saturating_sub(edited).max(0), currency),
        })
    };
    let cards = rows.iter().map(card).collect::<Result<Vec<_>, DatabaseError>>()?;
    Ok(cards.into_iter().filter(|card| card.amount.minor > 0).collect())
}

/// What can go back onto the cards that paid for an order.
pub(crate) async fn refundable(
    connection: &mut Connection,
    order: OrderId,
    (currency, now): (Currency, Timestamp),
) -> Result<Vec<RefundableCard>, DatabaseError> {
    let rows = sqlx::query(sql::PARTS).bind(order.0).fetch_all(connection).await?;
    let mut cards = Vec::new();
    for row in rows.iter() {
        if row.try_get::<String, _>("state")? != "spent" {
            continue;
        }
        let (amount, refunded, pending): (i64, i64, i64) =
            (row.try_get("amount")?, row.try_get("refunded")?, row.try_get("refund_pending")?);
        let ends: Option<i64> = row.try_get("expires_at")?;
        cards.push(RefundableCard {
            part: PaymentPartId(row.try_get("id")?),
            kind: kind(row)?,
            last_four: row.try_get("last_four")?,
            left: Money::new(amount.saturating_sub(refunded).saturating_sub(pending), currency),
            is_closed: row.try_get::<i64, _>("active")? == 1 && ends.is_some_and(|end| end <= now.0),
        });
    }
    Ok(cards)
}

/// Takes off the parts what is to go back onto their cards; false when somebody was faster.
pub(crate) async fn hold(
    tx: &mut Transaction,
    refund: RefundId,
    parts: &[(PaymentPartId, Money)],
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    for (part, amount) in parts {
        let held = sqlx::query(sql::HOLD_PART).bind(part.0).bind(amount.minor).bind(now.0);
        if held.execute(tx.connection()).await?.rows_affected() != 1 {
            return Ok(false);
        }
        sqlx::query(sql::INSERT_REFUND_PART)
            .bind(refund.0)
            .bind(part.0)
            .bind(amount.minor)
            .execute(tx.connection())
            .await?;
    }
    Ok(true)
}

/// Who gives back, for which refund, out of which secret codes are made.
#[derive(Clone, Copy)]
pub(crate) struct Returning<'a> {
    pub refund: RefundId,
    pub order: OrderId,
    pub currency: Currency,
    pub secret: &'a ShopSecret,
    pub actor: &'a str,
    pub now: Timestamp,
}

/// For how long credit lasts that stands in for a card whose time is over.
const IN_PLACE: i64 = 90 * Timestamp::DAY;

/// The refund is done: what of it belongs to cards is on them again, also on one that the shop has put out of use: it may have been
/// stolen, and stays out of use. A card whose time is over gets nothing; its part becomes store credit of the order's address, for a
/// while. The books hear of it with the refund.
pub(crate) async fn give_back(
    tx: &mut Transaction,
    database: &Database,
    returning: Returning<'_>,
) -> Result<(), DatabaseError> {
    let Returning { refund, order, currency, secret, actor, now } = returning;
    for row in sqlx::query(sql::REFUND_PARTS).bind(refund.0).fetch_all(tx.connection()).await? {
        let amount: i64 = row.try_get("amount")?;
        off_part(tx, sql::PART_GONE_BACK, &row, now).await?;
        let card = GiftCardId(row.try_get("gift_card_id")?);
        let put = if row.try_get::<i64, _>("active")? == 0 {
            sqlx::query(sql::RESTORE).bind(card.0).bind(amount)
        } else {
            sqlx::query(sql::RETURN).bind(card.0).bind(amount).bind(now.0)
        };
        if put.execute(tx.connection()).await?.rows_affected() == 1 {
            let entry = Entry { amount, reason: "paid back", order: Some(order), actor, note: "", now };
            add_entry(tx, database, card, entry).await?;
        } else {
            let note = format!("In place of card ••••{}", row.try_get::<String, _>("last_four")?);
            let email: String = row.try_get("email")?;
            let issued = credit::Issued {
                email: &email,
                amount: Money::new(amount, currency),
                expires_at: Some(now.plus(IN_PLACE)),
                order: Some(order),
                note: &note,
                actor,
                now,
            };
            credit::issue(tx, database, secret, issued).await?;
        }
    }
    Ok(())
}

/// The refund came to nothing: what was on its way onto cards stays spent.
pub(crate) async fn keep(tx: &mut Transaction, refund: RefundId, now: Timestamp) -> Result<(), DatabaseError> {
    for row in sqlx::query(sql::REFUND_PARTS).bind(refund.0).fetch_all(tx.connection()).await? {
        off_part(tx, sql::PART_STAYS, &row, now).await?;
    }
    Ok(())
}

async fn off_part(
    tx: &mut Transaction,
    statement: &'static str,
    row: &AnyRow,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let (part, amount): (i64, i64) = (row.try_get("part_id")?, row.try_get("amount")?);
    let changed = sqlx::query(statement).bind(part).bind(amount).bind(now.0);
    if changed.execute(tx.connection()).await?.rows_affected() == 1 {
        return Ok(());
    }
    Err(DatabaseError::Corrupt { what: "what is on its way onto a card", value: part.to_string() })
}
