//! Products as rows: one for each variant, and what belongs to the product on the first.

use std::collections::HashMap;

use domain::{
    catalog::{ProductFilter, view::OptionView},
    kernel::{Currency, Money, ProductId},
};
use futures::{StreamExt as _, stream};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{Cells, Heading, Sheet, column, sql};
use crate::{
    Shop,
    catalog::{
        CatalogError, admin,
        row::{currency, json, widths},
    },
    db::{DatabaseError, with_list},
};

/// So many products are read at a time.
const CHUNK: usize = 200;
/// Nobody has more options.
const MOST_OPTIONS: i64 = 10;
/// A cell of a workbook holds at most 32,767 characters.
const LONGEST_CELL: usize = 32_000;

/// The products that a filter of the admin's list lets pass, the newest first. With `for_workbook` no cell is longer than a workbook
/// holds.
///
/// # Errors
/// A database that does not answer.
pub async fn products(shop: &Shop, filter: &ProductFilter, for_workbook: bool) -> Result<Sheet, CatalogError> {
    let layout = Layout::of(shop, for_workbook).await?;
    let header = layout.header();
    let mut ids: Vec<i64> = admin::all(shop, filter).await?.into_iter().map(|product| product.0).collect();
    ids.sort_unstable();
    let rows = stream::try_unfold((shop.clone(), layout, ids), |(shop, layout, mut ids)| async move {
        let rest = ids.len().saturating_sub(CHUNK);
        let mut chunk = ids.split_off(rest);
        if chunk.is_empty() {
            return Ok::<_, DatabaseError>(None);
        }
        chunk.reverse();
        let mut found = of_products(&shop, sql::PRODUCTS_BY_ID, &chunk).await?;
        found.sort_by_key(|row| std::cmp::Reverse(row.try_get::<i64, _>(0).unwrap_or_default()));
        let parts = Parts::of(&shop, found).await?;
        let rows = parts.rows(&shop, &layout)?.into_iter().flat_map(|(_, rows)| rows).collect();
        Ok(Some((rows, (shop, layout, ids))))
    });
    Ok(Sheet { name: "products", header, rows: rows.boxed() })
}

/// The header, and the rows of each of these products as they are now. Products that are not there are left out.
///
/// # Errors
/// A database that does not answer.
pub async fn current(
    shop: &Shop,
    products: &[ProductId],
) -> Result<(Vec<String>, Vec<(ProductId, Vec<Cells>)>), DatabaseError> {
    let layout = Layout::of(shop, false).await?;
    let header = layout.header().into_iter().map(|heading| heading.name).collect();
    let mut all = Vec::with_capacity(products.len());
    for ids in products.chunks(CHUNK) {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let found = of_products(shop, sql::PRODUCTS_BY_ID, &ids).await?;
        all.extend(Parts::of(shop, found).await?.rows(shop, &layout)?);
    }
    Ok((header, all))
}

/// Which columns there are besides the fixed ones.
struct Layout {
    options: usize,
    /// Keys and labels.
    attributes: Vec<(String, String)>,
    /// The path of every category.
    categories: HashMap<i64, Vec<String>>,
    for_workbook: bool,
}

impl Layout {
    async fn of(shop: &Shop, for_workbook: bool) -> Result<Self, DatabaseError> {
        let reader = shop.database.reader();
        let most = sqlx::query(sql::MOST_OPTIONS).fetch_one(reader).await?;
        let most: i64 = most.try_get(0)?;
        // The statement counts characters, and `"name":` has seven.
        let options = usize::try_from((most / 7).clamp(1, MOST_OPTIONS)).unwrap_or(1);
        let attributes = sqlx::query(sql::ATTRIBUTE_NAMES).fetch_all(reader).await?;
        let attributes: Result<Vec<(String, String)>, sqlx::Error> =
            attributes.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect();
        let tree = sqlx::query(sql::CATEGORY_TREE).fetch_all(reader).await?;
        let tree: Result<HashMap<i64, (i64, String)>, sqlx::Error> =
            tree.iter().map(|row| Ok((row.try_get(0)?, (row.try_get(1)?, row.try_get(2)?)))).collect();
        let tree = tree?;
        let categories = tree.keys().map(|id| (*id, path(&tree, *id))).collect();
        Ok(Self { options, attributes: attributes?, categories, for_workbook })
    }

    fn header(&self) -> Vec<Heading> {
        let text = |names: &[&str]| names.iter().map(|name| Heading::text(*name)).collect::<Vec<_>>();
        let mut header = text(&[column::ID, column::HANDLE, column::TITLE, column::FACT, column::DESCRIPTION]);
        if self.for_workbook {
            header.push(Heading::text(column::DESCRIPTION_REST));
        }
        header.extend(text(&[column::BRAND, column::TAGS, column::CATEGORIES, column::PUBLISHED]));
        for number in 1..=self.options {
            header.push(Heading::text(column::option_name(number)));
            header.push(Heading::text(column::option_value(number)));
        }
        header.extend(text(&[column::SKU, column::BARCODE]));
        let numbers = [column::PRICE, column::COMPARE_AT, column::COST, column::QUANTITY, column::WEIGHT];
        header.extend(numbers.map(Heading::number));
        header.extend(text(&[column::TAX_CLASS, column::IMAGES, column::IMAGE_TEXTS, column::VARIANT_IMAGE]));
        header.extend(self.attributes.iter().map(|(_, label)| Heading::text(format!("{}{label}", column::ATTRIBUTE))));
        header
    }
}

/// From the root to the category. A ring of parents, which the schema allows, ends where it closes.
fn path(tree: &HashMap<i64, (i64, String)>, id: i64) -> Vec<String> {
    let mut path = Vec::new();
    let mut next = id;
    while let Some((parent, name)) = tree.get(&next) {
        if path.len() > tree.len() {
            break;
        }
        path.push(name.clone());
        next = *parent;
    }
    path.reverse();
    path
}

/// Products with what belongs to them, each in its order.
struct Parts {
    products: Vec<AnyRow>,
    variants: HashMap<i64, Vec<AnyRow>>,
    categories: HashMap<i64, Vec<AnyRow>>,
    attributes: HashMap<i64, Vec<AnyRow>>,
    pictures: HashMap<i64, Vec<AnyRow>>,
}

async fn of_products(shop: &Shop, statement: &'static str, ids: &[i64]) -> Result<Vec<AnyRow>, DatabaseError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let statement = with_list(statement, 1, ids.len());
    let query = ids.iter().fold(sqlx::query(AssertSqlSafe(statement)), |query, id| query.bind(*id));
    Ok(query.fetch_all(shop.database.reader()).await?)
}

/// Rows by their first column, in the order of their second.
fn grouped(rows: Vec<AnyRow>) -> Result<HashMap<i64, Vec<AnyRow>>, DatabaseError> {
    let mut placed: Vec<(i64, i64, AnyRow)> = Vec::with_capacity(rows.len());
    for row in rows {
        placed.push((row.try_get(0)?, row.try_get(1)?, row));
    }
    placed.sort_by_key(|(owner, position, _)| (*owner, *position));
    let mut groups: HashMap<i64, Vec<AnyRow>> = HashMap::new();
    for (owner, _, row) in placed {
        groups.entry(owner).or_default().push(row);
    }
    Ok(groups)
}

impl Parts {
    async fn of(shop: &Shop, products: Vec<AnyRow>) -> Result<Self, DatabaseError> {
        let ids: Result<Vec<i64>, sqlx::Error> = products.iter().map(|row| row.try_get(0)).collect();
        let ids = ids?;
        Ok(Self {
            products,
            variants: grouped(of_products(shop, sql::VARIANTS, &ids).await?)?,
            categories: grouped(of_products(shop, sql::CATEGORIES, &ids).await?)?,
            attributes: grouped(of_products(shop, sql::ATTRIBUTES, &ids).await?)?,
            pictures: grouped(of_products(shop, sql::PICTURES, &ids).await?)?,
        })
    }

    fn rows(&self, shop: &Shop, layout: &Layout) -> Result<Vec<(ProductId, Vec<Cells>)>, DatabaseError> {
        self.products.iter().map(|product| self.product(shop, layout, product)).collect()
    }

    fn product(&self, shop: &Shop, layout: &Layout, row: &AnyRow) -> Result<(ProductId, Vec<Cells>), DatabaseError> {
        let id: i64 = row.try_get(0)?;
        let text = |column: usize| row.try_get::<String, _>(column).map_err(DatabaseError::from);
        let options: Vec<OptionView> = json("product options", row.try_get(8)?)?;
        let pictures = pictures(&self.pictures, id, &shop.settings.base_url)?;
        let (handle, title) = (text(1)?, text(2)?);
        let mut rows = Vec::new();
        let none = Vec::new();
        let variants = self.variants.get(&id).unwrap_or(&none);
        let variants: Vec<Option<&AnyRow>> =
            if variants.is_empty() { vec![None] } else { variants.iter().map(Some).collect() };
        for (index, variant) in variants.into_iter().enumerate() {
            let is_first = index == 0;
            let first = |value: String| if is_first { value } else { String::new() };
            let mut cells = vec![id.to_string(), handle.clone(), title.clone(), first(text(3)?)];
            let description = text(4)?;
            let (beginning, rest) = if layout.for_workbook { cut(&description) } else { (description.as_str(), "") };
            cells.push(first(beginning.to_owned()));
            if layout.for_workbook {
                cells.push(first(rest.to_owned()));
            }
            let published = row.try_get::<i64, _>(7)? == 1;
            cells.extend([text(5)?, text(6)?, self.categories(id, layout)?].map(first));
            cells.push(first(if published { "yes" } else { "no" }.to_owned()));
            variant_cells(&mut cells, layout.options, &options, variant, shop.settings.currency)?;
            cells.push(first(pictures.iter().map(|picture| picture.address.as_str()).collect::<Vec<_>>().join(" ")));
            let words = pictures.iter().map(|picture| picture.words.as_str());
            cells.push(first(if pictures.iter().all(|picture| picture.words.is_empty()) {
                String::new()
            } else {
                column::list(words, &[';'])
            }));
            let shown: Option<i64> = match variant {
                Some(variant) => variant.try_get(13)?,
                None => None,
            };
            let shown = shown.and_then(|position| pictures.iter().find(|picture| picture.position == position));
            cells.push(shown.map(|picture| picture.address.clone()).unwrap_or_default());
            for (key, label) in &layout.attributes {
                let is_option = options.iter().any(|option| option.name.eq_ignore_ascii_case(label));
                let value = if is_first && !is_option { self.attribute(id, key)? } else { String::new() };
                cells.push(value);
            }
            rows.push(cells);
        }
        Ok((ProductId(id), rows))
    }

    fn categories(&self, id: i64, layout: &Layout) -> Result<String, DatabaseError> {
        let mut paths = Vec::new();
        for row in self.categories.get(&id).into_iter().flatten() {
            let category: i64 = row.try_get(2)?;
            let steps = layout.categories.get(&category).into_iter().flatten();
            let steps = steps.map(|step| column::list(std::iter::once(step.as_str()), &[';', '>']));
            paths.push(steps.collect::<Vec<_>>().join(" > "));
        }
        Ok(paths.join("; "))
    }

    fn attribute(&self, id: i64, key: &str) -> Result<String, DatabaseError> {
        let mut values = Vec::new();
        for row in self.attributes.get(&id).into_iter().flatten() {
            if row.try_get::<&str, _>(2)? == key {
                values.push(row.try_get::<String, _>(3)?);
            }
        }
        Ok(column::list(values.iter().map(String::as_str), &[';']))
    }
}

/// What of a text fits into a cell of a workbook, and the rest.
fn cut(text: &str) -> (&str, &str) {
    let end = text.char_indices().nth(LONGEST_CELL).map_or(text.len(), |(end, _)| end);
    text.split_at_checked(end).unwrap_or((text, ""))
}

struct ProductPicture {
    position: i64,
    address: String,
    words: String,
}

fn pictures(all: &HashMap<i64, Vec<AnyRow>>, id: i64, base: &str) -> Result<Vec<ProductPicture>, DatabaseError> {
    let read = |row: &AnyRow| {
        let (hash, packed): (String, String) = (row.try_get(2)?, row.try_get(3)?);
        let largest = widths(&packed).into_iter().max().unwrap_or_default();
        Ok(ProductPicture {
            position: row.try_get(1)?,
            address: format!("{base}/media/{hash}-{largest}.jpg"),
            words: row.try_get(4)?,
        })
    };
    let pictures: Result<Vec<_>, sqlx::Error> = all.get(&id).into_iter().flatten().map(read).collect();
    Ok(pictures?)
}

fn variant_cells(
    cells: &mut Cells,
    most_options: usize,
    options: &[OptionView],
    variant: Option<&AnyRow>,
    shop_currency: Currency,
) -> Result<(), DatabaseError> {
    let Some(row) = variant else {
        cells.extend(std::iter::repeat_n(String::new(), most_options * 2 + 8));
        return Ok(());
    };
    let choice: Vec<usize> = json("variant choice", row.try_get(4)?)?;
    for place in 0..most_options {
        let option = options.get(place);
        let value = option.zip(choice.get(place)).and_then(|(option, index)| option.values.get(*index));
        cells.push(option.filter(|_| value.is_some()).map(|option| option.name.clone()).unwrap_or_default());
        cells.push(value.map(|value| value.label.clone()).unwrap_or_default());
    }
    let text = |column: usize| row.try_get::<String, _>(column).map_err(DatabaseError::from);
    let code: String = text(8)?;
    let currency = currency(&code).unwrap_or(shop_currency);
    let amount = |column: usize| {
        let minor: Option<i64> = row.try_get(column)?;
        Ok::<_, DatabaseError>(minor.map(|minor| Money::new(minor, currency).decimal()).unwrap_or_default())
    };
    let tracked = row.try_get::<i64, _>(12)? == 1;
    let on_hand: i64 = row.try_get(14)?;
    let grams: i64 = row.try_get(11)?;
    cells.extend([text(3)?, text(10)?, amount(5)?, amount(6)?, amount(7)?]);
    cells.push(if tracked { on_hand.to_string() } else { String::new() });
    cells.push(if grams > 0 { grams.to_string() } else { String::new() });
    cells.push(text(9)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_of_categories_ends() {
        let tree = HashMap::from([(1, (2, "A".to_owned())), (2, (1, "B".to_owned()))]);
        assert!(path(&tree, 1).len() <= 3);
    }

    #[test]
    fn a_long_text_is_cut_between_letters() {
        let text = "ä".repeat(LONGEST_CELL + 5);
        let (beginning, rest) = cut(&text);
        assert_eq!((beginning.chars().count(), rest.chars().count()), (LONGEST_CELL, 5));
    }
}
