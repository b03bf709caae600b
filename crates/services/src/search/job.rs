//! Rules that come into force, and searches that are written down.

use async_trait::async_trait;
use domain::{kernel::Timestamp, search::noted_as};
use serde_json::Value;

use super::sql;
use crate::{
    Shop,
    db::{Database, DatabaseError, Transaction, outbox},
    outbox::{DeliveryError, Handler},
};

/// The kind of the outbox row that says that rules have changed.
pub const RULES_KIND: &str = "search.rules";
/// So many different searches are kept of a day.
const MOST_TERMS: i64 = 5_000;
/// So many days are kept.
const KEPT_DAYS: i64 = 90;

/// Lets the rules be read anew once the transaction is committed, in the process that serves.
pub(super) async fn enqueue(
    transaction: &mut Transaction,
    database: &Database,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    outbox::enqueue(transaction, database.next_id(), RULES_KIND, &Value::Null, now).await
}

/// Reads the rules anew; what searches answered before is forgotten.
///
/// # Errors
/// A database that does not answer.
pub async fn renew(shop: &Shop) -> Result<(), DatabaseError> {
    shop.rulebook.reload(&shop.database).await?;
    shop.shelf.forget_searches();
    Ok(())
}

/// Delivers the rows that say that rules have changed.
#[derive(Clone, Copy, Debug)]
pub struct RulesHandler;

#[async_trait]
impl Handler for RulesHandler {
    fn kind(&self) -> &'static str {
        RULES_KIND
    }

    async fn deliver(&self, shop: &Shop, _: i64, _: &Value) -> Result<(), DeliveryError> {
        renew(shop).await.map_err(|error| DeliveryError::Later(error.to_string()))
    }
}

/// Takes note of a search; what may say something of a person is not.
pub fn note(shop: &Shop, text: &str, found: bool) {
    if let Some(term) = noted_as(text) {
        shop.counted.searches.add((term, found), 1);
    }
}

/// Writes down what was searched for since the last time, in one transaction.
///
/// # Errors
/// A database that failed; what was counted is counted again next time.
pub async fn write_searches(shop: &Shop) -> Result<(), DatabaseError> {
    let counted = shop.counted.searches.take();
    if counted.is_empty() {
        return Ok(());
    }
    let today = shop.clock.now().date().days().saturating_mul(Timestamp::DAY);
    let work = counted.clone();
    let written = shop
        .database
        .write(move |transaction| {
            let work = work.clone();
            Box::pin(async move {
                for ((term, found), times) in work {
                    let empty = if found { 0 } else { times };
                    count(transaction, today, &term, times, empty).await?;
                }
                Ok::<(), DatabaseError>(())
            })
        })
        .await;
    if written.is_err() {
        shop.counted.searches.put_back(counted);
    }
    written
}

async fn count(
    transaction: &mut Transaction,
    day: i64,
    term: &str,
    times: i64,
    empty: i64,
) -> Result<(), DatabaseError> {
    let known = sqlx::query(sql::COUNT_TERM)
        .bind(day)
        .bind(term.to_owned())
        .bind(times)
        .bind(empty)
        .execute(transaction.connection())
        .await?;
    if known.rows_affected() == 0 {
        sqlx::query(sql::ADD_TERM)
            .bind(day)
            .bind(term.to_owned())
            .bind(times)
            .bind(empty)
            .bind(MOST_TERMS)
            .execute(transaction.connection())
            .await?;
    }
    Ok(())
}

/// Forgets what was searched for long ago.
///
/// # Errors
/// A database that failed.
pub async fn forget_old(shop: &Shop) -> Result<(), DatabaseError> {
    let before = shop.clock.now().plus(-KEPT_DAYS.saturating_mul(Timestamp::DAY));
    shop.database
        .write(move |transaction| {
            Box::pin(async move {
                sqlx::query(sql::FORGET_TERMS).bind(before.0).execute(transaction.connection()).await?;
                Ok(())
            })
        })
        .await
}
