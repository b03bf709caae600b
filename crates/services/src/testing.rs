//! For tests: fresh databases of both kinds, and a clock that stands where it is put.

mod shop;

use std::{
    future::Future,
    sync::atomic::{AtomicI64, Ordering},
};

use domain::kernel::Timestamp;

pub use shop::{Mailbox, MemoryFiles, settings, shop, with_parts};

use crate::{
    db::{Database, DatabaseConfig, DatabaseError},
    port::Clock,
};

/// The environment variable that names a PostgreSQL server on which tests may create databases.
pub const POSTGRES_VARIABLE: &str = "MERCER_TEST_POSTGRES";

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct StoppedClock(AtomicI64);

impl StoppedClock {
    /// A clock that stands at this moment.
    #[must_use]
    pub fn at(moment: Timestamp) -> Self {
        Self(AtomicI64::new(moment.0))
    }

    /// Moves it forward, or back.
    pub fn advance(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds, Ordering::Relaxed);
    }
}

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

/// Runs the test on a fresh SQLite file and, when [`POSTGRES_VARIABLE`] is set, on a fresh PostgreSQL database.
///
/// # Errors
/// A database that cannot be made.
pub async fn for_each_database<F, R>(test: F) -> Result<(), DatabaseError>
where
    F: Fn(Database) -> R,
    R: Future<Output = ()>,
{
    for_each_database_after(i64::MAX, test).await
}

/// The same on databases whose tables are as they were after this step.
///
/// # Errors
/// A database that cannot be made.
pub async fn for_each_database_after<F, R>(step: i64, test: F) -> Result<(), DatabaseError>
where
    F: Fn(Database) -> R,
    R: Future<Output = ()>,
{
    let name = format!("mercer_test_{}", rand::random::<u64>());
    let path = std::env::temp_dir().join(format!("{name}.db"));
    let database = fresh(format!("sqlite://{}", path.display()), step).await?;
    test(database.clone()).await;
    database.close().await;
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
    if let Ok(server) = std::env::var(POSTGRES_VARIABLE) {
        on_postgres(&server, &name, (step, &test)).await?;
    }
    Ok(())
}

async fn on_postgres<F, R>(server: &str, name: &str, (step, test): (i64, &F)) -> Result<(), DatabaseError>
where
    F: Fn(Database) -> R,
    R: Future<Output = ()>,
{
    use sqlx::migrate::MigrateDatabase as _;
    let url = postgres_url(server, name);
    sqlx::any::install_default_drivers();
    sqlx::Any::create_database(&url).await?;
    let database = fresh(url.clone(), step).await?;
    test(database.clone()).await;
    database.close().await;
    sqlx::Any::drop_database(&url).await?;
    Ok(())
}

/// The server's address with another database.
fn postgres_url(server: &str, name: &str) -> String {
    let (address, options) =
        server.split_once('?').map_or((server, None), |(address, options)| (address, Some(options)));
    let start = address.find("://").map_or(0, |index| index + 3);
    let host_end = address.get(start..).and_then(|rest| rest.find('/')).map_or(address.len(), |index| start + index);
    let base = address.get(..host_end).unwrap_or(address);
    options.map_or_else(|| format!("{base}/{name}"), |options| format!("{base}/{name}?{options}"))
}

async fn fresh(url: String, step: i64) -> Result<Database, DatabaseError> {
    let database = Database::open(&DatabaseConfig { url, readers: 4 }).await?;
    match step {
        i64::MAX => database.migrate().await.map(|_| ())?,
        step => database.migrate_to(step).await?,
    }
    Ok(database)
}
