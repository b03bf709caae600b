//! What the manager does with an import.

use std::path::Path;

use domain::{
    importer::{
        kind::{HEAD, OtherKind},
        view::ImportState,
    },
    kernel::ImportRunId,
};
use tokio::{fs::File, io::AsyncReadExt as _};

use super::{KeptFile, TaskError, preview, read, sql, work};
use crate::{
    Shop,
    account::{Actor, attempt},
    db::audit,
    importer::{Mapping, Platform},
};

/// Files of one import.
pub const MOST_FILES: usize = 20;

/// Begins an import of files that lie in the directory of imports: they are checked first.
///
/// # Errors
/// No file or too many, one that holds no table, or a database that failed.
pub async fn begin(shop: &Shop, actor: &Actor, files: &[KeptFile]) -> Result<ImportRunId, TaskError> {
    if files.is_empty() || files.len() > MOST_FILES {
        return Err(TaskError::Files { most: MOST_FILES });
    }
    for file in files {
        if let Some(kind) = other_kind(&super::directory(shop).join(&file.key)).await {
            return Err(TaskError::OtherKind { name: file.name.clone(), kind });
        }
    }
    let id = ImportRunId(shop.database.next_id());
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let names = files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
    let files = serde_json::json!(files).to_string();
    shop.database
        .write(move |transaction| {
            let (database, actor, files, names) = (database.clone(), actor.clone(), files.clone(), names.clone());
            Box::pin(async move {
                let add = sqlx::query(sql::ADD).bind(id.0).bind(files).bind(actor.clone()).bind(now.0);
                add.execute(transaction.connection()).await?;
                let subject = format!("import {id}");
                let entry = audit::Entry { actor: &actor, action: "import.begin", subject: &subject, detail: &names };
                audit::record(transaction, database.next_id(), entry, now).await?;
                Ok::<_, TaskError>(id)
            })
        })
        .await
}

/// What a file is that holds no table. Of one that cannot be read the check tells why.
async fn other_kind(path: &Path) -> Option<OtherKind> {
    let most = u64::try_from(HEAD).unwrap_or(u64::MAX);
    let mut head = Vec::new();
    File::open(path).await.ok()?.take(most).read_to_end(&mut head).await.ok()?;
    OtherKind::of(&head)
}

/// Reads the files again with other choices.
///
/// # Errors
/// An import that is busy or over, a mapping that names no field, or a database that failed.
pub async fn check_again(
    shop: &Shop,
    id: ImportRunId,
    platform: &str,
    mapping: Vec<String>,
    pictures: bool,
) -> Result<(), TaskError> {
    Mapping::parse(&mapping).map_err(TaskError::Mapping)?;
    let platform = Platform::parse(platform).map(Platform::name).unwrap_or_default();
    let mapping = serde_json::json!(mapping).to_string();
    let files = read::stored(shop, id).await?.files;
    preview::remember(shop, &files, platform, &mapping).await?;
    shop.database
        .write(move |transaction| {
            let mapping = mapping.clone();
            Box::pin(async move {
                let from = [ImportState::Checked, ImportState::Failed, ImportState::Undone];
                move_to(transaction, id, ImportState::Checking, from).await?;
                let choose = sqlx::query(sql::CHOOSE).bind(id.0).bind(platform).bind(mapping).bind(i64::from(pictures));
                choose.execute(transaction.connection()).await?;
                Ok(())
            })
        })
        .await
}

/// Imports what was checked.
///
/// # Errors
/// An import that was not checked or is over, or a database that failed.
pub async fn start(shop: &Shop, actor: &Actor, id: ImportRunId) -> Result<(), TaskError> {
    let from = [ImportState::Checked, ImportState::Stopped, ImportState::Undone];
    change(shop, actor, id, "import.start", ImportState::Importing, from).await
}

/// Takes an import back.
///
/// # Errors
/// An import that is not in the shop, or a database that failed.
pub async fn undo(shop: &Shop, actor: &Actor, id: ImportRunId) -> Result<(), TaskError> {
    let from = [ImportState::Imported, ImportState::Stopped, ImportState::Stopped];
    change(shop, actor, id, "import.undo", ImportState::Undoing, from).await
}

/// Stops what goes on; what was imported until then stays and can be undone.
///
/// # Errors
/// An import that is not busy, or a database that failed.
pub async fn stop(shop: &Shop, id: ImportRunId) -> Result<(), TaskError> {
    let now = shop.clock.now();
    shop.database
        .write(move |transaction| {
            Box::pin(async move {
                let stopped = sqlx::query(sql::STOP).bind(id.0).bind(now.0).execute(transaction.connection()).await?;
                if stopped.rows_affected() == 1 { Ok(()) } else { Err(TaskError::NotNow) }
            })
        })
        .await
}

async fn change(
    shop: &Shop,
    actor: &Actor,
    id: ImportRunId,
    action: &'static str,
    to: ImportState,
    from: [ImportState; 3],
) -> Result<(), TaskError> {
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (database, actor) = (database.clone(), actor.clone());
            Box::pin(async move {
                move_to(transaction, id, to, from).await?;
                let subject = format!("import {id}");
                let entry = audit::Entry { actor: &actor, action, subject: &subject, detail: "" };
                audit::record(transaction, database.next_id(), entry, now).await?;
                Ok(())
            })
        })
        .await
}

async fn move_to(
    transaction: &mut crate::db::Transaction,
    id: ImportRunId,
    to: ImportState,
    from: [ImportState; 3],
) -> Result<(), TaskError> {
    let query = sqlx::query(sql::MOVE).bind(id.0).bind(to.key());
    let query = from.iter().fold(query, |query, state| query.bind(state.key()));
    let moved = query.execute(transaction.connection()).await?;
    if moved.rows_affected() == 0 {
        return Err(TaskError::NotNow);
    }
    Ok(attempt::forget(transaction, &work::claims_of(id)).await?)
}
