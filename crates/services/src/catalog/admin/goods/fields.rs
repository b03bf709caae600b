//! What shoppers fill when a product is made to order.

use domain::{
    catalog::{
        personalisation::{FieldKind, PersonalisationField},
        view::GoodsForm,
    },
    kernel::{PersonalisationFieldId, ProductId},
};
use sqlx::Row as _;

use super::{change, sql};
use crate::{Shop, account::Actor, catalog::admin::SaveError};

/// Fields of a product.
const MOST_FIELDS: i64 = 10;
const MOST_LABEL: usize = 80;
/// Characters that a text may have at most.
const MOST_CHARACTERS: i64 = 2_000;
const MOST_TYPES: usize = 12;
/// In minor units.
const MOST_SURCHARGE: i64 = 1_000_000_000;

/// Adds a field, or changes the one with the same id; the id 0 is none yet.
///
/// # Errors
/// What cannot stay, by field; a product or field that does not exist; a database that failed.
pub async fn put_field(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    field: PersonalisationField,
) -> Result<GoodsForm, SaveError> {
    let field = checked(shop, field)?;
    let is_new = field.id.0 == 0;
    let id = if is_new { shop.database.next_id() } else { field.id.0 };
    let detail = field.label.clone();
    change(shop, actor, product, "product.put_field", detail, move |transaction| {
        let field = field.clone();
        Box::pin(async move {
            let count = sqlx::query(sql::COUNT_FIELDS).bind(product.0).fetch_one(transaction.connection()).await?;
            if is_new && count.try_get::<i64, _>(0)? >= MOST_FIELDS {
                return Err(SaveError::field("label", format!("A product has at most {MOST_FIELDS} such fields.")));
            }
            let statement = if is_new { sql::ADD_FIELD } else { sql::CHANGE_FIELD };
            let put = sqlx::query(statement)
                .bind(id)
                .bind(product.0)
                .bind(field.kind.key())
                .bind(field.label)
                .bind(i64::from(field.is_required))
                .bind(field.most_characters)
                .bind(field.file_types.join(","))
                .bind(field.surcharge.minor)
                .execute(transaction.connection())
                .await?;
            if put.rows_affected() == 0 { Err(SaveError::NotFound) } else { Ok(()) }
        })
    })
    .await
}

fn checked(shop: &Shop, field: PersonalisationField) -> Result<PersonalisationField, SaveError> {
    let mut wrong = Vec::new();
    let mut say = |field: &str, words: String| wrong.push((field.to_owned(), words));
    let label = field.label.trim().to_owned();
    if label.is_empty() || label.chars().count() > MOST_LABEL {
        say("label", format!("Give the field a name of at most {MOST_LABEL} characters."));
    }
    let is_text = field.kind == FieldKind::Text;
    if is_text && !(1..=MOST_CHARACTERS).contains(&field.most_characters) {
        say("most_characters", format!("A text has from 1 to {MOST_CHARACTERS} characters."));
    }
    let file_types: Vec<String> = field
        .file_types
        .iter()
        .map(|one| one.trim().trim_start_matches('.').to_lowercase())
        .filter(|one| !one.is_empty())
        .collect();
    let is_ending = |one: &String| (1..=8).contains(&one.len()) && one.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if field.kind == FieldKind::File
        && (file_types.is_empty() || file_types.len() > MOST_TYPES || !file_types.iter().all(is_ending))
    {
        say("file_types", "Name the endings that files may have, as in png, jpg, pdf.".to_owned());
    }
    if field.kind == FieldKind::Email {
        say("kind", "Choose a text or a file.".to_owned());
    }
    if !(0..=MOST_SURCHARGE).contains(&field.surcharge.minor) || field.surcharge.currency != shop.settings.currency {
        say("surcharge", "A surcharge is 0 or more, and not that high.".to_owned());
    }
    if !wrong.is_empty() {
        return Err(SaveError::Fields(wrong));
    }
    Ok(PersonalisationField {
        label,
        most_characters: if is_text { field.most_characters } else { 0 },
        file_types: if is_text { Vec::new() } else { file_types },
        ..field
    })
}

/// Takes a field off. Orders keep what was answered.
///
/// # Errors
/// A product or field that does not exist; a database that failed.
pub async fn remove_field(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    field: PersonalisationFieldId,
) -> Result<GoodsForm, SaveError> {
    change(shop, actor, product, "product.remove_field", field.to_string(), move |transaction| {
        Box::pin(async move {
            let gone =
                sqlx::query(sql::REMOVE_FIELD).bind(field.0).bind(product.0).execute(transaction.connection()).await?;
            if gone.rows_affected() == 0 { Err(SaveError::NotFound) } else { Ok(()) }
        })
    })
    .await
}
