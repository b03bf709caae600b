//! The way back to a version.

use domain::{
    catalog::view::{Origin, ProductForm, TextField},
    kernel::{CategoryId, ImageId, Language, ProductId, VersionId},
};
use sqlx::Row as _;

use super::{
    document::{self, Document},
    sql,
};
use crate::{
    Shop,
    account::Actor,
    catalog::{
        admin::{self, SaveError},
        texts::{self, TextsError, TextsInput},
    },
    db::DatabaseError,
};

/// What never goes back with the rest: a text from last year must not put a product on sale, or take it off.
const STAYS: [&str; 2] = ["/published", "/publish_at"];

/// Brings a product back to what it was after a version, or to before all of them. That is a save like any other: it is checked,
/// and it makes a version. Variants and categories that are gone meanwhile stay gone; so do stock and publication.
///
/// # Errors
/// A version that is not one of this product, values that cannot stay as they were, a database that failed.
pub async fn restore(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    version: Option<VersionId>,
) -> Result<ProductForm, SaveError> {
    let form = admin::form(shop, product).await?;
    let then = at(shop, &form, version).await?;
    let wanted = document::apply(&form, &then).ok_or(SaveError::NotFound)?;
    let wanted = ProductForm { categories: still_there(shop, &wanted.categories).await?, ..wanted };
    let texts = texts_of(shop, &then);
    for (_, texts) in &texts {
        texts::check(texts).map_err(refused)?;
    }
    let saved = admin::save_as(shop, actor, wanted, Origin::Restore).await?;
    for (language, texts) in &texts {
        texts::save_product(shop, actor, product, *language, texts).await.map_err(refused)?;
    }
    let pictures = then.get("/pictures").and_then(|ids| serde_json::from_value::<Vec<ImageId>>(ids.clone()).ok());
    match pictures {
        Some(pictures) if !pictures.iter().eq(saved.pictures.iter().map(|picture| &picture.id)) => {
            admin::arrange_images(shop, actor, product, pictures, Origin::Restore).await?;
            Ok(admin::form(shop, product).await?)
        }
        _ => Ok(saved),
    }
}

/// The fields after a version.
async fn at(shop: &Shop, form: &ProductForm, version: Option<VersionId>) -> Result<Document, SaveError> {
    let reader = shop.database.reader();
    if let Some(version) = version {
        let known = sqlx::query(sql::EXISTS).bind(form.id.0).bind(version.0).fetch_optional(reader).await?;
        known.ok_or(SaveError::NotFound)?;
    }
    let since = version.map_or(0, |version| version.0);
    let rows = sqlx::query(sql::SINCE).bind(form.id.0).bind(since).fetch_all(reader).await?;
    let mut then = document::of_form(form);
    for row in &rows {
        let mut changes = document::read(row.try_get(0)?)?;
        changes.retain(|path, _| !STAYS.contains(&path.as_str()));
        document::take_back(&mut then, &changes);
    }
    Ok(then)
}

/// Texts in other languages as they were; those of a language that the shop does not speak any more stay.
fn texts_of(shop: &Shop, then: &Document) -> Vec<(Language, TextsInput)> {
    let languages = shop.settings.languages.iter().chain([&shop.settings.language]);
    let of = |language: &Language| {
        let text = |field: TextField| {
            let text = then.get(&format!("/texts/{language}/{}", field.key()))?.as_str()?;
            Some((field, text.to_owned()))
        };
        let texts = TextField::ALL.into_iter().filter_map(text).collect();
        (*language, TextsInput { texts, words: Vec::new() })
    };
    languages.map(of).filter(|(_, input)| !input.texts.is_empty()).collect()
}

fn refused(error: TextsError) -> SaveError {
    match error {
        TextsError::Failed(error) => error.into(),
        error => SaveError::Fields(vec![("texts".to_owned(), error.to_string())]),
    }
}

async fn still_there(shop: &Shop, categories: &[CategoryId]) -> Result<Vec<CategoryId>, DatabaseError> {
    let rows = sqlx::query(sql::CATEGORIES).fetch_all(shop.database.reader()).await?;
    let known: Vec<i64> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    Ok(categories.iter().copied().filter(|category| known.contains(&category.0)).collect())
}
