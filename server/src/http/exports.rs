//! Lists of the admin as files: `GET /admin/export/products.csv?…`, with the same questions as the list's own page.

use app::{
    admin::products::{Column, ProductsQuery},
    context::RequestId,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::{account::Permission, catalog::view::ProductRow};
use futures::TryStreamExt as _;
use leptos_router::params::ParamsMap;
use services::{
    Shop,
    exporter::{self, ExportError, Format, Heading, Kind, Sheet},
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
    Labels,
}

impl List {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "products" => Some(Self::Products),
            "customers" => Some(Self::Customers),
            "orders" => Some(Self::Orders),
            "labels" => Some(Self::Labels),
            _ => None,
        }
    }

    /// What one must be allowed to see, and to take along.
    fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Products => &[Permission::ReadProducts, Permission::MoveData],
            Self::Customers | Self::Orders => &[Permission::ReadOrders, Permission::MoveData],
            // Whoever sends parcels needs their addresses.
            Self::Labels => &[Permission::WriteOrders],
        }
    }
}

async fn write(shop: &Shop, list: List, format: Format, query: &str) -> Result<Response, ExportError> {
    let sheet: Sheet = match list {
        List::Products => products(shop, &ProductsQuery::from_address(&params(query)), format).await?,
        List::Customers => exporter::customers(shop),
        List::Orders => exporter::orders(shop),
        List::Labels => exporter::labels(shop),
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

/// All columns, or those that the view shows when the address names any.
async fn products(shop: &Shop, query: &ProductsQuery, format: Format) -> Result<Sheet, ExportError> {
    let ProductsQuery { filter, order, columns, .. } = query;
    if columns.is_empty() {
        return Ok(exporter::products(shop, filter, *order, format == Format::Xlsx).await?);
    }
    let kind = |column: &Column| if column.is_number() { Kind::Number } else { Kind::Text };
    let heading = |column: &Column| Heading { name: column.label().to_owned(), kind: kind(column) };
    let mut header = vec![Heading { name: "Product".to_owned(), kind: Kind::Text }];
    header.extend(columns.iter().map(heading));
    let columns = columns.clone();
    let cells = move |row: &ProductRow| {
        let further = columns.iter().map(|column| column.cell(row));
        std::iter::once(row.title.clone()).chain(further).collect()
    };
    Ok(exporter::listed(shop, filter, *order, header, cells).await?)
}

/// The query of an address as pages read it.
fn params(query: &str) -> ParamsMap {
    let parsed: Vec<(String, String)> =
        axum::extract::Query::try_from_uri(&format!("/?{query}").parse().unwrap_or_default())
            .map(|axum::extract::Query(pairs)| pairs)
            .unwrap_or_default();
    parsed.into_iter().collect()
}
