//! Collections: made, saved, removed.

use domain::{
    catalog::{
        Condition, MOST_CONDITIONS, Rule,
        limit::MOST_PRICE,
        view::{CollectionForm, TextField, TextThing},
    },
    kernel::{CollectionId, Slug},
};

use super::{
    super::{
        ModelError,
        change::{Desk, change},
        model_error::Wrong,
    },
    read::form,
    sql,
};
use crate::{
    Shop,
    account::Actor,
    catalog::{CatalogError, texts::say_thing},
    db::{DatabaseError, Transaction},
};

const MOST_NAME: usize = 100;
const MOST_DESCRIPTION: usize = 1_000;
const MOST_WORD: usize = 100;
/// Ten years.
const MOST_DAYS: i64 = 3_660;
const TAKEN: &str = "Another collection has this address.";

/// A new hidden collection.
///
/// # Errors
/// A name that is empty or too long; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, name: &str, by_rule: bool) -> Result<CollectionId, ModelError> {
    let mut wrong = Wrong::default();
    wrong.text("name", name, 1, MOST_NAME);
    wrong.finish()?;
    let (id, name) = (shop.database.next_id(), name.trim().to_owned());
    change(shop, actor, ("collection.create", format!("collection {id}")), move |transaction, desk| {
        let name = name.clone();
        Box::pin(async move {
            let slug = free_slug(transaction, &name, id).await?;
            let add = sqlx::query(sql::ADD).bind(id).bind(name).bind(slug).bind(i64::from(by_rule));
            add.bind(text(&Rule::default())).bind(desk.now.0).execute(transaction.connection()).await?;
            Ok(())
        })
    })
    .await?;
    Ok(CollectionId(id))
}

async fn free_slug(transaction: &mut Transaction, name: &str, id: i64) -> Result<String, DatabaseError> {
    let Some(slug) = Slug::from_title(name) else { return Ok(format!("collection-{id}")) };
    let taken = sqlx::query(sql::SLUG_TAKEN).bind(slug.as_str().to_owned());
    let taken = taken.fetch_optional(transaction.connection()).await?;
    Ok(if taken.is_some() { format!("{slug}-{id}") } else { slug.into() })
}

fn text(rule: &Rule) -> String {
    serde_json::json!(rule).to_string()
}

fn check(form: &CollectionForm) -> Result<(), ModelError> {
    let mut wrong = Wrong::default();
    wrong.text("name", &form.name, 1, MOST_NAME);
    wrong.text("description", &form.description, 0, MOST_DESCRIPTION);
    wrong.text("meta_title", &form.meta_title, 0, TextField::MetaTitle.most_letters());
    wrong.text("meta_description", &form.meta_description, 0, TextField::MetaDescription.most_letters());
    let count = form.rule.conditions.len();
    if count > MOST_CONDITIONS {
        wrong.say("rule", format!("These are {count} conditions; {MOST_CONDITIONS} fit."));
    }
    for (place, condition) in form.rule.conditions.iter().enumerate() {
        if let Some(words) = complaint(condition) {
            wrong.say(&format!("conditions.{place}.value"), words);
        }
    }
    wrong.finish()
}

fn complaint(condition: &Condition) -> Option<&'static str> {
    match condition {
        Condition::Tag(word) if word.trim().is_empty() => Some("Write the tag."),
        Condition::Tag(word) if word.chars().count() > MOST_WORD => Some("No tag is that long."),
        Condition::Brand(word) if word.trim().is_empty() => Some("Choose the brand."),
        Condition::PriceFrom(price) | Condition::PriceTo(price) if !(0..=MOST_PRICE).contains(price) => {
            Some("A price is 0 or more, and not that high.")
        }
        Condition::NewSince(days) if !(1..=MOST_DAYS).contains(days) => Some("Write a number of days from 1 to 3660."),
        _ => None,
    }
}

/// Saves a collection. When its address changes, the old one leads to the new one.
///
/// # Errors
/// Fields that cannot stay, a form made from an old version, a collection that does not exist, a database that failed.
pub async fn save(shop: &Shop, actor: &Actor, form: CollectionForm) -> Result<(), ModelError> {
    check(&form)?;
    let (id, language) = (form.id, shop.settings.language);
    let before = known(shop, id).await?;
    change(shop, actor, ("collection.save", format!("collection {id}")), move |transaction, desk| {
        let (form, before) = (form.clone(), before.clone());
        Box::pin(async move {
            write(transaction, &desk, &form, &before).await?;
            let thing = TextThing::Collection(id);
            for (field, text) in
                [(TextField::MetaTitle, &form.meta_title), (TextField::MetaDescription, &form.meta_description)]
            {
                say_thing(transaction, thing, language, (field, text.trim()), desk.now.0).await?;
            }
            Ok(())
        })
    })
    .await?;
    shop.shelf.refresh_frame().await;
    Ok(shop.shelf.reload_things().await?)
}

async fn known(shop: &Shop, id: CollectionId) -> Result<CollectionForm, ModelError> {
    form(shop, id).await.map_err(|error| match error {
        CatalogError::NotFound => ModelError::NotFound,
        error => error.into(),
    })
}

fn address(slug: &Slug) -> String {
    format!("/collections/{slug}")
}

async fn write(
    transaction: &mut Transaction,
    desk: &Desk,
    form: &CollectionForm,
    before: &CollectionForm,
) -> Result<(), ModelError> {
    let update = sqlx::query(sql::UPDATE)
        .bind(form.id.0)
        .bind(form.version)
        .bind(form.name.trim().to_owned())
        .bind(form.slug.as_str().to_owned())
        .bind(form.description.trim().to_owned())
        .bind(i64::from(form.published))
        .bind(i64::from(form.by_rule))
        .bind(text(&form.rule))
        .bind(form.sort.key())
        .execute(transaction.connection())
        .await;
    let updated = update.map_err(|error| ModelError::taken(error, "collection_slug_unique", "slug", TAKEN))?;
    if updated.rows_affected() == 0 {
        return Err(ModelError::Conflict);
    }
    if form.slug != before.slug {
        let (old, new) = (address(&before.slug), address(&form.slug));
        let moved = sqlx::query(sql::MOVE_REDIRECTS).bind(old.clone()).bind(new.clone());
        moved.execute(transaction.connection()).await?;
        sqlx::query(sql::FREE_PATH).bind(new.clone()).execute(transaction.connection()).await?;
        let lead = sqlx::query(sql::LEAD).bind(old).bind(new).bind(desk.now.0);
        lead.execute(transaction.connection()).await?;
    }
    Ok(())
}

/// Removes a collection. Its products stay.
///
/// # Errors
/// A collection that does not exist; a database that failed.
pub async fn remove(shop: &Shop, actor: &Actor, id: CollectionId) -> Result<(), ModelError> {
    let gone = address(&known(shop, id).await?.slug);
    change(shop, actor, ("collection.remove", format!("collection {id}")), move |transaction, _| {
        let gone = gone.clone();
        Box::pin(async move {
            sqlx::query(sql::FORGET_REDIRECTS).bind(gone).execute(transaction.connection()).await?;
            let removed = sqlx::query(sql::REMOVE).bind(id.0).execute(transaction.connection()).await?;
            if removed.rows_affected() == 0 { Err(ModelError::NotFound) } else { Ok(()) }
        })
    })
    .await?;
    shop.shelf.refresh_frame().await;
    Ok(())
}
