//! Who runs the pieces of work that change something.
//!
//! SQLite has one writer, a thread that holds the file. What waits while a commit goes to disk is taken together into the next
//! transaction, each piece behind a savepoint of its own: every piece is still all or nothing and is answered only after the commit,
//! but many share one `fsync`. On PostgreSQL every piece has its own transaction and is tried again after a deadlock.

use std::{path::PathBuf, sync::Arc, thread, time::Duration};

use futures::{executor::block_on, future::BoxFuture};
use sqlx::AnyPool;
use tokio::sync::{Notify, mpsc, oneshot};

use super::{
    Connection, DatabaseError, WriteError,
    file::File,
    unit::{Extent, Outcome, Transaction, TypedUnit, Unit},
};
use crate::failpoint;

/// So many pieces share a commit at most.
const GROUP: usize = 256;
/// So many pieces may wait.
const QUEUE: usize = 4_096;
/// So often a piece is tried.
const TRIES: u32 = 6;

/// Who runs the pieces, and whom to ring for after those that brought an effect.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    way: Way,
    outbox_filled: Arc<Notify>,
}

#[derive(Clone, Debug)]
enum Way {
    Groups(mpsc::Sender<Task>),
    Single(AnyPool),
}

/// What the thread of the file is asked for.
pub(super) enum Task {
    Piece(Box<dyn Unit>),
    /// Closes the file and tells so.
    Close(oneshot::Sender<()>),
}

impl Writer {
    /// A thread of its own opens the file and takes the pieces; it ends when it is told to close, or with the last of those who may
    /// send.
    pub(super) async fn in_groups(path: PathBuf) -> Result<Self, DatabaseError> {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let (told, hears) = oneshot::channel();
        let write = move || match File::open_to_change(&path) {
            Ok(file) => {
                let _ = told.send(Ok(()));
                block_on(run_groups(Transaction::on(file.into()), receiver));
            }
            Err(error) => {
                let _ = told.send(Err(error));
            }
        };
        thread::Builder::new().name("writer".to_owned()).spawn(write).map_err(sqlx::Error::Io)?;
        hears.await.map_err(|_| DatabaseError::Interrupted)??;
        Ok(Self::by(Way::Groups(sender)))
    }

    pub(super) fn one_by_one(pool: AnyPool) -> Self {
        Self::by(Way::Single(pool))
    }

    fn by(way: Way) -> Self {
        Self { way, outbox_filled: Arc::default() }
    }

    /// Rung after every commit that brought an effect.
    pub(super) fn outbox_filled(&self) -> &Arc<Notify> {
        &self.outbox_filled
    }

    pub(super) async fn write<T, E, F>(&self, extent: Extent, work: F) -> Result<T, E>
    where
        F: for<'a> Fn(&'a mut Transaction) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: WriteError,
    {
        let (unit, receiver) = TypedUnit::new(extent, Arc::clone(&self.outbox_filled), work);
        match &self.way {
            Way::Groups(sender) => {
                sender.send(Task::Piece(Box::new(unit))).await.map_err(|_| DatabaseError::Interrupted)?;
            }
            Way::Single(pool) => {
                // A task of its own: a shopper who closes the tab cannot stop the work half-way.
                tokio::spawn(run_single(pool.clone(), Box::new(unit)));
            }
        }
        receiver.await.map_err(|_| DatabaseError::Interrupted)?
    }

    /// What was being written is finished first; nothing is written afterwards.
    pub(super) async fn close(&self) {
        match &self.way {
            Way::Groups(sender) => {
                let (told, hears) = oneshot::channel();
                if sender.send(Task::Close(told)).await.is_ok() {
                    let _ = hears.await;
                }
            }
            Way::Single(pool) => pool.close().await,
        }
    }
}

/// Takes what waits until it is told to close.
async fn run_groups(mut file: Transaction, mut receiver: mpsc::Receiver<Task>) {
    let mut tasks = Vec::with_capacity(GROUP);
    let mut closing = Vec::new();
    while closing.is_empty() && receiver.recv_many(&mut tasks, GROUP).await > 0 {
        let mut units = Vec::with_capacity(tasks.len());
        for task in tasks.drain(..) {
            match task {
                Task::Piece(unit) => units.push(unit),
                Task::Close(told) => closing.push(told),
            }
        }
        let commit = commit_group(&mut file, &mut units).await;
        let failed = commit.is_err();
        let is_transient = commit.as_ref().is_err_and(DatabaseError::is_transient);
        if let Err(error) = &commit {
            tracing::error!(%error, pieces = units.len(), "a group of changes could not be committed");
            // Where SQLite has given the transaction up by itself there is none.
            let _ = file.run("ROLLBACK").await;
        }
        for unit in units {
            unit.finish(match (failed, is_transient) {
                (false, _) => Ok(()),
                (true, true) => Err(DatabaseError::Busy),
                (true, false) => Err(DatabaseError::Interrupted),
            });
        }
    }
    drop(file);
    for told in closing {
        let _ = told.send(());
    }
}

async fn commit_group(file: &mut Transaction, units: &mut [Box<dyn Unit>]) -> Result<(), DatabaseError> {
    file.run("BEGIN IMMEDIATE").await?;
    for unit in units {
        file.run("SAVEPOINT piece").await?;
        if unit.run(file).await != Outcome::Keep {
            file.run("ROLLBACK TO piece").await?;
        }
        file.run("RELEASE piece").await?;
    }
    failpoint::reach("commit.before");
    file.run("COMMIT").await?;
    failpoint::reach("commit.after");
    Ok(())
}

async fn run_single(pool: AnyPool, mut unit: Box<dyn Unit>) {
    for attempt in 1..=TRIES {
        match try_single(&pool, &mut unit).await {
            Ok((Outcome::Retry, transaction)) if attempt < TRIES => {
                transaction.end().await;
                pause(attempt).await;
            }
            Ok((_, transaction)) => {
                unit.finish(Ok(()));
                return transaction.end().await;
            }
            Err(error) if error.is_transient() && attempt < TRIES => pause(attempt).await,
            Err(error) => return unit.finish(Err(error)),
        }
    }
}

async fn try_single(pool: &AnyPool, unit: &mut Box<dyn Unit>) -> Result<(Outcome, Transaction), DatabaseError> {
    let mut transaction = Transaction::on(Connection::for_transaction(pool).await?);
    let is_open = unit.extent() == Extent::Many;
    if is_open {
        transaction.run("BEGIN").await?;
    }
    let outcome = unit.run(&mut transaction).await;
    match outcome {
        Outcome::Keep => {
            failpoint::reach("commit.before");
            if is_open {
                transaction.run("COMMIT").await?;
            }
            failpoint::reach("commit.after");
        }
        Outcome::Undo | Outcome::Retry if is_open => transaction.run("ROLLBACK").await?,
        Outcome::Undo | Outcome::Retry => {}
    }
    Ok((outcome, transaction))
}

/// Waits longer from try to try, and never the same for two who met.
async fn pause(attempt: u32) {
    let most = 10_u64.saturating_mul(1 << attempt.min(6));
    tokio::time::sleep(Duration::from_millis(rand::random_range(1..=most))).await;
}
