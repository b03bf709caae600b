//! Looking at coupons.

use domain::{
    coupon::{
        Coupon,
        view::{CouponRow, CouponRows},
    },
    kernel::{CouponId, Timestamp},
};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{CouponError, row, sql};
use crate::{
    Shop,
    db::{DatabaseError, Filter, contains_pattern},
};

/// Rows of a page.
const PAGE: i64 = 50;

/// A page of coupons whose code has these letters in it, newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, text: &str, after: Option<CouponId>) -> Result<CouponRows, CouponError> {
    let mut filter = Filter::new();
    let text = text.trim().to_uppercase();
    if !text.is_empty() {
        filter.text("k.code LIKE ? ESCAPE '\\'", &contains_pattern(&text));
    }
    if let Some(after) = after {
        filter.integer("k.id < ?", after.0);
    }
    let mut rows = rows(shop, &filter, PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    Ok(CouponRows { next: rows.last().map(|row| row.id).filter(|_| has_more), rows })
}

/// One coupon.
///
/// # Errors
/// [`CouponError::NotFound`], or a database that does not answer.
pub async fn one(shop: &Shop, coupon: CouponId) -> Result<CouponRow, CouponError> {
    let mut filter = Filter::new();
    filter.integer("k.id = ?", coupon.0);
    rows(shop, &filter, 1).await?.pop().ok_or(CouponError::NotFound)
}

async fn rows(shop: &Shop, filter: &Filter, most: i64) -> Result<Vec<CouponRow>, CouponError> {
    let limit = filter.next_placeholder(0);
    let statement = format!("{}{} ORDER BY k.id DESC LIMIT {limit}", sql::ROWS, filter.clause());
    let query = filter.bind(sqlx::query(AssertSqlSafe(statement))).bind(most);
    let rows = query.fetch_all(shop.database.reader()).await?;
    let now = shop.clock.now();
    Ok(rows.iter().filter_map(|row| coupon_row(row, now).transpose()).collect::<Result<_, DatabaseError>>()?)
}

fn coupon_row(row: &AnyRow, now: Timestamp) -> Result<Option<CouponRow>, DatabaseError> {
    let Some(coupon) = row::coupon(row)? else { return Ok(None) };
    Ok(Some(CouponRow {
        id: CouponId(row.try_get("coupon_id")?),
        version: row.try_get("version")?,
        state: Coupon::state(&coupon, now),
        was_used: row.try_get::<i64, _>("was_used")? == 1,
        coupon,
    }))
}
