//! Looking at purchase orders.

use domain::{
    kernel::{Currency, Date, Money, PurchaseLineId, PurchaseOrderId, SupplierId, Timestamp},
    purchase::{
        PurchaseState,
        view::{PurchaseLine, PurchaseRow, PurchaseRows, PurchaseSheet, PurchaseTab, ReceiptView},
    },
};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{PurchaseError, sql};
use crate::{
    Shop,
    db::{DatabaseError, Filter},
    inventory::{location, row},
};

/// Rows of a page.
const PAGE: i64 = 50;

/// A page of purchase orders, newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(
    shop: &Shop,
    tab: PurchaseTab,
    after: Option<PurchaseOrderId>,
) -> Result<PurchaseRows, PurchaseError> {
    let mut filter = Filter::new();
    if tab == PurchaseTab::Open {
        filter.plain("o.state IN ('draft', 'ordered', 'partly')");
    }
    if let Some(after) = after {
        filter.integer("o.id < ?", after.0);
    }
    let rows = fetch(shop, &filter, PAGE + 1).await?;
    let mut rows = rows.iter().map(head).collect::<Result<Vec<PurchaseRow>, DatabaseError>>()?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    Ok(PurchaseRows { next: rows.last().map(|row| row.id).filter(|_| has_more), rows })
}

/// A purchase order with everything.
///
/// # Errors
/// [`PurchaseError::NotFound`], or a database that does not answer.
pub async fn sheet(shop: &Shop, id: PurchaseOrderId) -> Result<PurchaseSheet, PurchaseError> {
    let mut filter = Filter::new();
    filter.integer("o.id = ?", id.0);
    let rows = fetch(shop, &filter, 1).await?;
    let found = rows.first().ok_or(PurchaseError::NotFound)?;
    let order = head(found)?;
    let currency = order.total.currency;
    let pool = shop.database.reader();
    let lines = sqlx::query(sql::LINES).bind(id.0).fetch_all(pool).await?;
    let suppliers = sqlx::query(sql::SUPPLIERS).fetch_all(pool).await?;
    let supplier = |row: &AnyRow| Ok((SupplierId(row.try_get("id")?), row.try_get("name")?));
    Ok(PurchaseSheet {
        version: found.try_get("version")?,
        supplier: found.try_get::<Option<i64>, _>("supplier_id")?.map(SupplierId),
        supplier_email: found.try_get("supplier_email")?,
        note: found.try_get("note")?,
        lines: lines.iter().map(|row| line(row, currency)).collect::<Result<_, sqlx::Error>>()?,
        receipts: receipts(shop, id, currency).await?,
        suppliers: suppliers.iter().map(supplier).collect::<Result<_, sqlx::Error>>()?,
        locations: location::open(shop).await?,
        receipt_key: format!("{:032x}", rand::random::<u128>()),
        order,
    })
}

async fn fetch(shop: &Shop, filter: &Filter, most: i64) -> Result<Vec<AnyRow>, PurchaseError> {
    let limit = filter.next_placeholder(0);
    let statement = format!("{}{} ORDER BY o.id DESC LIMIT {limit}", sql::ROWS, filter.clause());
    let query = filter.bind(sqlx::query(AssertSqlSafe(statement))).bind(most);
    Ok(query.fetch_all(shop.database.reader()).await?)
}

/// Where a purchase order stands, from the word in its row.
pub(super) fn state(row: &AnyRow) -> Result<PurchaseState, DatabaseError> {
    let word: String = row.try_get("state")?;
    PurchaseState::from_key(&word).ok_or(DatabaseError::Corrupt { what: "the state of a purchase order", value: word })
}

/// The currency of a purchase order.
pub(super) fn currency(row: &AnyRow) -> Result<Currency, DatabaseError> {
    let code: String = row.try_get("currency")?;
    Currency::parse(&code).map_err(|_| DatabaseError::Corrupt { what: "a currency", value: code })
}

fn head(row: &AnyRow) -> Result<PurchaseRow, DatabaseError> {
    Ok(PurchaseRow {
        id: PurchaseOrderId(row.try_get("id")?),
        number: row.try_get("number")?,
        supplier: row.try_get("supplier")?,
        state: state(row)?,
        expected: row.try_get::<Option<i64>, _>("expected_day")?.map(Date::from_days),
        items: row.try_get("items")?,
        received: row.try_get("received")?,
        total: Money::new(row.try_get("total")?, currency(row)?),
        at: Timestamp(row.try_get("created_at")?),
    })
}

/// A line, of the columns of [`sql::LINES`].
pub(super) fn line(row: &AnyRow, currency: Currency) -> Result<PurchaseLine, sqlx::Error> {
    Ok(PurchaseLine {
        id: PurchaseLineId(row.try_get("id")?),
        variant: row::variant(row)?,
        supplier_sku: row.try_get("supplier_sku")?,
        quantity: row.try_get("quantity")?,
        unit_cost: Money::new(row.try_get("unit_cost")?, currency),
        received: row.try_get("received")?,
    })
}

async fn receipts(shop: &Shop, id: PurchaseOrderId, currency: Currency) -> Result<Vec<ReceiptView>, PurchaseError> {
    let rows = sqlx::query(sql::RECEIPTS).bind(id.0).fetch_all(shop.database.reader()).await?;
    let mut receipts: Vec<(i64, ReceiptView)> = Vec::new();
    for row in &rows {
        let id: i64 = row.try_get("id")?;
        let line = (row.try_get("sku")?, row.try_get("quantity")?);
        match receipts.last_mut() {
            Some((known, receipt)) if *known == id => receipt.lines.push(line),
            _ => {
                let receipt = ReceiptView {
                    at: Timestamp(row.try_get("created_at")?),
                    actor: row.try_get("actor")?,
                    freight: Money::new(row.try_get("freight")?, currency),
                    lines: vec![line],
                };
                receipts.push((id, receipt));
            }
        }
    }
    Ok(receipts.into_iter().map(|(_, receipt)| receipt).collect())
}
