//! The database: SQLite in a file or PostgreSQL, behind the same statements.
//!
//! Not here: any statement of a room (each room's `sql.rs`). Invariants: readers never write; every change goes through
//! [`Database::write`], all or nothing; nobody asks for a second connection while holding one.

mod append_only;
pub mod audit;
mod connection;
mod error;
mod file;
mod file_error;
mod filter;
mod id;
mod lent;
mod migrate;
pub mod outbox;
mod rows;
mod unit;
mod writer;

use std::{
    path::Path,
    str::FromStr,
    sync::{Arc, Once},
    time::Duration,
};

pub use connection::Connection;
pub use error::{DatabaseError, WriteError};
pub use filter::{Filter, contains_pattern};
use futures::future::BoxFuture;
pub use rows::{many, with_list, with_more_rows, with_rows};
use sqlx::{
    AnyPool, ConnectOptions as _, Connection as _, Row,
    any::{AnyConnectOptions, AnyPoolOptions},
};
use tokio::sync::Notify;
pub use unit::Transaction;

use self::{id::IdSource, lent::Lender, unit::Extent, writer::Writer};

/// The oldest SQLite that keeps every commit in WAL mode.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// So many change PostgreSQL at once: those that wait for its disk share one write of it.
const MOST_WRITERS: u32 = 16;

/// So many statements a connection to a server keeps prepared.
const KEPT_STATEMENTS: usize = 512;

/// A connection that nobody used for so long may have been hung up on.
const RESTED: Duration = Duration::from_secs(1);

/// Which of the two databases is behind a [`Database`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite in a file.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// Where the database is and how many connections read from it.
#[derive(Clone, Debug)]
pub struct DatabaseConfig {
    /// `sqlite://<path>` or `postgres://<user>@<host>/<database>`.
    pub url: String,
    /// Connections that read.
    pub readers: u32,
}

/// A handle on the database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    engine: Engine,
    readers: AnyPool,
    /// Where there is a file.
    lender: Option<Arc<Lender>>,
    /// Who changes the tables themselves.
    migrator: AnyPool,
    writer: Writer,
    ids: Arc<IdSource>,
}

impl Database {
    /// Connects; creates the SQLite file when there is none. Changes nothing inside.
    ///
    /// # Errors
    /// A database that cannot be reached, or a SQLite that is too old to be trusted.
    pub async fn open(config: &DatabaseConfig) -> Result<Self, DatabaseError> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        if config.url.starts_with("sqlite:") { open_sqlite(config).await } else { open_postgres(config).await }
    }

    fn new(engine: Engine, readers: AnyPool, lender: Option<Arc<Lender>>, migrator: AnyPool, writer: Writer) -> Self {
        Self { engine, readers, lender, migrator, writer, ids: Arc::default() }
    }

    /// Which database this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Connections for statements that only read.
    #[must_use]
    pub fn reader(&self) -> &AnyPool {
        &self.readers
    }

    /// A connection for statements that find few rows by their keys, which are many: on SQLite they run at once on this thread, and
    /// whatever takes long holds it up.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn quick(&self) -> Result<Connection, DatabaseError> {
        match &self.lender {
            Some(lender) => Ok(lender.lend()?.into()),
            None => self.connect().await,
        }
    }

    /// One of them, for several statements.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn connect(&self) -> Result<Connection, DatabaseError> {
        Ok(self.readers.acquire().await?.into())
    }

    /// A new id, greater than every one that this process made before.
    #[must_use]
    pub fn next_id(&self) -> i64 {
        self.ids.next()
    }

    /// Does `work` in one transaction: committed when it gives `Ok`, undone when it gives `Err`. The answer comes after the
    /// commit is on disk. The work may run again when the database asks for it (a deadlock), so it must have no effect
    /// outside its transaction, and it must not call `write` itself. It goes on when the caller is dropped.
    ///
    /// # Errors
    /// What `work` gives, or what went wrong with the transaction.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'a> Fn(&'a mut Transaction) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: WriteError,
    {
        self.writer.write(Extent::Many, work).await
    }

    /// The same for work that is one statement: on PostgreSQL it is a transaction by itself, which spares the way
    /// there and back for the beginning and for the end. What such work answers does not undo its statement.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub async fn write_one<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'a> Fn(&'a mut Transaction) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: WriteError,
    {
        self.writer.write(Extent::One, work).await
    }

    /// Wakes the one who waits for effects to deliver; rung after every commit that brought one.
    #[must_use]
    pub fn outbox_filled(&self) -> Arc<Notify> {
        Arc::clone(self.writer.outbox_filled())
    }

    /// Brings the tables to this version of the program and says how many steps that took.
    ///
    /// # Errors
    /// A step that failed, or a database that a newer program has changed.
    pub async fn migrate(&self) -> Result<u32, DatabaseError> {
        let steps = migrate::run(&self.migrator, i64::MAX).await?;
        if steps > 0 {
            append_only::protect(self.engine, &self.migrator).await?;
        }
        Ok(steps)
    }

    /// Brings the tables of an empty database to where they were after a step, for tests of those that follow.
    ///
    /// # Errors
    /// A step that failed.
    #[cfg(feature = "testing")]
    pub async fn migrate_to(&self, last: i64) -> Result<(), DatabaseError> {
        migrate::run(&self.migrator, last).await.map(|_| ())
    }

    /// How many steps [`Database::migrate`] would take.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn pending_migrations(&self) -> Result<u32, DatabaseError> {
        migrate::pending(&self.migrator).await
    }

    /// The version of the server or library.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn version(&self) -> Result<String, DatabaseError> {
        let statement = match self.engine {
            Engine::Sqlite => "SELECT sqlite_version()",
            Engine::Postgres => "SHOW server_version",
        };
        Ok(sqlx::query(statement).fetch_one(&self.readers).await?.try_get(0)?)
    }

    /// Closes all connections; what was being written is finished first.
    pub async fn close(&self) {
        self.writer.close().await;
        self.migrator.close().await;
        if let Some(lender) = &self.lender {
            lender.close();
        }
        self.readers.close().await;
    }
}

/// Where to connect to. What is written of slow requests says enough: a statement of a thousand rows would fill the log.
fn options(url: &str) -> Result<AnyConnectOptions, sqlx::Error> {
    Ok(AnyConnectOptions::from_str(url)?.disable_statement_logging())
}

async fn open_sqlite(config: &DatabaseConfig) -> Result<Database, DatabaseError> {
    let path = config.url.trim_start_matches("sqlite:").trim_start_matches("//");
    let writer = Writer::in_groups(Path::new(path).to_owned()).await?;
    let address = options(&format!("sqlite://{path}?mode=rw"))?;
    let migrator = sqlite_pool(1, "").connect_lazy_with(address.clone());
    let readers = sqlite_pool(config.readers.max(1), file::READS).connect_with(address).await?;
    let database = Database::new(Engine::Sqlite, readers, Some(Lender::of(path.into())), migrator, writer);
    let version = database.version().await?;
    if parse_version(&version) < OLDEST_SQLITE {
        return Err(DatabaseError::SqliteTooOld { version });
    }
    Ok(database)
}

fn sqlite_pool(connections: u32, settings: &'static str) -> AnyPoolOptions {
    let options = AnyPoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(10));
    // A file does not hang up: to ask before each use whether it is there costs as much as a small statement.
    options.test_before_acquire(false).after_connect(move |connection, _| {
        Box::pin(async move {
            sqlx::raw_sql(file::SETTINGS).execute(&mut *connection).await?;
            sqlx::raw_sql(settings).execute(&mut *connection).await?;
            Ok(())
        })
    })
}

fn parse_version(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}

async fn open_postgres(config: &DatabaseConfig) -> Result<Database, DatabaseError> {
    let options = options(&keeping_statements(&config.url))?;
    let pool = |connections| {
        let options = AnyPoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(10));
        // Whether a connection is still there costs a way to the server and back: it is asked of those that rested.
        options.test_before_acquire(false).before_acquire(|connection, state| {
            Box::pin(async move {
                if state.idle_for > RESTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
    };
    let readers = pool(config.readers.max(1))
        .after_connect(|connection, _| {
            Box::pin(async move {
                sqlx::raw_sql("SET default_transaction_read_only = on").execute(connection).await?;
                Ok(())
            })
        })
        .connect_with(options.clone())
        .await?;
    let writers = pool(MOST_WRITERS).connect_with(options).await?;
    let writer = Writer::one_by_one(writers.clone());
    Ok(Database::new(Engine::Postgres, readers, None, writers, writer))
}

/// The address of a server, saying that a connection keeps all statements of an order prepared: the hundred that it would keep
/// otherwise are fewer than its writers use.
fn keeping_statements(url: &str) -> String {
    let (join, name) = (if url.contains('?') { '&' } else { '?' }, "statement-cache-capacity");
    if url.contains(name) { url.to_owned() } else { format!("{url}{join}{name}={KEPT_STATEMENTS}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_keeps_more_statements_unless_its_address_says_otherwise() {
        assert_eq!(keeping_statements("postgres://a@b/c"), "postgres://a@b/c?statement-cache-capacity=512");
        assert_eq!(
            keeping_statements("postgres://a@b/c?sslmode=require"),
            "postgres://a@b/c?sslmode=require&statement-cache-capacity=512"
        );
        assert_eq!(
            keeping_statements("postgres://b/c?statement-cache-capacity=9"),
            "postgres://b/c?statement-cache-capacity=9"
        );
    }

    #[test]
    fn f38_versions_are_compared_by_number_not_by_letter() {
        assert!(parse_version("3.51.3") >= OLDEST_SQLITE);
        assert!(parse_version("3.9.10") < OLDEST_SQLITE);
        assert!(parse_version("3.51.2") < OLDEST_SQLITE);
    }
}
