//! Where shoppers find a product: its categories and attributes.

use domain::{
    catalog::{AttributeDefinition, view::OptionView},
    importer::report::FailedRow,
    kernel::ProductId,
};
use sqlx::Row as _;

use super::{Desk, attribute, slug, trace::Trace};
use crate::{
    db::{DatabaseError, Transaction},
    importer::{
        notes::note,
        product::{ImportedAttribute, ImportedProduct},
        sql,
    },
};

/// What a file says of an attribute. No values take it off the product.
pub(super) struct Said<'p> {
    label: &'p str,
    values: &'p [String],
    facet: bool,
    /// What the file knows of the attribute itself.
    definition: Option<&'p AttributeDefinition>,
}

/// What is to be written of attributes. What variants differ in is an attribute too, so that shoppers can look for it. Of a product
/// that is here already, attributes that the file does not name stay.
pub(super) fn said<'p>(product: &'p ImportedProduct, former: &'p [OptionView]) -> Vec<Said<'p>> {
    let now = product.own.as_ref().and_then(|own| own.now.as_ref());
    let gone = |label: &str| {
        let is_named = product.attributes.iter().any(|attribute| attribute.label == label)
            || product.options.iter().any(|option| option.name == label);
        !is_named
    };
    let mut said = Vec::new();
    if now.is_none_or(|now| now.options != product.options) {
        let off = former.iter().filter(|option| gone(&option.name));
        said.extend(off.map(|option| Said { label: &option.name, values: &[], facet: true, definition: None }));
        let options = product.options.iter();
        said.extend(options.map(|option| Said {
            label: &option.name,
            values: &option.values,
            facet: true,
            definition: product.model.definition(&option.name),
        }));
    }
    let is_new =
        |attribute: &&ImportedAttribute| now.is_none_or(|now| now.attributes.iter().all(|known| known != *attribute));
    let attributes = product.attributes.iter().filter(is_new);
    said.extend(attributes.map(|attribute| Said {
        label: &attribute.label,
        values: &attribute.values,
        facet: attribute.facet,
        definition: product.model.definition(&attribute.label),
    }));
    let emptied = now.into_iter().flat_map(|now| &now.attributes).filter(|known| gone(&known.label));
    said.extend(emptied.map(|known| Said { label: &known.label, values: &[], facet: false, definition: None }));
    said
}

/// Gives a product its attributes. Words that an attribute's kind does not allow are told, and what is here of it stays.
pub(super) async fn describe(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    (id, line, is_new): (ProductId, u64, bool),
    said: &[Said<'_>],
    warnings: &mut Vec<FailedRow>,
) -> Result<(), DatabaseError> {
    for Said { label, values, facet, definition } in said {
        let definition = if values.is_empty() {
            attribute::known(transaction, desk, label).await?
        } else {
            Some(attribute::known_or_new(transaction, desk, label, *definition, *facet).await?)
        };
        let Some(definition) = definition else { continue };
        let typed = match attribute::typed(&definition, values) {
            Ok(typed) => typed,
            Err(reason) => {
                warnings.push(note(line, label, &values.join("; "), reason));
                continue;
            }
        };
        if !is_new {
            let clear = sqlx::query(sql::CLEAR_ATTRIBUTE).bind(id.0).bind(definition.key.clone());
            clear.execute(transaction.connection()).await?;
        }
        for (position, value) in (0_i64..).zip(typed) {
            desk.pending.value(vec![
                id.0.into(),
                definition.key.as_str().into(),
                value.value.into(),
                value.label.into(),
                value.colour.into(),
                position.into(),
                value.html.into(),
            ]);
        }
    }
    Ok(())
}

/// Puts a product into its categories.
pub(super) async fn place(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    id: ProductId,
    product: &ImportedProduct,
) -> Result<(), DatabaseError> {
    for (position, path) in (0_i64..).zip(&product.categories) {
        let Some(category) = category(transaction, desk, path).await? else { continue };
        desk.pending.category(vec![id.0.into(), category.into(), position.into()]);
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
