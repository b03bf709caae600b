//! Where old addresses lead, and the list of them.

use domain::{
    kernel::{PageNumber, Timestamp},
    redirect::{
        OldAddress,
        view::{RedirectRow, RedirectRows},
    },
};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::sql;
use crate::{
    Shop,
    db::{DatabaseError, Filter, contains_pattern},
};

const PAGE_SIZE: u32 = 50;
pub(super) const PRODUCTS: &str = "/products/";
pub(super) const CATEGORIES: &str = "/categories/";

/// The path to which an old address leads; `None` when it is not known. The use is counted.
///
/// # Errors
/// A database that does not answer.
pub async fn target(shop: &Shop, path: &str, query: &str) -> Result<Option<String>, DatabaseError> {
    let address = OldAddress::of(path, query);
    if let Some(moved) = moved(shop, &address.bare).await? {
        return Ok(Some(moved));
    }
    let found = sqlx::query(sql::FIND)
        .bind(address.whole)
        .bind(address.telling)
        .bind(address.bare)
        .fetch_optional(shop.database.reader())
        .await?;
    let Some(row) = found else { return Ok(None) };
    shop.counted.redirects.add(row.try_get(1)?, 1);
    let target: String = row.try_get(0)?;
    Ok(Some(moved(shop, &target).await?.unwrap_or(target)))
}

/// Where a product or category lives now whose old path this is.
pub(super) async fn moved(shop: &Shop, path: &str) -> Result<Option<String>, DatabaseError> {
    for (room, statement) in [(PRODUCTS, sql::PRODUCT_MOVED), (CATEGORIES, sql::CATEGORY_MOVED)] {
        let Some(slug) = path.strip_prefix(room) else { continue };
        let row = sqlx::query(statement).bind(slug.to_owned()).fetch_optional(shop.database.reader()).await?;
        return Ok(row.map(|row| row.try_get(0)).transpose()?.map(|slug: String| format!("{room}{slug}")));
    }
    Ok(None)
}

/// Which old addresses the manager wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedirectListQuery {
    /// Part of either address; empty for all.
    pub text: String,
    /// Only those that somebody of the shop made.
    pub own: bool,
    /// Only those that were used.
    pub used: bool,
    /// The page.
    pub page: PageNumber,
}

/// A page of old addresses, those that are used most first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, query: &RedirectListQuery) -> Result<RedirectRows, DatabaseError> {
    let mut filter = Filter::new();
    if query.own {
        filter.plain(sql::MADE_BY_STAFF);
    }
    if query.used {
        filter.plain(sql::USED);
    }
    if !query.text.trim().is_empty() {
        filter.text(sql::TEXT_MATCHES, &contains_pattern(&query.text.trim().to_lowercase()));
    }
    let reader = shop.database.reader();
    let count = format!("{}{}", sql::COUNT, filter.clause());
    let total: i64 = filter.bind(sqlx::query(AssertSqlSafe(count))).fetch_one(reader).await?.try_get(0)?;
    let (limit, offset) = (filter.next_placeholder(0), filter.next_placeholder(1));
    let list = format!("{}{}{} LIMIT {limit} OFFSET {offset}", sql::LIST, filter.clause(), sql::LIST_ORDER);
    let rows = filter
        .bind(sqlx::query(AssertSqlSafe(list)))
        .bind(i64::from(PAGE_SIZE))
        .bind(i64::from(query.page.offset(PAGE_SIZE)))
        .fetch_all(reader)
        .await?;
    let pages = total.max(1).saturating_add(i64::from(PAGE_SIZE) - 1) / i64::from(PAGE_SIZE);
    Ok(RedirectRows {
        rows: rows.iter().map(row).collect::<Result<_, _>>()?,
        total,
        page_count: u32::try_from(pages).unwrap_or(u32::MAX),
    })
}

fn row(row: &AnyRow) -> Result<RedirectRow, DatabaseError> {
    Ok(RedirectRow {
        path: row.try_get(0)?,
        target: row.try_get(1)?,
        imported: row.try_get::<&str, _>(2)? == "import",
        hits: row.try_get(3)?,
        last_hit_at: row.try_get::<Option<i64>, _>(4)?.map(Timestamp),
    })
}
