//! Where shoppers find a product: its categories and attributes.

use domain::kernel::ProductId;
use sqlx::Row as _;

use super::{Desk, slug};
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
    desk: &Desk<'_>,
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
    for (label, values, facet) in options.chain(attributes) {
        attribute(transaction, id, label, values, facet).await?;
    }
    Ok(())
}

/// The category at the end of a path; what is missing of the path is made.
pub(super) async fn category(
    transaction: &mut Transaction,
    desk: &Desk<'_>,
    path: &[String],
) -> Result<Option<i64>, DatabaseError> {
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
    Ok(parent)
}

async fn add_category(
    transaction: &mut Transaction,
    desk: &Desk<'_>,
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

async fn attribute(
    transaction: &mut Transaction,
    id: ProductId,
    label: &str,
    values: &[String],
    facet: bool,
) -> Result<(), DatabaseError> {
    let mut key = slug::value_word(label);
    key.truncate(MOST_KEY);
    if RESERVED.contains(&key.as_str()) {
        key.push_str("-value");
    }
    let has_colours = is_colour_name(label);
    sqlx::query(sql::ADD_ATTRIBUTE)
        .bind(key.clone())
        .bind(label.to_owned())
        .bind(if has_colours { "colour" } else { "text" })
        .bind(i64::from(facet))
        .execute(transaction.connection())
        .await?;
    for (position, value) in (0_i64..).zip(values) {
        sqlx::query(sql::ADD_ATTRIBUTE_VALUE)
            .bind(id.0)
            .bind(key.clone())
            .bind(slug::value_word(value))
            .bind(value.clone())
            .bind(colour(value).filter(|_| has_colours).unwrap_or(""))
            .bind(position)
            .execute(transaction.connection())
            .await?;
    }
    Ok(())
}
