//! Gift cards that go back: their money is taken off before it is returned, and put back when it is not.

use domain::kernel::{GiftCardId, Money, OrderId, OrderLineId, RefundId, Timestamp};
use sqlx::Row;

use super::{RefundFailure, sql};
use crate::{
    db::{Database, DatabaseError, Transaction},
    gift_card::write as gift_card,
};

/// For which refund, by whom and when.
#[derive(Clone, Copy)]
pub(super) struct Taking<'a> {
    pub refund: RefundId,
    pub order: OrderId,
    pub actor: &'a str,
    pub now: Timestamp,
}

/// How many cards of a line can still go back.
pub(super) async fn unspent(tx: &mut Transaction, line: OrderLineId) -> Result<i64, DatabaseError> {
    let row = sqlx::query(sql::COUNT_UNSPENT_CARDS).bind(line.0).fetch_one(tx.connection()).await?;
    Ok(row.try_get("cards")?)
}

/// Empties so many cards of a line that nobody spent from.
pub(super) async fn take(
    tx: &mut Transaction,
    database: &Database,
    taking: Taking<'_>,
    line: OrderLineId,
    (quantity, amount): (i64, Money),
) -> Result<(), RefundFailure> {
    let cards = sqlx::query(sql::UNSPENT_CARDS).bind(line.0).bind(quantity).fetch_all(tx.connection()).await?;
    if i64::try_from(cards.len()).unwrap_or(i64::MAX) < quantity {
        return Err(RefundFailure::CardSpent);
    }
    for row in cards {
        let card = GiftCardId(row.try_get("id")?);
        let balance = Money::new(row.try_get("balance")?, amount.currency);
        let movement = gift_card::Refunded { order: taking.order, actor: taking.actor, now: taking.now };
        if !gift_card::take_back(tx, database, card, balance, movement).await? {
            return Err(RefundFailure::CardSpent);
        }
        sqlx::query(sql::INSERT_CARD)
            .bind(taking.refund.0)
            .bind(card.0)
            .bind(balance.minor)
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

/// The refund came to nothing: the cards are worth what they were.
pub(super) async fn give_back(
    tx: &mut Transaction,
    database: &Database,
    taking: Taking<'_>,
    currency: domain::kernel::Currency,
) -> Result<(), DatabaseError> {
    let cards = sqlx::query(sql::CARDS).bind(taking.refund.0).fetch_all(tx.connection()).await?;
    for row in cards {
        let card = GiftCardId(row.try_get("gift_card_id")?);
        let amount = Money::new(row.try_get("amount")?, currency);
        let movement = gift_card::Refunded { order: taking.order, actor: taking.actor, now: taking.now };
        gift_card::restore(tx, database, card, amount, movement).await?;
    }
    Ok(())
}
