//! The SQLite file, as the one who changes it holds it, and those to whom it is lent for reading: statements run where they are asked for.
//!
//! The library that everybody else reads with runs SQLite on a thread of its own, and each statement there and back costs several
//! times what the statement itself costs (docs/adr/0003). Here are the same statements, arguments and rows without that way.
//!
//! The names of columns and the places of arguments are worked out once for a text that is kept.

use std::{collections::HashMap, path::Path, sync::Arc};

use rusqlite::{CachedStatement, Connection, Statement, types::ValueRef};
use sqlx::{
    any::{AnyArguments, AnyQueryResult, AnyRow, AnyTypeInfo, AnyTypeInfoKind, AnyValue},
    error::BoxDynError,
};
use sqlx_core::any::{AnyColumn, AnyValueKind};

use super::file_error::readable;

/// So many statements stay prepared.
const KEPT: usize = 512;

/// How every connection treats the file.
pub(super) const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000;";

/// How the one connection treats the file that changes it: it keeps the pages that orders go to, and moves a group's pages into the file
/// in larger lots.
pub(super) const CHANGES: &str = "PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000";

/// How a connection treats the file that only reads. There are several, and the system holds the same pages once for all of them.
pub(super) const READS: &str = "PRAGMA query_only = ON; PRAGMA cache_size = -1000";

/// The open file.
#[derive(Debug)]
pub(super) struct File {
    connection: Connection,
    shapes: HashMap<String, Arc<Shape>>,
}

/// What is known of a statement before it runs.
#[derive(Debug)]
struct Shape {
    /// Which argument each parameter takes, counted from one: `$3` may stand anywhere, and twice.
    arguments: Vec<usize>,
    columns: Vec<AnyColumn>,
    names: Arc<sqlx_core::HashMap<sqlx_core::ext::ustr::UStr, usize>>,
}

/// What a statement gave.
pub(super) struct Ran {
    pub rows: Vec<AnyRow>,
    pub result: AnyQueryResult,
}

impl File {
    /// Opens the file; makes it when there is none.
    pub fn open(path: &Path) -> Result<Self, sqlx::Error> {
        let connection = Connection::open(path).map_err(readable)?;
        connection.set_prepared_statement_cache_capacity(KEPT);
        connection.execute_batch(SETTINGS).map_err(readable)?;
        Ok(Self { connection, shapes: HashMap::new() })
    }

    /// Opens the file for all that changes it.
    pub fn open_to_change(path: &Path) -> Result<Self, sqlx::Error> {
        let file = Self::open(path)?;
        file.run_all(CHANGES)?;
        Ok(file)
    }

    /// Opens the file for statements that only read.
    pub fn open_to_read(path: &Path) -> Result<Self, sqlx::Error> {
        let file = Self::open(path)?;
        file.run_all(READS)?;
        Ok(file)
    }

    /// Statements without arguments, one after the other; their rows are not wanted.
    pub fn run_all(&self, statements: &str) -> Result<AnyQueryResult, sqlx::Error> {
        self.connection.execute_batch(statements).map_err(readable)?;
        Ok(affected(self.connection.changes()))
    }

    /// One statement. At most `most` rows are read.
    pub fn run(
        &mut self,
        statement: &str,
        is_kept: bool,
        arguments: &AnyArguments,
        most: usize,
    ) -> Result<Ran, sqlx::Error> {
        let Self { connection, shapes } = self;
        if is_kept {
            let mut prepared: CachedStatement<'_> = connection.prepare_cached(statement).map_err(readable)?;
            let shape = match shapes.get(statement) {
                Some(shape) => Arc::clone(shape),
                None => {
                    if shapes.len() >= KEPT {
                        shapes.clear();
                    }
                    let shape = Arc::new(Shape::of(&prepared)?);
                    shapes.insert(statement.to_owned(), Arc::clone(&shape));
                    shape
                }
            };
            finish(connection, &mut prepared, &shape, arguments, most)
        } else {
            let mut prepared = connection.prepare(statement).map_err(readable)?;
            let shape = Shape::of(&prepared)?;
            finish(connection, &mut prepared, &shape, arguments, most)
        }
    }
}

fn finish(
    connection: &Connection,
    prepared: &mut Statement<'_>,
    shape: &Shape,
    arguments: &AnyArguments,
    most: usize,
) -> Result<Ran, sqlx::Error> {
    bind(prepared, shape, arguments)?;
    let is_reading = prepared.readonly();
    let mut rows = Vec::new();
    let mut found = prepared.raw_query();
    while rows.len() < most
        && let Some(row) = found.next().map_err(readable)?
    {
        rows.push(shape.row(row)?);
    }
    drop(found);
    Ok(Ran { rows, result: affected(if is_reading { 0 } else { connection.changes() }) })
}

fn bind(prepared: &mut Statement<'_>, shape: &Shape, arguments: &AnyArguments) -> Result<(), sqlx::Error> {
    for (parameter, argument) in (1..).zip(&shape.arguments) {
        let value = argument.checked_sub(1).and_then(|place| arguments.values.0.get(place));
        let bound = match value {
            None | Some(AnyValueKind::Null(_)) => prepared.raw_bind_parameter(parameter, rusqlite::types::Null),
            Some(AnyValueKind::Bool(value)) => prepared.raw_bind_parameter(parameter, i64::from(*value)),
            Some(AnyValueKind::SmallInt(value)) => prepared.raw_bind_parameter(parameter, i64::from(*value)),
            Some(AnyValueKind::Integer(value)) => prepared.raw_bind_parameter(parameter, i64::from(*value)),
            Some(AnyValueKind::BigInt(value)) => prepared.raw_bind_parameter(parameter, value),
            Some(AnyValueKind::Real(value)) => prepared.raw_bind_parameter(parameter, f64::from(*value)),
            Some(AnyValueKind::Double(value)) => prepared.raw_bind_parameter(parameter, value),
            Some(AnyValueKind::Text(value)) => prepared.raw_bind_parameter(parameter, value.as_str()),
            Some(AnyValueKind::TextSlice(value)) => prepared.raw_bind_parameter(parameter, &**value),
            Some(AnyValueKind::Blob(value)) => prepared.raw_bind_parameter(parameter, value.as_slice()),
            Some(other) => {
                return Err(sqlx::Error::Encode(BoxDynError::from(format!("{other:?} is no value of SQLite"))));
            }
        };
        bound.map_err(readable)?;
    }
    Ok(())
}

impl Shape {
    fn of(prepared: &Statement<'_>) -> Result<Self, sqlx::Error> {
        let place = |parameter: usize| {
            let name = prepared.parameter_name(parameter).and_then(|name| name.get(1..));
            name.and_then(|number| number.parse().ok()).ok_or_else(|| {
                sqlx::Error::Protocol(format!(
                    "the parameter {parameter} of a statement is not numbered: {:?}",
                    prepared.expanded_sql()
                ))
            })
        };
        let arguments = (1..=prepared.parameter_count()).map(place).collect::<Result<Vec<usize>, sqlx::Error>>()?;
        let mut columns = Vec::new();
        for (ordinal, name) in prepared.column_names().into_iter().enumerate() {
            let type_info = AnyTypeInfo { kind: AnyTypeInfoKind::Null };
            columns.push(AnyColumn { ordinal, name: name.to_owned().into(), type_info });
        }
        let names = columns.iter().map(|column| (column.name.clone(), column.ordinal)).collect();
        Ok(Self { arguments, columns, names: Arc::new(names) })
    }

    fn row(&self, row: &rusqlite::Row<'_>) -> Result<AnyRow, sqlx::Error> {
        let value = |column: &AnyColumn| {
            let kind = match row.get_ref(column.ordinal).map_err(readable)? {
                ValueRef::Null => AnyValueKind::Null(AnyTypeInfoKind::Null),
                ValueRef::Integer(value) => AnyValueKind::BigInt(value),
                ValueRef::Real(value) => AnyValueKind::Double(value),
                ValueRef::Text(text) => {
                    let text = std::str::from_utf8(text).map_err(|error| sqlx::Error::Decode(error.into()))?;
                    AnyValueKind::Text(Arc::new(text.to_owned()))
                }
                ValueRef::Blob(bytes) => AnyValueKind::Blob(Arc::new(bytes.to_vec())),
            };
            Ok(AnyValue { kind })
        };
        let values = self.columns.iter().map(value).collect::<Result<Vec<AnyValue>, sqlx::Error>>()?;
        Ok(AnyRow { column_names: Arc::clone(&self.names), columns: self.columns.clone(), values })
    }
}

fn affected(rows_affected: u64) -> AnyQueryResult {
    AnyQueryResult { rows_affected, last_insert_id: None }
}

#[cfg(test)]
mod tests {
    use sqlx::{Any, AssertSqlSafe, Executor, Row as _, ValueRef as _};

    use super::*;
    use crate::db::{Connection, Database, DatabaseConfig, DatabaseError};

    const TABLE: &str = "CREATE TABLE thing (id BIGINT NOT NULL, name TEXT, weight DOUBLE PRECISION, bytes BLOB,
        CONSTRAINT thing_pk PRIMARY KEY (id), CONSTRAINT thing_name_unique UNIQUE (name),
        CONSTRAINT thing_weight CHECK (weight >= 0))";

    async fn make(connection: &mut Connection) {
        sqlx::raw_sql(AssertSqlSafe(TABLE)).execute(&mut *connection).await.unwrap();
        for (id, name) in [(1_i64, Some("mug")), (2, None)] {
            let insert = sqlx::query("INSERT INTO thing (id, name, weight, bytes) VALUES ($2, $1, $3, $4)");
            let insert = insert.bind(name.map(str::to_owned)).bind(id).bind(0.5).bind(vec![0_u8, 255]);
            assert_eq!(insert.execute(&mut *connection).await.unwrap().rows_affected(), 1);
        }
    }

    /// What a statement with three arguments gives, in words.
    async fn told<'c>(on: impl Executor<'c, Database = Any>, statement: &'static str) -> Result<String, DatabaseError> {
        let query = sqlx::query(statement).bind(1_i64).bind("mug".to_owned()).bind(None::<String>);
        let rows = query.fetch_all(on).await?;
        let value = |row: &AnyRow, place: usize| {
            let value = row.try_get_raw(place).unwrap();
            if value.is_null() {
                return "nothing".to_owned();
            }
            let kinds = (row.try_get::<i64, _>(place), row.try_get::<f64, _>(place), row.try_get::<String, _>(place));
            format!(
                "{:?} {:?} {:?} {:?}",
                kinds.0.ok(),
                kinds.1.ok(),
                kinds.2.ok(),
                row.try_get::<Vec<u8>, _>(place).ok()
            )
        };
        let row = |row: &AnyRow| (0..row.len()).map(|place| value(row, place)).collect::<Vec<_>>().join(" | ");
        Ok(rows.iter().map(row).collect::<Vec<_>>().join("\n"))
    }

    #[tokio::test]
    async fn the_file_gives_what_everybody_else_reads_from_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.db");
        let mut file = Connection::from(File::open(&path).unwrap());
        make(&mut file).await;
        let url = format!("sqlite://{}", path.display());
        let database = Database::open(&DatabaseConfig { url, readers: 1 }).await.unwrap();
        for statement in [
            "SELECT id, name, weight, bytes FROM thing ORDER BY id",
            "SELECT id FROM thing WHERE name = $2 AND id = $1",
            "SELECT $3, $2, $1, $2, $1 + $1",
            "SELECT COUNT(*), SUM(weight), MAX(name), AVG(id) FROM thing",
            "SELECT id FROM thing WHERE id = -$1",
            "SELECT 9223372036854775807, -9223372036854775807, 1.5e308, '', x''",
        ] {
            let (ours, theirs) = (told(&mut file, statement).await, told(database.reader(), statement).await);
            assert_eq!(ours.unwrap(), theirs.unwrap(), "{statement}");
        }
        let named = sqlx::query("SELECT id AS number, name FROM thing WHERE id = $1").bind(1_i64);
        let row = named.fetch_one(&mut file).await.unwrap();
        assert_eq!(
            (row.try_get::<i64, _>("number").unwrap(), row.try_get::<String, _>("name").unwrap()),
            (1, "mug".to_owned())
        );
        assert!(row.try_get::<i64, _>("name").is_err(), "a text is no number");
    }

    #[tokio::test]
    async fn a_rule_that_refuses_is_known_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = Connection::from(File::open(&folder.path().join("shop.db")).unwrap());
        make(&mut file).await;
        for (statement, rule) in [
            ("INSERT INTO thing (id, name) VALUES (7, $2)", "thing.name"),
            ("INSERT INTO thing (id, name) VALUES ($1, $3)", "thing.id"),
            ("UPDATE thing SET weight = -1 WHERE id = $1", "thing_weight"),
        ] {
            let error = told(&mut file, statement).await.unwrap_err();
            assert_eq!(error.constraint(), Some(rule), "{error}");
        }
        assert!(told(&mut file, "SELECT nothing FROM nowhere").await.is_err());
    }

    #[tokio::test]
    async fn changes_are_counted_and_given_back_and_reading_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = Connection::from(File::open(&folder.path().join("shop.db")).unwrap());
        make(&mut file).await;
        let all = sqlx::query("UPDATE thing SET weight = weight + 1").execute(&mut file).await.unwrap();
        assert_eq!(all.rows_affected(), 2);
        let read = sqlx::query("SELECT id FROM thing").execute(&mut file).await.unwrap();
        assert_eq!(read.rows_affected(), 0);
        let one =
            sqlx::query("UPDATE thing SET weight = weight + 1 RETURNING id").fetch_optional(&mut file).await.unwrap();
        assert_eq!(one.unwrap().try_get::<i64, _>(0).unwrap(), 1);
        let sum = sqlx::query("SELECT SUM(weight) FROM thing").fetch_one(&mut file).await.unwrap();
        assert_eq!(sum.try_get::<f64, _>(0).unwrap(), 5.0, "both rows were changed though one was asked for");
    }
}
