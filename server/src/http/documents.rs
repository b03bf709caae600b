//! Invoices, credit notes and packing slips as files: to whoever holds the link of the order, and to the people of the shop.
//!
//! Each is drawn when it is asked for, from what was frozen; as an attachment, and kept by no cache.

use adapters::paper::{self, PaperError};
use app::context::RequestId;
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{
    account::Permission,
    document::{Document, universal_business_language},
    kernel::{DocumentId, LocationId, OrderId},
};
use services::{
    Shop,
    document::{DocumentError, read},
};

use super::{download, problem, staff};

/// In which form a document is asked for.
#[derive(Clone, Copy)]
enum Form {
    Pdf,
    Xml,
}

/// A file's name without its ending, and the form that the ending says.
fn named(file: &str) -> Option<(&str, Form)> {
    let (name, ending) = file.rsplit_once('.')?;
    match ending {
        "pdf" => Some((name, Form::Pdf)),
        "xml" => Some((name, Form::Xml)),
        _ => None,
    }
}

/// `GET /orders/<secret>/documents/<number>.pdf`: a document of the order that the link opens.
pub async fn of_shopper(
    State(shop): State<Shop>,
    Path((token, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let wants_page = problem::wants_page(&headers);
    let Some((number, form)) = named(&file) else {
        return problem::answer(StatusCode::NOT_FOUND, wants_page, None);
    };
    answer(read::by_token(&shop, &token, number).await, form, wants_page).await
}

/// `GET /admin/documents/<id>.pdf`: any document, for those who may see orders.
pub async fn of_staff(
    State(shop): State<Shop>,
    Extension(request): Extension<RequestId>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(refused) = staff::require(&shop, &headers, Permission::ReadOrders, &request).await {
        return refused;
    }
    let wants_page = problem::wants_page(&headers);
    let asked = named(&file).and_then(|(id, form)| Some((DocumentId(id.parse().ok()?), form)));
    let Some((id, form)) = asked else {
        return problem::answer(StatusCode::NOT_FOUND, wants_page, None);
    };
    answer(read::by_id(&shop, id).await, form, wants_page).await
}

/// `GET /admin/packing-slips/<order>.pdf`: what goes into the parcel of an order; `<order>-<location>.pdf` is what one location gives.
pub async fn packing_slip(
    State(shop): State<Shop>,
    Extension(request): Extension<RequestId>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(refused) = staff::require(&shop, &headers, Permission::ReadOrders, &request).await {
        return refused;
    }
    let wants_page = problem::wants_page(&headers);
    let asked = named(&file).filter(|(_, form)| matches!(form, Form::Pdf));
    let asked = asked.and_then(|(name, _)| match name.split_once('-') {
        Some((order, location)) => Some((OrderId(order.parse().ok()?), Some(LocationId(location.parse().ok()?)))),
        None => Some((OrderId(name.parse().ok()?), None)),
    });
    let Some((order, location)) = asked else {
        return problem::answer(StatusCode::NOT_FOUND, wants_page, None);
    };
    match read::packing_slip(&shop, order, location).await {
        Ok(slip) => {
            let name = format!("{}.pdf", slip.order_number);
            pdf(name, move || paper::packing_slip(&slip), wants_page).await
        }
        Err(error) => failed(error, wants_page),
    }
}

async fn answer(document: Result<Document, DocumentError>, form: Form, wants_page: bool) -> Response {
    let document = match document {
        Ok(document) => document,
        Err(error) => return failed(error, wants_page),
    };
    match form {
        Form::Pdf => pdf(format!("{}.pdf", document.number), move || paper::invoice(&document), wants_page).await,
        Form::Xml => match universal_business_language(&document) {
            Some(xml) => file(format!("{}.xml", document.number), "application/xml", xml.into_bytes()),
            None => problem::answer(StatusCode::NOT_FOUND, wants_page, None),
        },
    }
}

/// Drawing takes some milliseconds: not where requests are answered.
async fn pdf<F>(name: String, draw: F, wants_page: bool) -> Response
where
    F: FnOnce() -> Result<Vec<u8>, PaperError> + Send + 'static,
{
    match tokio::task::spawn_blocking(draw).await {
        Ok(Ok(bytes)) => file(name, "application/pdf", bytes),
        Ok(Err(error)) => {
            tracing::error!(%error, %name, "a document could not be drawn");
            problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, None)
        }
        Err(error) => {
            tracing::error!(%error, %name, "drawing a document was cut short");
            problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, None)
        }
    }
}

fn file(name: String, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let about = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, download::disposition(&name)),
        (header::CACHE_CONTROL, "no-store, private".to_owned()),
    ];
    (about, bytes).into_response()
}

fn failed(error: DocumentError, wants_page: bool) -> Response {
    if matches!(error, DocumentError::NotFound) {
        return problem::answer(StatusCode::NOT_FOUND, wants_page, None);
    }
    tracing::error!(%error, "a document could not be read");
    problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, None)
}
