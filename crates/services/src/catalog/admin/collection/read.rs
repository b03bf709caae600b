//! Collections as the manager reads them.

use std::collections::HashMap;

use domain::{
    catalog::{
        Rule, Sort,
        view::{CollectionForm, CollectionRow, CollectionSheet, RuleChoices, RuleMatches, TextField},
    },
    kernel::{CollectionId, ProductTypeId, Slug},
};
use sqlx::{Row as _, any::AnyRow};

use super::{
    super::{attribute::sql as attribute_sql, form::paths, picks, sql as admin_sql},
    sql,
};
use crate::{
    Shop,
    catalog::{CatalogError, row::json, sql as shopper_sql, texts::sql as text_sql},
    db::DatabaseError,
};

/// So many products of a rule are shown while it is written.
const MOST_SHOWN: usize = 12;

/// Every collection, newest first, with how many products shoppers find in it.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop) -> Result<Vec<CollectionRow>, CatalogError> {
    let rows = sqlx::query(sql::LIST).fetch_all(shop.database.reader()).await?;
    let index = shop.shelf.index();
    let row = |row: &AnyRow| {
        let by_rule = row.try_get::<i64, _>(3)? == 1;
        let products = if by_rule {
            index.matches(&rule(row.try_get(5)?)?, Sort::default(), 0).0
        } else {
            u32::try_from(row.try_get::<i64, _>(6)?).unwrap_or(0)
        };
        Ok::<_, DatabaseError>(CollectionRow {
            id: CollectionId(row.try_get(0)?),
            name: row.try_get(1)?,
            slug: row.try_get(2)?,
            by_rule,
            published: row.try_get::<i64, _>(4)? == 1,
            products,
        })
    };
    Ok(rows.iter().map(row).collect::<Result<_, _>>()?)
}

/// A rule as it is kept; nothing is a rule without conditions.
pub(in crate::catalog::admin) fn rule(text: &str) -> Result<Rule, DatabaseError> {
    if text.is_empty() { Ok(Rule::default()) } else { json("collection conditions", text) }
}

/// A collection with what its page needs.
///
/// # Errors
/// A collection that does not exist; a database that does not answer.
pub async fn sheet(shop: &Shop, id: CollectionId) -> Result<CollectionSheet, CatalogError> {
    Ok(CollectionSheet {
        form: form(shop, id).await?,
        products: picks::list(shop, picks::Place::Collection(id)).await?,
        choices: choices(shop).await?,
    })
}

/// A collection as its form edits it.
pub(super) async fn form(shop: &Shop, id: CollectionId) -> Result<CollectionForm, CatalogError> {
    let row = sqlx::query(sql::COLLECTION).bind(id.0).fetch_optional(shop.database.reader()).await?;
    let row = row.ok_or(CatalogError::NotFound)?;
    let slug: &str = row.try_get(2)?;
    let own = shop.settings.language.code();
    let said = sqlx::query(text_sql::OF_COLLECTION).bind(id.0).bind(own).fetch_all(shop.database.reader()).await?;
    let said = said.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
    let mut said = said.collect::<Result<HashMap<String, String>, sqlx::Error>>()?;
    let mut meta = |field: TextField| said.remove(field.key()).unwrap_or_default();
    Ok(CollectionForm {
        meta_title: meta(TextField::MetaTitle),
        meta_description: meta(TextField::MetaDescription),
        id,
        version: row.try_get(0)?,
        name: row.try_get(1)?,
        slug: Slug::parse(slug).map_err(|_| DatabaseError::Corrupt { what: "slug", value: slug.to_owned() })?,
        description: row.try_get(3)?,
        published: row.try_get::<i64, _>(4)? == 1,
        by_rule: row.try_get::<i64, _>(5)? == 1,
        rule: rule(row.try_get(6)?)?,
        sort: Sort::from_key(row.try_get(7)?),
    })
}

async fn choices(shop: &Shop) -> Result<RuleChoices, CatalogError> {
    let reader = shop.database.reader();
    let brands = sqlx::query(admin_sql::BRANDS).fetch_all(reader).await?;
    let types = sqlx::query(attribute_sql::TYPE_NAMES).fetch_all(reader).await?;
    let values = sqlx::query(sql::VALUES).fetch_all(reader).await?;
    let named = |row: &AnyRow| Ok::<_, sqlx::Error>((ProductTypeId(row.try_get(0)?), row.try_get(1)?));
    let value = |row: &AnyRow| Ok::<_, sqlx::Error>((row.try_get(1)?, row.try_get(2)?, row.try_get(3)?));
    Ok(RuleChoices {
        categories: paths(&sqlx::query(shopper_sql::CATEGORIES).fetch_all(reader).await?)?,
        brands: brands.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?,
        types: types.iter().map(named).collect::<Result<_, _>>()?,
        values: values.iter().map(value).collect::<Result<_, _>>()?,
    })
}

/// What a rule lets in of what shoppers see, without saving it.
///
/// # Errors
/// A database that does not answer.
pub async fn matches(shop: &Shop, rule: &Rule, sort: Sort) -> Result<RuleMatches, CatalogError> {
    let (total, first) = shop.shelf.index().matches(rule, sort, MOST_SHOWN);
    Ok(RuleMatches { total, first: picks::of(shop, &first).await? })
}
