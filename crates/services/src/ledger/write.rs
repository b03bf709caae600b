//! Posting what happened, in the transaction in which it happens.

use domain::{
    catalog::ProductKind,
    kernel::{Currency, GiftCardId, Money, MoneyError, OrderId, PaymentId, PaymentPartId, RefundId, Timestamp},
    ledger::{Account, Posting, RateShare, SoldLine, shares_by_rate},
    order::OrderState,
    payment::PaymentMethod,
    pricing::TaxSummary,
};
use sqlx::{Row, any::AnyRow};

use super::sql;
use crate::{
    db::{Database, DatabaseError, Transaction, many, with_rows},
    tax,
};

/// Money of a payment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moved {
    pub order: OrderId,
    pub method: PaymentMethod,
    pub amount: Money,
    pub now: Timestamp,
}

/// The agreed sum of an order has come. What gift cards pay of it was owed to the customer since they were claimed.
pub(crate) async fn paid(
    tx: &mut Transaction,
    database: &Database,
    payment: PaymentId,
    moved: Moved,
) -> Result<(), DatabaseError> {
    let order = sold(tx, moved.order).await?;
    let account = Account::Clearing(moved.method);
    let posting = Posting::sale(account.clone(), order.currency, &order.country, &order.shares)
        .and_then(|posting| posting.partly(account, Account::OwedToCustomers, order.on_cards))
        .map_err(beyond)?;
    post(tx, database, format!("payment:{payment}"), Some(moved.order), posting, moved.now).await
}

/// Money has come that was not agreed: it is owed back from the first moment.
pub(crate) async fn unearned(
    tx: &mut Transaction,
    database: &Database,
    payment: PaymentId,
    moved: Moved,
) -> Result<(), DatabaseError> {
    let credits = vec![(Account::OwedToCustomers, moved.amount)];
    let posting = Posting::debit(Account::Clearing(moved.method), moved.amount.currency, credits).map_err(beyond)?;
    post(tx, database, format!("payment:{payment}"), Some(moved.order), posting, moved.now).await
}

/// An order is called off: what it had earned is owed back.
pub(crate) async fn order_cancelled(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let balances = sqlx::query(sql::BALANCES).bind(order.0).fetch_all(tx.connection()).await?;
    if balances.is_empty() {
        return Ok(());
    }
    let currency = sold(tx, order).await?.currency;
    let mut credits = Vec::new();
    for row in balances {
        let key: String = row.try_get("account")?;
        let account =
            Account::from_key(&key).ok_or(DatabaseError::Corrupt { what: "an account of the ledger", value: key })?;
        if account.is_earned() {
            credits.push((account, Money::new(row.try_get("amount")?, currency)));
        }
    }
    let posting = Posting::debit(Account::OwedToCustomers, currency, credits).map_err(beyond)?;
    post(tx, database, format!("cancelled:{order}"), Some(order), posting, now).await
}

/// A paid order is changed: what it had earned is taken back and what it earns now is posted. Between them lies what the customer owes the
/// shop, or the shop the customer.
pub(crate) async fn edited(
    tx: &mut Transaction,
    database: &Database,
    (edit, order): (i64, OrderId),
    before: &Sold,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let after = sold(tx, order).await?;
    let sale = |sold: &Sold| Posting::sale(Account::OwedToCustomers, sold.currency, &sold.country, &sold.shares);
    let posting = sale(before).and_then(Posting::reversed).and_then(|back| sale(&after)?.with(back)).map_err(beyond)?;
    post(tx, database, format!("edit:{edit}"), Some(order), posting, now).await
}

/// A refund is done: out of what the order earned, or, where that is owed back already, out of that. Without shares it is money that
/// was never earned. So much of it went back onto gift cards, and so much goes back of other payments, which post that themselves.
pub(crate) async fn gone_back(
    tx: &mut Transaction,
    database: &Database,
    refund: RefundId,
    (shares, on_cards, elsewhere): (&[RateShare], Money, Money),
    moved: Moved,
) -> Result<(), DatabaseError> {
    let row = sqlx::query(sql::ORDER).bind(moved.order.0).fetch_one(tx.connection()).await?;
    let is_cancelled = row.try_get::<String, _>("state")? == OrderState::Cancelled.key();
    let (account, currency) = (Account::Clearing(moved.method), moved.amount.currency);
    let posting = if is_cancelled || shares.is_empty() {
        let cards = Money::sum(currency, shares.iter().map(|share| share.gift_cards)).map_err(beyond)?;
        let rest = moved.amount.minus(cards).map_err(beyond)?;
        let credits = vec![(Account::GiftCards, cards), (Account::OwedToCustomers, rest)];
        Posting::debit(account.clone(), currency, credits)
    } else {
        Posting::sale(account.clone(), currency, &row.try_get::<String, _>("country")?, shares)
    };
    let posting = posting
        .and_then(|posting| posting.partly(account.clone(), Account::GiftCards, on_cards))
        .and_then(|posting| posting.partly(account, Account::OwedToCustomers, elsewhere))
        .and_then(Posting::reversed)
        .map_err(beyond)?;
    post(tx, database, format!("refund:{refund}"), Some(moved.order), posting, moved.now).await
}

/// Money of a gift card was spent at the till (below zero) or put back (above).
pub(crate) async fn card_moved(
    tx: &mut Transaction,
    database: &Database,
    (entry, card): (i64, GiftCardId),
    amount: Money,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let accounts = (Account::Till, Account::GiftCards);
    transfer(tx, database, (format!("gift_card:{card}:{entry}"), None), accounts, (amount, now)).await
}

/// A gift card pays a part of an order: what was owed to whoever has its code is owed to the customer of the order.
pub(crate) async fn part_claimed(
    tx: &mut Transaction,
    database: &Database,
    (part, order): (PaymentPartId, OrderId),
    amount: Money,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let accounts = (Account::GiftCards, Account::OwedToCustomers);
    transfer(tx, database, (format!("part:{part}"), Some(order)), accounts, (amount, now)).await
}

/// The order is called off, and its card has the money again.
pub(crate) async fn part_released(
    tx: &mut Transaction,
    database: &Database,
    (part, order): (PaymentPartId, OrderId),
    amount: Money,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let accounts = (Account::OwedToCustomers, Account::GiftCards);
    transfer(tx, database, (format!("part_released:{part}"), Some(order)), accounts, (amount, now)).await
}

/// The shop gives money away as credit, or takes some of a card back (below zero).
pub(crate) async fn credit_given(
    tx: &mut Transaction,
    database: &Database,
    (entry, card): (i64, GiftCardId),
    amount: Money,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let accounts = (Account::Goodwill, Account::GiftCards);
    transfer(tx, database, (format!("gift_card:{card}:{entry}"), None), accounts, (amount, now)).await
}

/// Debits one account and credits another, once for an event.
async fn transfer(
    tx: &mut Transaction,
    database: &Database,
    (event, order): (String, Option<OrderId>),
    (debit, credit): (Account, Account),
    (amount, now): (Money, Timestamp),
) -> Result<(), DatabaseError> {
    let posting = Posting::debit(debit, amount.currency, vec![(credit, amount)]).map_err(beyond)?;
    post(tx, database, event, order, posting, now).await
}

/// What the books know of an order.
#[derive(Clone, Debug)]
pub(crate) struct Sold {
    country: String,
    currency: Currency,
    shares: Vec<RateShare>,
    /// What gift cards pay of it.
    on_cards: Money,
}

/// What the books know of an order now.
pub(crate) async fn sold(tx: &mut Transaction, order: OrderId) -> Result<Sold, DatabaseError> {
    let head = sqlx::query(sql::ORDER).bind(order.0).fetch_one(tx.connection()).await?;
    let lines = sqlx::query(sql::LINES).bind(order.0).fetch_all(tx.connection()).await?;
    let currency = currency(&head)?;
    let lines = lines.iter().map(|row| line(row, currency)).collect::<Result<Vec<_>, _>>()?;
    let shares = shares_by_rate(&lines, &taxes(&head)?).map_err(beyond)?;
    let on_cards = Money::new(head.try_get("on_cards")?, currency);
    Ok(Sold { country: head.try_get("country")?, currency, shares, on_cards })
}

fn currency(row: &AnyRow) -> Result<Currency, DatabaseError> {
    let code: String = row.try_get("currency")?;
    Currency::parse(&code).map_err(|_| DatabaseError::Corrupt { what: "a currency", value: code })
}

fn taxes(row: &AnyRow) -> Result<Vec<TaxSummary>, DatabaseError> {
    let taxes: String = row.try_get("taxes")?;
    serde_json::from_str(&taxes).map_err(|_| DatabaseError::Corrupt { what: "the taxes of an order", value: taxes })
}

fn line(row: &AnyRow, currency: Currency) -> Result<SoldLine, DatabaseError> {
    Ok(SoldLine {
        rate: tax::percent(row, "tax_rate")?,
        gross: Money::new(row.try_get("gross")?, currency),
        is_gift_card: row.try_get::<String, _>("kind")? == ProductKind::GiftCard.key(),
    })
}

/// Amounts that were taken have a place in 64 bits; if their sums have not, nothing is written.
pub(super) fn beyond(error: MoneyError) -> DatabaseError {
    DatabaseError::Corrupt { what: "the sum of a posting", value: error.to_string() }
}

/// Writes a posting, once for its event; one of nothing is none.
pub(super) async fn post(
    tx: &mut Transaction,
    database: &Database,
    event: String,
    order: Option<OrderId>,
    posting: Posting,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    if posting.entries().is_empty() {
        return Ok(());
    }
    let id = database.next_id();
    let added = sqlx::query(sql::INSERT_TRANSACTION)
        .bind(id)
        .bind(event)
        .bind(posting.currency().code().to_owned())
        .bind(order.map(|order| order.0))
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    if added.rows_affected() == 0 {
        return Ok(());
    }
    let statement = with_rows(sql::INSERT_ENTRIES, 4, posting.entries().len());
    let mut query = many(statement);
    for (position, entry) in (1_i64..).zip(posting.entries()) {
        query = query.bind(id).bind(position).bind(entry.account.key()).bind(entry.amount.minor);
    }
    query.execute(tx.connection()).await?;
    Ok(())
}
