//! `POST /admin/upload`: pictures for a product. Each file is counted while it comes in, and answered for by itself.

use app::context::RequestId;
use axum::{
    Extension, Json,
    extract::{Multipart, State, multipart::Field},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use bytes::{Bytes, BytesMut};
use domain::{account::Permission, catalog::view::Picture, kernel::ProductId};
use serde::Serialize;
use services::{
    Shop,
    account::{AccountError, Actor, SessionToken, require},
    catalog::{self, CatalogError},
    media::MediaError,
};

use super::problem;

/// Bytes of a file.
const MOST_BYTES: usize = 25 * 1024 * 1024;
/// Files and fields of a request.
const MOST_PARTS: usize = 50;

/// What became of a file.
#[derive(Debug, Serialize)]
struct Uploaded {
    file: String,
    picture: Option<Picture>,
    error: Option<String>,
}

/// Takes the product in the field `product` and then every file in a field `file`.
pub async fn upload(
    State(shop): State<Shop>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let wants_page = problem::wants_page(&headers);
    let session = session(&headers, shop.settings.base_url.starts_with("https:"));
    let actor = match require(&shop, session.as_ref(), Permission::WriteProducts).await {
        Ok(actor) => actor,
        Err(AccountError::NotSignedIn) if wants_page => return Redirect::to("/admin/sign-in").into_response(),
        Err(AccountError::NotSignedIn) => return StatusCode::UNAUTHORIZED.into_response(),
        Err(AccountError::NotAllowed { .. }) => return StatusCode::FORBIDDEN.into_response(),
        Err(error) => {
            tracing::error!(%error, "an upload could not be checked");
            return problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, Some(&request.0));
        }
    };
    match take(&shop, &actor, form).await {
        Ok((product, _)) if wants_page => Redirect::to(&format!("/admin/products/{product}")).into_response(),
        Ok((_, uploaded)) => Json(uploaded).into_response(),
        Err(status) => problem::answer(status, wants_page, Some(&request.0)),
    }
}

fn session(headers: &HeaderMap, secure: bool) -> Option<SessionToken> {
    let wanted = if secure { "__Host-session" } else { "session" };
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).and_then(|(_, value)| SessionToken::parse(value))
}

async fn take(shop: &Shop, actor: &Actor, mut form: Multipart) -> Result<(ProductId, Vec<Uploaded>), StatusCode> {
    let mut product = None;
    let mut uploaded = Vec::new();
    for _ in 0..MOST_PARTS {
        let Some(field) = form.next_field().await.map_err(|_| StatusCode::BAD_REQUEST)? else {
            return product.map(|product| (product, uploaded)).ok_or(StatusCode::BAD_REQUEST);
        };
        match (field.name(), product) {
            (Some("product"), _) => {
                let text = collect(field, 32).await?.ok_or(StatusCode::BAD_REQUEST)?;
                let text = std::str::from_utf8(&text).map_err(|_| StatusCode::BAD_REQUEST)?;
                product = Some(ProductId(text.trim().parse().map_err(|_| StatusCode::BAD_REQUEST)?));
            }
            (Some("file"), Some(product)) => uploaded.push(keep(shop, actor, product, field).await?),
            _ => return Err(StatusCode::BAD_REQUEST),
        }
    }
    Err(StatusCode::PAYLOAD_TOO_LARGE)
}

/// The content of a field; `None` when it is larger than allowed. No more than that is ever held.
async fn collect(mut field: Field<'_>, most: usize) -> Result<Option<Bytes>, StatusCode> {
    let mut content = BytesMut::new();
    while let Some(piece) = field.chunk().await.map_err(|_| StatusCode::BAD_REQUEST)? {
        if content.len().saturating_add(piece.len()) > most {
            return Ok(None);
        }
        content.extend_from_slice(&piece);
    }
    Ok(Some(content.freeze()))
}

async fn keep(shop: &Shop, actor: &Actor, product: ProductId, field: Field<'_>) -> Result<Uploaded, StatusCode> {
    let file: String = field.file_name().unwrap_or("picture").chars().take(200).collect();
    let outcome = match collect(field, MOST_BYTES).await? {
        None => Err(format!("The file is larger than {} MB", MOST_BYTES / 1024 / 1024)),
        Some(content) => {
            catalog::admin::add_image(shop, actor, product, content, &file).await.map_err(|error| reason(&error))
        }
    };
    Ok(match outcome {
        Ok(picture) => Uploaded { file, picture: Some(picture), error: None },
        Err(reason) => Uploaded { file, picture: None, error: Some(reason) },
    })
}

/// Why a file was not taken, in words for the manager.
fn reason(error: &CatalogError) -> String {
    match error {
        CatalogError::NotFound => "There is no such product any more".to_owned(),
        CatalogError::Media(MediaError::Refused(why)) => why.to_string(),
        other => {
            tracing::error!(error = %other, "a picture could not be kept");
            "The picture could not be kept. Try again in a moment".to_owned()
        }
    }
}
