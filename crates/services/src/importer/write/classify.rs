//! Where shoppers find a product: its categories and attributes.

use domain::{catalog::value_word, kernel::ProductId};
use sqlx::Row as _;

use super::{Desk, slug, trace::Trace};
use crate::{
    db::{DatabaseError, Transaction},
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
        desk.pending.category(vec![id.0.into(), category.into(), position.into()]);
    }
    let options = product.options.iter().map(|option| (option.name.as_str(), &option.values, true));
    let attributes =
        product.attributes.iter().map(|attribute| (attribute.label.as_str(), &attribute.values, attribute.facet));
    for (label, values, facet) in options.chain(attributes) {
        let key = attribute(transaction, desk, label, facet).await?;
        let has_colours = is_colour_name(label);
        for (position, value) in (0_i64..).zip(values) {
            let colour = colour(value).filter(|_| has_colours).unwrap_or("");
            let word = value_word(value);
            let (key, value) = (key.as_str(), value.as_str());
            let row = vec![id.0.into(), key.into(), word.into(), value.into(), colour.into(), position.into()];
            desk.pending.value(row);
        }
    }
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
    desk.traces.push(Trace::new("category", id, ""));
    Ok(id)
}

/// The key of an attribute, which is made unless it is there.
async fn attribute(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    label: &str,
    facet: bool,
) -> Result<String, DatabaseError> {
    let mut key = value_word(label);
    key.truncate(MOST_KEY);
    if RESERVED.contains(&key.as_str()) {
        key.push_str("-value");
    }
    if let Some(known) = desk.found.attributes.get(label) {
        return Ok(known.clone());
    }
    // One of this name may have been made here, with a key of its own.
    let known = sqlx::query(sql::ATTRIBUTE_OF_LABEL)
        .bind(key.clone())
        .bind(label.to_owned())
        .fetch_optional(transaction.connection())
        .await?;
    if let Some(row) = known {
        key = row.try_get(0)?;
    } else {
        let added = sqlx::query(sql::ADD_ATTRIBUTE)
            .bind(key.clone())
            .bind(label.to_owned())
            .bind(if is_colour_name(label) { "colour" } else { "text" })
            .bind(i64::from(facet))
            .execute(transaction.connection())
            .await?;
        if added.rows_affected() > 0 {
            desk.traces.push(Trace::new("attribute", &key, ""));
        }
    }
    desk.found.attributes.insert(label.to_owned(), key.clone());
    Ok(key)
}
