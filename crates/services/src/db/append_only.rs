//! Tables to which rows are added and nothing else: the database refuses to change or delete what stands in them, whoever asks.
//!
//! Triggers are the one thing that both databases say in their own words, so they are no migration.

use sqlx::{AnyPool, AssertSqlSafe};

use super::{DatabaseError, Engine};

/// Those tables.
const TABLES: [&str; 4] = ["ledger_transaction", "ledger_entry", "gift_card_entry", "document"];

const FUNCTION: &str = "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE EXCEPTION ''rows of % are never changed'', TG_TABLE_NAME; END'";

/// Puts the triggers in place; doing it again changes nothing.
pub(super) async fn protect(engine: Engine, pool: &AnyPool) -> Result<(), DatabaseError> {
    let mut connection = pool.acquire().await?;
    if engine == Engine::Postgres {
        sqlx::raw_sql(FUNCTION).execute(&mut *connection).await?;
    }
    for table in TABLES {
        for statement in triggers(engine, table) {
            sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

fn triggers(engine: Engine, table: &str) -> Vec<String> {
    match engine {
        Engine::Postgres => vec![format!(
            "CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )],
        Engine::Sqlite => ["UPDATE", "DELETE"]
            .map(|change| {
                format!(
                    "CREATE TRIGGER IF NOT EXISTS {table}_no_{} BEFORE {change} ON {table}
                    BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END",
                    change.to_ascii_lowercase()
                )
            })
            .to_vec(),
    }
}
