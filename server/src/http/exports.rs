//! Lists of the admin as files: `GET /admin/export/products.csv?…`, with the same questions as the list's own page.

use app::{admin::products::filter_of, context::RequestId};
use axum::{
    Extension,
    body::Body,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::account::Permission;
use futures::TryStreamExt as _;
use leptos_router::params::ParamsMap;
use services::{
    Shop,
    exporter::{self, ExportError, Format, Sheet},
};

use super::{problem, staff};

/// Writes a list.
pub async fn export(
    State(shop): State<Shop>,
    Extension(request): Extension<RequestId>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let wants_page = problem::wants_page(&headers);
    let parts = name.split_once('.').and_then(|(list, ending)| Some((List::parse(list)?, Format::parse(ending)?)));
    let Some((list, format)) = parts else {
        return problem::answer(StatusCode::NOT_FOUND, wants_page, None);
    };
    for permission in list.permissions() {
        if let Err(refused) = staff::require(&shop, &headers, *permission, &request).await {
            return refused;
        }
    }
    match write(&shop, list, format, query.as_deref().unwrap_or_default()).await {
        Ok(answer) => answer,
        Err(ExportError::TooManyRows) => problem::answer(StatusCode::PAYLOAD_TOO_LARGE, wants_page, None),
        Err(error) => {
            tracing::error!(%error, "a list could not be exported");
            problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, Some(&request.0))
        }
    }
}

#[derive(Clone, Copy)]
enum List {
    Products,
    Customers,
    Orders,
}

impl List {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "products" => Some(Self::Products),
            "customers" => Some(Self::Customers),
            "orders" => Some(Self::Orders),
            _ => None,
        }
    }

    /// What one must be allowed to see, and to take along.
    fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Products => &[Permission::ReadProducts, Permission::MoveData],
            Self::Customers | Self::Orders => &[Permission::ReadOrders, Permission::MoveData],
        }
    }
}

async fn write(shop: &Shop, list: List, format: Format, query: &str) -> Result<Response, ExportError> {
    let sheet: Sheet = match list {
        List::Products => exporter::products(shop, &filter_of(&params(query)), format == Format::Xlsx).await?,
        List::Customers => exporter::customers(shop),
        List::Orders => exporter::orders(shop),
    };
    let name = format!("attachment; filename=\"{}.{}\"", sheet.name, format.ending());
    // A list that breaks off ends the connection: half a file must not look whole.
    let pieces = format.write(sheet).await?.inspect_err(|error| tracing::error!(%error, "an export broke off"));
    let disposition = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(format.content_type())),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

/// The query of an address as pages read it.
fn params(query: &str) -> ParamsMap {
    let parsed: Vec<(String, String)> =
        axum::extract::Query::try_from_uri(&format!("/?{query}").parse().unwrap_or_default())
            .map(|axum::extract::Query(pairs)| pairs)
            .unwrap_or_default();
    parsed.into_iter().collect()
}
