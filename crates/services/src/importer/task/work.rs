//! The worker: takes the oldest import that waits, and works on it until it is done, stopped, or the process ends.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::{
    importer::{report::ImportReport, view::ImportState},
    kernel::ImportRunId,
};
use futures::future::BoxFuture;
use sqlx::Row as _;

use super::{TaskError, preview, read, read::Stored, sql, write};
use crate::{
    Shop,
    account::{Actor, attempt},
    db::DatabaseError,
    importer::{self, ImportError, ImportRequest, Mapping, Pictures, Platform, undo},
};

/// So long nobody else takes what a worker holds; a crash is waited out that long.
const LEASE: i64 = 20_000;
/// A work that ended so often without a word, within so long, takes the program down with it: it is not begun again by itself.
const MOST_CLAIMS: i64 = 2;
const CLAIMS_WINDOW: i64 = 3_600_000;
/// What is told of it then.
pub(super) const GIVEN_UP: &str = "the program ended twice while it worked on these files, so they are not tried again by \
    themselves: they may need more memory than there is";
/// How often a worker says how far it is.
const BEAT: Duration = Duration::from_millis(400);

/// How far a work is.
#[derive(Debug, Default)]
struct Steps {
    done: AtomicI64,
    total: AtomicI64,
}

/// Works on one import, if one waits. `pictures` says where pictures come from.
///
/// # Errors
/// A database that failed.
pub async fn work(shop: &Shop, pictures: &Pictures) -> Result<bool, TaskError> {
    let Some(id) = waiting(shop).await? else { return Ok(false) };
    if !claim(shop, id).await? {
        return Ok(false);
    }
    work_on(shop, id, pictures).await?;
    Ok(true)
}

/// Works on an import that is claimed.
async fn work_on(shop: &Shop, id: ImportRunId, pictures: &Pictures) -> Result<(), TaskError> {
    let mut stored = read::stored(shop, id).await?;
    let state = stored.row.state;
    if state == ImportState::Checking {
        remember(shop, &mut stored).await?;
    }
    let stored = Arc::new(stored);
    let progress = Arc::new(Steps::default());
    let outcome = tokio::select! {
        outcome = perform(shop.clone(), Arc::clone(&stored), pictures.clone(), Arc::clone(&progress)) => outcome,
        // Dropping the work ends it between two batches: a batch that has begun is written to its end.
        stopped = hold(shop, id, state, &progress) => return stopped,
    };
    if let (Ok(report), ImportState::Checking) = (&outcome, state) {
        let names = stored.files.first().map(|file| file.name.clone());
        preview::keep(shop, id, stored.paths(shop).into_iter().next().zip(names), report).await?;
    }
    let (next, report, error) = match outcome {
        Ok(report) => (after(state), serde_json::json!(report).to_string(), String::new()),
        Err(ImportError::Database(error)) => return Err(error.into()),
        Err(error) => (ImportState::Failed, stored.report.clone(), readable(&error, &stored)),
    };
    end(shop, id, state, next, report, error).await
}

/// Where the manager has said nothing yet, what they said of files with the same columns counts.
async fn remember(shop: &Shop, stored: &mut Stored) -> Result<(), TaskError> {
    let is_untold = stored.platform.is_empty() && stored.mapping.is_empty() && stored.report.is_empty();
    let first = stored.paths(shop).into_iter().next().filter(|_| is_untold && stored.error.is_empty());
    let Some(path) = first else { return Ok(()) };
    let Some((platform, mapping)) = preview::remembered(shop, path).await? else { return Ok(()) };
    let (id, kept, pictures) = (stored.row.id, serde_json::json!(mapping).to_string(), i64::from(stored.pictures));
    let chosen = platform.clone();
    shop.database
        .write(move |transaction| {
            let (platform, mapping) = (chosen.clone(), kept.clone());
            Box::pin(async move {
                let choose = sqlx::query(sql::CHOOSE).bind(id.0).bind(platform).bind(mapping).bind(pictures);
                choose.execute(transaction.connection()).await?;
                Ok::<_, DatabaseError>(())
            })
        })
        .await?;
    (stored.platform, stored.mapping) = (platform, mapping);
    Ok(())
}

/// Takes the last import back that is in the shop, and tells what stays.
///
/// # Errors
/// [`TaskError::NotFound`] when there is none, [`TaskError::NotNow`] when another process has begun with it, or a database that
/// failed.
pub async fn undo_last(shop: &Shop, actor: &Actor) -> Result<ImportReport, TaskError> {
    let last = sqlx::query(sql::LAST).fetch_optional(shop.database.reader()).await?;
    let id = ImportRunId(last.ok_or(TaskError::NotFound)?.try_get(0)?);
    write::undo(shop, actor, id).await?;
    if !claim(shop, id).await? {
        return Err(TaskError::NotNow);
    }
    work_on(shop, id, &Pictures::None).await?;
    Ok(read::stored(shop, id).await?.report().unwrap_or_default())
}

fn after(state: ImportState) -> ImportState {
    match state {
        ImportState::Importing => ImportState::Imported,
        ImportState::Undoing => ImportState::Undone,
        _ => ImportState::Checked,
    }
}

/// The error without the name that a file has here.
fn readable(error: &ImportError, stored: &Stored) -> String {
    let mut words = error.to_string();
    for file in &stored.files {
        if let Some((_, rest)) = words.split_once(&file.key) {
            words = format!("{}{rest}", file.name);
        }
    }
    words
}

/// The oldest import that waits for a worker.
async fn waiting(shop: &Shop) -> Result<Option<ImportRunId>, TaskError> {
    let now = shop.clock.now();
    let waiting = sqlx::query(sql::WAITING).bind(now.0).fetch_optional(shop.database.reader()).await?;
    Ok(waiting.map(|row| row.try_get(0).map(ImportRunId)).transpose()?)
}

/// Takes an import, unless another worker did, or it ended the program too often: then it ends.
async fn claim(shop: &Shop, id: ImportRunId) -> Result<bool, TaskError> {
    let now = shop.clock.now();
    let claimed = shop
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let claim = sqlx::query(sql::CLAIM).bind(id.0).bind(now.0).bind(now.0.saturating_add(LEASE));
                if claim.execute(transaction.connection()).await?.rows_affected() == 0 {
                    return Ok(false);
                }
                let (claims, _) = attempt::tally(transaction, &claims_of(id), CLAIMS_WINDOW, now).await?;
                if claims > MOST_CLAIMS {
                    let give_up = sqlx::query(sql::GIVE_UP).bind(id.0).bind(GIVEN_UP).bind(now.0);
                    give_up.execute(transaction.connection()).await?;
                }
                Ok::<_, DatabaseError>(claims <= MOST_CLAIMS)
            })
        })
        .await?;
    Ok(claimed)
}

/// Under which name it is counted how often an import was taken.
pub(super) fn claims_of(id: ImportRunId) -> String {
    format!("import/{id}")
}

/// Everything is its own: the work may move from thread to thread.
fn perform(
    shop: Shop,
    stored: Arc<Stored>,
    pictures: Pictures,
    progress: Arc<Steps>,
) -> BoxFuture<'static, Result<ImportReport, ImportError>> {
    Box::pin(async move {
        if stored.row.state == ImportState::Undoing {
            take_back(&shop, &stored, &progress).await
        } else {
            bring(&shop, &stored, pictures, progress).await
        }
    })
}

async fn bring(
    shop: &Shop,
    stored: &Stored,
    pictures: Pictures,
    progress: Arc<Steps>,
) -> Result<ImportReport, ImportError> {
    let request = ImportRequest {
        paths: stored.paths(shop),
        platform: Platform::parse(&stored.platform),
        mapping: Mapping::parse(&stored.mapping).unwrap_or_default(),
        dry_run: stored.row.state == ImportState::Checking,
        pictures: if stored.pictures { pictures } else { Pictures::None },
        media: Vec::new(),
        actor: stored.row.actor.clone(),
        run: Some(stored.row.id),
    };
    let report = importer::run(shop, &request, move |step| {
        progress.done.store(i64::try_from(step.done).unwrap_or(i64::MAX), Ordering::Relaxed);
        progress.total.store(i64::try_from(step.total).unwrap_or(i64::MAX), Ordering::Relaxed);
    });
    let mut report = report.await?;
    // The notes name files as the manager knows them.
    for list in [&mut report.failed, &mut report.warnings, &mut report.images_failed] {
        for row in list {
            if let Some(file) = stored.files.iter().find(|file| file.key == row.file) {
                row.file.clone_from(&file.name);
            }
        }
    }
    Ok(report)
}

/// Takes an import back; what stays is told among the warnings.
async fn take_back(shop: &Shop, stored: &Stored, progress: &Steps) -> Result<ImportReport, ImportError> {
    let run = stored.row.id;
    let mut report = ImportReport { platform: stored.report().unwrap_or_default().platform, ..ImportReport::default() };
    progress.total.store(undo::left(shop, run).await?, Ordering::Relaxed);
    loop {
        let step = undo::step(shop, run).await?;
        report.warnings.extend(step.kept);
        if step.done == 0 {
            break;
        }
        progress.done.fetch_add(i64::try_from(step.done).unwrap_or(i64::MAX), Ordering::Relaxed);
    }
    undo::take_back_traces(shop, run).await?;
    Ok(report)
}

/// Says how far the work is and keeps the lease; ends when the manager stopped it.
async fn hold(shop: &Shop, id: ImportRunId, state: ImportState, progress: &Steps) -> Result<(), TaskError> {
    let mut beat = tokio::time::interval(BEAT);
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        let (done, total) = (progress.done.load(Ordering::Relaxed), progress.total.load(Ordering::Relaxed));
        let until = shop.clock.now().0.saturating_add(LEASE);
        let held = shop
            .database
            .write(move |transaction| {
                Box::pin(async move {
                    let step =
                        sqlx::query(sql::PROGRESS).bind(id.0).bind(done).bind(total).bind(until).bind(state.key());
                    Ok::<_, DatabaseError>(step.execute(transaction.connection()).await?.rows_affected())
                })
            })
            .await?;
        if held == 0 {
            return Ok(());
        }
    }
}

/// Ends a work, unless it was stopped.
pub(super) async fn end(
    shop: &Shop,
    id: ImportRunId,
    from: ImportState,
    to: ImportState,
    report: String,
    error: String,
) -> Result<(), TaskError> {
    let now = shop.clock.now();
    shop.database
        .write(move |transaction| {
            let (report, error) = (report.clone(), error.clone());
            Box::pin(async move {
                sqlx::query(sql::END)
                    .bind(id.0)
                    .bind(from.key())
                    .bind(to.key())
                    .bind(report)
                    .bind(error)
                    .bind(now.0)
                    .execute(transaction.connection())
                    .await?;
                Ok(())
            })
        })
        .await
}
