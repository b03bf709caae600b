//! The product list and the form as the manager reads them.

use domain::{
    catalog::view::{Picture, ProductForm, ProductRow, ProductRows, VariantForm},
    kernel::{Money, PageNumber, ProductId, Slug, Timestamp, VariantId},
};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::sql;
use crate::{
    Shop,
    catalog::{
        CatalogError,
        row::{currency, packed_picture, picture},
        sql as shopper_sql,
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
    /// The page.
    pub page: PageNumber,
}

impl ProductListQuery {
    fn filter(&self, low_stock: i64) -> Filter {
        let mut filter = Filter::new();
        if let Some(published) = self.published {
            filter.integer(sql::PUBLISHED_IS, i64::from(published));
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
        brand: row.try_get(4)?,
        variants: row.try_get(5)?,
        available: row.try_get(6)?,
        price,
        picture: row.try_get::<Option<&str>, _>(9)?.and_then(packed_picture),
    })
}

/// A product as the form edits it.
///
/// # Errors
/// A product that does not exist; a database that does not answer.
pub async fn form(shop: &Shop, id: ProductId) -> Result<ProductForm, CatalogError> {
    let reader = shop.database.reader();
    let product = sqlx::query(sql::PRODUCT).bind(id.0).fetch_optional(reader).await?.ok_or(CatalogError::NotFound)?;
    let variants = sqlx::query(sql::VARIANTS).bind(id.0).fetch_all(reader).await?;
    let pictures = sqlx::query(shopper_sql::PICTURES).bind(id.0).fetch_all(reader).await?;
    let slug: &str = product.try_get(3)?;
    Ok(ProductForm {
        id,
        version: product.try_get(1)?,
        title: product.try_get(2)?,
        slug: Slug::parse(slug).map_err(|_| DatabaseError::Corrupt { what: "slug", value: slug.to_owned() })?,
        description_html: product.try_get(4)?,
        brand: product.try_get(5)?,
        published: product.try_get::<i64, _>(6)? == 1,
        pictures: pictures.iter().map(form_picture).collect::<Result<_, _>>()?,
        variants: variants.iter().map(variant).collect::<Result<_, _>>()?,
        updated_at: Timestamp(product.try_get(7)?),
    })
}

fn form_picture(row: &AnyRow) -> Result<Picture, DatabaseError> {
    picture(row, 0, row.try_get(6)?)
}

fn variant(row: &AnyRow) -> Result<VariantForm, DatabaseError> {
    let currency = currency(row.try_get(5)?)?;
    let on_hand = row.try_get(6)?;
    Ok(VariantForm {
        id: VariantId(row.try_get(0)?),
        title: row.try_get(1)?,
        sku: row.try_get(2)?,
        price: Money::new(row.try_get(3)?, currency),
        compare_at: row.try_get::<Option<i64>, _>(4)?.map(|minor| Money::new(minor, currency)),
        on_hand,
        seen_on_hand: on_hand,
        reserved: row.try_get(7)?,
    })
}
