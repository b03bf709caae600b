//! Files of another shop: `POST /admin/imports/upload`, and the rows that were not taken over as a CSV.
//!
//! Invariants: a file goes to disk piece by piece and is never held in memory; its name there is ours; what broke off is deleted.

use std::path::Path as FilePath;

use app::context::RequestId;
use axum::{
    Extension,
    extract::{Multipart, Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{
    account::Permission,
    importer::view::{TEMPLATE, failed_rows_csv},
    kernel::ImportRunId,
};
use services::{
    Shop,
    importer::task::{self, KeptFile, TaskError, read, write},
};

use super::{problem, receive, staff};

/// Bytes of a file.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;

/// Takes every file in a field `file`, and begins an import of them.
pub async fn upload(
    State(shop): State<Shop>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let actor = match staff::require(&shop, &headers, Permission::MoveData, &request).await {
        Ok(actor) => actor,
        Err(refused) => return refused,
    };
    let wants_page = problem::wants_page(&headers);
    let directory = task::directory(&shop);
    let mut kept = Vec::new();
    if let Err(status) = take(&shop, &directory, form, &mut kept).await {
        forget(&directory, &kept).await;
        let told = match status {
            StatusCode::BAD_REQUEST => "cut",
            StatusCode::PAYLOAD_TOO_LARGE => "large",
            _ => return problem::answer(status, wants_page, Some(&request.0)),
        };
        // A person reads it where they can send the files again; a program reads the status.
        return match wants_page {
            true => Redirect::to(&format!("/admin/imports?problem={told}")).into_response(),
            false => problem::answer(status, wants_page, Some(&request.0)),
        };
    }
    match write::begin(&shop, &actor, &kept).await {
        Ok(id) => Redirect::to(&format!("/admin/imports/{id}")).into_response(),
        Err(TaskError::Files { .. }) => Redirect::to("/admin/imports?problem=files").into_response(),
        Err(error) => {
            tracing::error!(%error, "an import could not be begun");
            forget(&directory, &kept).await;
            problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, Some(&request.0))
        }
    }
}

async fn take(
    shop: &Shop,
    directory: &FilePath,
    mut form: Multipart,
    kept: &mut Vec<KeptFile>,
) -> Result<(), StatusCode> {
    tokio::fs::create_dir_all(directory).await.map_err(receive::failed)?;
    while let Some(field) = form.next_field().await.map_err(|_| StatusCode::BAD_REQUEST)? {
        let name: String = field.file_name().unwrap_or_default().chars().take(200).collect();
        // A browser sends one without a name when none was chosen.
        if field.name() != Some("file") || name.is_empty() {
            continue;
        }
        if kept.len() >= write::MOST_FILES {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let key = shop.database.next_id().to_string();
        let path = directory.join(&key);
        kept.push(KeptFile { name, key });
        receive::to_disk(path, field, MOST_BYTES).await?;
    }
    Ok(())
}

async fn forget(directory: &FilePath, kept: &[KeptFile]) {
    for file in kept {
        // One that is not there is what was wanted.
        let _ = tokio::fs::remove_file(directory.join(&file.key)).await;
    }
}

/// A table to begin with.
pub async fn template(
    State(shop): State<Shop>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
) -> Response {
    if let Err(refused) = staff::require(&shop, &headers, Permission::MoveData, &request).await {
        return refused;
    }
    csv("products-template.csv", TEMPLATE.to_owned())
}

/// The rows that were not taken over, in the columns of their own file; of a file of several tables the list of them.
pub async fn rows_to_correct(
    State(shop): State<Shop>,
    request: Extension<RequestId>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Response {
    if let Err(refused) = staff::require(&shop, &headers, Permission::MoveData, &request).await {
        return refused;
    }
    match task::failed::rows(&shop, ImportRunId(id)).await {
        Ok(Some(rows)) => csv(&format!("import-{id}-rows-to-correct.csv"), rows),
        // Whatever is wrong here is told there.
        Ok(None) | Err(_) => failed_rows(State(shop), request, Path(id), headers).await,
    }
}

fn csv(name: &str, text: String) -> Response {
    let name = format!("attachment; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    (headers, text).into_response()
}

/// The rows that were not taken over.
pub async fn failed_rows(
    State(shop): State<Shop>,
    Extension(request): Extension<RequestId>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Response {
    if let Err(refused) = staff::require(&shop, &headers, Permission::MoveData, &request).await {
        return refused;
    }
    let wants_page = problem::wants_page(&headers);
    match read::failed_rows(&shop, ImportRunId(id)).await {
        Ok(rows) => csv(&format!("import-{id}-failed-rows.csv"), failed_rows_csv(&rows)),
        Err(TaskError::NotFound) => problem::answer(StatusCode::NOT_FOUND, wants_page, None),
        Err(error) => {
            tracing::error!(%error, "the failed rows of an import could not be read");
            problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, Some(&request.0))
        }
    }
}
