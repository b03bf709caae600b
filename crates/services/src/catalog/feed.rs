//! What is for sale, for others who show it: one item for each variant, part by part, so that memory does not grow with the shop.

use std::collections::HashMap;

use domain::{
    catalog::{
        check_barcode, unit_price,
        view::{OptionView, Picture},
    },
    kernel::{Date, Money, ProductId},
};
use futures::{Stream, stream};
use sqlx::{Row as _, any::AnyRow};

use super::{
    html::plain_text,
    row::{currency, json, picture},
    sql,
};
use crate::{
    Shop,
    db::{DatabaseError, many, with_list},
};

/// So many products are read at a time.
const CHUNK: i64 = 200;
/// A feed takes no longer description.
const LONGEST_DESCRIPTION: usize = 5_000;

/// A variant for sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedItem {
    /// The product.
    pub product: ProductId,
    /// How many variants it has.
    pub siblings: usize,
    /// The stock-keeping unit.
    pub sku: String,
    /// The product's name and the variant's.
    pub title: String,
    /// Without HTML.
    pub description: String,
    /// The path of its page.
    pub path: String,
    /// The picture that shows it, then the others.
    pub pictures: Vec<Picture>,
    /// Whether it is there.
    pub in_stock: bool,
    /// The day on which it comes, when it is sold before that.
    pub comes_on: Option<Date>,
    /// What it costs.
    pub price: Money,
    /// What it cost before, when it is reduced.
    pub former: Option<Money>,
    /// Who made it; may be empty.
    pub brand: String,
    /// The number below its bars, when it is one.
    pub gtin: Option<String>,
    /// Its options: names and values.
    pub options: Vec<(String, String)>,
    /// Grams; 0 when nobody said.
    pub weight_grams: i64,
    /// From the root to its category.
    pub categories: Vec<String>,
    /// How much of which unit it holds, where unit prices are told.
    pub content: Option<(i64, String)>,
}

/// All variants for sale, by product.
pub fn items(shop: &Shop) -> impl Stream<Item = Result<Vec<FeedItem>, DatabaseError>> + Send + 'static {
    stream::try_unfold((shop.clone(), i64::MIN), |(shop, last)| async move {
        let reader = shop.database.reader();
        let products = sqlx::query(sql::FEED_PRODUCTS).bind(last).bind(CHUNK).fetch_all(reader).await?;
        let ids: Vec<i64> = products.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        let Some(last) = ids.last().copied() else { return Ok(None) };
        let variants = grouped(&shop, sql::FEED_VARIANTS, &ids).await?;
        let pictures = grouped(&shop, sql::FEED_PICTURES, &ids).await?;
        let mut items = Vec::with_capacity(products.len());
        for (id, product) in ids.iter().zip(&products) {
            let (none, no_pictures) = (Vec::new(), Vec::new());
            let variants = variants.get(id).unwrap_or(&none);
            let pictures = pictures.get(id).unwrap_or(&no_pictures);
            for variant in variants {
                items.push(item(&shop, product, variant, pictures, variants.len())?);
            }
        }
        Ok(Some((items, (shop, last))))
    })
}

/// Rows by their first column, in the order of their second.
async fn grouped(
    shop: &Shop,
    statement: &'static str,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<AnyRow>>, DatabaseError> {
    let statement = with_list(statement, 1, ids.len());
    let query = ids.iter().fold(many(statement), |query, id| query.bind(*id));
    let mut placed: Vec<(i64, AnyRow)> = Vec::new();
    let mut groups: HashMap<i64, Vec<AnyRow>> = HashMap::new();
    for row in query.fetch_all(shop.database.reader()).await? {
        placed.push((row.try_get(1)?, row));
    }
    placed.sort_by_key(|(position, _)| *position);
    for (_, row) in placed {
        groups.entry(row.try_get(0)?).or_default().push(row);
    }
    Ok(groups)
}

fn item(
    shop: &Shop,
    product: &AnyRow,
    variant: &AnyRow,
    pictures: &[AnyRow],
    siblings: usize,
) -> Result<FeedItem, DatabaseError> {
    let id = ProductId(product.try_get(0)?);
    let (slug, title): (String, String) = (product.try_get(1)?, product.try_get(2)?);
    let (fact, html): (String, &str) = (product.try_get(3)?, product.try_get(4)?);
    let sku: String = variant.try_get(2)?;
    let variant_title: String = variant.try_get(3)?;
    let currency = currency(variant.try_get(6)?)?;
    let price = Money::new(variant.try_get(4)?, currency);
    let former = variant.try_get::<Option<i64>, _>(5)?.filter(|former| *former > price.minor);
    let barcode: String = variant.try_get(7)?;
    let tracked = variant.try_get::<i64, _>(9)? == 1;
    let content: Option<i64> = variant.try_get(10)?;
    let content_unit: String = variant.try_get(11)?;
    let shown: Option<i64> = variant.try_get(12)?;
    let (on_shelf, available): (i64, i64) = (variant.try_get(13)?, variant.try_get(15)?);
    let comes_on = variant.try_get::<Option<i64>, _>(16)?.map(Date::from_days);
    let comes_on = comes_on.filter(|day| available > 0 && *day >= shop.clock.now().date());
    let mut all = Vec::with_capacity(pictures.len());
    for row in pictures {
        let is_own = shown == Some(row.try_get(1)?);
        let picture = picture(row, 2, String::new())?;
        if is_own { all.insert(0, picture) } else { all.push(picture) }
    }
    let text = plain_text(html);
    let text = if text.trim().is_empty() { fact } else { text };
    Ok(FeedItem {
        product: id,
        siblings,
        path: format!("/products/{slug}?variant={}", in_query(&sku)),
        title: if variant_title.is_empty() { title } else { format!("{title} – {variant_title}") },
        description: text.trim().chars().take(LONGEST_DESCRIPTION).collect(),
        pictures: all,
        in_stock: !tracked || on_shelf > 0,
        comes_on,
        price,
        former: former.map(|former| Money::new(former, currency)),
        brand: product.try_get(5)?,
        gtin: Some(barcode).filter(|barcode| check_barcode(barcode).is_ok()),
        options: options(product.try_get(6)?, variant.try_get(14)?)?,
        weight_grams: variant.try_get(8)?,
        categories: way(shop, id),
        content: content
            .filter(|amount| unit_price(price, *amount, &content_unit).is_some())
            .map(|amount| (amount, content_unit)),
        sku,
    })
}

fn options(options: &str, choice: &str) -> Result<Vec<(String, String)>, DatabaseError> {
    let options: Vec<OptionView> = json("product options", options)?;
    let choice: Vec<usize> = json("variant choice", choice)?;
    let chosen = options.into_iter().zip(choice).filter_map(|(mut option, index)| {
        let value = (index < option.values.len()).then(|| option.values.swap_remove(index))?;
        Some((option.name, value.label))
    });
    Ok(chosen.collect())
}

fn way(shop: &Shop, product: ProductId) -> Vec<String> {
    let index = shop.shelf.index();
    let category = index.entry(product).and_then(|entry| entry.categories.first().copied());
    let way = category.map(|category| index.tree.path(category)).unwrap_or_default();
    way.into_iter().map(|category| category.name.clone()).collect()
}

/// A text as the query of an address carries it.
fn in_query(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut query, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            query.push(char::from(byte));
        } else {
            query.push_str(&format!("%{byte:02X}"));
        }
        query
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stock_keeping_unit_is_written_as_an_address_carries_it() {
        assert_eq!(in_query("MUG 1/ä&x=1"), "MUG%201%2F%C3%A4%26x%3D1");
    }
}
