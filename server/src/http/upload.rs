//! `POST /admin/upload`: pictures for a product, for the media library, or in place of another image. Each file is counted while
//! it comes in, and answered for by itself.

use app::context::RequestId;
use axum::{
    Extension, Json,
    extract::{Multipart, State, multipart::Field, multipart::MultipartRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use bytes::{Bytes, BytesMut};
use domain::{
    account::Permission,
    catalog::view::Picture,
    kernel::{ImageId, ProductId},
    media::view::Uploaded,
};
use services::{
    Shop,
    account::Actor,
    catalog::{self, CatalogError},
    media::{self, MediaError},
};

use super::{problem, staff};

/// Bytes of a file.
const MOST_BYTES: usize = 25 * 1024 * 1024;
/// Files and fields of a request.
const MOST_PARTS: usize = 50;

/// Where files go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Into the library.
    #[default]
    Library,
    /// Behind the other pictures of a product.
    Product(ProductId),
    /// In the place of an image, wherever that is shown.
    Instead(ImageId),
}

impl Place {
    /// The page on which a browser without a script goes on.
    fn page(self) -> String {
        match self {
            Self::Library => "/admin/media".to_owned(),
            Self::Product(product) => format!("/admin/products/{product}"),
            Self::Instead(image) => format!("/admin/media/{image}"),
        }
    }
}

/// Takes the product in a field `product`, or the image in a field `instead`, and then every file in a field `file`.
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
        Ok((place, _)) if wants_page => Redirect::to(&place.page()).into_response(),
        Ok((_, uploaded)) => Json(uploaded).into_response(),
        Err(status) => problem::answer(status, wants_page, Some(&request.0)),
    }
}

async fn take(shop: &Shop, actor: &Actor, mut form: Multipart) -> Result<(Place, Vec<Uploaded>), StatusCode> {
    let mut place = Place::default();
    let mut uploaded = Vec::new();
    for _ in 0..MOST_PARTS {
        let Some(field) = form.next_field().await.map_err(|_| StatusCode::BAD_REQUEST)? else {
            return if uploaded.is_empty() { Err(StatusCode::BAD_REQUEST) } else { Ok((place, uploaded)) };
        };
        match field.name() {
            Some("product") => place = Place::Product(ProductId(number(field).await?)),
            Some("instead") => place = Place::Instead(ImageId(number(field).await?)),
            Some("file") => uploaded.push(keep(shop, actor, place, field).await?),
            _ => return Err(StatusCode::BAD_REQUEST),
        }
    }
    Err(StatusCode::PAYLOAD_TOO_LARGE)
}

async fn number(field: Field<'_>) -> Result<i64, StatusCode> {
    let text = collect(field, 32).await?.ok_or(StatusCode::BAD_REQUEST)?;
    let text = std::str::from_utf8(&text).map_err(|_| StatusCode::BAD_REQUEST)?;
    text.trim().parse().map_err(|_| StatusCode::BAD_REQUEST)
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

async fn keep(shop: &Shop, actor: &Actor, place: Place, field: Field<'_>) -> Result<Uploaded, StatusCode> {
    let file: String = field.file_name().unwrap_or("picture").chars().take(200).collect();
    let outcome = match collect(field, MOST_BYTES).await? {
        None => Err(format!("The file is larger than {} MB", MOST_BYTES / 1024 / 1024)),
        Some(content) => put(shop, actor, place, content, &file).await.map_err(|error| reason(&error)),
    };
    Ok(match outcome {
        Ok(picture) => Uploaded { file, picture: Some(picture), error: None },
        Err(reason) => Uploaded { file, picture: None, error: Some(reason) },
    })
}

async fn put(shop: &Shop, actor: &Actor, place: Place, content: Bytes, file: &str) -> Result<Picture, CatalogError> {
    Ok(match place {
        Place::Library => media::change::add(shop, actor, content, file).await?,
        Place::Product(product) => catalog::admin::add_image(shop, actor, product, content, file).await?,
        Place::Instead(image) => media::change::replace(shop, actor, image, content, file).await?,
    })
}

/// Why a file was not taken, in words for the manager.
fn reason(error: &CatalogError) -> String {
    match error {
        CatalogError::NotFound => "There is no such product any more".to_owned(),
        CatalogError::Media(MediaError::Refused(why)) => why.to_string(),
        CatalogError::Media(MediaError::NotFound) => "This image is not in the library any more".to_owned(),
        other => {
            tracing::error!(error = %other, "a picture could not be kept");
            "The picture could not be kept. Try again in a moment".to_owned()
        }
    }
}
