//! Imports as the manager looks at them.

use std::path::PathBuf;

use domain::{
    importer::{
        report::{FailedRow, ImportReport},
        view::{ImportRunRow, ImportRunView, ImportState},
    },
    kernel::{ImportRunId, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use super::{KeptFile, TaskError, columns, directory, sql, work::GIVEN_UP};
use crate::{
    Shop,
    account::Actor,
    db::DatabaseError,
    importer::{Mapping, Platform, platform::fields},
};

/// So many rows of a list are shown; the file of failed rows holds all.
const MOST_SHOWN: usize = 100;

/// An import as a worker needs it.
pub(super) struct Stored {
    pub row: ImportRunRow,
    pub files: Vec<KeptFile>,
    pub platform: String,
    pub mapping: Vec<String>,
    pub pictures: bool,
    pub done: i64,
    pub total: i64,
    pub begun_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub report: String,
    pub error: String,
    preview: String,
}

impl Stored {
    /// Where its files lie.
    pub fn paths(&self, shop: &Shop) -> Vec<PathBuf> {
        self.files.iter().map(|file| directory(shop).join(&file.key)).collect()
    }

    /// What the last work reported.
    pub fn report(&self) -> Option<ImportReport> {
        serde_json::from_str(&self.report).ok()
    }
}

/// The imports, newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop) -> Result<Vec<ImportRunRow>, TaskError> {
    let rows = sqlx::query(sql::LIST).fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(|row| Ok(run_row(row)?.0)).collect::<Result<_, DatabaseError>>()?)
}

/// One import.
///
/// # Errors
/// [`TaskError::NotFound`], or a database that does not answer.
pub async fn detail(shop: &Shop, id: ImportRunId) -> Result<ImportRunView, TaskError> {
    let stored = stored(shop, id).await?;
    let mapping = Mapping::parse(&stored.mapping).unwrap_or_default();
    let path = stored.paths(shop).into_iter().next();
    // Files that took the program down are not opened to look at them either.
    let is_table = !stored.row.state.is_busy()
        && stored.error != GIVEN_UP
        && (stored.row.state == ImportState::Failed
            || stored.report().is_some_and(|report| report.platform == Platform::Table.name()));
    let columns = match path.filter(|_| is_table) {
        Some(path) => tokio::task::spawn_blocking(move || columns::of_file(&path, &mapping)).await.unwrap_or_default(),
        None => Vec::new(),
    };
    let mut report = stored.report();
    let (failed, pictures_missing) =
        report.as_ref().map_or((0, 0), |report| (report.failed.len(), report.images_failed.len()));
    if let Some(report) = &mut report {
        for list in [&mut report.failed, &mut report.warnings, &mut report.images_failed] {
            list.truncate(MOST_SHOWN);
        }
    }
    Ok(ImportRunView {
        row: stored.row,
        platform: stored.platform,
        mapping: stored.mapping,
        pictures: stored.pictures,
        done: stored.done,
        total: stored.total,
        begun_at: stored.begun_at,
        ended_at: stored.ended_at,
        report,
        failed,
        pictures_missing,
        error: stored.error,
        preview: serde_json::from_str(&stored.preview).ok(),
        fields: if columns.is_empty() { Vec::new() } else { fields() },
        columns,
    })
}

/// Whether an import is of the kind that only those may see, and change, who may do so with orders. Of one that could not be read
/// nobody knows; whoever began it may mend it.
///
/// # Errors
/// [`TaskError::NotFound`], or a database that does not answer.
pub async fn holds_people(shop: &Shop, id: ImportRunId, actor: &Actor) -> Result<bool, TaskError> {
    let stored = stored(shop, id).await?;
    Ok(stored.report().map_or(stored.row.actor != actor.name, |report| report.holds_people()))
}

/// Every row that was not taken over.
///
/// # Errors
/// [`TaskError::NotFound`], or a database that does not answer.
pub async fn failed_rows(shop: &Shop, id: ImportRunId) -> Result<Vec<FailedRow>, TaskError> {
    Ok(stored(shop, id).await?.report().map(|report| report.failed).unwrap_or_default())
}

/// The import as it is stored.
pub(super) async fn stored(shop: &Shop, id: ImportRunId) -> Result<Stored, TaskError> {
    let row = sqlx::query(sql::ONE).bind(id.0).fetch_optional(shop.database.reader()).await?;
    let row = row.ok_or(TaskError::NotFound)?;
    let (run, files) = run_row(&row)?;
    Ok(Stored {
        row: run,
        files,
        platform: row.try_get(5)?,
        mapping: json("the mapping of an import", row.try_get(6)?)?,
        pictures: row.try_get::<i64, _>(7)? == 1,
        done: row.try_get(8)?,
        total: row.try_get(9)?,
        begun_at: row.try_get::<Option<i64>, _>(10)?.map(Timestamp),
        ended_at: row.try_get::<Option<i64>, _>(11)?.map(Timestamp),
        report: row.try_get(12)?,
        error: row.try_get(13)?,
        preview: row.try_get(14)?,
    })
}

fn run_row(row: &AnyRow) -> Result<(ImportRunRow, Vec<KeptFile>), DatabaseError> {
    let (state, files): (&str, &str) = (row.try_get(1)?, row.try_get(2)?);
    let files: Vec<KeptFile> = json("the files of an import", files)?;
    let corrupt = || DatabaseError::Corrupt { what: "the state of an import", value: state.to_owned() };
    let run = ImportRunRow {
        id: ImportRunId(row.try_get(0)?),
        state: ImportState::from_key(state).ok_or_else(corrupt)?,
        files: files.iter().map(|file| file.name.clone()).collect(),
        actor: row.try_get(3)?,
        created_at: Timestamp(row.try_get(4)?),
    };
    Ok((run, files))
}

fn json<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T, DatabaseError> {
    serde_json::from_str(text).map_err(|_| DatabaseError::Corrupt { what, value: text.to_owned() })
}
