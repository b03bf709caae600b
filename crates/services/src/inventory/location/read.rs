//! Looking at locations.

use domain::{
    inventory::{LocationForm, LocationRow, LocationSheet, LocationStock},
    kernel::{LocationId, VariantId},
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::{
    Shop,
    db::DatabaseError,
    inventory::{InventoryError, row},
};

/// All of them, in the order in which they are asked; closed ones last.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop) -> Result<Vec<LocationRow>, InventoryError> {
    let rows = sqlx::query(sql::ROWS).fetch_all(shop.database.reader()).await?;
    Ok(rows.iter().map(location).collect::<Result<_, sqlx::Error>>()?)
}

fn location(row: &AnyRow) -> Result<LocationRow, sqlx::Error> {
    Ok(LocationRow {
        id: LocationId(row.try_get("id")?),
        form: LocationForm {
            name: row.try_get("name")?,
            street: row.try_get("street")?,
            extra: row.try_get("extra")?,
            postcode: row.try_get("postcode")?,
            town: row.try_get("town")?,
            country: row.try_get("country")?,
            sells_online: row.try_get::<i64, _>("sells_online")? == 1,
        },
        is_closed: row.try_get::<i64, _>("is_closed")? == 1,
        variants: row.try_get("variants")?,
        on_hand: row.try_get("on_hand")?,
        reserved: row.try_get("reserved")?,
    })
}

/// One of them with its goods.
///
/// # Errors
/// [`InventoryError::NotFound`], or a database that does not answer.
pub async fn one(shop: &Shop, id: LocationId) -> Result<LocationSheet, InventoryError> {
    let all = list(shop).await?;
    let others = all.iter().filter(|row| row.id != id && !row.is_closed).map(|row| (row.id, row.form.name.clone()));
    let others = others.collect();
    let row = all.into_iter().find(|row| row.id == id).ok_or(InventoryError::NotFound)?;
    let goods = sqlx::query(sql::GOODS).bind(id.0).fetch_all(shop.database.reader()).await?;
    let good = |row: &AnyRow| Ok((row::variant(row)?, row.try_get("on_hand")?, row.try_get("reserved")?));
    let goods = goods.iter().map(good).collect::<Result<_, sqlx::Error>>()?;
    Ok(LocationSheet { row, goods, others, key: shop.database.next_id().to_string() })
}

/// The locations that are open, in the order in which they are asked.
pub(crate) async fn open(shop: &Shop) -> Result<Vec<(LocationId, String)>, DatabaseError> {
    let rows = sqlx::query(sql::OPEN).fetch_all(shop.database.reader()).await?;
    rows.iter().map(|row| Ok((LocationId(row.try_get("id")?), row.try_get("name")?))).collect()
}

/// The name of one of them; `None` for one that is not open.
pub(crate) async fn open_name(shop: &Shop, location: LocationId) -> Result<Option<String>, DatabaseError> {
    Ok(open(shop).await?.into_iter().find(|known| known.0 == location).map(|known| known.1))
}

/// What lies of a variant where: every open location, and closed ones to which something came back.
pub(crate) async fn of_variant(shop: &Shop, variant: VariantId) -> Result<Vec<LocationStock>, DatabaseError> {
    let rows = sqlx::query(sql::OF_VARIANT).bind(variant.0).fetch_all(shop.database.reader()).await?;
    let stock = |row: &AnyRow| {
        Ok(LocationStock {
            location: LocationId(row.try_get("location_id")?),
            name: row.try_get("name")?,
            sells_online: row.try_get::<i64, _>("sells_online")? == 1,
            is_closed: row.try_get::<i64, _>("is_closed")? == 1,
            on_hand: row.try_get("on_hand")?,
            reserved: row.try_get("reserved")?,
        })
    };
    rows.iter().map(stock).collect()
}
