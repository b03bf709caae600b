//! Reading many products with everything that can be changed for many at once.

use std::collections::HashMap;

use domain::{
    catalog::{
        AttributeDefinition, AttributeKind,
        bulk::{
            BulkProduct, BulkVariant, Held,
            view::{RuleChoices, Selection},
        },
    },
    kernel::{CategoryId, Currency, Money, ProductId, VariantId},
    tax::TaxClass,
};
use sqlx::{Row as _, any::AnyRow};

use super::{BulkError, sql};
use crate::{
    Shop,
    catalog::{CatalogError, admin, row::currency},
    db::{Connection, DatabaseError, many, with_list},
};

/// The products that are meant, oldest first.
///
/// # Errors
/// Nothing is chosen; a database that failed.
pub async fn targets(shop: &Shop, selection: &Selection) -> Result<Vec<ProductId>, BulkError> {
    let chosen = if selection.is_all() { admin::all(shop, &selection.filter).await? } else { selection.named() };
    if chosen.is_empty() { Err(BulkError::Nothing) } else { Ok(chosen) }
}

/// These products in this order, as far as they exist, with what they have of an attribute where one is asked for.
pub(super) async fn products(
    connection: &mut Connection,
    ids: &[ProductId],
    attribute: Option<&Held>,
) -> Result<Vec<BulkProduct>, DatabaseError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: HashMap<i64, BulkProduct> = HashMap::with_capacity(ids.len());
    for row in rows(connection, sql::PRODUCTS, ids, "").await? {
        let product = product(&row)?;
        found.insert(product.id.0, product);
    }
    for row in rows(connection, sql::VARIANTS, ids, " ORDER BY v.position, v.id").await? {
        if let Some(product) = found.get_mut(&row.try_get::<i64, _>(0)?) {
            product.variants.push(variant(&row)?);
        }
    }
    for row in rows(connection, sql::CATEGORIES, ids, " ORDER BY position, category_id").await? {
        if let Some(product) = found.get_mut(&row.try_get::<i64, _>(0)?) {
            product.categories.push(CategoryId(row.try_get(1)?));
        }
    }
    if let Some(attribute) = attribute {
        for product in found.values_mut() {
            product.attribute = Some(Held { values: Vec::new(), ..attribute.clone() });
        }
        let statement = with_list(sql::ATTRIBUTE_VALUES, 2, ids.len()) + " ORDER BY position, value";
        let query = many(statement).bind(attribute.key.clone());
        let query = ids.iter().fold(query, |query, id| query.bind(id.0));
        for row in query.fetch_all(connection).await? {
            let held = found.get_mut(&row.try_get::<i64, _>(0)?).and_then(|product| product.attribute.as_mut());
            if let Some(held) = held {
                held.values.push(admin::attribute::read_value(&row)?);
            }
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(&id.0)).collect())
}

/// The attribute with this word in addresses and what can be chosen of it, be it that products have it already.
pub(super) async fn definition(shop: &Shop, key: &str) -> Result<Option<AttributeDefinition>, DatabaseError> {
    let reader = shop.database.reader();
    let row = sqlx::query(sql::ATTRIBUTE).bind(key.to_owned()).fetch_optional(reader).await?;
    let Some(row) = row else { return Ok(None) };
    let choices = sqlx::query(sql::ATTRIBUTE_CHOICES).bind(key.to_owned()).fetch_all(reader).await?;
    let choice = |row: &AnyRow| admin::attribute::read_choice(row, 0);
    let choices = choices.iter().map(choice).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(AttributeDefinition { choices, ..admin::attribute::read_definition(&row)? }))
}

async fn attributes(shop: &Shop) -> Result<Vec<(String, String, AttributeKind)>, DatabaseError> {
    let rows = sqlx::query(sql::ATTRIBUTES).fetch_all(shop.database.reader()).await?;
    let named = |row: &AnyRow| {
        let AttributeDefinition { key, label, kind, .. } = admin::attribute::read_definition(row)?;
        Ok((key, label, kind))
    };
    rows.iter().map(named).collect()
}

async fn rows(
    connection: &mut Connection,
    statement: &'static str,
    ids: &[ProductId],
    order: &'static str,
) -> Result<Vec<AnyRow>, DatabaseError> {
    let statement = with_list(statement, 1, ids.len()) + order;
    let query = ids.iter().fold(many(statement), |query, id| query.bind(id.0));
    Ok(query.fetch_all(connection).await?)
}

fn product(row: &AnyRow) -> Result<BulkProduct, DatabaseError> {
    Ok(BulkProduct {
        id: ProductId(row.try_get(0)?),
        kind: admin::goods::kind(row.try_get(5)?)?,
        follows_parts: row.try_get::<i64, _>(6)? == 1,
        title: row.try_get(1)?,
        published: row.try_get::<i64, _>(2)? == 1,
        brand: row.try_get(3)?,
        tags: row.try_get(4)?,
        categories: Vec::new(),
        attribute: None,
        variants: Vec::new(),
    })
}

fn variant(row: &AnyRow) -> Result<BulkVariant, DatabaseError> {
    let currency = currency(row.try_get(7)?)?;
    let money = |column: usize| {
        Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(|minor| Money::new(minor, currency)))
    };
    Ok(BulkVariant {
        id: VariantId(row.try_get(1)?),
        title: row.try_get(2)?,
        sku: row.try_get(3)?,
        price: Money::new(row.try_get(4)?, currency),
        compare_at: money(5)?,
        cost: money(6)?,
        barcode: row.try_get(8)?,
        weight_grams: row.try_get(9)?,
        tax_class: row.try_get(10)?,
        on_hand: row.try_get(12)?,
        reserved: row.try_get(13)?,
    })
}

/// The words of the rates of tax: what every shop has, and what this one uses besides.
pub(super) async fn tax_classes(shop: &Shop) -> Result<Vec<String>, DatabaseError> {
    let mut classes: Vec<String> = TaxClass::ALL.into_iter().map(|class| class.key().to_owned()).collect();
    for row in sqlx::query(sql::TAX_CLASSES).fetch_all(shop.database.reader()).await? {
        let class: String = row.try_get(0)?;
        if !class.is_empty() && !classes.contains(&class) {
            classes.push(class);
        }
    }
    Ok(classes)
}

/// What the form of a rule offers.
///
/// # Errors
/// A database that failed.
pub async fn rule_choices(shop: &Shop) -> Result<RuleChoices, CatalogError> {
    let choices = admin::filter_choices(shop).await?;
    let words = |counted: Vec<(String, u32)>| counted.into_iter().map(|(word, _)| word).collect();
    Ok(RuleChoices {
        categories: choices.categories,
        brands: words(choices.brands),
        tags: words(choices.tags),
        tax_classes: tax_classes(shop).await?,
        attributes: attributes(shop).await?,
        roundings: roundings(shop.settings.currency),
        currency: shop.settings.currency.code().to_owned(),
    })
}

/// How prices of this currency are usually rounded.
fn roundings(currency: Currency) -> Vec<(String, String)> {
    let unit = 10_i64.pow(currency.exponent());
    let shown = |minor: i64| Money::new(minor, currency).decimal();
    let mut roundings = Vec::new();
    if unit >= 100 {
        for hundredths in [90, 95, 99, 50] {
            let ending = unit / 100 * hundredths;
            roundings
                .push((format!("{ending}/{unit}"), format!("to end in {}", shown(ending).trim_start_matches('0'))));
        }
        roundings.push((format!("0/{}", unit / 20), format!("to the nearest {}", shown(unit / 20))));
    }
    for step in [unit, unit.saturating_mul(10), unit.saturating_mul(100)] {
        if step > 1 {
            roundings.push((format!("0/{step}"), format!("to the nearest {}", step / unit)));
        }
    }
    roundings.push((format!("{}/{}", 9 * unit, 10 * unit), format!("to end in {}", 9)));
    roundings
}
