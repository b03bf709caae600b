//! An import from its first file to its report.

use std::{path::PathBuf, sync::Arc};

use domain::{importer::report::ImportReport, kernel::ProductId};

use super::{
    ImportError, Mapping, Platform, Source, SourceRequest,
    picture::{Pictures, Porter},
    product::ImportedProduct,
    settle::{SeenCategories, SeenInFile},
    write::{self, Batch, Change},
};
use crate::{Shop, db::audit};

/// So many products are written in one transaction.
const BATCH: usize = 200;

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
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Products of the present file that are done.
    pub done: usize,
    /// Products of the present file.
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

/// The import of one file.
struct FileImport<'a> {
    shop: &'a Shop,
    dry_run: bool,
    porter: Porter<'a>,
    /// Away only while a batch is read on another thread.
    source: Option<Source>,
    platform: Platform,
    seen: SeenInFile,
    report: ImportReport,
}

impl<'a> FileImport<'a> {
    async fn open(shop: &'a Shop, request: &'a ImportRequest, path: PathBuf) -> Result<Self, ImportError> {
        let how = SourceRequest {
            platform: request.platform,
            mapping: request.mapping.clone(),
            currency: shop.settings.currency,
            today: shop.clock.now().date(),
        };
        let source = blocking(move || Source::open(&path, &how)).await??;
        let platform = source.platform();
        Ok(Self {
            shop,
            dry_run: request.dry_run,
            porter: Porter::new(shop, &request.pictures, platform.name()),
            source: Some(source),
            platform,
            seen: SeenInFile::default(),
            report: ImportReport { platform: platform.name().to_owned(), ..ImportReport::default() },
        })
    }

    fn progress(&self) -> Progress {
        let (done, total) = self.source.as_ref().map_or((0, 0), Source::progress);
        Progress { done, total }
    }

    /// Takes over the next products; `false` at the end.
    async fn next_batch(
        &mut self,
        categories: &mut SeenCategories,
        changed: &mut Vec<ProductId>,
    ) -> Result<bool, ImportError> {
        let mut products = self.read().await?;
        if products.is_empty() {
            return Ok(false);
        }
        products.retain_mut(|product| self.seen.settle(product, &mut self.report));
        for product in &products {
            categories.see(product);
            self.report.variants += count(product.variants.len());
            self.report.images += count(product.pictures.len());
            if self.dry_run {
                self.report.images_failed.extend(self.porter.look_ahead(product));
            }
        }
        self.write(products, changed).await?;
        Ok(true)
    }

    async fn read(&mut self) -> Result<Vec<ImportedProduct>, ImportError> {
        let Some(mut source) = self.source.take() else { return Ok(Vec::new()) };
        let (source, products) = blocking(move || {
            let mut products = Vec::with_capacity(BATCH);
            while products.len() < BATCH {
                match source.next_product() {
                    Ok(Some(product)) => products.push(product),
                    Ok(None) => break,
                    Err(error) => return (source, Err(error)),
                }
            }
            (source, Ok(products))
        })
        .await?;
        self.source = Some(source);
        products
    }

    async fn write(&mut self, products: Vec<ImportedProduct>, changed: &mut Vec<ProductId>) -> Result<(), ImportError> {
        let batch = Arc::new(Batch { platform: self.platform.name(), products, dry_run: self.dry_run });
        let outcomes = write::write(self.shop, Arc::clone(&batch)).await?;
        let mut written = Vec::new();
        let report = &mut self.report;
        for (product, outcome) in batch.products.iter().zip(&outcomes) {
            match outcome {
                Ok(done) => {
                    match done.change {
                        Change::New => report.products_new += 1,
                        Change::Changed => report.products_changed += 1,
                        Change::Unchanged => report.products_unchanged += 1,
                    }
                    report.warnings.extend(done.warnings.iter().cloned());
                    written.push((product, done));
                }
                Err(failed) => report.failed.push(failed.clone()),
            }
        }
        if self.dry_run {
            return Ok(());
        }
        let brought = self.porter.bring(&written).await?;
        report.images_failed.extend(brought.failed);
        report.products_unchanged -= brought.completed;
        report.products_changed += brought.completed;
        changed.extend(written.iter().filter(|(_, done)| done.change != Change::Unchanged).map(|(_, done)| done.id));
        Ok(())
    }

    /// The report, with what the reader noted.
    fn finish(self) -> ImportReport {
        let mut report = self.report;
        report.products = report.products_new + report.products_changed + report.products_unchanged;
        report.unchanged = report.products_unchanged;
        if let Some(source) = self.source {
            report.rows = source.rows();
            report.failed.extend_from_slice(source.failed());
            report.warnings.extend_from_slice(source.warnings());
        }
        report
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ImportError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ImportError::Interrupted)
}

async fn remember(shop: &Shop, request: &ImportRequest, report: &ImportReport) -> Result<(), ImportError> {
    let names: Vec<_> =
        request.paths.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy()).collect();
    let (id, now, actor, subject) =
        (shop.database.next_id(), shop.clock.now(), request.actor.clone(), names.join(", "));
    let detail = format!(
        "{} new, {} changed, {} unchanged, {} rows failed",
        report.products_new,
        report.products_changed,
        report.products_unchanged,
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
