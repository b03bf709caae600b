//! Imports from the command line: done at once, and remembered like those of the browser.

use domain::{
    importer::{report::ImportReport, view::ImportState},
    kernel::ImportRunId,
};

use super::{KeptFile, TaskError, sql, work};
use crate::{
    Shop,
    db::DatabaseError,
    importer::{self, ImportError, ImportRequest, Pictures, Platform, Progress},
};

/// Imports files that lie anywhere on this machine; `mapping` is what the request's own was made of. A dry run leaves no trace.
///
/// # Errors
/// A file that cannot be read as a table of a known platform, or a database that failed.
pub async fn import(
    shop: &Shop,
    request: &ImportRequest,
    mapping: &[String],
    progress: impl FnMut(Progress),
) -> Result<ImportReport, ImportError> {
    if request.dry_run {
        return importer::run::bring(shop, request, progress).await.map(|(report, _)| report);
    }
    let run = begin(shop, request, mapping).await?;
    let request = ImportRequest { run: Some(run), ..request.clone() };
    let outcome = importer::run::bring(shop, &request, progress).await.map(|(report, _)| report);
    let (state, report, error) = match &outcome {
        Ok(report) => (ImportState::Imported, serde_json::json!(report).to_string(), String::new()),
        Err(error) => (ImportState::Stopped, String::new(), error.to_string()),
    };
    match work::end(shop, run, ImportState::Stopped, state, report, error).await {
        Ok(()) => outcome,
        Err(TaskError::Database(error)) => Err(error.into()),
        Err(_) => Err(ImportError::Interrupted),
    }
}

async fn begin(shop: &Shop, request: &ImportRequest, mapping: &[String]) -> Result<ImportRunId, DatabaseError> {
    let id = ImportRunId(shop.database.next_id());
    let (actor, now) = (request.actor.clone(), shop.clock.now());
    let files: Vec<KeptFile> = request.paths.iter().map(|path| kept(path)).collect();
    let (files, mapping) = (serde_json::json!(files).to_string(), serde_json::json!(mapping).to_string());
    let platform = request.platform.map(Platform::name).unwrap_or_default();
    let pictures = i64::from(!matches!(request.pictures, Pictures::None));
    shop.database
        .write(move |transaction| {
            let (files, mapping, actor) = (files.clone(), mapping.clone(), actor.clone());
            Box::pin(async move {
                sqlx::query(sql::ADD_DIRECT)
                    .bind(id.0)
                    .bind(files)
                    .bind(platform)
                    .bind(mapping)
                    .bind(pictures)
                    .bind(actor)
                    .bind(now.0)
                    .execute(transaction.connection())
                    .await?;
                Ok(id)
            })
        })
        .await
}

/// A file where it lies: its whole path is its name here, so that it is found again.
fn kept(path: &std::path::Path) -> KeptFile {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    KeptFile { name, key: whole.to_string_lossy().into_owned() }
}
