//! `POST /admin/products/files`: files that a digital product is sold as. They go to the file store, never below `/media`.

use std::path::PathBuf;

use app::context::RequestId;
use axum::{
    Extension, Json,
    extract::{Multipart, State, multipart::Field, multipart::MultipartRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{
    account::Permission,
    kernel::{ProductId, VariantId},
    media::view::Uploaded,
};
use services::{
    Shop,
    account::Actor,
    catalog::admin::{SaveError, goods},
};

use super::{problem, receive, staff};

/// Bytes of a file.
const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// Files and fields of a request.
const MOST_PARTS: usize = 50;

/// Takes the product in a field `product`, perhaps a variant in a field `variant`, and then every file in a field `file`.
pub async fn upload(
    State(shop): State<Shop>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let wants_page = problem::wants_page(&headers);
    let actor = match staff::require(&shop, &headers, Permission::WriteProducts, &request).await {
        Ok(actor) => actor,
        Err(refused) => return refused,
    };
    let Ok(form) = form else {
        return problem::answer(StatusCode::BAD_REQUEST, wants_page, Some(&request.0));
    };
    match take(&shop, &actor, form).await {
        Ok((product, files)) if wants_page => {
            let refused = files.iter().any(|file| file.error.is_some());
            let problem = if refused { "?problem=invalid" } else { "" };
            Redirect::to(&format!("/admin/products/{product}{problem}#goods")).into_response()
        }
        Ok((_, files)) => Json(files).into_response(),
        Err(status) => problem::answer(status, wants_page, Some(&request.0)),
    }
}

async fn take(shop: &Shop, actor: &Actor, mut form: Multipart) -> Result<(ProductId, Vec<Uploaded>), StatusCode> {
    let (mut product, mut variant) = (None, None);
    let mut uploaded = Vec::new();
    for _ in 0..MOST_PARTS {
        let Some(field) = form.next_field().await.map_err(|_| StatusCode::BAD_REQUEST)? else {
            return Ok((product.ok_or(StatusCode::BAD_REQUEST)?, uploaded));
        };
        let name = field.file_name().unwrap_or_default().to_owned();
        match field.name() {
            Some("product") => product = Some(ProductId(number(field).await?.ok_or(StatusCode::BAD_REQUEST)?)),
            Some("variant") => variant = number(field).await?.map(VariantId),
            // A browser sends one without a name when none was chosen.
            Some("file") if name.is_empty() => {}
            Some("file") => {
                let place = Place { product: product.ok_or(StatusCode::BAD_REQUEST)?, variant };
                uploaded.push(keep(shop, actor, place, name, field).await?);
            }
            _ => return Err(StatusCode::BAD_REQUEST),
        }
    }
    Err(StatusCode::PAYLOAD_TOO_LARGE)
}

/// A number, or nothing for an empty field.
async fn number(field: Field<'_>) -> Result<Option<i64>, StatusCode> {
    let text = field.text().await.map_err(|_| StatusCode::BAD_REQUEST)?;
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| StatusCode::BAD_REQUEST),
    }
}

/// What a file is for.
#[derive(Clone, Copy)]
struct Place {
    product: ProductId,
    variant: Option<VariantId>,
}

async fn keep(
    shop: &Shop,
    actor: &Actor,
    place: Place,
    name: String,
    field: Field<'_>,
) -> Result<Uploaded, StatusCode> {
    let directory = shop.settings.data_dir.join("uploads");
    tokio::fs::create_dir_all(&directory).await.map_err(receive::failed)?;
    let path = directory.join(shop.database.next_id().to_string());
    let received = receive::to_disk(path.clone(), field, MOST_BYTES).await;
    let kept = match received {
        Ok(bytes) => Ok(put(shop, actor, place, &name, (path.clone(), bytes)).await),
        Err(status) => Err(status),
    };
    // What was not taken in is in nobody's way, and what was taken in is a copy.
    let _ = tokio::fs::remove_file(&path).await;
    Ok(Uploaded { file: name.chars().take(200).collect(), picture: None, error: kept?.err() })
}

async fn put(
    shop: &Shop,
    actor: &Actor,
    place: Place,
    name: &str,
    (path, bytes): (PathBuf, u64),
) -> Result<(), String> {
    let file = goods::UploadedFile { name, path: &path, bytes, variant: place.variant };
    match goods::add_file(shop, actor, place.product, file).await {
        Ok(_) => Ok(()),
        Err(SaveError::Fields(fields)) => Err(fields.into_iter().map(|(_, words)| words).collect()),
        Err(SaveError::NotFound) => Err("There is no such product any more.".to_owned()),
        Err(error) => {
            tracing::error!(%error, "a file of a product could not be kept");
            Err("The file could not be kept. Try again in a moment.".to_owned())
        }
    }
}
