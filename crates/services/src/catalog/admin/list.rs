//! The product list as the manager reads it.

use std::collections::{HashMap, HashSet};

use domain::{
    catalog::{
        ProductFilter, ProductOrder,
        register::Turn,
        view::{FilterChoices, ProductRow, ProductRows},
    },
    kernel::{CategoryId, Money, ProductId, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use super::{form, goods, sql};
use crate::{
    Shop,
    catalog::{
        CatalogError,
        register::{Bounds, Index, Stretch},
        row::{currency, packed_picture},
    },
    db::{DatabaseError, many, with_list},
};

/// So many products stand on a page.
pub const PAGE_SIZE: usize = 50;
/// So many brands and tags are offered.
const MOST_WORDS: usize = 300;

/// Which products the manager wants to see, in which order, from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductListQuery {
    /// Which.
    pub filter: ProductFilter,
    /// In which order.
    pub order: ProductOrder,
    /// From where on.
    pub turn: Turn,
}

impl ProductListQuery {
    /// The newest that a filter lets pass.
    #[must_use]
    pub fn of(filter: ProductFilter) -> Self {
        Self { filter, ..Self::default() }
    }
}

/// A page of the product list.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop, query: &ProductListQuery) -> Result<ProductRows, CatalogError> {
    let bounds = bounds(shop, &query.filter);
    let question = |index: &Index| index.stretch(&query.filter, &bounds, query.order, &query.turn, PAGE_SIZE);
    let stretch = shop.shelf.register().ask(&shop.database, question).await?;
    let rows = rows(shop, &stretch.products).await?;
    let Stretch { total, before, ends, products } = stretch;
    let has_next = before.saturating_add(products.len()) < total;
    let (first, last) = ends.unzip();
    Ok(ProductRows {
        rows,
        total: i64::try_from(total).unwrap_or(i64::MAX),
        before: i64::try_from(before).unwrap_or(i64::MAX),
        previous: first.filter(|_| before > 0),
        next: last.filter(|_| has_next),
    })
}

/// Every product that a filter lets pass, oldest first.
///
/// # Errors
/// A database that does not answer.
pub async fn all(shop: &Shop, filter: &ProductFilter) -> Result<Vec<ProductId>, CatalogError> {
    let bounds = bounds(shop, filter);
    Ok(shop.shelf.register().ask(&shop.database, |index| index.all(filter, &bounds)).await?)
}

/// How many products a filter lets pass.
///
/// # Errors
/// A database that does not answer.
pub async fn count(shop: &Shop, filter: &ProductFilter) -> Result<i64, DatabaseError> {
    let bounds = bounds(shop, filter);
    let question = |index: &Index| index.stretch(filter, &bounds, ProductOrder::default(), &Turn::First, 0).total;
    let total = shop.shelf.register().ask(&shop.database, question).await?;
    Ok(i64::try_from(total).unwrap_or(i64::MAX))
}

/// Every product that a filter lets pass, in an order.
///
/// # Errors
/// A database that does not answer.
pub async fn all_in(shop: &Shop, filter: &ProductFilter, order: ProductOrder) -> Result<Vec<ProductId>, CatalogError> {
    let bounds = bounds(shop, filter);
    let question = |index: &Index| index.stretch(filter, &bounds, order, &Turn::First, usize::MAX);
    Ok(shop.shelf.register().ask(&shop.database, question).await?.products)
}

/// What the filters offer.
///
/// # Errors
/// A database that does not answer.
pub async fn filter_choices(shop: &Shop) -> Result<FilterChoices, CatalogError> {
    let words = shop.shelf.register().ask(&shop.database, Index::words_in_use).await?;
    Ok(FilterChoices {
        categories: form::category_paths(shop).await?,
        brands: commonest(&words.brands),
        tags: commonest(&words.tags),
        languages: shop.settings.languages.clone(),
    })
}

/// The words that most products have, in the order of the alphabet.
fn commonest(words: &[(String, u32)]) -> Vec<(String, u32)> {
    let mut words = words.to_vec();
    if words.len() > MOST_WORDS {
        words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        words.truncate(MOST_WORDS);
        words.sort_by_key(|(word, _)| word.to_lowercase());
    }
    words
}

fn bounds(shop: &Shop, filter: &ProductFilter) -> Bounds {
    let amount = |text: &str| Money::parse_decimal(text, shop.settings.currency).ok().map(|money| money.minor);
    Bounds {
        categories: filter.category.map(|category| below(shop, category)),
        price_from: amount(&filter.price_from),
        price_to: amount(&filter.price_to),
        low_stock: shop.settings.low_stock,
    }
}

/// A category and everything below it.
fn below(shop: &Shop, category: CategoryId) -> HashSet<i64> {
    let index = shop.shelf.index();
    let inside = index.tree.all().iter().map(|known| known.id);
    let inside = inside.filter(|id| index.tree.path(*id).iter().any(|above| above.id == category));
    inside.chain([category]).map(|id| id.0).collect()
}

/// What is shown of these products, in their order. One that was deleted a moment ago is left out.
pub(crate) async fn rows(shop: &Shop, products: &[ProductId]) -> Result<Vec<ProductRow>, DatabaseError> {
    if products.is_empty() {
        return Ok(Vec::new());
    }
    let statement = with_list(sql::LIST, 1, products.len());
    let query = products.iter().fold(many(statement), |query, id| query.bind(id.0));
    let found = query.fetch_all(shop.database.reader()).await?;
    let found = found.iter().map(|found| row(found).map(|row| (row.id, row)));
    let mut found: HashMap<ProductId, ProductRow> = found.collect::<Result<_, _>>()?;
    Ok(products.iter().filter_map(|id| found.remove(id)).collect())
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
        kind: goods::kind(row.try_get(15)?)?,
        brand: row.try_get(4)?,
        variants: row.try_get(5)?,
        available: row.try_get(6)?,
        price,
        picture: row.try_get::<Option<&str>, _>(9)?.and_then(packed_picture),
        tags: row.try_get(10)?,
        category: row.try_get::<Option<String>, _>(11)?.unwrap_or_default(),
        sku: row.try_get::<Option<String>, _>(12)?.unwrap_or_default(),
        completeness: row.try_get(13)?,
        updated_at: Timestamp(row.try_get(14)?),
    })
}
