//! Saying something in another language.

use domain::{
    catalog::view::{TextField, WordRow},
    kernel::{Language, ProductId, Timestamp},
};

use super::sql;
use crate::{
    Shop,
    account::Actor,
    catalog::{
        CatalogError,
        admin::sql as admin_sql,
        history::{self, document::Changes},
        html, job,
    },
    db::{Database, DatabaseError, Transaction, WriteError, audit},
};
use domain::catalog::view::Origin;
use sqlx::Row as _;

/// So many words of a product are taken at once.
pub(super) const MOST_WORDS: usize = 500;
const MOST_WORD: usize = 200;

/// Texts as they come from a form: fields that are not among them stay, empty ones are taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextsInput {
    /// The texts.
    pub texts: Vec<(TextField, String)>,
    /// The words.
    pub words: Vec<WordRow>,
}

/// Why texts were not taken.
#[derive(Debug, thiserror::Error)]
pub enum TextsError {
    /// Too long.
    #[error("{label} is too long; {most} letters fit")]
    TooLong {
        /// Which text.
        label: &'static str,
        /// How many letters fit.
        most: usize,
    },
    /// The database, or something that does not exist.
    #[error(transparent)]
    Failed(#[from] CatalogError),
}

impl From<sqlx::Error> for TextsError {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<DatabaseError> for TextsError {
    fn from(error: DatabaseError) -> Self {
        Self::Failed(error.into())
    }
}

impl WriteError for TextsError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Failed(error) => error.database(),
            Self::TooLong { .. } => None,
        }
    }
}

/// Checked texts of a product, ready to be written and to be written again.
#[derive(Clone)]
struct Work {
    product: ProductId,
    language: Language,
    texts: Vec<(TextField, String)>,
    words: Vec<(String, String)>,
    actor: String,
    now: Timestamp,
    database: Database,
}

/// Says a product's texts in a language; in the shop's own, those for search engines.
///
/// # Errors
/// A language that the shop does not speak, texts that are too long, a product that does not exist, a database that failed.
pub async fn save_product(
    shop: &Shop,
    actor: &Actor,
    product: ProductId,
    language: Language,
    input: &TextsInput,
) -> Result<(), TextsError> {
    let is_own = language == shop.settings.language;
    if !is_own && !shop.settings.languages.contains(&language) {
        return Err(CatalogError::NotFound.into());
    }
    let texts = input.texts.iter().filter(|(field, _)| !is_own || field.is_meta());
    let texts = texts.map(|(field, text)| checked(*field, text)).collect::<Result<Vec<_>, _>>()?;
    let words =
        input.words.iter().filter(|_| !is_own).take(MOST_WORDS).map(checked_word).collect::<Result<Vec<_>, _>>()?;
    let work = Work {
        product,
        language,
        texts,
        words,
        actor: actor.name.clone(),
        now: shop.clock.now(),
        database: shop.database.clone(),
    };
    let written = work.clone();
    shop.database
        .write(move |transaction| {
            let work = work.clone();
            Box::pin(async move { work.run(transaction).await })
        })
        .await?;
    let said: Vec<(&str, &str)> = written
        .texts
        .iter()
        .filter(|(field, _)| matches!(field, TextField::Title | TextField::Fact))
        .map(|(field, text)| (field.key(), text.as_str()))
        .collect();
    shop.shelf.register().mark(&[product]);
    shop.shelf.texts().take(language, product, &said);
    shop.shelf.texts().take_words(language, &written.words);
    shop.shelf.forget_texts();
    Ok(())
}

/// Refuses a language that the shop does not speak besides its own.
pub(super) fn speaks(shop: &Shop, language: Language) -> Result<(), TextsError> {
    if shop.settings.languages.contains(&language) { Ok(()) } else { Err(CatalogError::NotFound.into()) }
}

/// Whether these texts would be taken.
///
/// # Errors
/// The first text that is too long.
pub(in crate::catalog) fn check(input: &TextsInput) -> Result<(), TextsError> {
    input.texts.iter().try_for_each(|(field, text)| fits(*field, text))
}

pub(super) fn fits(field: TextField, text: &str) -> Result<(), TextsError> {
    let most = field.most_letters();
    if text.chars().count() > most {
        return Err(TextsError::TooLong { label: field.label(), most });
    }
    Ok(())
}

fn checked(field: TextField, text: &str) -> Result<(TextField, String), TextsError> {
    fits(field, text)?;
    let text = if field == TextField::Description { html::sanitise(text) } else { text.to_owned() };
    Ok((field, text.trim().to_owned()))
}

pub(super) fn checked_word(row: &WordRow) -> Result<(String, String), TextsError> {
    if row.text.chars().count() > MOST_WORD {
        return Err(TextsError::TooLong { label: "A word", most: MOST_WORD });
    }
    Ok((row.word.clone(), row.text.trim().to_owned()))
}

impl Work {
    async fn run(&self, transaction: &mut Transaction) -> Result<(), TextsError> {
        let touch = sqlx::query(admin_sql::TOUCH).bind(self.product.0).bind(self.now.0);
        if touch.execute(transaction.connection()).await?.rows_affected() == 0 {
            return Err(CatalogError::NotFound.into());
        }
        let changes = self.changes(transaction).await?;
        for (field, text) in &self.texts {
            self.say(transaction, field.key(), text).await?;
        }
        for (word, text) in &self.words {
            say_word(transaction, self.language, (word, text), self.now).await?;
        }
        let subject = format!("product {}", self.product);
        let entry = audit::Entry {
            actor: &self.actor,
            action: "product.texts",
            subject: &subject,
            detail: self.language.code(),
        };
        audit::record(transaction, self.database.next_id(), entry, self.now).await?;
        let entry =
            history::Entry { product: self.product, actor: &self.actor, origin: Origin::Editor, changes: &changes };
        history::record(transaction, &self.database, entry, self.now).await?;
        Ok(job::enqueue(transaction, &self.database, &[self.product], self.now).await?)
    }

    /// What becomes different, as the product's history tells it.
    async fn changes(&self, transaction: &mut Transaction) -> Result<Changes, DatabaseError> {
        let rows = sqlx::query(sql::OF_PRODUCT).bind(self.product.0).fetch_all(transaction.connection()).await?;
        let mut changes = Changes::new();
        for (field, text) in &self.texts {
            let mut old = String::new();
            for row in &rows {
                if row.try_get::<&str, _>(0)? == self.language.code() && row.try_get::<&str, _>(1)? == field.key() {
                    old = row.try_get(2)?;
                }
            }
            changes.extend(history::change(&format!("/texts/{}/{}", self.language, field.key()), old, text.as_str()));
        }
        Ok(changes)
    }

    async fn say(&self, transaction: &mut Transaction, field: &str, text: &str) -> Result<(), DatabaseError> {
        let query = if text.is_empty() {
            sqlx::query(sql::UNSAY).bind(self.product.0).bind(self.language.code()).bind(field.to_owned())
        } else {
            sqlx::query(sql::SAY)
                .bind(self.product.0)
                .bind(self.language.code())
                .bind(field.to_owned())
                .bind(text.to_owned())
                .bind(self.now.0)
        };
        query.execute(transaction.connection()).await?;
        Ok(())
    }
}

/// Says a word in a language for the whole shop, or takes it back.
pub(super) async fn say_word(
    transaction: &mut Transaction,
    language: Language,
    (word, text): (&str, &str),
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let statement = if text.is_empty() { sql::UNSAY_WORD } else { sql::SAY_WORD };
    let query = sqlx::query(statement).bind(language.code()).bind(word.to_owned());
    let query = if text.is_empty() { query } else { query.bind(text.to_owned()).bind(now.0) };
    query.execute(transaction.connection()).await?;
    Ok(())
}
