//! One piece of work in a transaction, whatever its answer and error are.

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures::{FutureExt, future::BoxFuture};
use tokio::sync::{Notify, oneshot};

use super::{Connection, DatabaseError, WriteError};

/// An open transaction. Who made it says where it begins and ends.
#[derive(Debug)]
pub struct Transaction {
    connection: Connection,
    /// Whether the piece of work that runs has added an effect.
    has_effect: bool,
}

impl Transaction {
    pub(super) fn on(connection: Connection) -> Self {
        Self { connection, has_effect: false }
    }

    /// The piece of work that runs has added an effect: somebody is to be told after the commit.
    pub(super) fn note_effect(&mut self) {
        self.has_effect = true;
    }

    /// It was committed or undone: its connection may serve others.
    pub(super) async fn end(self) {
        self.connection.give_back().await;
    }

    /// The connection on which the transaction's statements run.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }

    pub(super) async fn run(&mut self, statement: &'static str) -> Result<(), DatabaseError> {
        sqlx::query(statement).execute(self.connection()).await?;
        Ok(())
    }
}

/// What became of a piece of work inside its transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Keep its changes.
    Keep,
    /// Undo its changes.
    Undo,
    /// Undo them and try again: the database asked for it.
    Retry,
}

/// How much of a piece of work there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// One statement: on a server it needs no transaction around it.
    One,
    /// Several, all or nothing.
    Many,
}

/// A piece of work with its types hidden.
pub(super) trait Unit: Send {
    /// How much of it there is.
    fn extent(&self) -> Extent;
    /// Does the work once.
    fn run<'a>(&'a mut self, transaction: &'a mut Transaction) -> BoxFuture<'a, Outcome>;
    /// Tells the one who asked, once it is known whether the changes are on disk.
    fn finish(self: Box<Self>, commit: Result<(), DatabaseError>);
}

pub(super) struct TypedUnit<F, T, E> {
    extent: Extent,
    has_effect: bool,
    outbox_filled: Arc<Notify>,
    work: F,
    answer: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> TypedUnit<F, T, E> {
    /// `outbox_filled` is rung after a commit that brought an effect.
    pub(super) fn new(extent: Extent, outbox_filled: Arc<Notify>, work: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (reply, receiver) = oneshot::channel();
        (Self { extent, has_effect: false, outbox_filled, work, answer: None, reply }, receiver)
    }
}

impl<F, T, E> Unit for TypedUnit<F, T, E>
where
    F: for<'a> Fn(&'a mut Transaction) -> BoxFuture<'a, Result<T, E>> + Send + Sync,
    T: Send,
    E: WriteError,
{
    fn extent(&self) -> Extent {
        self.extent
    }

    fn run<'a>(&'a mut self, transaction: &'a mut Transaction) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            transaction.has_effect = false;
            let work = AssertUnwindSafe((self.work)(transaction)).catch_unwind().await;
            let answer = work.unwrap_or_else(|_| Err(DatabaseError::Interrupted.into()));
            let outcome = match &answer {
                Ok(_) => Outcome::Keep,
                Err(error) if error.database().is_some_and(DatabaseError::is_transient) => Outcome::Retry,
                Err(_) => Outcome::Undo,
            };
            self.answer = Some(answer);
            self.has_effect = transaction.has_effect && outcome == Outcome::Keep;
            outcome
        })
    }

    fn finish(self: Box<Self>, commit: Result<(), DatabaseError>) {
        if self.has_effect && commit.is_ok() {
            self.outbox_filled.notify_one();
        }
        let answer = match (commit, self.answer) {
            (Ok(()), Some(answer)) | (Err(_), Some(answer @ Err(_))) => answer,
            (Err(error), Some(Ok(_)) | None) => Err(error.into()),
            (Ok(()), None) => Err(DatabaseError::Interrupted.into()),
        };
        // Whoever asked may have gone; the work is done all the same.
        let _ = self.reply.send(answer);
    }
}
