//! What a change would come to, and what can be added.

use domain::{
    currency::Selling,
    kernel::{Currency, Destination, OrderId},
    order::edit::{EditPreview, OrderEdit, VariantChoice},
};
use sqlx::Row as _;

use super::{plan, sql, standing};
use crate::{
    Shop,
    currency::order as order_rate,
    db::{Connection, contains_pattern},
    order::{OrderError, row},
    tax::service,
};

/// So many are offered.
const MOST: i64 = 12;

/// What a change would come to now; nothing is changed.
///
/// # Errors
/// An order that has changed or cannot be changed, or a change that is not possible.
pub async fn preview(shop: &Shop, edit: &OrderEdit) -> Result<EditPreview, OrderError> {
    tax_of_place(shop, edit).await?;
    let mut connection = shop.database.connect().await?;
    let before = standing::standing(&mut connection, edit.order).await?;
    if before.version != edit.version {
        return Err(OrderError::Conflict);
    }
    before.check()?;
    let mut added = Vec::with_capacity(edit.added.len());
    for (sku, quantity) in &edit.added {
        added.push(standing::addition(&mut connection, (sku, *quantity), &before.selling).await?);
    }
    drop(connection);
    Ok(plan::plan(shop, &before, edit, added)?.preview(&before))
}

/// Lets the tax service be asked about the place that a change names, before anything is priced.
pub(super) async fn tax_of_place(shop: &Shop, edit: &OrderEdit) -> Result<(), OrderError> {
    let place = Destination { country: &edit.address.country, postcode: &edit.address.postcode };
    Ok(service::ask(shop, place, service::Asker::Staff).await?)
}

/// The currency that an order is in.
///
/// # Errors
/// No such order; a database that does not answer.
pub async fn currency(shop: &Shop, order: OrderId) -> Result<Currency, OrderError> {
    Ok(selling(&mut shop.database.connect().await?, order).await?.currency)
}

/// How an order was priced.
async fn selling(connection: &mut Connection, order: OrderId) -> Result<Selling, OrderError> {
    let row = sqlx::query(sql::CURRENCY).bind(order.0).fetch_optional(&mut *connection).await?;
    let currency = row::currency(&row.ok_or(OrderError::NotFound)?)?;
    Ok(order_rate::of(connection, order, currency).await?)
}

/// What can be added to an order, by a part of its name or its stock-keeping unit.
///
/// # Errors
/// No such order; a database that does not answer.
pub async fn variants(shop: &Shop, text: &str, order: OrderId) -> Result<Vec<VariantChoice>, OrderError> {
    let mut connection = shop.database.connect().await?;
    let selling = selling(&mut connection, order).await?;
    variants_sold(&mut connection, text, &selling).await
}

/// What can be added to what is sold like this, by a part of its name or its stock-keeping unit.
pub(crate) async fn variants_sold(
    connection: &mut Connection,
    text: &str,
    selling: &Selling,
) -> Result<Vec<VariantChoice>, OrderError> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let query = sqlx::query(sql::VARIANTS).bind(contains_pattern(&text)).bind(selling.base.code().to_owned());
    let query = query.bind(selling.currency.code().to_owned()).bind(MOST);
    let rows = query.fetch_all(connection).await?;
    let choice = |row: &sqlx::any::AnyRow| {
        let title: String = row.try_get("title")?;
        let variant = row.try_get::<String, _>("variant_title")?.replace(" / ", ", ");
        let is_counted = row.try_get::<i64, _>("is_counted")? == 1;
        let free: i64 = row.try_get("free")?;
        Ok(VariantChoice {
            sku: row.try_get("sku")?,
            title: domain::catalog::full_name(&title, &variant),
            price: standing::price(row, selling)?,
            free: is_counted.then_some(free),
        })
    };
    rows.iter().map(choice).collect()
}
