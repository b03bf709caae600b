//! Everything that the shop knows of a customer, as a file: to the customer, and to the people of the shop who may take data along.

use app::context::RequestId;
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{account::Permission, kernel::CustomerId};
use services::{
    Shop,
    customer::{CustomerError, CustomerToken, data, read},
};

use super::{problem, staff};

/// `GET /account/data.json`: of the customer who is signed in.
pub async fn own(State(shop): State<Shop>, headers: HeaderMap) -> Response {
    let wants_page = problem::wants_page(&headers);
    let token = staff::cookie(&headers, "customer", &shop).as_deref().and_then(CustomerToken::parse);
    match read::require(&shop, token.as_ref()).await {
        Ok(customer) => answer(data::of(&shop, customer.id).await, wants_page),
        Err(CustomerError::NotSignedIn) if wants_page => Redirect::to("/account/sign-in").into_response(),
        Err(error) => answer(Err(error), wants_page),
    }
}

/// `GET /admin/customers/<id>/data.json`: of any customer.
pub async fn of_staff(
    State(shop): State<Shop>,
    Extension(request): Extension<RequestId>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let wants_page = problem::wants_page(&headers);
    for permission in [Permission::ReadOrders, Permission::MoveData] {
        if let Err(refused) = staff::require(&shop, &headers, permission, &request).await {
            return refused;
        }
    }
    let found = match id.parse::<CustomerId>() {
        Ok(id) => data::of(&shop, id).await,
        Err(_) => Err(CustomerError::NotFound),
    };
    answer(found, wants_page)
}

fn answer(found: Result<serde_json::Value, CustomerError>, wants_page: bool) -> Response {
    let text = found.and_then(|data| serde_json::to_string_pretty(&data).map_err(CustomerError::Data));
    match text {
        Ok(text) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
                (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"my-data.json\"")),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store, private")),
            ];
            (headers, text).into_response()
        }
        Err(CustomerError::NotSignedIn) => problem::answer(StatusCode::UNAUTHORIZED, wants_page, None),
        Err(CustomerError::NotFound) => problem::answer(StatusCode::NOT_FOUND, wants_page, None),
        Err(error) => {
            tracing::error!(%error, "the data of a customer could not be written");
            problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, None)
        }
    }
}
