//! The attributes in a product's form: read with what can be chosen, checked, and written.

use std::collections::HashMap;

use domain::{
    catalog::{
        AttributeChoice, AttributeDefinition, AttributeField, AttributeKind, AttributeValue, read_attribute,
        write_attribute,
    },
    kernel::{ProductId, ProductTypeId},
};
use sqlx::{AnyPool, Row as _, any::AnyRow};

use super::sql;
use crate::{
    catalog::html,
    db::{DatabaseError, Transaction},
};

/// The attributes of a product of this type, by heading, and then those that it has besides.
pub(in crate::catalog::admin) async fn read(
    reader: &AnyPool,
    product: ProductId,
    product_type: Option<ProductTypeId>,
) -> Result<Vec<AttributeField>, DatabaseError> {
    let type_id = product_type.map_or(0, |id| id.0);
    let rows = sqlx::query(sql::FIELDS).bind(product.0).bind(type_id).fetch_all(reader).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: HashMap<String, Vec<AttributeValue>> = HashMap::new();
    for row in sqlx::query(sql::VALUES).bind(product.0).fetch_all(reader).await? {
        values.entry(row.try_get(0)?).or_default().push(value(&row)?);
    }
    let mut choices: HashMap<String, Vec<AttributeChoice>> = HashMap::new();
    for row in sqlx::query(sql::CHOICES).bind(product.0).bind(type_id).fetch_all(reader).await? {
        choices.entry(row.try_get(0)?).or_default().push(choice(&row, 1)?);
    }
    let mut fields = Vec::new();
    for row in &rows {
        let mut definition = definition(row)?;
        let values = values.remove(&definition.key).unwrap_or_default();
        definition.choices = choices.remove(&definition.key).unwrap_or_default();
        add_own_choices(&mut definition, &values);
        let heading: Option<String> = row.try_get(6)?;
        fields.push(AttributeField { definition, heading, required: row.try_get::<i64, _>(7)? == 1, values });
    }
    Ok(together(fields, |field| field.heading.clone()))
}

/// What the product has can be chosen, even where nobody wrote it down as a choice yet.
fn add_own_choices(definition: &mut AttributeDefinition, values: &[AttributeValue]) {
    if !definition.kind.has_choices() {
        return;
    }
    for value in values {
        if definition.choices.iter().all(|choice| choice.value != value.value) {
            let AttributeValue { value, label, colour, .. } = value.clone();
            definition.choices.push(AttributeChoice { value, label, colour });
        }
    }
}

/// What has the same heading stands together, at the place of the first.
pub(in crate::catalog) fn together<T, K: PartialEq>(list: Vec<T>, heading: impl Fn(&T) -> K) -> Vec<T> {
    let mut headings: Vec<K> = Vec::new();
    let mut placed: Vec<(usize, T)> = Vec::new();
    for item in list {
        let key = heading(&item);
        let place = headings.iter().position(|known| *known == key).unwrap_or(headings.len());
        if place == headings.len() {
            headings.push(key);
        }
        placed.push((place, item));
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, item)| item).collect()
}

/// An attribute from the first six columns; without its choices.
pub(crate) fn definition(row: &AnyRow) -> Result<AttributeDefinition, DatabaseError> {
    let kind: &str = row.try_get(2)?;
    let corrupt = || DatabaseError::Corrupt { what: "attribute kind", value: kind.to_owned() };
    Ok(AttributeDefinition {
        key: row.try_get(0)?,
        label: row.try_get(1)?,
        kind: AttributeKind::parse(kind).ok_or_else(corrupt)?,
        unit: row.try_get(3)?,
        decimals: u8::try_from(row.try_get::<i64, _>(4)?).unwrap_or(0),
        facet: row.try_get::<i64, _>(5)? == 1,
        choices: Vec::new(),
    })
}

/// What can be chosen of an attribute.
pub(crate) async fn choices(transaction: &mut Transaction, key: &str) -> Result<Vec<AttributeChoice>, DatabaseError> {
    let rows = sqlx::query(sql::ATTRIBUTE_CHOICES).bind(key.to_owned()).fetch_all(transaction.connection()).await?;
    rows.iter().map(|row| choice(row, 0)).collect()
}

/// A choice from the three columns that begin at `first`.
pub(crate) fn choice(row: &AnyRow, first: usize) -> Result<AttributeChoice, DatabaseError> {
    Ok(AttributeChoice { value: row.try_get(first)?, label: row.try_get(first + 1)?, colour: row.try_get(first + 2)? })
}

/// A value from the second column on.
pub(crate) fn value(row: &AnyRow) -> Result<AttributeValue, DatabaseError> {
    Ok(AttributeValue {
        value: row.try_get(1)?,
        label: row.try_get(2)?,
        colour: row.try_get(3)?,
        html: row.try_get(4)?,
    })
}

/// The path of an attribute's field in a product's form; a letter before the key, so that it is never read as a position.
pub(in crate::catalog::admin) fn path(key: &str) -> String {
    format!("attributes.a{key}.text")
}

/// The fields whose values are not those of before, checked by the rules of their kinds, and made harmless. What stood there
/// before may stay, as other shops have brought some.
pub(in crate::catalog::admin) fn changed(
    before: &[AttributeField],
    after: &[AttributeField],
) -> Result<Vec<AttributeField>, Vec<(String, String)>> {
    let mut changed = Vec::new();
    let mut wrong = Vec::new();
    for field in after {
        let Some(known) = before.iter().find(|known| known.definition.key == field.definition.key) else { continue };
        if known.values == field.values {
            continue;
        }
        let definition = &known.definition;
        match read_attribute(definition, &write_attribute(definition.kind, &field.values)) {
            Ok(values) => changed
                .push(AttributeField { values: values.into_iter().filter_map(harmless).collect(), ..known.clone() }),
            Err(error) => wrong.push((path(&definition.key), error.to_string())),
        }
    }
    if wrong.is_empty() { Ok(changed) } else { Err(wrong) }
}

/// A rich text of which nothing is left is no value.
fn harmless(mut value: AttributeValue) -> Option<AttributeValue> {
    if value.html.is_empty() {
        return Some(value);
    }
    value.html = html::sanitise(&value.html);
    (!html::plain_text(&value.html).is_empty()).then_some(value)
}

/// Writes the type and the values that have changed; says whether there is such a type.
pub(in crate::catalog::admin) async fn write(
    transaction: &mut Transaction,
    product: ProductId,
    product_type: Option<ProductTypeId>,
    changed: &[AttributeField],
) -> Result<bool, DatabaseError> {
    if let Some(id) = product_type {
        let known = sqlx::query(sql::TYPE).bind(id.0).fetch_optional(transaction.connection()).await?;
        if known.is_none() {
            return Ok(false);
        }
    }
    let set = sqlx::query(sql::SET_TYPE).bind(product.0).bind(product_type.map_or(0, |id| id.0));
    set.execute(transaction.connection()).await?;
    for field in changed {
        put(transaction, product, &field.definition.key, &field.values).await?;
    }
    Ok(true)
}

/// Gives a product these values of an attribute and no others.
pub(in crate::catalog) async fn put(
    transaction: &mut Transaction,
    product: ProductId,
    key: &str,
    values: &[AttributeValue],
) -> Result<(), DatabaseError> {
    let clear = sqlx::query(sql::CLEAR_VALUES).bind(product.0).bind(key.to_owned());
    clear.execute(transaction.connection()).await?;
    for (position, value) in (0_i64..).zip(values) {
        sqlx::query(sql::ADD_VALUE)
            .bind(product.0)
            .bind(key.to_owned())
            .bind(value.value.clone())
            .bind(value.label.clone())
            .bind(value.colour.clone())
            .bind(position)
            .bind(value.html.clone())
            .execute(transaction.connection())
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::together;

    #[test]
    fn what_has_the_same_heading_stands_together_at_the_place_of_the_first() {
        let list = vec![("a", 1), ("b", 2), ("a", 3), ("c", 4), ("b", 5)];
        let ordered: Vec<i32> = together(list, |item| item.0).into_iter().map(|item| item.1).collect();
        assert_eq!(ordered, [1, 3, 2, 5, 4]);
    }
}
