//! Product types: listed, made, named, removed.

use domain::{
    catalog::{
        AttributeKind,
        view::{ProductTypeRow, ProductTypeSheet, TypeAttribute},
    },
    kernel::ProductTypeId,
};
use sqlx::{AnyPool, Row as _, any::AnyRow};

use super::{
    super::{ModelError, change::change, model_error::Wrong},
    field::{choice, definition, together},
    sql,
};
use crate::{Shop, account::Actor, catalog::CatalogError, db::DatabaseError};

const MOST_NAME: usize = 80;
const TAKEN: &str = "There is a type of this name.";

/// All types by name.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop) -> Result<Vec<ProductTypeRow>, CatalogError> {
    let rows = sqlx::query(sql::TYPES).fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(type_row).collect::<Result<_, _>>()?)
}

/// A type with its attributes.
///
/// # Errors
/// A type that does not exist; a database that does not answer.
pub async fn sheet(shop: &Shop, id: ProductTypeId) -> Result<ProductTypeSheet, CatalogError> {
    let reader = shop.database.reader();
    let row = sqlx::query(sql::TYPE).bind(id.0).fetch_optional(reader).await?.ok_or(CatalogError::NotFound)?;
    let others = sqlx::query(sql::OTHER_ATTRIBUTES).bind(id.0).fetch_all(reader).await?;
    let other = |row: &AnyRow| {
        let kind: &str = row.try_get(2)?;
        let corrupt = || DatabaseError::Corrupt { what: "attribute kind", value: kind.to_owned() };
        Ok::<_, DatabaseError>((row.try_get(0)?, row.try_get(1)?, AttributeKind::parse(kind).ok_or_else(corrupt)?))
    };
    Ok(ProductTypeSheet {
        row: type_row(&row)?,
        attributes: attributes(reader, id).await?,
        others: others.iter().map(other).collect::<Result<_, _>>()?,
    })
}

/// The attributes of a type in their order, with what can be chosen.
pub(super) async fn attributes(reader: &AnyPool, id: ProductTypeId) -> Result<Vec<TypeAttribute>, DatabaseError> {
    let rows = sqlx::query(sql::TYPE_ATTRIBUTES).bind(id.0).fetch_all(reader).await?;
    let mut attributes = Vec::new();
    for row in &rows {
        let mut definition = definition(row)?;
        if definition.kind.has_choices() {
            let choices = sqlx::query(sql::ATTRIBUTE_CHOICES).bind(definition.key.clone()).fetch_all(reader).await?;
            definition.choices = choices.iter().map(|row| choice(row, 0)).collect::<Result<_, _>>()?;
        }
        let required = row.try_get::<i64, _>(7)? == 1;
        attributes.push(TypeAttribute { definition, heading: row.try_get(6)?, required });
    }
    Ok(together(attributes, |attribute| attribute.heading.clone()))
}

pub(super) fn type_row(row: &AnyRow) -> Result<ProductTypeRow, DatabaseError> {
    Ok(ProductTypeRow {
        id: ProductTypeId(row.try_get(0)?),
        name: row.try_get(1)?,
        attributes: row.try_get(2)?,
        required: row.try_get(3)?,
        products: row.try_get(4)?,
    })
}

fn checked(name: &str) -> Result<String, ModelError> {
    let mut wrong = Wrong::default();
    wrong.text("name", name, 1, MOST_NAME);
    wrong.finish().map(|()| name.trim().to_owned())
}

/// A new type without attributes.
///
/// # Errors
/// A name that is empty, too long or taken; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, name: &str) -> Result<ProductTypeId, ModelError> {
    let (id, name) = (shop.database.next_id(), checked(name)?);
    change(shop, actor, ("product_type.create", format!("product type {id}")), move |transaction, desk| {
        let name = name.clone();
        Box::pin(async move {
            let add = sqlx::query(sql::ADD_TYPE).bind(id).bind(name).bind(desk.now.0);
            let added = add.execute(transaction.connection()).await;
            added.map_err(|error| ModelError::taken(error, "product_type_name_unique", "name", TAKEN))?;
            Ok(())
        })
    })
    .await?;
    Ok(ProductTypeId(id))
}

/// Names a type anew.
///
/// # Errors
/// A name that is empty, too long or taken; a type that does not exist; a database that failed.
pub async fn rename(shop: &Shop, actor: &Actor, id: ProductTypeId, name: &str) -> Result<(), ModelError> {
    let name = checked(name)?;
    change(shop, actor, ("product_type.rename", format!("product type {id}")), move |transaction, _| {
        let name = name.clone();
        Box::pin(async move {
            let rename = sqlx::query(sql::RENAME_TYPE).bind(id.0).bind(name).execute(transaction.connection()).await;
            let renamed =
                rename.map_err(|error| ModelError::taken(error, "product_type_name_unique", "name", TAKEN))?;
            if renamed.rows_affected() == 0 { Err(ModelError::NotFound) } else { Ok(()) }
        })
    })
    .await
}

/// Removes a type that no product is of. Its attributes stay: they are the shop's.
///
/// # Errors
/// A type that products are of, or that does not exist; a database that failed.
pub async fn remove(shop: &Shop, actor: &Actor, id: ProductTypeId) -> Result<(), ModelError> {
    let row = sqlx::query(sql::TYPE).bind(id.0).fetch_optional(shop.database.reader()).await?;
    let row = type_row(&row.ok_or(ModelError::NotFound)?)?;
    let words = format!("Products are of the type “{}”. Give them another one first.", row.name);
    change(shop, actor, ("product_type.remove", format!("product type {id}")), move |transaction, _| {
        let words = words.clone();
        Box::pin(async move {
            let removed = sqlx::query(sql::REMOVE_TYPE).bind(id.0).execute(transaction.connection()).await?;
            if removed.rows_affected() == 0 { Err(ModelError::InUse(words)) } else { Ok(()) }
        })
    })
    .await
}
