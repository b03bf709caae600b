//! Returns as people see them.

use domain::{
    currency::Selling,
    kernel::{Currency, Money, OrderId, ReturnId},
    order::view::OrderView,
    refund::Refundable,
    returns::{
        ReturnState, Returnable, delivery_back,
        view::{ReturnRow, ReturnRows, ReturnTab, ReturnView},
    },
    shipping::{Delivery, Parcel},
};
use sqlx::{AssertSqlSafe, Row};

use super::{ReturnFailure, load, row, sql};
use crate::{
    Shop,
    db::{DatabaseError, Filter},
    order::{self, OrderError},
    setting::random_token,
};

/// Rows of a page of the list.
const PAGE: i64 = 50;

/// The returns of an order, the newest first.
pub(crate) async fn of_order(shop: &Shop, order: OrderId) -> Result<Vec<ReturnView>, DatabaseError> {
    let mut connection = shop.database.quick().await?;
    load::of_order(&mut connection, order).await
}

/// What of the order behind a secret link can be sent back or withdrawn from.
///
/// # Errors
/// [`ReturnFailure::NotFound`] for every text that is no link to an order.
pub async fn returnable(shop: &Shop, token: &str) -> Result<Returnable, ReturnFailure> {
    let order = order::read::id_by_token(shop, token).await?;
    let mut connection = shop.database.quick().await?;
    load::returnable(&mut connection, order, shop.clock.now()).await
}

/// A key for a form: what is sent under it happens once.
#[must_use]
pub fn new_key() -> String {
    random_token()
}

/// Where items are sent back to, line by line; the name and the mail address of a shop that has not said where it is.
#[must_use]
pub fn address(shop: &Shop) -> Vec<String> {
    match &shop.settings.seller {
        Some(seller) => vec![
            seller.name.clone(),
            seller.street.clone(),
            format!("{} {}", seller.postcode, seller.town),
            domain::kernel::country(&seller.country)
                .map_or_else(|| seller.country.clone(), |country| country.name.to_owned()),
        ],
        None => vec![shop.settings.name.clone(), shop.settings.email.clone()],
    }
}

/// What of the delivery is paid back with each return of an order that is open, when all of it is accepted. What was offered when it was
/// ordered is not known any more; so all of it goes back, but for an order that went by a way which is faster than the usual one today.
pub(crate) fn deliveries_back(
    shop: &Shop,
    (order, selling): (&OrderView, Selling),
    refundable: Option<&Refundable>,
) -> Result<Vec<(ReturnId, Money)>, OrderError> {
    let Some(refundable) = refundable else {
        return Ok(Vec::new());
    };
    let beyond = |_| DatabaseError::Corrupt { what: "the delivery of an order", value: order.number.to_string() };
    let left = refundable.shipping.minus(refundable.shipping_refunded).map_err(beyond)?;
    let delivery = Delivery {
        home: &shop.settings.country,
        destination: order.address.destination(),
        parcel: Parcel::sold(order.totals.shown().goods, selling),
        free_from: shop.settings.free_shipping_from,
        language: None,
        now: order.placed_at,
    };
    let usual = shop.shipping.now().table.usual_price_beside(&delivery, &order.shipping_name).map_err(beyond)?;
    let standard = usual.unwrap_or(left);
    let open = order.returns.iter().filter(|view| view.state.is_open());
    Ok(open
        .map(|view| {
            let is_everything = is_everything(order, view);
            (view.id, delivery_back(view.kind, view.is_fault(), is_everything, left, standard))
        })
        .collect())
}

/// The currency of what a return is about; the caller has the right to see it.
///
/// # Errors
/// A return that does not exist, a database that does not answer.
pub async fn currency(shop: &Shop, id: ReturnId) -> Result<Currency, ReturnFailure> {
    let row = sqlx::query(sql::CURRENCY).bind(id.0).fetch_optional(shop.database.reader()).await?;
    let code: String = row.ok_or(ReturnFailure::NotFound)?.try_get("currency")?;
    Ok(Currency::parse(&code).map_err(|_| DatabaseError::Corrupt { what: "a currency", value: code })?)
}

/// Whether nothing that is delivered is left of an order after this return.
fn is_everything(order: &OrderView, view: &ReturnView) -> bool {
    order.lines.iter().filter(|line| line.is_delivered).all(|line| {
        let here = view.lines.iter().find(|asked| asked.line == line.id).map_or(0, |asked| asked.quantity);
        line.quantity.saturating_sub(line.refunded).saturating_sub(here) <= 0
    })
}

/// A page of returns, newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, tab: ReturnTab, after: Option<ReturnId>) -> Result<ReturnRows, ReturnFailure> {
    let mut filter = Filter::new();
    match tab {
        ReturnTab::All => {}
        ReturnTab::Open => filter.plain("r.state IN ('requested', 'approved', 'received')"),
        ReturnTab::Requested => filter.plain("r.state = 'requested'"),
        ReturnTab::Approved => filter.plain("r.state = 'approved'"),
        ReturnTab::Received => filter.plain("r.state = 'received'"),
        ReturnTab::Closed => filter.plain("r.state = 'closed'"),
        ReturnTab::Refused => filter.plain("r.state IN ('refused', 'cancelled')"),
    }
    if let Some(after) = after {
        filter.integer("r.id < ?", after.0);
    }
    let limit = filter.next_placeholder(0);
    let statement = format!("{}{} ORDER BY r.id DESC LIMIT {limit}", sql::ROWS, filter.clause());
    let rows =
        filter.bind(sqlx::query(AssertSqlSafe(statement))).bind(PAGE + 1).fetch_all(shop.database.reader()).await?;
    let mut rows = rows.iter().map(row::listed).collect::<Result<Vec<ReturnRow>, _>>()?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    let next = rows.last().map(|row| row.id).filter(|_| has_more);
    Ok(ReturnRows { rows, next, counts: counts(shop).await? })
}

/// How many returns wait for somebody of the shop, and not for a parcel.
pub(crate) async fn waiting(shop: &Shop) -> Result<i64, DatabaseError> {
    Ok(sqlx::query(sql::WAITING).fetch_one(shop.database.reader()).await?.try_get("returns")?)
}

async fn counts(shop: &Shop) -> Result<Vec<(ReturnState, i64)>, DatabaseError> {
    let rows = sqlx::query(sql::COUNTS).fetch_all(shop.database.reader()).await?;
    rows.iter().map(|row| Ok((row::state(row)?, row.try_get("returns")?))).collect()
}
