//! The library as the manager looks at it.

use domain::{
    catalog::view::Picture,
    kernel::{CategoryId, ImageId, ProductId, Timestamp},
    media::{
        Focus,
        view::{ImageDetail, ImageRow, ImageRows, ImageTab, ImageUse},
    },
};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{MediaError, sql};
use crate::{
    Shop,
    catalog::row::widths,
    db::{DatabaseError, Filter, contains_pattern},
};

/// So many images at a time.
const STRETCH: i64 = 48;

/// Which images the manager wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageListQuery {
    /// Which of them.
    pub tab: ImageTab,
    /// Part of a file's name, of the words, or of the name of a product that shows it; empty for all.
    pub text: String,
    /// Only older ones than this.
    pub before: Option<ImageId>,
}

impl ImageListQuery {
    fn filter(&self) -> Filter {
        let mut filter = Filter::new();
        filter.plain(if self.tab == ImageTab::Removed { sql::REMOVED } else { sql::PRESENT });
        match self.tab {
            ImageTab::All | ImageTab::Removed => {}
            ImageTab::Unused => filter.plain(sql::UNUSED),
            ImageTab::WithoutWords => filter.plain(sql::WITHOUT_WORDS),
        }
        if !self.text.trim().is_empty() {
            filter.text(sql::TEXT_MATCHES, &contains_pattern(&self.text.trim().to_lowercase()));
        }
        filter
    }
}

/// A stretch of the library, newest first.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, query: &ImageListQuery) -> Result<ImageRows, MediaError> {
    let reader = shop.database.reader();
    let mut filter = query.filter();
    let count = format!("{}{}", sql::COUNT, filter.clause());
    let total: i64 = filter.bind(sqlx::query(AssertSqlSafe(count))).fetch_one(reader).await?.try_get(0)?;
    if let Some(before) = query.before {
        filter.integer(sql::BEFORE, before.0);
    }
    let mut rows = select(shop, &filter, STRETCH.saturating_add(1)).await?;
    let goes_on = rows.len() > usize::try_from(STRETCH).unwrap_or(usize::MAX);
    if goes_on {
        rows.pop();
    }
    let next = rows.last().filter(|_| goes_on).map(|row| row.picture.id);
    Ok(ImageRows { rows, total, next })
}

/// An image with everything that is known about it.
///
/// # Errors
/// [`MediaError::NotFound`], or a database that does not answer.
pub async fn detail(shop: &Shop, id: ImageId) -> Result<ImageDetail, MediaError> {
    let reader = shop.database.reader();
    let mut filter = Filter::new();
    filter.integer(sql::THIS, id.0);
    let row = select(shop, &filter, 1).await?.pop().ok_or(MediaError::NotFound)?;
    let standing = sqlx::query(sql::STANDING).bind(id.0).fetch_one(reader).await?;
    let products = sqlx::query(sql::PRODUCTS).bind(id.0).fetch_all(reader).await?;
    let categories = sqlx::query(sql::CATEGORIES).bind(id.0).fetch_all(reader).await?;
    let mut uses = products.iter().map(product_use).collect::<Result<Vec<_>, _>>()?;
    for row in &categories {
        uses.push(category_use(row)?);
    }
    Ok(ImageDetail {
        row,
        uses,
        order_lines: standing.try_get(0)?,
        removed_at: standing.try_get::<Option<i64>, _>(1)?.map(Timestamp),
    })
}

async fn select(shop: &Shop, filter: &Filter, most: i64) -> Result<Vec<ImageRow>, MediaError> {
    let limit = filter.next_placeholder(0);
    let statement = format!("{}{}{}{limit}", sql::LIST, filter.clause(), sql::LIST_ORDER);
    let query = filter.bind(sqlx::query(AssertSqlSafe(statement))).bind(most);
    let rows = query.fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(image).collect::<Result<_, _>>()?)
}

fn image(row: &AnyRow) -> Result<ImageRow, DatabaseError> {
    let pixels = |column: usize| Ok::<_, sqlx::Error>(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(0));
    let packed: &str = row.try_get(4)?;
    Ok(ImageRow {
        picture: Picture {
            id: ImageId(row.try_get(0)?),
            hash: row.try_get(1)?,
            width: pixels(2)?,
            height: pixels(3)?,
            widths: widths(packed),
            placeholder: row.try_get(5)?,
            alternative_text: row.try_get(6)?,
            focus: Focus::parse(row.try_get(12)?),
        },
        name: row.try_get(7)?,
        format: row.try_get(8)?,
        bytes: row.try_get(9)?,
        created_at: Timestamp(row.try_get(10)?),
        uses: row.try_get(11)?,
    })
}

fn product_use(row: &AnyRow) -> Result<ImageUse, DatabaseError> {
    Ok(ImageUse::Product { id: ProductId(row.try_get(0)?), title: row.try_get(1)?, alternative_text: row.try_get(2)? })
}

fn category_use(row: &AnyRow) -> Result<ImageUse, DatabaseError> {
    Ok(ImageUse::Category { id: CategoryId(row.try_get(0)?), name: row.try_get(1)?, slug: row.try_get(2)? })
}
