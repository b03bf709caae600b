//! Files of another shop: `POST /admin/imports/upload`, and the rows that were not taken over as a CSV.
//!
//! Invariants: a file goes to disk piece by piece and is never held in memory; its name there is ours; what broke off is deleted.

use std::path::Path as FilePath;

use app::context::RequestId;
use axum::{
    Extension,
    extract::{Multipart, Path, State, multipart::MultipartRejection, rejection::PathRejection},
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
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let actor = match staff::require(&shop, &headers, Permission::MoveData, &request).await {
        Ok(actor) => actor,
        Err(refused) => return refused,
    };
    let wants_page = problem::wants_page(&headers);
    let Ok(form) = form else {
        return problem::answer(StatusCode::BAD_REQUEST, wants_page, Some(&request.0));
    };
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
        Err(TaskError::Files { .. }) => {
            forget(&directory, &kept).await;
            Redirect::to("/admin/imports?problem=files").into_response()
        }
        Err(TaskError::OtherKind { kind, .. }) => {
            forget(&directory, &kept).await;
            match wants_page {
                true => Redirect::to(&format!("/admin/imports?problem={}", kind.key())).into_response(),
                false => problem::answer(StatusCode::UNSUPPORTED_MEDIA_TYPE, wants_page, Some(&request.0)),
            }
        }
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
    Extension(request): Extension<RequestId>,
    path: Result<Path<i64>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let id = match readable(&shop, &headers, path, &request).await {
        Ok(id) => id,
        Err(refused) => return refused,
    };
    match task::failed::rows(&shop, id).await {
        Ok(Some(rows)) => csv(&format!("import-{id}-rows-to-correct.csv"), rows),
        // Whatever is wrong here is told there.
        Ok(None) | Err(_) => failed_rows(State(shop), Extension(request), Ok(Path(id.0)), headers).await,
    }
}

/// The import that an address names, for who may read it.
async fn readable(
    shop: &Shop,
    headers: &HeaderMap,
    path: Result<Path<i64>, PathRejection>,
    request: &RequestId,
) -> Result<ImportRunId, Response> {
    let actor = staff::require(shop, headers, Permission::MoveData, request).await?;
    let refuse = |status| problem::answer(status, problem::wants_page(headers), Some(&request.0));
    let Ok(Path(id)) = path else { return Err(refuse(StatusCode::NOT_FOUND)) };
    match read::holds_people(shop, ImportRunId(id), &actor).await {
        Ok(true) => staff::require(shop, headers, Permission::ReadOrders, request).await.map(|_| ImportRunId(id)),
        Ok(false) => Ok(ImportRunId(id)),
        Err(TaskError::NotFound) => Err(refuse(StatusCode::NOT_FOUND)),
        Err(error) => {
            tracing::error!(%error, "an import could not be read");
            Err(refuse(StatusCode::INTERNAL_SERVER_ERROR))
        }
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
    path: Result<Path<i64>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let id = match readable(&shop, &headers, path, &request).await {
        Ok(id) => id,
        Err(refused) => return refused,
    };
    let wants_page = problem::wants_page(&headers);
    match read::failed_rows(&shop, id).await {
        Ok(rows) => csv(&format!("import-{id}-failed-rows.csv"), failed_rows_csv(&rows)),
        Err(TaskError::NotFound) => problem::answer(StatusCode::NOT_FOUND, wants_page, None),
        Err(error) => {
            tracing::error!(%error, "the failed rows of an import could not be read");
            problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, Some(&request.0))
        }
    }
}
