//! Brands: who makes what is sold under a name, as the law on product safety asks.
//!
//! A brand is known by its name, which stands on its products: importers and mass actions write names, and whatever name a
//! product has is a brand. Invariants: renaming a brand renames it on every product; a brand that products have cannot be
//! removed; a change marks its products to be looked at again, as their score may be another.

pub mod sql;

use domain::{
    catalog::{BrandForm, Contact, SafetyState, is_safety_told, view::BrandRow},
    kernel::{BrandId, Email, ProductId},
    tax::is_member_state,
};
use sqlx::{Row as _, any::AnyRow};

use super::{
    ModelError,
    change::{Desk, change, index_anew},
    model_error::Wrong,
};
use crate::{
    Shop,
    account::Actor,
    catalog::{CatalogError, row::contact, sql as shopper_sql},
    db::{DatabaseError, Transaction},
};

const MOST_NAME: usize = 100;
const MOST_ADDRESS: usize = 300;
const MOST_DESCRIPTION: usize = 2_000;
const TAKEN: &str = "There is a brand of this name.";

/// Whether shoppers are told who made what has this brand.
pub(super) async fn safety(shop: &Shop, brand: &str) -> Result<SafetyState, DatabaseError> {
    if !is_member_state(shop.settings.country.as_str()) {
        return Ok(SafetyState::NotAsked);
    }
    let row = sqlx::query(shopper_sql::SAFETY).bind(brand.to_owned()).fetch_optional(shop.database.reader()).await?;
    let told = match row {
        Some(row) => is_safety_told(&contact(&row, 0)?, row.try_get(6)?, &contact(&row, 3)?),
        None => false,
    };
    Ok(if told { SafetyState::Told } else { SafetyState::Missing })
}

/// Every brand by name; a name that only products know becomes a brand.
///
/// # Errors
/// A database that does not answer.
pub async fn list(shop: &Shop) -> Result<Vec<BrandRow>, CatalogError> {
    adopt(shop).await?;
    let rows = sqlx::query(sql::LIST).fetch_all(shop.database.reader()).await?;
    let row = |row: &AnyRow| {
        let manufacturer = contact(row, 2)?;
        Ok::<_, DatabaseError>(BrandRow {
            id: BrandId(row.try_get(0)?),
            name: row.try_get(1)?,
            is_told: is_safety_told(&manufacturer, row.try_get(8)?, &contact(row, 5)?),
            manufacturer: manufacturer.name,
            products: row.try_get(9)?,
        })
    };
    Ok(rows.iter().map(row).collect::<Result<_, _>>()?)
}

/// Writes down the brands that only products know.
async fn adopt(shop: &Shop) -> Result<(), DatabaseError> {
    let unknown = sqlx::query(sql::UNKNOWN).fetch_all(shop.database.reader()).await?;
    if unknown.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = unknown.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    let (database, now) = (shop.database.clone(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (database, names) = (database.clone(), names.clone());
            Box::pin(async move {
                for name in names {
                    let adopt = sqlx::query(sql::ADOPT).bind(database.next_id()).bind(name).bind(now.0);
                    adopt.execute(transaction.connection()).await?;
                }
                Ok(())
            })
        })
        .await
}

/// A brand as its form reads it.
///
/// # Errors
/// A brand that does not exist; a database that does not answer.
pub async fn form(shop: &Shop, id: BrandId) -> Result<BrandForm, CatalogError> {
    let row = sqlx::query(sql::BRAND).bind(id.0).fetch_optional(shop.database.reader()).await?;
    let row = row.ok_or(CatalogError::NotFound)?;
    Ok(BrandForm {
        id,
        name: row.try_get(1)?,
        description: row.try_get(11)?,
        manufacturer: contact(&row, 2)?,
        responsible: contact(&row, 5)?,
        country: row.try_get(8)?,
        products: row.try_get(9)?,
        version: row.try_get(10)?,
    })
}

/// A new brand of which only the name is known.
///
/// # Errors
/// A name that is empty, too long or taken; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, name: &str) -> Result<BrandId, ModelError> {
    let mut wrong = Wrong::default();
    wrong.text("name", name, 1, MOST_NAME);
    wrong.finish()?;
    let (id, name) = (shop.database.next_id(), name.trim().to_owned());
    change(shop, actor, ("brand.create", format!("brand {id}")), move |transaction, desk| {
        let name = name.clone();
        Box::pin(async move {
            let add = sqlx::query(sql::ADD).bind(id).bind(name).bind(desk.now.0);
            let added = add.execute(transaction.connection()).await;
            added.map_err(|error| ModelError::taken(error, "brand_name_unique", "name", TAKEN))?;
            Ok(())
        })
    })
    .await?;
    Ok(BrandId(id))
}

fn check(form: &BrandForm) -> Result<(), ModelError> {
    let mut wrong = Wrong::default();
    wrong.text("name", &form.name, 1, MOST_NAME);
    wrong.text("description", &form.description, 0, MOST_DESCRIPTION);
    for (path, contact) in [("manufacturer", &form.manufacturer), ("responsible", &form.responsible)] {
        wrong.text(&format!("{path}.name"), &contact.name, 0, MOST_NAME);
        wrong.text(&format!("{path}.address"), &contact.address, 0, MOST_ADDRESS);
        let email = contact.email.trim();
        let is_page = email.starts_with("https://") && email.len() <= MOST_ADDRESS && !email.contains(' ');
        if !email.is_empty() && !is_page && Email::parse(email).is_err() {
            let words = "Write an e-mail address, or the address of a contact form that begins with https://.";
            wrong.say(&format!("{path}.email"), words);
        }
    }
    let country = form.country.as_str();
    if !country.is_empty() && (country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase())) {
        wrong.say("country", "Write the country's two letters, as in PT.");
    }
    wrong.finish()
}

/// Saves a brand; a new name goes to all of its products.
///
/// # Errors
/// Fields that cannot stay, a form made from an old version, a brand that does not exist, a database that failed.
pub async fn save(shop: &Shop, actor: &Actor, form: BrandForm) -> Result<(), ModelError> {
    check(&form)?;
    let id = form.id;
    let products = change(shop, actor, ("brand.save", format!("brand {id}")), move |transaction, desk| {
        let form = form.clone();
        Box::pin(async move { write(transaction, &desk, &form).await })
    })
    .await?;
    shop.shelf.refresh(&products).await;
    Ok(shop.shelf.reload_things().await?)
}

async fn write(transaction: &mut Transaction, desk: &Desk, form: &BrandForm) -> Result<Vec<ProductId>, ModelError> {
    let row = sqlx::query(sql::BRAND).bind(form.id.0).fetch_optional(transaction.connection()).await?;
    let (old, new): (String, String) = (row.ok_or(ModelError::NotFound)?.try_get(1)?, form.name.trim().to_owned());
    let texts =
        |contact: &Contact| [&contact.name, &contact.address, &contact.email].map(|text| text.trim().to_owned());
    let update = sqlx::query(sql::UPDATE).bind(form.id.0).bind(form.version).bind(new.clone());
    let contacts = texts(&form.manufacturer).into_iter().chain(texts(&form.responsible));
    let update = contacts.fold(update, |update, text| update.bind(text)).bind(form.country.clone());
    let update = update.bind(form.description.trim().to_owned());
    let updated = update.execute(transaction.connection()).await;
    let updated = updated.map_err(|error| ModelError::taken(error, "brand_name_unique", "name", TAKEN))?;
    if updated.rows_affected() == 0 {
        return Err(ModelError::Conflict);
    }
    let rows = sqlx::query(sql::PRODUCTS).bind(old.clone()).fetch_all(transaction.connection()).await?;
    let products: Vec<ProductId> = rows.iter().map(|row| row.try_get(0).map(ProductId)).collect::<Result<_, _>>()?;
    if old == new {
        sqlx::query(sql::SCORE_AGAIN).bind(old).execute(transaction.connection()).await?;
    } else {
        let rename = sqlx::query(sql::RENAME_PRODUCTS).bind(old).bind(new).bind(desk.now.0);
        rename.execute(transaction.connection()).await?;
        index_anew(transaction, desk, &products).await?;
    }
    Ok(products)
}

/// Removes a brand that no product has.
///
/// # Errors
/// A brand that products have, or that does not exist; a database that failed.
pub async fn remove(shop: &Shop, actor: &Actor, id: BrandId) -> Result<(), ModelError> {
    let brand = form(shop, id).await.map_err(|error| match error {
        CatalogError::NotFound => ModelError::NotFound,
        error => error.into(),
    })?;
    let words = format!("Products have the brand “{}”. Give them another one first.", brand.name);
    change(shop, actor, ("brand.remove", format!("brand {id}")), move |transaction, _| {
        let words = words.clone();
        Box::pin(async move {
            let removed = sqlx::query(sql::REMOVE).bind(id.0).execute(transaction.connection()).await?;
            if removed.rows_affected() == 0 { Err(ModelError::InUse(words)) } else { Ok(()) }
        })
    })
    .await
}
