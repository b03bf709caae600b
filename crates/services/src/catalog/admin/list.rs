//! The product list as the manager reads it.

use domain::{
    catalog::view::{ProductRow, ProductRows},
    kernel::{Money, PageNumber, ProductId},
};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{goods, sql};
use crate::{
    Shop,
    catalog::{
        CatalogError,
        row::{currency, packed_picture},
    },
    db::{DatabaseError, Filter, contains_pattern},
};

const PAGE_SIZE: u32 = 25;

/// Which products the manager wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductListQuery {
    /// Part of a name, brand, address, SKU or barcode; empty for all.
    pub text: String,
    /// Only what shoppers see, or only what they do not.
    pub published: Option<bool>,
    /// Only products of which a variant is low on stock.
    pub low_stock: bool,
    /// Only products that are less complete than this.
    pub completeness_below: Option<i64>,
    /// The page.
    pub page: PageNumber,
}

impl ProductListQuery {
    fn filter(&self, low_stock: i64) -> Filter {
        let mut filter = Filter::new();
        if let Some(published) = self.published {
            filter.integer(sql::PUBLISHED_IS, i64::from(published));
        }
        if let Some(score) = self.completeness_below {
            filter.integer(sql::COMPLETENESS_BELOW, score);
        }
        if self.low_stock {
            filter.integer(sql::LOW_ON_STOCK, low_stock);
        }
        if !self.text.trim().is_empty() {
            filter.text(sql::TEXT_MATCHES, &contains_pattern(&self.text.trim().to_lowercase()));
        }
        filter
    }
}

/// A page of the product list, newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, query: &ProductListQuery) -> Result<ProductRows, CatalogError> {
    let reader = shop.database.reader();
    let filter = query.filter(shop.settings.low_stock);
    let count = format!("{}{}", sql::COUNT, filter.clause());
    let total: i64 = filter.bind(sqlx::query(AssertSqlSafe(count))).fetch_one(reader).await?.try_get(0)?;
    let statement = format!(
        "{}{}{} LIMIT {} OFFSET {}",
        sql::LIST,
        filter.clause(),
        sql::LIST_ORDER,
        filter.next_placeholder(0),
        filter.next_placeholder(1)
    );
    let rows = filter
        .bind(sqlx::query(AssertSqlSafe(statement)))
        .bind(i64::from(PAGE_SIZE))
        .bind(i64::from(query.page.offset(PAGE_SIZE)))
        .fetch_all(reader)
        .await?;
    let pages = total.max(1).saturating_add(i64::from(PAGE_SIZE) - 1) / i64::from(PAGE_SIZE);
    Ok(ProductRows {
        rows: rows.iter().map(row).collect::<Result<_, _>>()?,
        total,
        page_count: u32::try_from(pages).unwrap_or(u32::MAX),
    })
}

fn row(row: &AnyRow) -> Result<ProductRow, DatabaseError> {
    let price: Option<i64> = row.try_get(7)?;
    let code: Option<&str> = row.try_get(8)?;
    let price = match price.zip(code) {
        Some((minor, code)) => Some(Money::new(minor, currency(code)?)),
        None => None,
    };
    Ok(ProductRow {
        id: ProductId(row.try_get(0)?),
        title: row.try_get(1)?,
        slug: row.try_get(2)?,
        published: row.try_get::<i64, _>(3)? == 1,
        kind: goods::kind(row.try_get(10)?)?,
        brand: row.try_get(4)?,
        variants: row.try_get(5)?,
        available: row.try_get(6)?,
        price,
        picture: row.try_get::<Option<&str>, _>(9)?.and_then(packed_picture),
    })
}
