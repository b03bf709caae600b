//! One piece of work in a transaction, whatever its answer and error are.

use std::panic::AssertUnwindSafe;

use futures::{FutureExt, future::BoxFuture};
use tokio::sync::oneshot;

use super::{Connection, DatabaseError, WriteError};

/// An open transaction. Who made it says where it begins and ends.
#[derive(Debug)]
pub struct Transaction(Connection);

impl Transaction {
    pub(super) fn on(connection: Connection) -> Self {
        Self(connection)
    }

    /// It was committed or undone: its connection may serve others.
    pub(super) async fn end(self) {
        self.0.give_back().await;
    }

    /// The connection on which the transaction's statements run.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.0
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
    work: F,
    answer: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> TypedUnit<F, T, E> {
    pub(super) fn new(extent: Extent, work: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (reply, receiver) = oneshot::channel();
        (Self { extent, work, answer: None, reply }, receiver)
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
            let work = AssertUnwindSafe((self.work)(transaction)).catch_unwind().await;
            let answer = work.unwrap_or_else(|_| Err(DatabaseError::Interrupted.into()));
            let outcome = match &answer {
                Ok(_) => Outcome::Keep,
                Err(error) if error.database().is_some_and(DatabaseError::is_transient) => Outcome::Retry,
                Err(_) => Outcome::Undo,
            };
            self.answer = Some(answer);
            outcome
        })
    }

    fn finish(self: Box<Self>, commit: Result<(), DatabaseError>) {
        let answer = match (commit, self.answer) {
            (Ok(()), Some(answer)) | (Err(_), Some(answer @ Err(_))) => answer,
            (Err(error), Some(Ok(_)) | None) => Err(error.into()),
            (Ok(()), None) => Err(DatabaseError::Interrupted.into()),
        };
        // Whoever asked may have gone; the work is done all the same.
        let _ = self.reply.send(answer);
    }
}
