//! The first rows of an import, with what its check said of them.

use std::path::{Path, PathBuf};

use domain::importer::{
    report::{FailedRow, ImportReport},
    view::{Preview, PreviewProblem, PreviewRow},
};
use sqlx::Row as _;

use super::{KeptFile, TaskError, sql};
use crate::{
    Shop,
    db::DatabaseError,
    importer::{
        archive,
        file::{self, Opened, Table},
        product::digest,
    },
};
use domain::kernel::ImportRunId;

/// So many rows are shown.
const ROWS: usize = 20;
/// So much of a cell is shown.
const LETTERS: usize = 80;

/// The table that a preview is made of: the only one, or that of the products. Of an archive the first file is looked at.
fn table(path: &Path) -> Option<Table> {
    if archive::is_archive(path) {
        let unfolded = archive::unfold(path).ok()?;
        let (_, place) = unfolded.tables.first()?;
        return table(place);
    }
    let is_of_products = |name: &str| name.ends_with("product") || name.ends_with("products");
    match file::open(path, is_of_products).ok()? {
        Opened::Table(table) => Some(*table),
        Opened::Dump(mut tables) | Opened::Workbook(mut tables) => {
            let name = tables.names().find(|name| is_of_products(name)).or_else(|| tables.names().next())?.to_owned();
            tables.take(&name)
        }
    }
}

/// The first rows of a file, which the report calls `name` where it names files.
fn of_file(path: &Path, name: &str, report: &ImportReport) -> Option<Preview> {
    let mut table = table(path)?;
    let header = std::sync::Arc::clone(&table.header);
    table.rewind().ok()?;
    let mut rows = Vec::with_capacity(ROWS);
    while rows.len() < ROWS
        && let Ok(Some(row)) = table.next_row()
    {
        rows.push(row);
    }
    let is_filled = |index: usize| rows.iter().any(|row| !row.cell(Some(index)).is_empty());
    let columns: Vec<(usize, String)> = header
        .columns()
        .filter(|(index, name, _)| !name.is_empty() && is_filled(*index))
        .map(|(index, name, _)| (index, name.to_owned()))
        .collect();
    let problem = |row: &FailedRow, fails: bool| PreviewProblem {
        column: columns.iter().position(|(_, name)| name.eq_ignore_ascii_case(&row.column)),
        reason: row.reason.clone(),
        fails,
    };
    let shown = rows.iter().map(|row| {
        let of_row = |told: &&FailedRow| told.line == row.line() && (told.file.is_empty() || told.file == name);
        let failed = report.failed.iter().filter(of_row).map(|told| problem(told, true));
        let warned = report.warnings.iter().filter(of_row).map(|told| problem(told, false));
        PreviewRow {
            line: row.line(),
            cells: columns.iter().map(|(index, _)| row.cell(Some(*index)).chars().take(LETTERS).collect()).collect(),
            problems: failed.chain(warned).collect(),
        }
    });
    let rows = shown.collect();
    Some(Preview { columns: columns.into_iter().map(|(_, name)| name).collect(), rows })
}

/// Keeps the first rows of the first file.
pub(super) async fn keep(
    shop: &Shop,
    id: ImportRunId,
    file: Option<(PathBuf, String)>,
    report: &ImportReport,
) -> Result<(), TaskError> {
    let Some((path, name)) = file else { return Ok(()) };
    let report = report.clone();
    let made = tokio::task::spawn_blocking(move || of_file(&path, &name, &report)).await.unwrap_or_default();
    let preview = made.map(|preview| serde_json::json!(preview).to_string()).unwrap_or_default();
    shop.database
        .write(move |transaction| {
            let preview = preview.clone();
            Box::pin(async move {
                sqlx::query(sql::SHOW).bind(id.0).bind(preview).execute(transaction.connection()).await?;
                Ok::<_, DatabaseError>(())
            })
        })
        .await?;
    Ok(())
}

/// What stands for the columns of a file; nothing when it is no single table.
async fn columns(path: PathBuf) -> Option<String> {
    let read = move || match file::open(&path, |_| false) {
        Ok(Opened::Table(table)) => {
            let names: Vec<String> = table.header.columns().map(|(_, _, plain)| plain).collect();
            Some(digest(names.join("\u{1f}").as_bytes()))
        }
        _ => None,
    };
    tokio::task::spawn_blocking(read).await.ok().flatten()
}

/// What was said of files with the same columns before: the platform, and what the columns hold.
pub(super) async fn remembered(shop: &Shop, path: PathBuf) -> Result<Option<(String, Vec<String>)>, TaskError> {
    let Some(columns) = columns(path).await else { return Ok(None) };
    let row = sqlx::query(sql::REMEMBERED).bind(columns).fetch_optional(shop.database.reader()).await?;
    let Some(row) = row else { return Ok(None) };
    let mapping: String = row.try_get(1)?;
    Ok(Some((row.try_get(0)?, serde_json::from_str(&mapping).unwrap_or_default())))
}

/// Remembers what the manager said of files with these columns.
pub(super) async fn remember(
    shop: &Shop,
    files: &[KeptFile],
    platform: &'static str,
    mapping: &str,
) -> Result<(), TaskError> {
    let Some(file) = files.first() else { return Ok(()) };
    let Some(columns) = columns(super::directory(shop).join(&file.key)).await else { return Ok(()) };
    let (mapping, now) = (mapping.to_owned(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (columns, mapping) = (columns.clone(), mapping.clone());
            Box::pin(async move {
                let remember = sqlx::query(sql::REMEMBER).bind(columns).bind(platform).bind(mapping).bind(now.0);
                remember.execute(transaction.connection()).await?;
                Ok::<_, DatabaseError>(())
            })
        })
        .await?;
    Ok(())
}
