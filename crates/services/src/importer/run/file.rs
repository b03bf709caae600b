//! The import of one file, batch by batch.

use std::{path::PathBuf, sync::Arc};

use domain::{
    importer::report::{FailedRow, ImportReport},
    kernel::{ImportRunId, ProductId},
};

use tokio::task::{JoinHandle, spawn_blocking};

use super::{ImportRequest, Progress};
use crate::{
    Shop,
    importer::{
        ImportError, Imported, Platform, Source, SourceRequest,
        links::{self, Linked},
        own,
        picture::{Media, Porter},
        product::ImportedProduct,
        settle::{SeenCategories, SeenInFile},
        write::{self, Batch, Change, Done, Written},
    },
};

/// So much is written in one transaction.
const BATCH: usize = 200;

/// A batch that was read, and how far the file is then.
type Ahead = (Source, Result<Vec<Imported>, ImportError>);

/// A file that is being imported.
pub(super) struct FileImport<'a> {
    shop: &'a Shop,
    dry_run: bool,
    run: Option<ImportRunId>,
    porter: Porter<'a>,
    /// Away only while a batch is read on another thread.
    source: Option<Source>,
    /// The next batch, which is read while the present one is written.
    ahead: Option<JoinHandle<Ahead>>,
    /// Products that name what was not here when they came.
    open_links: Vec<Linked>,
    progress: Progress,
    platform: Platform,
    seen: SeenInFile,
    report: ImportReport,
}

impl<'a> FileImport<'a> {
    /// Opens a file.
    pub async fn open(
        shop: &'a Shop,
        request: &'a ImportRequest,
        media: Vec<Media>,
        path: PathBuf,
    ) -> Result<Self, ImportError> {
        let how = SourceRequest {
            platform: request.platform,
            mapping: request.mapping.clone(),
            currency: shop.settings.currency,
            today: shop.clock.now().date(),
        };
        let source = blocking(move || Source::open(&path, &how)).await??;
        let platform = source.platform();
        let run = request.run.filter(|_| !request.dry_run);
        Ok(Self {
            shop,
            dry_run: request.dry_run,
            run,
            porter: Porter::new(shop, (&request.pictures, media), platform.name(), run),
            progress: Progress { done: 0, total: source.progress().1 },
            source: Some(source),
            ahead: None,
            platform,
            seen: SeenInFile::default(),
            open_links: Vec::new(),
            report: ImportReport { platform: platform.name().to_owned(), ..ImportReport::default() },
        })
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Takes over the next batch; `false` at the end.
    pub async fn next_batch(
        &mut self,
        categories: &mut SeenCategories,
        changed: &mut Vec<ProductId>,
    ) -> Result<bool, ImportError> {
        let mut things = self.read().await?;
        if things.is_empty() {
            return Ok(false);
        }
        things.retain_mut(|thing| match thing {
            Imported::Product(product) => self.seen.settle(product, &mut self.report),
            Imported::Category(_) | Imported::Customer(_) | Imported::Order(_) => true,
        });
        for thing in &things {
            match thing {
                Imported::Category(category) => categories.see(&category.path),
                Imported::Product(product) => self.count(product, categories),
                Imported::Customer(_) | Imported::Order(_) => {}
            }
        }
        own::complete(self.shop, &mut things, self.shop.clock.now().date()).await?;
        self.write(things, changed).await?;
        Ok(true)
    }

    fn count(&mut self, product: &ImportedProduct, categories: &mut SeenCategories) {
        product.categories.iter().for_each(|path| categories.see(path));
        self.report.variants += count(product.variants.len());
        self.report.images += count(product.pictures.len());
        if self.dry_run {
            self.report.images_failed.extend(self.porter.look_ahead(product));
        }
    }

    /// The next batch; the one behind it is read while this one is written.
    async fn read(&mut self) -> Result<Vec<Imported>, ImportError> {
        if let Some(source) = self.source.take() {
            self.ahead = Some(spawn_blocking(move || batch(source)));
        }
        let Some(ahead) = self.ahead.take() else { return Ok(Vec::new()) };
        let (source, things) = ahead.await.map_err(|_| ImportError::Interrupted)?;
        let (done, total) = source.progress();
        self.progress = Progress { done, total };
        match &things {
            Ok(things) if !things.is_empty() => self.ahead = Some(spawn_blocking(move || batch(source))),
            _ => self.source = Some(source),
        }
        things
    }

    async fn write(&mut self, things: Vec<Imported>, changed: &mut Vec<ProductId>) -> Result<(), ImportError> {
        let batch = Arc::new(Batch { platform: self.platform.name(), things, dry_run: self.dry_run, run: self.run });
        let outcomes = write::write(self.shop, Arc::clone(&batch)).await?;
        for outcome in &outcomes {
            self.tally(outcome);
        }
        if self.dry_run {
            return Ok(());
        }
        let written = products(&batch.things, &outcomes);
        self.link(written.iter().filter_map(|(product, done)| Linked::of(product, done.id)).collect()).await?;
        let brought = self.porter.bring(&written).await?;
        self.report.images_failed.extend(brought.failed);
        self.report.products_unchanged -= brought.completed;
        self.report.products_changed += brought.completed;
        changed.extend(written.iter().filter(|(_, done)| done.change != Change::Unchanged).map(|(_, done)| done.id));
        Ok(())
    }

    /// Links products to others; what names something that is not here yet waits for the end of the file.
    async fn link(&mut self, linked: Vec<Linked>) -> Result<(), ImportError> {
        let (open, _) = links::settle(self.shop, linked).await?;
        self.open_links.extend(open);
        Ok(())
    }

    /// Links what waited, now that everything of the file is here, and tells what is not.
    pub async fn link_rest(&mut self) -> Result<(), ImportError> {
        for part in std::mem::take(&mut self.open_links).chunks(BATCH) {
            let (_, told) = links::settle(self.shop, part.to_vec()).await?;
            self.report.warnings.extend(told);
        }
        Ok(())
    }

    fn tally(&mut self, outcome: &Result<Done, FailedRow>) {
        let report = &mut self.report;
        match outcome {
            Ok(Done::Product(written)) => {
                match written.change {
                    Change::New => report.products_new += 1,
                    Change::Changed => report.products_changed += 1,
                    Change::Unchanged => report.products_unchanged += 1,
                }
                report.warnings.extend(written.warnings.iter().cloned());
            }
            Ok(Done::Category) => {}
            Ok(Done::Customer(change)) => {
                report.customers += 1;
                report.unchanged += u64::from(*change == Change::Unchanged);
            }
            Ok(Done::Order(change)) => {
                report.orders += 1;
                report.unchanged += u64::from(*change == Change::Unchanged);
            }
            Err(failed) => report.failed.push(failed.clone()),
        }
    }

    /// The report, with what the reader noted.
    pub fn finish(self) -> ImportReport {
        let mut report = self.report;
        report.products = report.products_new + report.products_changed + report.products_unchanged;
        report.unchanged += report.products_unchanged;
        if let Some(source) = self.source {
            report.rows = source.rows();
            report.tells_of_people = source.tells_of_people();
            report.failed.extend_from_slice(source.failed());
            report.warnings.extend_from_slice(source.warnings());
        }
        report
    }
}

/// The products of a batch that were written.
fn products<'b>(
    things: &'b [Imported],
    outcomes: &'b [Result<Done, FailedRow>],
) -> Vec<(&'b ImportedProduct, &'b Written)> {
    let both = things.iter().zip(outcomes);
    both.filter_map(|(thing, outcome)| match (thing, outcome) {
        (Imported::Product(product), Ok(Done::Product(written))) => Some((product.as_ref(), written)),
        _ => None,
    })
    .collect()
}

fn batch(mut source: Source) -> Ahead {
    let mut things = Vec::with_capacity(BATCH);
    while things.len() < BATCH {
        match source.next_thing() {
            Ok(Some(thing)) => things.push(thing),
            Ok(None) => break,
            Err(error) => return (source, Err(error)),
        }
    }
    (source, Ok(things))
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ImportError> {
    spawn_blocking(work).await.map_err(|_| ImportError::Interrupted)
}
