//! `POST /cart/personalised`: what is made to order with files of the shopper. A browser without a script is led on, our own
//! program gets the bag or what is wrong; a form without files goes to the server function of the cart.

use std::collections::HashSet;

use app::{context, error::AppError, storefront::failure};
use axum::{
    Json,
    extract::{Multipart, State, multipart::Field, multipart::MultipartRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{
    cart::view::CartView,
    catalog::personalisation::{AnswerValue, MOST_FILE_BYTES, TOO_LARGE, field_of_key},
    kernel::Slug,
};
use services::{
    Shop,
    cart::{CartError, CartToken, attached, write},
};
use tokio::io::AsyncReadExt as _;

use super::{problem, receive, staff};

/// Fields and files of a request.
const MOST_PARTS: usize = 20;
/// Bytes of a text.
const MOST_TEXT: usize = 16 * 1024;

/// What the form says.
#[derive(Default)]
struct Form {
    sku: String,
    quantity: i64,
    back: String,
    given: write::Given,
}

/// Takes `sku`, `quantity`, `back`, and each answer in `personalisation[<key>]`.
pub async fn add(
    State(shop): State<Shop>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let wants_page = problem::wants_page(&headers);
    let Ok(form) = form else { return problem::answer(StatusCode::BAD_REQUEST, wants_page, None) };
    let mut said = Form::default();
    match put(&shop, &headers, form, &mut said).await {
        Ok((token, _)) if wants_page => (cookie(&shop, &token), Redirect::to("/cart")).into_response(),
        Ok((token, cart)) => (cookie(&shop, &token), Json(cart)).into_response(),
        Err(Refused::Status(status)) => problem::answer(status, wants_page, None),
        Err(Refused::Cart(error)) => again(failure::cart(error), &said.back, wants_page),
    }
}

fn cookie(shop: &Shop, token: &CartToken) -> [(header::HeaderName, String); 1] {
    [(header::SET_COOKIE, context::cart_cookie(shop, token))]
}

async fn put(
    shop: &Shop,
    headers: &HeaderMap,
    parts: Multipart,
    form: &mut Form,
) -> Result<(CartToken, CartView), Refused> {
    read(shop, parts, form).await?;
    let token = staff::cookie(headers, "cart", shop).as_deref().and_then(CartToken::parse);
    let given = std::mem::take(&mut form.given);
    write::add_personalised(shop, token, &form.sku, form.quantity, given).await.map_err(Refused::Cart)
}

/// What is wrong; a browser is led back to the product, which says so.
fn again(error: AppError, back: &str, wants_page: bool) -> Response {
    if !wants_page {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        return (status, Json(error)).into_response();
    }
    let place = Slug::parse(back).map_or_else(|_| "/cart".to_owned(), |slug| format!("/products/{slug}"));
    Redirect::to(&format!("{place}?problem={}", error.code())).into_response()
}

enum Refused {
    Status(StatusCode),
    Cart(CartError),
}

async fn read(shop: &Shop, mut parts: Multipart, form: &mut Form) -> Result<(), Refused> {
    let broken = |_| Refused::Status(StatusCode::BAD_REQUEST);
    let mut seen = HashSet::new();
    for _ in 0..MOST_PARTS {
        let Some(field) = parts.next_field().await.map_err(broken)? else {
            return Ok(());
        };
        let name = field.name().unwrap_or_default().to_owned();
        if !seen.insert(name.clone()) {
            return Err(Refused::Status(StatusCode::BAD_REQUEST));
        }
        let key = name.strip_prefix("personalisation[").and_then(|name| name.strip_suffix(']'));
        match (name.as_str(), key.and_then(field_of_key)) {
            ("sku", _) => form.sku = text(field).await?,
            ("back", _) => form.back = text(field).await?,
            ("quantity", _) => form.quantity = text(field).await?.trim().parse().unwrap_or(0),
            (_, Some(id)) if field.file_name().is_some() => {
                form.given.extend(file(shop, field).await?.map(|answer| (id, answer)));
            }
            (_, Some(id)) => form.given.push((id, AnswerValue::Text(text(field).await?))),
            _ => return Err(Refused::Status(StatusCode::BAD_REQUEST)),
        }
    }
    Err(Refused::Status(StatusCode::PAYLOAD_TOO_LARGE))
}

async fn text(mut field: Field<'_>) -> Result<String, Refused> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| Refused::Status(StatusCode::BAD_REQUEST))? {
        if bytes.len().saturating_add(piece.len()) > MOST_TEXT {
            return Err(Refused::Status(StatusCode::PAYLOAD_TOO_LARGE));
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| Refused::Status(StatusCode::BAD_REQUEST))
}

/// A file, or nothing when none was chosen: then a browser sends one without a name.
async fn file(shop: &Shop, field: Field<'_>) -> Result<Option<AnswerValue>, Refused> {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Ok(None);
    }
    let failed = |error| Refused::Status(receive::failed(error));
    let directory = shop.settings.data_dir.join("uploads");
    tokio::fs::create_dir_all(&directory).await.map_err(failed)?;
    let path = directory.join(shop.database.next_id().to_string());
    let kept = async {
        let bytes =
            receive::to_disk(path.clone(), field, u64::from(MOST_FILE_BYTES)).await.map_err(|status| match status {
                StatusCode::PAYLOAD_TOO_LARGE => Refused::Cart(CartError::Personalisation(vec![TOO_LARGE.to_owned()])),
                status => Refused::Status(status),
            })?;
        let mut head = Vec::new();
        tokio::fs::File::open(&path).await.map_err(failed)?.take(16).read_to_end(&mut head).await.map_err(failed)?;
        let upload = attached::Upload { name: &name, path: &path, bytes, head: &head };
        attached::keep(shop, upload).await.map_err(Refused::Cart)
    };
    let kept = kept.await;
    // What was kept is a copy.
    let _ = tokio::fs::remove_file(&path).await;
    kept.map(Some)
}
