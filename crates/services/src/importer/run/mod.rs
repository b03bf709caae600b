//! An import from its first file to its report.

mod file;
mod given;

use std::path::PathBuf;

use domain::{
    importer::report::{FailedRow, ImportReport},
    kernel::{ImportRunId, ProductId},
};

use self::{file::FileImport, given::Given};
use super::{
    ImportError, Mapping, Platform,
    file::FileError,
    notes::note,
    picture::{Media, Pictures},
    settle::SeenCategories,
};
use crate::{Shop, catalog::admin::attribute, db::audit};

/// What to import, and how.
#[derive(Clone)]
pub struct ImportRequest {
    /// The files.
    pub paths: Vec<PathBuf>,
    /// The platform they come from; without one their columns tell.
    pub platform: Option<Platform>,
    /// What columns of a table of no known platform hold.
    pub mapping: Mapping,
    /// Whether to tell what would happen without doing it.
    pub dry_run: bool,
    /// Where the pictures come from.
    pub pictures: Pictures,
    /// Pictures that are given: they are looked for here before.
    pub media: Vec<Media>,
    /// Who imports: a name for the audit.
    pub actor: String,
    /// The import in the browser that remembers every change, so that it can be undone.
    pub run: Option<ImportRunId>,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Products, customers and orders of the present file that are done.
    pub done: usize,
    /// All of them.
    pub total: usize,
}

/// Imports the files one after the other: products before customers, customers before orders. What was written stays when a
/// later batch fails; the same import again goes on from there. Of several files one that cannot be read is told as failed, and
/// the others are imported.
///
/// # Errors
/// A file that cannot be read as a table of a known platform, when there is no other, or a database that failed.
pub async fn run(
    shop: &Shop,
    request: &ImportRequest,
    progress: impl FnMut(Progress),
) -> Result<ImportReport, ImportError> {
    let (report, changed) = bring(shop, request, progress).await?;
    shop.shelf.refresh(&changed).await;
    Ok(report)
}

/// The same without showing what changed to anybody; gives the products that did.
pub(super) async fn bring(
    shop: &Shop,
    request: &ImportRequest,
    mut progress: impl FnMut(Progress),
) -> Result<(ImportReport, Vec<ProductId>), ImportError> {
    let mut report = ImportReport { dry_run: request.dry_run, ..ImportReport::default() };
    let mut given = Given::find(request).await?;
    report.failed.append(&mut given.failed);
    let mut categories = SeenCategories::default();
    let mut changed = Vec::new();
    let is_only = given.files.len() == 1 && report.failed.is_empty();
    for (name, path) in &given.files {
        let named = if given.files.len() > 1 { name.as_str() } else { "" };
        let mut file = match FileImport::open(shop, request, given.media.clone(), path.clone()).await {
            Ok(file) => file,
            Err(error) if is_only || matches!(error, ImportError::Database(_) | ImportError::Interrupted) => {
                return Err(error);
            }
            Err(error) => {
                report.failed.push(unreadable(name, path, &error));
                continue;
            }
        };
        while file.next_batch(&mut categories, &mut changed).await? {
            progress(file.progress());
        }
        file.link_rest().await?;
        report.add(named, file.finish());
    }
    report.categories = categories.count();
    if !request.dry_run {
        attribute::adopt_choices(&shop.database).await?;
        shop.shelf.reload_texts().await?;
        remember(shop, request, &report).await?;
    }
    Ok((report, changed))
}

/// A file that cannot be read, as a row of the report.
fn unreadable(name: &str, path: &std::path::Path, error: &ImportError) -> FailedRow {
    let line = match error {
        ImportError::File { error: FileError::UnclosedQuote { line } | FileError::CutOff { line }, .. } => *line,
        _ => 0,
    };
    let words = error.to_string();
    let reason = words.strip_prefix(&format!("{}: ", path.display())).unwrap_or(&words);
    FailedRow { file: name.to_owned(), ..note(line, "", "", reason) }
}

async fn remember(shop: &Shop, request: &ImportRequest, report: &ImportReport) -> Result<(), ImportError> {
    let names: Vec<_> =
        request.paths.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy()).collect();
    let (id, now, actor, subject) =
        (shop.database.next_id(), shop.clock.now(), request.actor.clone(), names.join(", "));
    let detail = format!(
        "{} products, {} customers, {} orders, of which {} unchanged; {} rows failed",
        report.products,
        report.customers,
        report.orders,
        report.unchanged,
        report.failed.len()
    );
    shop.database
        .write(move |transaction| {
            let (actor, subject, detail) = (actor.clone(), subject.clone(), detail.clone());
            Box::pin(async move {
                let entry =
                    audit::Entry { actor: &actor, action: "product.import", subject: &subject, detail: &detail };
                audit::record(transaction, id, entry, now).await
            })
        })
        .await?;
    Ok(())
}
