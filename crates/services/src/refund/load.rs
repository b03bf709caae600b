//! What of an order can go back.

use domain::{
    catalog::ProductKind,
    kernel::{Currency, Money, MoneyError, OrderId, OrderLineId, Timestamp},
    ledger::{RateShare, SoldLine, shares_by_rate},
    pricing::TaxSummary,
    refund::{FirstItems, Refundable, RefundableLine},
};
use sqlx::{Row, any::AnyRow};

use super::{
    row::{self, Payment},
    sql,
};
use crate::{
    db::{Connection, DatabaseError},
    gift_card::pay as gift_card,
    tax,
};

/// What brought the agreed sum: one payment, and those of what changes made the order cost more.
#[derive(Clone, Debug)]
pub(super) struct Paid {
    pub main: Payment,
    pub others: Vec<Payment>,
}

/// The payments that brought the agreed sum, and what can go back of them and onto gift cards; nothing while the order is not paid.
pub(super) async fn refundable(
    connection: &mut Connection,
    order: OrderId,
    now: Timestamp,
) -> Result<Option<(Paid, Refundable)>, DatabaseError> {
    let payments = sqlx::query(sql::PAID).bind(order.0).fetch_all(&mut *connection).await?;
    let mut payments = payments.iter().map(Payment::from_row).collect::<Result<Vec<_>, _>>()?;
    // One of which something is left comes first; the others keep their order.
    payments.sort_by_key(|payment| payment.left.minor <= 0);
    let mut payments = payments.into_iter();
    let Some(main) = payments.next() else { return Ok(None) };
    let paid = Paid { main, others: payments.collect() };
    let head = sqlx::query(sql::ORDER).bind(order.0).fetch_one(&mut *connection).await?;
    let lines = sqlx::query(sql::LINES).bind(order.0).fetch_all(&mut *connection).await?;
    let earlier = sqlx::query(sql::EARLIER).bind(order.0).fetch_all(&mut *connection).await?;
    let currency = row::currency(&head)?;
    let lines = lines.iter().map(|row| line(row, currency)).collect::<Result<Vec<_>, _>>()?;
    let sold: Vec<SoldLine> = lines
        .iter()
        .map(|line| SoldLine { rate: line.rate, gross: line.gross, is_gift_card: line.is_gift_card })
        .collect();
    let beyond = |_| DatabaseError::Corrupt { what: "the sums of an order", value: order.to_string() };
    let mut gone = Gone { shipping: Money::zero(currency), rates: Vec::new() };
    for row in &earlier {
        gone.add(Money::new(row.try_get("shipping")?, currency), row::rates(row)?).map_err(beyond)?;
    }
    let mut cards = Vec::new();
    if head.try_get::<i64, _>("on_cards")? > 0 {
        cards = gift_card::refundable(connection, order, (currency, now)).await?;
    }
    let on_cards = Money::sum(currency, cards.iter().map(|card| card.left)).map_err(beyond)?;
    let refundable = Refundable {
        rates: shares_by_rate(&sold, &taxes(&head)?).map_err(beyond)?,
        lines,
        shipping: Money::new(head.try_get("shipping")?, currency),
        shipping_refunded: gone.shipping,
        rates_refunded: gone.rates,
        left: paid.left().and_then(|left| left.plus(on_cards)).map_err(beyond)?,
        cards,
    };
    Ok(Some((paid, refundable)))
}

impl Paid {
    /// A payment alone.
    pub fn alone(main: Payment) -> Self {
        Self { main, others: Vec::new() }
    }

    /// What is left of all of them.
    fn left(&self) -> Result<Money, domain::kernel::MoneyError> {
        Money::sum(self.main.left.currency, [self.main.left].into_iter().chain(self.others.iter().map(|one| one.left)))
    }

    /// What of an amount goes back of the first payment, and what of which other one. It is no more than is left of them.
    pub fn shares(&self, amount: Money) -> (Money, Vec<(Payment, Money)>) {
        let currency = amount.currency;
        let from_main = amount.minor.min(self.main.left.minor.max(0));
        let (mut rest, mut shares) = (amount.minor.saturating_sub(from_main), Vec::new());
        for other in &self.others {
            let share = rest.min(other.left.minor.max(0));
            if share > 0 {
                rest = rest.saturating_sub(share);
                shares.push((*other, Money::new(share, currency)));
            }
        }
        // What nobody has is asked of the first, which refuses.
        (Money::new(from_main.saturating_add(rest), currency), shares)
    }
}

/// The payments that brought money which was not agreed, where any is left.
pub(super) async fn wrong(connection: &mut Connection, order: OrderId) -> Result<Vec<Payment>, DatabaseError> {
    let rows = sqlx::query(sql::WRONG).bind(order.0).fetch_all(connection).await?;
    rows.iter().map(Payment::from_row).collect()
}

/// What went back so far.
struct Gone {
    shipping: Money,
    rates: Vec<RateShare>,
}

impl Gone {
    fn add(&mut self, shipping: Money, rates: Vec<RateShare>) -> Result<(), domain::kernel::MoneyError> {
        self.shipping = self.shipping.plus(shipping)?;
        for share in rates {
            match self.rates.iter_mut().find(|sum| sum.rate == share.rate) {
                Some(sum) => {
                    sum.goods = sum.goods.plus(share.goods)?;
                    sum.gift_cards = sum.gift_cards.plus(share.gift_cards)?;
                    sum.shipping = sum.shipping.plus(share.shipping)?;
                    sum.tax = sum.tax.plus(share.tax)?;
                }
                None => self.rates.push(share),
            }
        }
        Ok(())
    }
}

fn taxes(row: &AnyRow) -> Result<Vec<TaxSummary>, DatabaseError> {
    let taxes: String = row.try_get("taxes")?;
    serde_json::from_str(&taxes).map_err(|_| DatabaseError::Corrupt { what: "the taxes of an order", value: taxes })
}

fn line(row: &AnyRow, currency: Currency) -> Result<RefundableLine, DatabaseError> {
    let quantity: i64 = row.try_get("quantity")?;
    let (items, off): (Option<i64>, Option<i64>) = (row.try_get("reduced_quantity")?, row.try_get("reduced_amount")?);
    let whole = Money::new(row.try_get("whole")?, currency);
    let first = |(items, off): (i64, i64)| {
        let gross = whole.ratio(items, quantity)?.plus(Money::new(off, currency))?;
        Ok(FirstItems { items, gross })
    };
    let beyond = |_: MoneyError| DatabaseError::Corrupt { what: "the price of a line", value: whole.to_string() };
    Ok(RefundableLine {
        line: OrderLineId(row.try_get("id")?),
        is_gift_card: row.try_get::<String, _>("kind")? == ProductKind::GiftCard.key(),
        quantity,
        quantity_refunded: row.try_get("quantity_refunded")?,
        gross: Money::new(row.try_get("gross")?, currency),
        refunded: Money::new(row.try_get("refunded")?, currency),
        rate: tax::percent(row, "tax_rate")?,
        first: items.zip(off).map(first).transpose().map_err(beyond)?,
    })
}
