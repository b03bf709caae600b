//! An import from its first file to its report.

mod file;

use std::path::PathBuf;

use domain::{importer::report::ImportReport, kernel::ImportRunId};

use self::file::FileImport;
use super::{ImportError, Mapping, Platform, picture::Pictures, settle::SeenCategories};
use crate::{Shop, db::audit};

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

/// Imports the files one after the other. What was written stays when a later file or batch fails; the same import again goes
/// on from there.
///
/// # Errors
/// A file that cannot be read as a table of a known platform, or a database that failed.
pub async fn run(
    shop: &Shop,
    request: &ImportRequest,
    mut progress: impl FnMut(Progress),
) -> Result<ImportReport, ImportError> {
    let mut report = ImportReport { dry_run: request.dry_run, ..ImportReport::default() };
    let mut categories = SeenCategories::default();
    let mut changed = Vec::new();
    for path in &request.paths {
        let mut file = FileImport::open(shop, request, path.clone()).await?;
        while file.next_batch(&mut categories, &mut changed).await? {
            progress(file.progress());
        }
        let name = path.file_name().filter(|_| request.paths.len() > 1);
        report.add(&name.unwrap_or_default().to_string_lossy(), file.finish());
    }
    report.categories = categories.count();
    shop.shelf.refresh(&changed).await;
    if !request.dry_run {
        remember(shop, request, &report).await?;
    }
    Ok(report)
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
