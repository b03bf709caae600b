//! Looking for what does not agree.

use domain::{
    kernel::{Currency, Money, OrderId, Timestamp},
    payment::{
        PaymentMethod,
        discrepancy::{Discrepancy, DiscrepancyKind, MoneyMoved, ReconcileView},
    },
};
use serde_json::Value;
use sqlx::{Row as _, any::AnyRow};

use super::{ReconcileError, sql};
use crate::{Shop, db::DatabaseError, refund};

/// So many of each sort are shown.
const MOST: i64 = 100;
/// So long a provider has for its answer before anybody need look.
const PATIENCE: i64 = 120_000;
const DAYS: i64 = 30;
/// So many days after a parcel left, the cash for it should have come.
const CASH_DAYS: i64 = 14;

/// Everything that does not agree, and what moved in the last 30 days.
///
/// # Errors
/// A database that does not answer.
pub async fn overview(shop: &Shop) -> Result<ReconcileView, ReconcileError> {
    let (pool, now) = (shop.database.reader(), shop.clock.now());
    let (late, recent) = (now.plus(-PATIENCE), now.plus(Timestamp::DAY.saturating_mul(-DAYS)));
    let sent = now.plus(Timestamp::DAY.saturating_mul(-CASH_DAYS));
    let payments = sqlx::query(sql::PAYMENTS).bind(late.0).bind(MOST + 1).bind(sent.0).fetch_all(pool).await?;
    let refunds = sqlx::query(sql::REFUNDS).bind(late.0).bind(recent.0).bind(MOST + 1).fetch_all(pool).await?;
    let given_up = sqlx::query(sql::GIVEN_UP).bind(MOST + 1).fetch_all(pool).await?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let has_more = [&payments, &refunds, &given_up].iter().any(|rows| rows.len() > most);
    let mut discrepancies = Vec::new();
    for row in payments.iter().take(most) {
        discrepancies.push(of_payment(row)?);
    }
    for row in refunds.iter().take(most) {
        discrepancies.extend(of_refund(row)?);
    }
    for row in given_up.iter().take(most) {
        discrepancies.push(of_effect(shop, row).await?);
    }
    // Stable: within a kind the oldest stays first.
    discrepancies.sort_by_key(|discrepancy| discrepancy.kind);
    let moved = sqlx::query(sql::MOVED).bind(recent.0).fetch_all(pool).await?;
    let moved = moved.iter().map(moved_in).collect::<Result<_, DatabaseError>>()?;
    Ok(ReconcileView { discrepancies, has_more, moved })
}

fn currency(row: &AnyRow) -> Result<Currency, DatabaseError> {
    let code: String = row.try_get("currency")?;
    Currency::parse(&code).map_err(|_| DatabaseError::Corrupt { what: "a currency", value: code })
}

fn order(row: &AnyRow) -> Result<Option<(OrderId, String)>, DatabaseError> {
    Ok(Some((OrderId(row.try_get("order_id")?), row.try_get("number")?)))
}

fn of_payment(row: &AnyRow) -> Result<Discrepancy, DatabaseError> {
    let (word, method): (String, String) = (row.try_get("kind")?, row.try_get("method")?);
    let currency = currency(row)?;
    let moved: Option<i64> = row.try_get("moved")?;
    Ok(Discrepancy {
        kind: DiscrepancyKind::from_key(&word)
            .ok_or(DatabaseError::Corrupt { what: "a discrepancy", value: word.clone() })?,
        subject: row.try_get("subject")?,
        order: order(row)?,
        agreed: Some(Money::new(row.try_get("agreed")?, currency)),
        moved: moved.map(|moved| Money::new(moved, currency)),
        detail: PaymentMethod::from_key(&method).map(|method| method.label().to_owned()).unwrap_or_default(),
        since: Timestamp(row.try_get("since")?),
    })
}

/// A refund; nothing while it is on its way by itself.
fn of_refund(row: &AnyRow) -> Result<Option<Discrepancy>, DatabaseError> {
    let (state, word): (String, String) = (row.try_get("state")?, row.try_get("method")?);
    let method = PaymentMethod::from_key(&word)
        .ok_or(DatabaseError::Corrupt { what: "a way of payment", value: word.clone() })?;
    let kind = match state.as_str() {
        "unknown" => DiscrepancyKind::RefundUnanswered,
        "refused" => DiscrepancyKind::RefundRefused,
        _ if refund::by_hand(method) && row.try_get::<i64, _>("agreed")? > 0 => DiscrepancyKind::RefundToSend,
        _ => return Ok(None),
    };
    Ok(Some(Discrepancy {
        kind,
        subject: row.try_get("subject")?,
        order: order(row)?,
        agreed: Some(Money::new(row.try_get("agreed")?, currency(row)?)),
        moved: None,
        detail: method.label().to_owned(),
        since: Timestamp(row.try_get("since")?),
    }))
}

async fn of_effect(shop: &Shop, row: &AnyRow) -> Result<Discrepancy, DatabaseError> {
    let (kind, payload, error): (String, String, String) =
        (row.try_get("kind")?, row.try_get("payload")?, row.try_get("last_error")?);
    let payload: Value = serde_json::from_str(&payload).unwrap_or_default();
    // A document names its order as what it invoices.
    let id = ["order", "invoice"].iter().find_map(|key| payload.get(key).and_then(Value::as_i64));
    let mut order = None;
    if let Some(id) = id {
        let row = sqlx::query(sql::NUMBER).bind(id).fetch_optional(shop.database.reader()).await?;
        order = row.map(|row| row.try_get("number")).transpose()?.map(|number| (OrderId(id), number));
    }
    Ok(Discrepancy {
        kind: DiscrepancyKind::EffectGivenUp,
        subject: row.try_get("id")?,
        order,
        agreed: None,
        moved: None,
        detail: if error.is_empty() { kind } else { format!("{kind}: {error}") },
        since: Timestamp(row.try_get("created_at")?),
    })
}

fn moved_in(row: &AnyRow) -> Result<MoneyMoved, DatabaseError> {
    let currency = currency(row)?;
    Ok(MoneyMoved {
        payments: row.try_get("payments")?,
        came: Money::new(row.try_get("came")?, currency),
        went_back: Money::new(row.try_get("went_back")?, currency),
    })
}
