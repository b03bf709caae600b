//! Who runs the pieces of work that change something.
//!
//! SQLite has one writer. What waits while a commit goes to disk is taken together into the next transaction, each piece
//! behind a savepoint of its own: every piece is still all or nothing and is answered only after the commit, but many share
//! one `fsync`. On PostgreSQL every piece has its own transaction and is tried again after a deadlock.

use std::{future::Future, thread, time::Duration};

use futures::future::BoxFuture;
use sqlx::AnyPool;
use tokio::{
    runtime::Builder,
    sync::{mpsc, oneshot},
};

use super::{
    DatabaseError, WriteError, processor,
    unit::{Outcome, Transaction, TypedUnit, Unit},
};
use crate::failpoint;

/// So many pieces share a commit at most.
const GROUP: usize = 64;
/// So many pieces may wait.
const QUEUE: usize = 4_096;
/// So often a piece is tried.
const TRIES: u32 = 6;

#[derive(Clone, Debug)]
pub(super) enum Writer {
    Groups(mpsc::Sender<Box<dyn Unit>>),
    Single(AnyPool),
}

impl Writer {
    /// A thread of its own connects and takes the pieces; it ends with the last of those who may send.
    ///
    /// It and the thread on which SQLite runs wake each other at every statement, and never both have work: on one processor neither
    /// waits until another one wakes up.
    pub(super) async fn in_groups<C>(connect: C) -> Result<(AnyPool, Self), DatabaseError>
    where
        C: Future<Output = Result<AnyPool, sqlx::Error>> + Send + 'static,
    {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let (told, hears) = oneshot::channel();
        let write = move || {
            // The threads that this one starts stay there, too.
            processor::stay_on_one();
            let runtime = match Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(told.send(Err(error.into()))),
            };
            runtime.block_on(async {
                let connected = connect.await;
                let pool = connected.as_ref().ok().cloned();
                let _ = told.send(connected);
                if let Some(pool) = pool {
                    run_groups(pool, receiver).await;
                }
            });
        };
        thread::Builder::new().name("writer".to_owned()).spawn(write).map_err(sqlx::Error::Io)?;
        let pool = hears.await.map_err(|_| DatabaseError::Interrupted)??;
        Ok((pool, Self::Groups(sender)))
    }

    pub(super) fn one_by_one(pool: AnyPool) -> Self {
        Self::Single(pool)
    }

    pub(super) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'a> Fn(&'a mut Transaction) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: WriteError,
    {
        let (unit, receiver) = TypedUnit::new(work);
        match self {
            Self::Groups(sender) => {
                sender.send(Box::new(unit)).await.map_err(|_| DatabaseError::Interrupted)?;
            }
            Self::Single(pool) => {
                // A task of its own: a shopper who closes the tab cannot stop the work half-way.
                tokio::spawn(run_single(pool.clone(), Box::new(unit)));
            }
        }
        receiver.await.map_err(|_| DatabaseError::Interrupted)?
    }
}

async fn run_groups(pool: AnyPool, mut receiver: mpsc::Receiver<Box<dyn Unit>>) {
    let mut group = Vec::with_capacity(GROUP);
    while receiver.recv_many(&mut group, GROUP).await > 0 {
        let mut units = std::mem::take(&mut group);
        let commit = commit_group(&pool, &mut units).await;
        let failed = commit.is_err();
        let is_transient = commit.as_ref().is_err_and(DatabaseError::is_transient);
        if let Err(error) = &commit {
            tracing::error!(%error, pieces = units.len(), "a group of changes could not be committed");
        }
        for unit in units {
            unit.finish(match (failed, is_transient) {
                (false, _) => Ok(()),
                (true, true) => Err(DatabaseError::Busy),
                (true, false) => Err(DatabaseError::Interrupted),
            });
        }
    }
}

async fn commit_group(pool: &AnyPool, units: &mut [Box<dyn Unit>]) -> Result<(), DatabaseError> {
    let mut transaction = Transaction::begin(pool, "BEGIN IMMEDIATE; SAVEPOINT piece").await?;
    for unit in units {
        // One statement ends a piece and begins the next: each costs a change of threads.
        match unit.run(&mut transaction).await {
            Outcome::Keep => transaction.run("RELEASE piece; SAVEPOINT piece").await?,
            Outcome::Undo | Outcome::Retry => transaction.run("ROLLBACK TO piece").await?,
        }
    }
    failpoint::reach("commit.before");
    transaction.commit().await?;
    failpoint::reach("commit.after");
    Ok(())
}

async fn run_single(pool: AnyPool, mut unit: Box<dyn Unit>) {
    for attempt in 1..=TRIES {
        match try_single(&pool, &mut unit).await {
            Ok(Outcome::Retry) if attempt < TRIES => pause(attempt).await,
            Err(error) if error.is_transient() && attempt < TRIES => pause(attempt).await,
            commit => return unit.finish(commit.map(|_| ())),
        }
    }
}

async fn try_single(pool: &AnyPool, unit: &mut Box<dyn Unit>) -> Result<Outcome, DatabaseError> {
    let mut transaction = Transaction::begin(pool, "BEGIN").await?;
    let outcome = unit.run(&mut transaction).await;
    match outcome {
        Outcome::Keep => {
            failpoint::reach("commit.before");
            transaction.commit().await?;
            failpoint::reach("commit.after");
        }
        Outcome::Undo | Outcome::Retry => transaction.rollback().await?,
    }
    Ok(outcome)
}

/// Waits longer from try to try, and never the same for two who met.
async fn pause(attempt: u32) {
    let most = 10_u64.saturating_mul(1 << attempt.min(6));
    tokio::time::sleep(Duration::from_millis(rand::random_range(1..=most))).await;
}
