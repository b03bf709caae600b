//! Writes an attribute as somebody wants it, and brings along what products have of it.

use domain::{
    catalog::{AttributeChoice, AttributeEdit, AttributeKind, value_word, view::AttributeSheet},
    kernel::{ProductId, ProductTypeId},
};
use sqlx::Row as _;

use super::{
    super::{
        ModelError,
        change::{Desk, index_anew},
    },
    sql,
};
use crate::db::{Database, DatabaseError, Transaction};

/// What products have of attributes with choices can be chosen for others from now on.
///
/// # Errors
/// A database that failed.
pub async fn adopt_choices(database: &Database) -> Result<(), DatabaseError> {
    database
        .write(|transaction| {
            Box::pin(async move {
                sqlx::query(sql::ADOPT_CHOICES).execute(transaction.connection()).await?;
                Ok(())
            })
        })
        .await
}

/// Words that mean something else in the address of a list.
const RESERVED: [&str; 6] = ["q", "sort", "page", "price", "availability", "brand"];
/// The key of an attribute in addresses has at most so many letters.
const MOST_KEY: usize = 60;

/// What was there before.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// Nothing: the attribute is new.
    Nothing,
    /// This one.
    Attribute(Box<AttributeSheet>),
}

/// What became of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    /// The attribute's key.
    pub key: String,
    /// Products on whose pages other words stand now.
    pub products: Vec<ProductId>,
    /// Whether all products that have it say something else now.
    pub reworded: bool,
}

/// Writes the attribute, its choices and its place in the type.
pub(super) async fn put(
    transaction: &mut Transaction,
    desk: &Desk,
    type_id: ProductTypeId,
    known: Known,
    edit: &AttributeEdit,
) -> Result<Written, ModelError> {
    let mut written = Written::default();
    match &known {
        Known::Nothing => written.key = add(transaction, type_id, edit).await?,
        Known::Attribute(sheet) => {
            written.key.clone_from(&sheet.attribute.definition.key);
            update(transaction, type_id, sheet, edit).await?;
            written.reworded = reword_numbers(transaction, sheet, edit).await?;
        }
    }
    if edit.kind.has_choices() {
        written.products = put_choices(transaction, &written.key, &known, edit).await?;
        index_anew(transaction, desk, &written.products).await?;
    }
    sqlx::query(sql::SCORE_HOLDERS_AGAIN).bind(written.key.clone()).execute(transaction.connection()).await?;
    Ok(written)
}

async fn add(
    transaction: &mut Transaction,
    type_id: ProductTypeId,
    edit: &AttributeEdit,
) -> Result<String, ModelError> {
    let label = edit.label.trim().to_owned();
    let mut key = value_word(&label);
    key.truncate(MOST_KEY);
    if RESERVED.contains(&key.as_str()) {
        key.push_str("-value");
    }
    let known = sqlx::query(sql::KNOWN).bind(key.clone()).bind(label.clone());
    if known.fetch_optional(transaction.connection()).await?.is_some() {
        let words = "The shop has an attribute of this name. Choose it from the list of those that are there.";
        return Err(ModelError::field("label", words));
    }
    sqlx::query(sql::ADD)
        .bind(key.clone())
        .bind(label)
        .bind(edit.kind.key())
        .bind(unit(edit))
        .bind(decimals(edit))
        .bind(i64::from(edit.facet && edit.kind.can_be_facet()))
        .execute(transaction.connection())
        .await?;
    let attach = sqlx::query(sql::ATTACH)
        .bind(type_id.0)
        .bind(key.clone())
        .bind(edit.heading.trim().to_owned())
        .bind(i64::from(edit.required));
    if attach.execute(transaction.connection()).await?.rows_affected() == 0 {
        return Err(ModelError::NotFound);
    }
    Ok(key)
}

async fn update(
    transaction: &mut Transaction,
    type_id: ProductTypeId,
    sheet: &AttributeSheet,
    edit: &AttributeEdit,
) -> Result<(), ModelError> {
    let before = &sheet.attribute.definition;
    if sheet.products > 0 && !before.kind.can_become(edit.kind) {
        let (from, to) = (before.kind.label(), edit.kind.label());
        let words = format!("{} products have values that “{from}” reads and “{to}” does not.", sheet.products);
        return Err(ModelError::field("kind", words));
    }
    sqlx::query(sql::UPDATE)
        .bind(before.key.clone())
        .bind(edit.label.trim().to_owned())
        .bind(edit.kind.key())
        .bind(unit(edit))
        .bind(decimals(edit))
        .bind(i64::from(edit.facet && edit.kind.can_be_facet()))
        .execute(transaction.connection())
        .await?;
    sqlx::query(sql::UPDATE_PLACE)
        .bind(type_id.0)
        .bind(before.key.clone())
        .bind(edit.heading.trim().to_owned())
        .bind(i64::from(edit.required))
        .execute(transaction.connection())
        .await?;
    Ok(())
}

fn unit(edit: &AttributeEdit) -> String {
    if edit.kind == AttributeKind::Number { edit.unit.trim().to_owned() } else { String::new() }
}

fn decimals(edit: &AttributeEdit) -> i64 {
    if edit.kind == AttributeKind::Number { i64::from(edit.decimals) } else { 0 }
}

/// Numbers in another unit are said in it. What they count is not reckoned anew: the manager corrects a unit, not a size.
async fn reword_numbers(
    transaction: &mut Transaction,
    sheet: &AttributeSheet,
    edit: &AttributeEdit,
) -> Result<bool, DatabaseError> {
    let before = &sheet.attribute.definition;
    if edit.kind != AttributeKind::Number || before.unit == edit.unit.trim() || sheet.products == 0 {
        return Ok(false);
    }
    let reword = sqlx::query(sql::REWORD_NUMBERS).bind(before.key.clone()).bind(unit(edit));
    reword.execute(transaction.connection()).await?;
    Ok(true)
}

/// Writes the choices in their order and gives the products that have one in other words.
async fn put_choices(
    transaction: &mut Transaction,
    key: &str,
    known: &Known,
    edit: &AttributeEdit,
) -> Result<Vec<ProductId>, ModelError> {
    let before = match known {
        Known::Nothing => &[][..],
        Known::Attribute(sheet) => &sheet.attribute.definition.choices[..],
    };
    let choices = with_words(&edit.choices);
    for gone in before.iter().filter(|old| choices.iter().all(|choice| choice.value != old.value)) {
        let held = sqlx::query(sql::VALUE_HOLDERS).bind(key.to_owned()).bind(gone.value.clone());
        let held: i64 = held.fetch_one(transaction.connection()).await?.try_get(0)?;
        if held > 0 {
            let products = if held == 1 { "1 product has it".to_owned() } else { format!("{held} products have it") };
            let words = format!("“{}” cannot go: {products}. Take it off there first.", gone.label);
            return Err(ModelError::field("choices", words));
        }
    }
    sqlx::query(sql::CLEAR_CHOICES).bind(key.to_owned()).execute(transaction.connection()).await?;
    let mut products = Vec::new();
    for (position, choice) in (0_i64..).zip(&choices) {
        sqlx::query(sql::ADD_CHOICE)
            .bind(key.to_owned())
            .bind(choice.value.clone())
            .bind(choice.label.clone())
            .bind(choice.colour.clone())
            .bind(position)
            .execute(transaction.connection())
            .await?;
        products.extend(reword(transaction, key, choice).await?);
    }
    // What products have of a text that becomes a choice, or what came with an import, can be chosen, too.
    sqlx::query(sql::ADOPT_CHOICES).execute(transaction.connection()).await?;
    products.sort_unstable();
    products.dedup();
    Ok(products)
}

async fn reword(
    transaction: &mut Transaction,
    key: &str,
    choice: &AttributeChoice,
) -> Result<Vec<ProductId>, DatabaseError> {
    let bound = |statement: &'static str| {
        let query = sqlx::query(statement).bind(key.to_owned()).bind(choice.value.clone());
        query.bind(choice.label.clone()).bind(choice.colour.clone())
    };
    let others = bound(sql::HAVE_OTHER_WORDS).fetch_all(transaction.connection()).await?;
    if !others.is_empty() {
        bound(sql::REWORD).execute(transaction.connection()).await?;
    }
    Ok(others.iter().map(|row| row.try_get(0).map(ProductId)).collect::<Result<_, _>>()?)
}

/// Every choice with its word in addresses: a renamed one keeps its own, a new one gets one that no other has.
fn with_words(choices: &[AttributeChoice]) -> Vec<AttributeChoice> {
    let mut given: Vec<AttributeChoice> = Vec::new();
    for choice in choices {
        let label = choice.label.trim().to_owned();
        let mut value = if choice.value.is_empty() { value_word(&label) } else { choice.value.clone() };
        while given.iter().any(|other| other.value == value) {
            value.push_str("-2");
        }
        given.push(AttributeChoice { value, label, colour: choice.colour.to_lowercase() });
    }
    given
}
