//! Looking at counts.

use domain::{
    inventory::{
        CountState,
        view::{CountLine, CountRow, CountRows, CountSheet},
    },
    kernel::{StockCountId, Timestamp},
};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{
    super::{InventoryError, location, row},
    sql,
};
use crate::{
    Shop,
    account::Actor,
    db::{DatabaseError, Filter},
};

/// So many counts are listed.
const MOST: i64 = 100;
/// So many variants that were not counted are shown.
const MOST_UNCOUNTED: i64 = 100;

/// The counts, newest first, and what can be counted.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop) -> Result<CountRows, InventoryError> {
    let pool = shop.database.reader();
    let mut scopes = vec![("all".to_owned(), "Everything".to_owned())];
    for row in sqlx::query(sql::CATEGORIES).fetch_all(pool).await? {
        let (id, name): (i64, String) = (row.try_get("id")?, row.try_get("name")?);
        scopes.push((format!("category:{id}"), format!("Category {name}")));
    }
    for row in sqlx::query(sql::BRANDS).fetch_all(pool).await? {
        let brand: String = row.try_get("brand")?;
        scopes.push((format!("brand:{brand}"), format!("Brand {brand}")));
    }
    let locations = location::open(shop).await?;
    Ok(CountRows { rows: rows(shop, &Filter::new()).await?, scopes, locations })
}

/// A count with everything, as somebody sees it.
///
/// # Errors
/// [`InventoryError::NotFound`], or a database that does not answer.
pub async fn sheet(shop: &Shop, actor: &Actor, id: StockCountId) -> Result<CountSheet, InventoryError> {
    let mut filter = Filter::new();
    filter.integer("c.id = ?", id.0);
    let count = rows(shop, &filter).await?.pop().ok_or(InventoryError::NotFound)?;
    let pool = shop.database.reader();
    let lines = sqlx::query(sql::LINES).bind(id.0).fetch_all(pool).await?;
    let lines = lines.iter().map(line).collect::<Result<Vec<CountLine>, DatabaseError>>()?;
    let mut sheet = CountSheet { count, lines, uncounted: Vec::new(), uncounted_count: 0, last: None };
    if sheet.count.state != CountState::Open {
        return Ok(sheet);
    }
    let head = sqlx::query(sql::HEAD).bind(id.0).fetch_one(pool).await?;
    let (scope, key): (String, String) = (head.try_get("scope")?, head.try_get("scope_key")?);
    let query = sqlx::query(sql::UNCOUNTED).bind(scope.clone()).bind(key.clone()).bind(id.0).bind(MOST_UNCOUNTED);
    for missing in query.fetch_all(pool).await? {
        sheet.uncounted.push((row::variant(&missing)?, missing.try_get("on_hand")?));
    }
    let query = sqlx::query(sql::COUNT_UNCOUNTED).bind(scope).bind(key).bind(id.0);
    sheet.uncounted_count = query.fetch_one(pool).await?.try_get("variants")?;
    let last = sqlx::query(sql::LAST_SCAN).bind(id.0).bind(actor.name.clone()).fetch_optional(pool).await?;
    sheet.last = last.map(|row| row.try_get("sku")).transpose()?;
    Ok(sheet)
}

async fn rows(shop: &Shop, filter: &Filter) -> Result<Vec<CountRow>, InventoryError> {
    let limit = filter.next_placeholder(0);
    let statement = format!("{}{} ORDER BY c.id DESC LIMIT {limit}", sql::ROWS, filter.clause());
    let query = filter.bind(sqlx::query(AssertSqlSafe(statement))).bind(MOST);
    let rows = query.fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(count).collect::<Result<_, DatabaseError>>()?)
}

fn count(row: &AnyRow) -> Result<CountRow, DatabaseError> {
    let state: String = row.try_get("state")?;
    let (ended_by, ended_at): (String, Option<i64>) = (row.try_get("ended_by")?, row.try_get("ended_at")?);
    Ok(CountRow {
        id: StockCountId(row.try_get("id")?),
        label: row.try_get("label")?,
        state: CountState::from_key(&state)
            .ok_or(DatabaseError::Corrupt { what: "the state of a count", value: state.clone() })?,
        actor: row.try_get("actor")?,
        at: Timestamp(row.try_get("created_at")?),
        ended: ended_at.map(|at| (ended_by, Timestamp(at))),
        counted: row.try_get("counted")?,
    })
}

fn line(row: &AnyRow) -> Result<CountLine, DatabaseError> {
    Ok(CountLine {
        variant: row::variant(row)?,
        counted: row.try_get("counted")?,
        seen: row.try_get("seen")?,
        on_hand: row.try_get("on_hand")?,
        reserved: row.try_get("reserved")?,
        at: Timestamp(row.try_get("counted_at")?),
    })
}
