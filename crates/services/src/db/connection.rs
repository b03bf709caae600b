//! Something on which statements run: a connection of a pool, or the SQLite file itself, held by the writer or lent to a reader.

use std::future;

use futures::{
    FutureExt as _, StreamExt as _,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use sqlx::{
    Any, AnyPool, Either, Execute, Executor, SqlStr,
    any::{AnyArguments, AnyQueryResult, AnyRow, AnyStatement, AnyTypeInfo},
    pool::PoolConnection,
};

use super::{
    file::{File, Ran},
    lent::Lent,
};

/// Takes every statement, as sqlx writes them.
#[derive(Debug)]
pub struct Connection(Inner);

#[derive(Debug)]
enum Inner {
    Pooled(PoolConnection<Any>),
    File(File),
    Lent(Lent),
}

impl Connection {
    /// One of a pool for a transaction. It is hung up on when it is dropped, unless it is given back: nobody else may get it half-way
    /// through its work.
    pub(super) async fn for_transaction(pool: &AnyPool) -> Result<Self, sqlx::Error> {
        let mut connection = pool.acquire().await?;
        connection.close_on_drop();
        Ok(connection.into())
    }

    /// Its work has ended: it may serve others.
    pub(super) async fn give_back(self) {
        if let Inner::Pooled(mut connection) = self.0 {
            connection.return_to_pool().await;
        }
    }
}

impl From<PoolConnection<Any>> for Connection {
    fn from(connection: PoolConnection<Any>) -> Self {
        Self(Inner::Pooled(connection))
    }
}

impl From<File> for Connection {
    fn from(file: File) -> Self {
        Self(Inner::File(file))
    }
}

impl From<Lent> for Connection {
    fn from(lent: Lent) -> Self {
        Self(Inner::Lent(lent))
    }
}

impl<'c> Executor<'c> for &'c mut Connection {
    type Database = Any;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Either<AnyQueryResult, AnyRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        match &mut self.0 {
            Inner::Pooled(connection) => (&mut **connection).fetch_many(query),
            Inner::File(file) => streamed(run(file, query, usize::MAX)),
            Inner::Lent(lent) => streamed(lent.file().and_then(|file| run(file, query, usize::MAX))),
        }
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<AnyRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        match &mut self.0 {
            Inner::Pooled(connection) => (&mut **connection).fetch_optional(query),
            Inner::File(file) => future::ready(run(file, query, 1).map(first)).boxed(),
            Inner::Lent(lent) => future::ready(lent.file().and_then(|file| run(file, query, 1)).map(first)).boxed(),
        }
    }

    fn prepare_with<'e>(
        self,
        statement: SqlStr,
        parameters: &'e [AnyTypeInfo],
    ) -> BoxFuture<'e, Result<AnyStatement, sqlx::Error>>
    where
        'c: 'e,
    {
        match &mut self.0 {
            Inner::Pooled(connection) => (&mut **connection).prepare_with(statement, parameters),
            Inner::File(_) | Inner::Lent(_) => {
                let why = "statements are prepared where they run".to_owned();
                future::ready(Err(sqlx::Error::Protocol(why))).boxed()
            }
        }
    }
}

fn first(ran: Ran) -> Option<AnyRow> {
    ran.rows.into_iter().next()
}

fn streamed<'e>(ran: Result<Ran, sqlx::Error>) -> BoxStream<'e, Result<Either<AnyQueryResult, AnyRow>, sqlx::Error>> {
    match ran {
        Ok(Ran { rows, result }) => {
            let rows = rows.into_iter().map(Either::Right).chain(std::iter::once(Either::Left(result)));
            stream::iter(rows.map(Ok)).boxed()
        }
        Err(error) => stream::iter(std::iter::once(Err(error))).boxed(),
    }
}

/// Runs a statement on the file, now.
fn run<'q, E: Execute<'q, Any> + 'q>(file: &mut File, mut query: E, most: usize) -> Result<Ran, sqlx::Error> {
    let arguments: Option<AnyArguments> = query.take_arguments().map_err(sqlx::Error::Encode)?;
    let is_kept = query.persistent();
    let statement = query.sql();
    match arguments {
        Some(arguments) => file.run(statement.as_str(), is_kept, &arguments, most),
        None => file.run_all(statement.as_str()).map(|result| Ran { rows: Vec::new(), result }),
    }
}
