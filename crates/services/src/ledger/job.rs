//! Taking into the books what was paid before there were any.

use std::time::Duration;

use domain::{
    kernel::{Currency, Money, OrderId, PaymentId, Timestamp},
    order::OrderState,
    payment::{PaymentMethod, PaymentState},
};
use sqlx::{Row, any::AnyRow};

use super::{
    sql,
    write::{Moved, order_cancelled, paid, unearned},
};
use crate::{Shop, db::DatabaseError};

/// So many payments are taken in at a time.
const BATCH: i64 = 100;

/// A payment that the books may not know.
#[derive(Clone, Copy)]
struct Missing {
    payment: PaymentId,
    is_agreed: bool,
    is_cancelled: bool,
    moved: Moved,
}

/// Posts every payment that brought money and is not in the books, at the moment at which it came, and says how many those were. Where
/// shoppers wait for the same database, a pause between the parts lets them go first.
///
/// # Errors
/// A database that does not answer.
pub async fn catch_up(shop: &Shop, pause: Duration) -> Result<u32, DatabaseError> {
    let (mut after, mut posted) = (0_i64, 0_u32);
    loop {
        let rows = sqlx::query(sql::PAYMENTS_AFTER).bind(after).bind(BATCH).fetch_all(shop.database.reader()).await?;
        let Some(last) = rows.last() else { return Ok(posted) };
        after = last.try_get("id")?;
        let missing = rows.iter().map(missing).filter_map(Result::transpose).collect::<Result<Vec<Missing>, _>>()?;
        if missing.is_empty() {
            continue;
        }
        posted = posted.saturating_add(u32::try_from(missing.len()).unwrap_or(u32::MAX));
        let database = shop.database.clone();
        shop.database
            .write(move |tx| {
                let (database, missing) = (database.clone(), missing.clone());
                Box::pin(async move {
                    for one in missing {
                        if one.is_agreed {
                            paid(tx, &database, one.payment, one.moved).await?;
                            if one.is_cancelled {
                                order_cancelled(tx, &database, one.moved.order, one.moved.now).await?;
                            }
                        } else {
                            unearned(tx, &database, one.payment, one.moved).await?;
                        }
                    }
                    Ok::<_, DatabaseError>(())
                })
            })
            .await?;
        tokio::time::sleep(pause).await;
    }
}

fn missing(row: &AnyRow) -> Result<Option<Missing>, DatabaseError> {
    if row.try_get::<i64, _>("is_posted")? == 1 {
        return Ok(None);
    }
    let (method, currency): (String, String) = (row.try_get("method")?, row.try_get("currency")?);
    let corrupt = |what: &'static str, value: &str| DatabaseError::Corrupt { what, value: value.to_owned() };
    let moved = Moved {
        order: OrderId(row.try_get("order_id")?),
        method: PaymentMethod::from_key(&method).ok_or_else(|| corrupt("a way of payment", &method))?,
        amount: Money::new(
            row.try_get("captured")?,
            Currency::parse(&currency).map_err(|_| corrupt("a currency", &currency))?,
        ),
        now: Timestamp(row.try_get("updated_at")?),
    };
    let is_agreed = row.try_get::<String, _>("state")? == PaymentState::Captured.key();
    let is_cancelled = row.try_get::<String, _>("order_state")? == OrderState::Cancelled.key();
    Ok(Some(Missing { payment: PaymentId(row.try_get("id")?), is_agreed, is_cancelled, moved }))
}
