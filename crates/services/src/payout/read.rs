//! Looking at payouts.

use domain::{
    kernel::{Currency, Date, Money, OrderId, PayoutId, Timestamp},
    payout::{
        PayoutKind,
        view::{PayoutLine, PayoutRow, PayoutRows, PayoutSheet, Standing},
    },
};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{PayoutError, sql};
use crate::{
    Shop,
    db::{DatabaseError, Filter},
};

/// Rows of a page.
const PAGE: i64 = 50;

/// A page of payouts, newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, after: Option<PayoutId>) -> Result<PayoutRows, PayoutError> {
    let mut filter = Filter::new();
    if let Some(after) = after {
        filter.integer("t.id < ?", after.0);
    }
    let mut rows = rows(shop, &filter, PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    Ok(PayoutRows { next: rows.last().map(|row| row.id).filter(|_| has_more), rows })
}

/// A payout with its lines, those that somebody should look at first.
///
/// # Errors
/// [`PayoutError::NotFound`], or a database that does not answer.
pub async fn sheet(shop: &Shop, id: PayoutId) -> Result<PayoutSheet, PayoutError> {
    let mut filter = Filter::new();
    filter.integer("t.id = ?", id.0);
    let payout = rows(shop, &filter, 1).await?.pop().ok_or(PayoutError::NotFound)?;
    let lines = sqlx::query(sql::LINES).bind(id.0).fetch_all(shop.database.reader()).await?;
    let currency = payout.net.currency;
    let mut lines = lines.iter().map(|row| line(row, currency)).collect::<Result<Vec<_>, DatabaseError>>()?;
    // Stable: within a group they stay as the report has them.
    lines.sort_by_key(|line| !line.standing.is_open());
    Ok(PayoutSheet { payout, lines })
}

async fn rows(shop: &Shop, filter: &Filter, most: i64) -> Result<Vec<PayoutRow>, PayoutError> {
    let limit = filter.next_placeholder(0);
    let statement = format!("{}{} ORDER BY t.id DESC LIMIT {limit}", sql::ROWS, filter.clause());
    let query = filter.bind(sqlx::query(AssertSqlSafe(statement))).bind(most);
    let rows = query.fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(row).collect::<Result<_, DatabaseError>>()?)
}

fn currency(code: String) -> Result<Currency, DatabaseError> {
    Currency::parse(&code).map_err(|_| DatabaseError::Corrupt { what: "a currency", value: code })
}

fn row(row: &AnyRow) -> Result<PayoutRow, DatabaseError> {
    let currency = currency(row.try_get("currency")?)?;
    let (gross, net): (i64, i64) = (row.try_get("gross")?, row.try_get("amount")?);
    Ok(PayoutRow {
        id: PayoutId(row.try_get("id")?),
        reference: row.try_get("reference")?,
        day: row.try_get::<Option<i64>, _>("paid_day")?.map(Date::from_days),
        gross: Money::new(gross, currency),
        fees: Money::new(gross.saturating_sub(net), currency),
        net: Money::new(net, currency),
        lines: row.try_get("lines")?,
        open: row.try_get("open_lines")?,
        actor: row.try_get("actor")?,
        at: Timestamp(row.try_get("created_at")?),
    })
}

fn line(row: &AnyRow, paid_in: Currency) -> Result<PayoutLine, DatabaseError> {
    let word: String = row.try_get("kind")?;
    let kind = PayoutKind::from_key(&word).ok_or(DatabaseError::Corrupt { what: "a line of a payout", value: word })?;
    let money = |column: &str| Ok::<_, DatabaseError>(Money::new(row.try_get(column)?, paid_in));
    let captured: Option<i64> = row.try_get("captured")?;
    let refunded: Option<i64> = row.try_get("refunded")?;
    let code: Option<String> = row.try_get(if refunded.is_some() { "refund_currency" } else { "payment_currency" })?;
    let ours = match (captured.or(refunded.map(i64::saturating_neg)), code) {
        (Some(minor), Some(code)) => Some(Money::new(minor, currency(code)?)),
        _ => None,
    };
    let gross = money("gross")?;
    let (order, number): (Option<i64>, Option<String>) = (row.try_get("order_id")?, row.try_get("number")?);
    Ok(PayoutLine {
        reference: row.try_get("reference")?,
        source: row.try_get("source")?,
        words: row.try_get("words")?,
        fee: money("fee")?,
        net: money("net")?,
        order: order.map(OrderId).zip(number),
        standing: match ours {
            Some(ours) if ours == gross => Standing::Agrees,
            Some(_) => Standing::Differs,
            None if kind == PayoutKind::Fee => Standing::Own,
            None => Standing::Unknown,
        },
        kind,
        gross,
        ours,
    })
}
