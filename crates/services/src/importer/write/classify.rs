//! Where shoppers find a product: its categories and attributes.

use std::collections::HashSet;

use domain::kernel::ProductId;
use sqlx::{AssertSqlSafe, Row as _};

use super::{Desk, slug};
use crate::{
    db::{DatabaseError, Transaction, with_rows},
    importer::{
        colour::{colour, is_colour_name},
        product::ImportedProduct,
        sql,
    },
};

/// Words that mean something else in the address of a list.
const RESERVED: [&str; 3] = ["q", "sort", "page"];
/// The key of an attribute in addresses has at most so many letters.
const MOST_KEY: usize = 60;
/// So many rows are written by one statement.
const ROWS: usize = 500;

/// Puts a product into its categories and gives it its attributes. What its variants differ in is an attribute too, so that
/// shoppers can look for it.
pub(super) async fn put(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    id: ProductId,
    product: &ImportedProduct,
) -> Result<(), DatabaseError> {
    for (position, path) in (0_i64..).zip(&product.categories) {
        let Some(category) = category(transaction, desk, path).await? else { continue };
        sqlx::query(sql::ADD_TO_CATEGORY)
            .bind(id.0)
            .bind(category)
            .bind(position)
            .execute(transaction.connection())
            .await?;
    }
    let options = product.options.iter().map(|option| (option.name.as_str(), &option.values, true));
    let attributes =
        product.attributes.iter().map(|attribute| (attribute.label.as_str(), &attribute.values, attribute.facet));
    let mut rows = Vec::new();
    for (label, values, facet) in options.chain(attributes) {
        let key = attribute(transaction, desk, label, facet).await?;
        rows.extend((0_i64..).zip(values).map(|(position, value)| Value { key: key.clone(), label, value, position }));
    }
    // Two ways of writing may come down to one word.
    let mut seen = HashSet::new();
    rows.retain(|row| seen.insert((row.key.clone(), slug::value_word(row.value))));
    for rows in rows.chunks(ROWS) {
        values(transaction, id, rows).await?;
    }
    Ok(())
}

/// A value of an attribute.
struct Value<'p> {
    key: String,
    label: &'p str,
    value: &'p String,
    position: i64,
}

async fn values(transaction: &mut Transaction, id: ProductId, rows: &[Value<'_>]) -> Result<(), DatabaseError> {
    let mut query = sqlx::query(AssertSqlSafe(with_rows(sql::ADD_ATTRIBUTE_VALUES, 6, rows.len())));
    for row in rows {
        query = query
            .bind(id.0)
            .bind(row.key.clone())
            .bind(slug::value_word(row.value))
            .bind(row.value.clone())
            .bind(colour(row.value).filter(|_| is_colour_name(row.label)).unwrap_or(""))
            .bind(row.position);
    }
    query.execute(transaction.connection()).await?;
    Ok(())
}

/// The category at the end of a path; what is missing of the path is made.
pub(super) async fn category(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    path: &[String],
) -> Result<Option<i64>, DatabaseError> {
    if let Some(known) = desk.found.categories.get(path) {
        return Ok(Some(*known));
    }
    let mut parent: Option<i64> = None;
    for (index, name) in path.iter().enumerate() {
        let found = sqlx::query(sql::CATEGORY)
            .bind(parent.unwrap_or(0))
            .bind(name.clone())
            .fetch_optional(transaction.connection())
            .await?;
        let id = match found {
            Some(row) => row.try_get(0)?,
            None => {
                let beginning = path.get(..=index).unwrap_or_default();
                add_category(transaction, desk, beginning, parent).await?
            }
        };
        parent = Some(id);
    }
    if let Some(id) = parent {
        desk.found.categories.insert(path.to_vec(), id);
    }
    Ok(parent)
}

async fn add_category(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    path: &[String],
    parent: Option<i64>,
) -> Result<i64, DatabaseError> {
    let id = desk.database.next_id();
    let slug = slug::free_category_slug(transaction, path, id).await?;
    sqlx::query(sql::ADD_CATEGORY)
        .bind(id)
        .bind(parent)
        .bind(slug)
        .bind(path.last().cloned().unwrap_or_default())
        .bind(desk.now.0)
        .execute(transaction.connection())
        .await?;
    Ok(id)
}

/// The key of an attribute, which is made unless it is there.
async fn attribute(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    label: &str,
    facet: bool,
) -> Result<String, DatabaseError> {
    let mut key = slug::value_word(label);
    key.truncate(MOST_KEY);
    if RESERVED.contains(&key.as_str()) {
        key.push_str("-value");
    }
    if desk.found.attributes.insert(key.clone()) {
        sqlx::query(sql::ADD_ATTRIBUTE)
            .bind(key.clone())
            .bind(label.to_owned())
            .bind(if is_colour_name(label) { "colour" } else { "text" })
            .bind(i64::from(facet))
            .execute(transaction.connection())
            .await?;
    }
    Ok(key)
}
