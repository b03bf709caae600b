//! Documents for those who may have them.

use std::collections::BTreeMap;

use domain::{
    catalog::view::PartView,
    document::{Document, DocumentKind, PackingLine, PackingSlip, view::DocumentView},
    kernel::{Currency, DocumentId, LocationId, Money, OrderId, Timestamp},
    order::view::{OrderLineView, OrderView},
};
use sqlx::{Row, any::AnyRow};

use super::{DocumentError, load, sql};
use crate::{
    Shop,
    db::DatabaseError,
    order::{self, OrderError},
};

impl From<OrderError> for DocumentError {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Database(error) => Self::Database(error),
            _ => Self::NotFound,
        }
    }
}

/// The document with this number of the order behind a secret link.
///
/// # Errors
/// [`DocumentError::NotFound`] for a wrong link, and for the number of another order's document.
pub async fn by_token(shop: &Shop, token: &str, number: &str) -> Result<Document, DocumentError> {
    let order = order::read::id_by_token(shop, token).await?;
    let row = sqlx::query(sql::BY_NUMBER).bind(order.0).bind(number.to_owned());
    content(row.fetch_optional(&mut shop.database.quick().await?).await?)
}

/// The document with this id; the caller has the right to see it.
///
/// # Errors
/// [`DocumentError::NotFound`], or a database that does not answer.
pub async fn by_id(shop: &Shop, document: DocumentId) -> Result<Document, DocumentError> {
    content(sqlx::query(sql::BY_ID).bind(document.0).fetch_optional(&mut shop.database.quick().await?).await?)
}

fn content(row: Option<AnyRow>) -> Result<Document, DocumentError> {
    let text: String = row.ok_or(DocumentError::NotFound)?.try_get("content")?;
    let read = serde_json::from_str(&text);
    // What it says is somebody's name and address: the log hears only where it cannot be read.
    let corrupt = |error: serde_json::Error| DatabaseError::Corrupt {
        what: "the content of a document",
        value: error.to_string(),
    };
    Ok(read.map_err(corrupt)?)
}

/// The documents of an order, in the order in which they were issued.
pub(crate) async fn of_order(shop: &Shop, order: OrderId) -> Result<Vec<DocumentView>, DatabaseError> {
    let rows = sqlx::query(sql::OF_ORDER).bind(order.0).fetch_all(&mut shop.database.quick().await?).await?;
    rows.iter().map(view).collect()
}

fn view(row: &AnyRow) -> Result<DocumentView, DatabaseError> {
    let (kind, currency): (String, String) = (row.try_get("kind")?, row.try_get("currency")?);
    let corrupt = |what: &'static str, value: &str| DatabaseError::Corrupt { what, value: value.to_owned() };
    Ok(DocumentView {
        id: DocumentId(row.try_get("id")?),
        kind: DocumentKind::from_key(&kind).ok_or_else(|| corrupt("the kind of a document", &kind))?,
        number: row.try_get("number")?,
        issued_on: Timestamp(row.try_get("issued_at")?).date(),
        total: Money::new(
            row.try_get("total")?,
            Currency::parse(&currency).map_err(|_| corrupt("a currency", &currency))?,
        ),
    })
}

/// What goes into the parcel of an order: all of it that is there and has not gone back, without what the shopper has withdrawn from before
/// it was sent. Of one location, what that gives.
///
/// # Errors
/// [`DocumentError::NotFound`], or a database that does not answer.
pub async fn packing_slip(
    shop: &Shop,
    id: OrderId,
    location: Option<LocationId>,
) -> Result<PackingSlip, DocumentError> {
    let order = order::read::by_id(shop, id).await?;
    let packed = order.lines.iter().filter(|line| line.is_delivered);
    let packed = packed.filter_map(|line| packing_line(&order, line).map(|packed| (line, packed)));
    let lines: Vec<PackingLine> = match location {
        None => packed.map(|(_, packed)| packed).collect(),
        Some(location) => {
            let sources = order::source::of_order(shop, id).await?;
            let items =
                sources.into_iter().filter(|source| source.location == location).flat_map(|source| source.items);
            let mut here = items.map(|item| (item.sku, item.quantity)).collect();
            packed.flat_map(|(line, packed)| picked(line, packed, &mut here)).collect()
        }
    };
    let OrderView { number, placed_at, address, shipping_name, language, .. } = order;
    Ok(PackingSlip {
        shop: shop.settings.name.clone(),
        order_number: number.to_string(),
        ordered_on: placed_at.date(),
        language: load::language(shop, &language, &address.country),
        address,
        shipping_name,
        lines,
    })
}

/// What of a line lies in a location; of a bundle, its parts.
fn picked(line: &OrderLineView, packed: PackingLine, here: &mut BTreeMap<String, i64>) -> Vec<PackingLine> {
    let mut pick = |sku: &str, wanted: i64| {
        let left = here.get_mut(sku)?;
        let quantity = wanted.min(*left);
        *left = left.saturating_sub(quantity);
        (quantity > 0).then_some(quantity)
    };
    if line.parts.is_empty() {
        let quantity = pick(&line.sku, packed.quantity);
        return quantity.map(|quantity| PackingLine { quantity, ..packed }).into_iter().collect();
    }
    let of_part = |part: &PartView| {
        let quantity = pick(&part.sku, packed.quantity.saturating_mul(part.quantity))?;
        let (title, sku) = (part.title.clone(), part.sku.clone());
        Some(PackingLine { quantity, title, details: vec![packed.title.clone()], sku })
    };
    line.parts.iter().filter_map(of_part).collect()
}

fn packing_line(order: &OrderView, line: &OrderLineView) -> Option<PackingLine> {
    let returns = order.returns.iter().filter(|view| view.state.is_open()).flat_map(|view| &view.lines);
    let kept = returns.filter(|asked| asked.line == line.id).map(|asked| asked.quantity.saturating_sub(asked.comes));
    let kept = kept.fold(0_i64, i64::saturating_add);
    let open = line.open().saturating_sub(kept).min(line.ready()).max(0);
    // Where a part is on its way, the next parcel's slip says what is left.
    let is_next = !order.parcels.is_empty() && order.lines.iter().any(|line| line.open() > 0);
    let quantity = if is_next { open } else { line.sent.saturating_add(open) };
    let variant = Some(line.variant_title.clone()).filter(|variant| !variant.is_empty());
    let answers = line.answers.iter().map(|answer| answer.told());
    let parts = line.parts.iter().map(|part| format!("{} · {}", part.words(), part.sku));
    (quantity > 0).then(|| PackingLine {
        quantity,
        title: line.title.clone(),
        details: variant.into_iter().chain(answers).chain(parts).collect(),
        sku: line.sku.clone(),
    })
}
