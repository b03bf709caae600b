//! `GET /admin/orders/files/<key>`: what shoppers attached to their orders, for the people of the shop, as attachments that no
//! browser opens in the shop's own name.

use app::context::RequestId;
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::account::Permission;
use services::{Shop, cart::attached};

use super::{download, problem, staff};

/// The file.
pub async fn fetch(
    State(shop): State<Shop>,
    Extension(request): Extension<RequestId>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(refused) = staff::require(&shop, &headers, Permission::ReadOrders, &request).await {
        return refused;
    }
    let wants_page = problem::wants_page(&headers);
    match attached::name_of(&shop, &key).await {
        Ok(Some((name, bytes))) => {
            let about = [
                (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
                (header::CONTENT_DISPOSITION, download::disposition(&name)),
                (header::CONTENT_LENGTH, bytes.to_string()),
                (header::CONTENT_ENCODING, "identity".to_owned()),
            ];
            (about, download::pieces(shop, key, 0, bytes)).into_response()
        }
        Ok(None) => problem::answer(StatusCode::NOT_FOUND, wants_page, None),
        Err(error) => {
            tracing::error!(%error, "an attached file could not be read");
            problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, Some(&request.0))
        }
    }
}
