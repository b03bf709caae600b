//! Products as rows: one for each variant, and what belongs to the product on the first.

use std::collections::HashMap;

use domain::{
    catalog::{
        AttributeDefinition, AttributeKind, ProductFilter, ProductOrder,
        view::{OptionView, ProductRow, TextField},
    },
    kernel::{Currency, Language, Money, ProductId, Timestamp},
};
use futures::{StreamExt as _, stream};
use sqlx::{Row as _, any::AnyRow};

use super::{Cells, Heading, Sheet, column, layout::Layout, moment, sql};
use crate::{
    Shop,
    catalog::{
        CatalogError, admin,
        row::{currency, json, widths},
    },
    db::{DatabaseError, many, with_list},
};

/// So many products are read at a time.
const CHUNK: usize = 200;
/// A cell of a workbook holds at most 32,767 characters.
const LONGEST_CELL: usize = 32_000;

/// The products that a filter of the admin's list lets pass, in the order of the list. With `for_workbook` no cell is longer than a
/// workbook holds.
///
/// # Errors
/// A database that does not answer.
pub async fn products(
    shop: &Shop,
    filter: &ProductFilter,
    order: ProductOrder,
    for_workbook: bool,
) -> Result<Sheet, CatalogError> {
    let layout = Layout::of(shop, for_workbook).await?;
    let header = layout.header();
    let ids = waiting(shop, filter, order).await?;
    let rows = stream::try_unfold((shop.clone(), layout, ids), |(shop, layout, mut ids)| async move {
        let chunk = next(&mut ids);
        if chunk.is_empty() {
            return Ok::<_, DatabaseError>(None);
        }
        let mut found = of_products(&shop, sql::PRODUCTS_BY_ID, &chunk).await?;
        let places: HashMap<i64, usize> = chunk.iter().copied().zip(0..).collect();
        found.sort_by_key(|row| places.get(&row.try_get::<i64, _>(0).unwrap_or_default()).copied());
        let parts = Parts::of(&shop, found).await?;
        let rows = parts.rows(&shop, &layout)?.into_iter().flat_map(|(_, rows)| rows).collect();
        Ok(Some((rows, (shop, layout, ids))))
    });
    Ok(Sheet { name: "products", header, rows: rows.boxed() })
}

/// The same products as the list shows them: a row each, in these columns. Such a file is for reading; it is not imported again.
///
/// # Errors
/// A database that does not answer.
pub async fn listed(
    shop: &Shop,
    filter: &ProductFilter,
    order: ProductOrder,
    header: Vec<Heading>,
    cells: impl Fn(&ProductRow) -> Cells + Send + Sync + 'static,
) -> Result<Sheet, CatalogError> {
    let ids = waiting(shop, filter, order).await?;
    let rows = stream::try_unfold((shop.clone(), cells, ids), |(shop, cells, mut ids)| async move {
        let chunk: Vec<ProductId> = next(&mut ids).into_iter().map(ProductId).collect();
        if chunk.is_empty() {
            return Ok::<_, DatabaseError>(None);
        }
        let found = admin::rows(&shop, &chunk).await?;
        let rows = found.iter().map(&cells).collect();
        Ok(Some((rows, (shop, cells, ids))))
    });
    Ok(Sheet { name: "product-list", header, rows: rows.boxed() })
}

/// What is to be written, the last first.
async fn waiting(shop: &Shop, filter: &ProductFilter, order: ProductOrder) -> Result<Vec<i64>, CatalogError> {
    let all = admin::all_in(shop, filter, order).await?;
    Ok(all.into_iter().rev().map(|product| product.0).collect())
}

/// The next products in their order.
fn next(waiting: &mut Vec<i64>) -> Vec<i64> {
    let mut chunk = waiting.split_off(waiting.len().saturating_sub(CHUNK));
    chunk.reverse();
    chunk
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

/// Products with what belongs to them, each in its order.
struct Parts {
    products: Vec<AnyRow>,
    variants: HashMap<i64, Vec<AnyRow>>,
    categories: HashMap<i64, Vec<AnyRow>>,
    attributes: HashMap<i64, Vec<AnyRow>>,
    pictures: HashMap<i64, Vec<AnyRow>>,
    texts: HashMap<i64, Vec<AnyRow>>,
    parts: HashMap<i64, Vec<AnyRow>>,
    related: HashMap<i64, Vec<AnyRow>>,
    collections: HashMap<i64, Vec<AnyRow>>,
}

async fn of_products(shop: &Shop, statement: &'static str, ids: &[i64]) -> Result<Vec<AnyRow>, DatabaseError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let statement = with_list(statement, 1, ids.len());
    let query = ids.iter().fold(many(statement), |query, id| query.bind(*id));
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
            texts: grouped(of_products(shop, sql::TEXTS, &ids).await?)?,
            parts: grouped(of_products(shop, sql::PARTS, &ids).await?)?,
            related: grouped(of_products(shop, sql::RELATED, &ids).await?)?,
            collections: grouped(of_products(shop, sql::COLLECTIONS, &ids).await?)?,
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
            cells.extend(model_cells(row, layout)?.map(first));
            variant_cells(&mut cells, layout.options, &options, variant, shop.settings.currency)?;
            cells.extend(parcel_cells(row)?.map(first));
            cells.extend(self.links(id, row)?.map(first));
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
            for (field, language) in &layout.texts {
                let text = if is_first { self.text(id, *field, *language)? } else { String::new() };
                if layout.is_cut(*field) {
                    let (beginning, rest) = cut(&text);
                    cells.extend([beginning.to_owned(), rest.to_owned()]);
                } else {
                    cells.push(text);
                }
            }
            for attribute in &layout.attributes {
                let is_option = options.iter().any(|option| option.name.eq_ignore_ascii_case(&attribute.label));
                let value = if is_first && !is_option { self.attribute(id, attribute)? } else { String::new() };
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

    /// Parts with their discount, what goes with it, and its collections.
    fn links(&self, id: i64, row: &AnyRow) -> Result<[String; 4], DatabaseError> {
        let mut parts = Vec::new();
        for part in self.parts.get(&id).into_iter().flatten() {
            let sku = column::list(std::iter::once(part.try_get::<&str, _>(2)?), &[';', '=']);
            parts.push(format!("{sku}={}", part.try_get::<i64, _>(3)?));
        }
        let discount = row.try_get::<Option<i64>, _>(17)?.map(|points| Money::new(points, Currency::EUR).decimal());
        let slugs = |all: &HashMap<i64, Vec<AnyRow>>| {
            let slugs = all.get(&id).into_iter().flatten().map(|row| row.try_get::<String, _>(2));
            slugs.collect::<Result<Vec<_>, _>>().map(|slugs| slugs.join("; "))
        };
        Ok([parts.join("; "), discount.unwrap_or_default(), slugs(&self.related)?, slugs(&self.collections)?])
    }

    fn text(&self, id: i64, field: TextField, language: Language) -> Result<String, DatabaseError> {
        for row in self.texts.get(&id).into_iter().flatten() {
            if row.try_get::<&str, _>(2)? == language.code() && row.try_get::<&str, _>(3)? == field.key() {
                return Ok(row.try_get(4)?);
            }
        }
        Ok(String::new())
    }

    /// The values in the form in which their kind reads them.
    fn attribute(&self, id: i64, definition: &AttributeDefinition) -> Result<String, DatabaseError> {
        let mut values = Vec::new();
        for row in self.attributes.get(&id).into_iter().flatten() {
            if row.try_get::<&str, _>(2)? != definition.key {
                continue;
            }
            let (label, value): (String, String) = (row.try_get(3)?, row.try_get(4)?);
            let (colour, html): (String, String) = (row.try_get(5)?, row.try_get(6)?);
            match definition.kind {
                AttributeKind::RichText => return Ok(html),
                AttributeKind::Number | AttributeKind::Date | AttributeKind::YesNo => values.push(value),
                AttributeKind::Colour if !colour.is_empty() => values.push(format!("{label} (#{colour})")),
                _ => values.push(label),
            }
        }
        Ok(column::list(values.iter().map(String::as_str), &[';']))
    }
}

/// When it appears, its kind and its type.
fn model_cells(row: &AnyRow, layout: &Layout) -> Result<[String; 3], DatabaseError> {
    let publish_at = row.try_get::<Option<i64>, _>(11)?.map(|at| moment(Timestamp(at))).unwrap_or_default();
    let type_id: Option<i64> = row.try_get(10)?;
    let name = type_id.and_then(|id| layout.types.get(&id)).cloned().unwrap_or_default();
    Ok([publish_at, row.try_get(9)?, name])
}

fn parcel_cells(row: &AnyRow) -> Result<[String; 5], DatabaseError> {
    let side = |column: usize| {
        Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(|side| side.to_string()).unwrap_or_default())
    };
    Ok([side(12)?, side(13)?, side(14)?, row.try_get(15)?, row.try_get(16)?])
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
        cells.extend(std::iter::repeat_n(String::new(), most_options * 2 + 10));
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
    let content: Option<i64> = row.try_get(15)?;
    cells.push(content.map(|amount| amount.to_string()).unwrap_or_default());
    cells.push(text(16)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_letters() {
        let text = "ä".repeat(LONGEST_CELL + 5);
        let (beginning, rest) = cut(&text);
        assert_eq!((beginning.chars().count(), rest.chars().count()), (LONGEST_CELL, 5));
    }
}
