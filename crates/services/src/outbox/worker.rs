//! Claiming, delivering, trying again.

use std::{collections::HashSet, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use async_trait::async_trait;
use domain::kernel::Timestamp;
use futures::{FutureExt as _, StreamExt, future::join_all};
use serde_json::Value;
use sqlx::{Row, any::AnyRow};
use tokio::task::JoinSet;

use super::sql;
use crate::{
    Shop,
    db::{DatabaseError, Transaction, many, with_list, with_more_rows},
};

/// So long nobody else takes what was claimed.
const LEASE: i64 = 60_000;
/// So many are claimed at once.
const BATCH: i64 = 32;
/// So many of a kind are delivered side by side.
const SIDE_BY_SIDE: usize = 4;
/// So often a delivery is tried: over about three days.
const TRIES: i64 = 16;
/// So often is looked for what waited for its time, and so long nobody asks a database that failed.
const PULSE: Duration = Duration::from_secs(5);
/// The longest wait between two tries.
const LONGEST_WAIT: i64 = 8 * 60 * 60 * 1000;

/// Why an effect was not delivered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// It may work later.
    #[error("{0}")]
    Later(String),
    /// It will never work.
    #[error("{0}")]
    Never(String),
}

/// Delivers the effects of one kind.
#[async_trait]
pub trait Handler: Send + Sync {
    /// The kind.
    fn kind(&self) -> &'static str;
    /// Delivers one. It may be called again for the same id after a crash.
    async fn deliver(&self, shop: &Shop, id: i64, payload: &Value) -> Result<(), DeliveryError>;
}

/// All handlers.
pub type Handlers = Vec<Arc<dyn Handler>>;

/// An effect that was claimed.
struct Claimed {
    id: i64,
    payload: Value,
    attempts: i64,
}

/// What became of it.
enum Outcome {
    Done,
    Later { until: Timestamp, why: String },
    Dead { why: String },
}

/// Delivers what is due of every kind, each kind by itself, and says how many were delivered.
///
/// # Errors
/// A database that does not answer.
pub async fn run_once(shop: &Shop, handlers: &Handlers) -> Result<u32, DatabaseError> {
    let due = due(shop, handlers.iter().collect()).await?;
    let runs = due.iter().map(|handler| deliver_kind(shop, handler.as_ref()));
    join_all(runs).await.into_iter().try_fold(0_u32, |sum, count| Ok(sum.saturating_add(count?)))
}

/// Those of whose kind something is due. One question for all kinds: mostly there is nothing.
async fn due(shop: &Shop, handlers: Vec<&Arc<dyn Handler>>) -> Result<Handlers, DatabaseError> {
    if handlers.is_empty() {
        return Ok(Vec::new());
    }
    let (now, statement) = (shop.clock.now().0, with_more_rows(sql::DUE_KINDS, 2, handlers.len()));
    let query = handlers.iter().fold(many(statement), |query, handler| query.bind(handler.kind()).bind(now));
    let rows = query.fetch_all(&mut shop.database.quick().await?).await?;
    let due = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, sqlx::Error>>()?;
    let is_due = |handler: &&Arc<dyn Handler>| due.iter().any(|kind| kind == handler.kind());
    Ok(handlers.into_iter().filter(is_due).map(Arc::clone).collect())
}

/// Delivers for ever: at once after a commit that brought an effect, and every few seconds what waited for its time. A kind that takes
/// long holds up only itself.
pub async fn run(shop: Shop, handlers: Handlers) {
    let filled = shop.database.outbox_filled();
    let (mut busy, mut tasks) = (HashSet::new(), JoinSet::new());
    loop {
        if let Err(error) = begin_due(&shop, &handlers, &mut busy, &mut tasks).await {
            tracing::error!(%error, "effects could not be delivered");
            tokio::time::sleep(PULSE).await;
        }
        tokio::select! {
            () = filled.notified() => {}
            () = tokio::time::sleep(PULSE) => {}
            Some(done) = tasks.join_next() => {
                if let Ok(kind) = done {
                    busy.remove(kind);
                } else {
                    // Which one it was, nobody can say: each looks again.
                    busy.clear();
                }
            }
        }
    }
}

/// Begins the kinds of which something is due, and which are not at work.
async fn begin_due(
    shop: &Shop,
    handlers: &Handlers,
    busy: &mut HashSet<&'static str>,
    tasks: &mut JoinSet<&'static str>,
) -> Result<(), DatabaseError> {
    let idle = handlers.iter().filter(|handler| !busy.contains(handler.kind())).collect();
    for handler in due(shop, idle).await? {
        if busy.insert(handler.kind()) {
            let shop = shop.clone();
            tasks.spawn(async move {
                if let Err(error) = deliver_kind(&shop, handler.as_ref()).await {
                    tracing::error!(%error, kind = handler.kind(), "effects could not be delivered");
                    tokio::time::sleep(PULSE).await;
                }
                handler.kind()
            });
        }
    }
    Ok(())
}

async fn deliver_kind(shop: &Shop, handler: &dyn Handler) -> Result<u32, DatabaseError> {
    let mut delivered = 0_u32;
    loop {
        let claimed = claim(shop, handler.kind()).await?;
        if claimed.is_empty() {
            return Ok(delivered);
        }
        let outcomes: Vec<(i64, Outcome)> = futures::stream::iter(claimed)
            .map(|effect| async move { (effect.id, deliver(shop, handler, effect).await) })
            .buffer_unordered(SIDE_BY_SIDE)
            .collect()
            .await;
        let done = outcomes.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Done)).count();
        delivered = delivered.saturating_add(u32::try_from(done).unwrap_or(u32::MAX));
        note(shop, outcomes).await?;
    }
}

/// Takes a batch; asks first without writing, because after the last one there is nothing.
async fn claim(shop: &Shop, kind: &'static str) -> Result<Vec<Claimed>, DatabaseError> {
    let now = shop.clock.now();
    let due =
        sqlx::query(sql::ANY_DUE).bind(kind).bind(now.0).fetch_optional(&mut shop.database.quick().await?).await?;
    if due.is_none() {
        return Ok(Vec::new());
    }
    shop.database
        .write_one(move |tx| {
            Box::pin(async move {
                let rows = sqlx::query(sql::CLAIM)
                    .bind(kind)
                    .bind(now.0)
                    .bind(now.plus(LEASE).0)
                    .bind(BATCH)
                    .fetch_all(tx.connection())
                    .await?;
                rows.iter().map(read).collect()
            })
        })
        .await
}

fn read(row: &AnyRow) -> Result<Claimed, DatabaseError> {
    let payload: String = row.try_get("payload")?;
    Ok(Claimed {
        id: row.try_get("id")?,
        payload: serde_json::from_str(&payload).unwrap_or(Value::Null),
        attempts: row.try_get("attempts")?,
    })
}

async fn deliver(shop: &Shop, handler: &dyn Handler, effect: Claimed) -> Outcome {
    // One that panics is tried again by itself, and leaves the others of its batch alone.
    let delivery = AssertUnwindSafe(handler.deliver(shop, effect.id, &effect.payload)).catch_unwind().await;
    match delivery.unwrap_or_else(|_| Err(DeliveryError::Later("the program panicked".to_owned()))) {
        Ok(()) => Outcome::Done,
        Err(DeliveryError::Later(why)) if effect.attempts < TRIES => {
            tracing::warn!(id = effect.id, kind = handler.kind(), attempts = effect.attempts, %why, "an effect waits");
            Outcome::Later { until: shop.clock.now().plus(wait(effect.attempts)), why }
        }
        Err(DeliveryError::Later(why) | DeliveryError::Never(why)) => {
            tracing::error!(id = effect.id, kind = handler.kind(), %why, "an effect is given up");
            Outcome::Dead { why }
        }
    }
}

/// 2 s, 4 s, 8 s … up to [`LONGEST_WAIT`], and up to a quarter more, so that those who failed together do not return together.
fn wait(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts.clamp(1, 30)).unwrap_or(30);
    let base = 1_000_i64.saturating_mul(1_i64 << doublings).min(LONGEST_WAIT);
    base + rand::random_range(0..=base / 4)
}

/// Notes what was delivered in one statement, which is mostly all that there is.
async fn note(shop: &Shop, outcomes: Vec<(i64, Outcome)>) -> Result<(), DatabaseError> {
    let is_done = |(_, outcome): &(i64, Outcome)| matches!(outcome, Outcome::Done);
    let (done, failed): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(is_done);
    let done: Arc<[i64]> = done.into_iter().map(|(id, _)| id).collect();
    if failed.is_empty() {
        return shop.database.write_one(move |tx| Box::pin(note_done(tx, Arc::clone(&done)))).await;
    }
    let failed = Arc::new(failed);
    shop.database
        .write(move |tx| {
            let (done, failed) = (Arc::clone(&done), Arc::clone(&failed));
            Box::pin(async move {
                for (id, outcome) in failed.iter() {
                    let query = match outcome {
                        Outcome::Later { until, why } => {
                            sqlx::query(sql::LATER).bind(*id).bind(until.0).bind(why.clone())
                        }
                        Outcome::Dead { why } => sqlx::query(sql::DEAD).bind(*id).bind(why.clone()),
                        Outcome::Done => continue,
                    };
                    query.execute(tx.connection()).await?;
                }
                note_done(tx, done).await
            })
        })
        .await
}

async fn note_done(tx: &mut Transaction, ids: Arc<[i64]>) -> Result<(), DatabaseError> {
    if ids.is_empty() {
        return Ok(());
    }
    let query = ids.iter().fold(many(with_list(sql::DONE, 1, ids.len())), |query, id| query.bind(*id));
    query.execute(tx.connection()).await?;
    Ok(())
}

/// What has not been delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Effects that wait.
    pub waiting: i64,
    /// Effects that were given up.
    pub dead: i64,
}

/// How much has not been delivered.
///
/// # Errors
/// A database that does not answer.
pub async fn counts(shop: &Shop) -> Result<Counts, DatabaseError> {
    let mut counts = Counts::default();
    for row in sqlx::query(sql::COUNTS).fetch_all(shop.database.reader()).await? {
        let effects = row.try_get("effects")?;
        if row.try_get::<String, _>("state")? == "dead" { counts.dead = effects } else { counts.waiting = effects }
    }
    Ok(counts)
}

/// Forgets what was delivered more than `days` days ago, and says how much.
///
/// # Errors
/// A database that does not answer.
pub async fn forget_done(shop: &Shop, days: i64) -> Result<u64, DatabaseError> {
    let before = shop.clock.now().plus(Timestamp::DAY.saturating_mul(-days));
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                Ok(sqlx::query(sql::FORGET_DONE).bind(before.0).execute(tx.connection()).await?.rows_affected())
            })
        })
        .await
}
