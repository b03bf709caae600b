//! What lists and menus are called in other languages, in memory beside the shelf.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock, RwLockReadGuard},
};

use domain::{
    catalog::view::TextField,
    kernel::{Language, ProductId},
};
use sqlx::Row as _;

use super::sql;
use crate::db::{Database, DatabaseError};

/// A name with its second text: a product's line of facts, a category's description. Empty where nobody said it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::catalog) struct Pair {
    pub title: String,
    pub second: String,
}

/// Everything that is said in a language.
#[derive(Debug, Default)]
pub(in crate::catalog) struct Spoken {
    pub products: HashMap<i64, Pair>,
    pub categories: HashMap<i64, Pair>,
    /// What categories say to search engines: title and description.
    pub category_meta: HashMap<i64, Pair>,
    pub words: HashMap<String, String>,
}

/// All languages.
#[derive(Debug, Default)]
pub struct Texts {
    spoken: RwLock<HashMap<Language, Spoken>>,
}

impl Texts {
    /// Reads everything anew.
    pub(in crate::catalog) async fn reload(&self, database: &Database) -> Result<(), DatabaseError> {
        let reader = database.reader();
        let tiles = sqlx::query(sql::TILES).fetch_all(reader).await?;
        let categories = sqlx::query(sql::CATEGORIES).fetch_all(reader).await?;
        let words = sqlx::query(sql::WORDS).fetch_all(reader).await?;
        let mut spoken: HashMap<Language, Spoken> = HashMap::new();
        for (rows, is_product) in [(&tiles, true), (&categories, false)] {
            for row in rows {
                let Some(language) = Language::parse(row.try_get(0)?) else { continue };
                let of = spoken.entry(language).or_default();
                let field: &str = row.try_get(2)?;
                let is_meta = TextField::from_key(field).is_some_and(TextField::is_meta);
                let pairs = match (is_product, is_meta) {
                    (true, _) => &mut of.products,
                    (false, true) => &mut of.category_meta,
                    (false, false) => &mut of.categories,
                };
                pairs.entry(row.try_get(1)?).or_default().set(field, row.try_get(3)?);
            }
        }
        for row in &words {
            let Some(language) = Language::parse(row.try_get(0)?) else { continue };
            spoken.entry(language).or_default().words.insert(row.try_get(1)?, row.try_get(2)?);
        }
        *self.spoken.write().unwrap_or_else(PoisonError::into_inner) = spoken;
        Ok(())
    }

    /// Takes over what was just written about a product: its texts in a language by the keys of their fields, and words.
    pub(in crate::catalog) fn take(
        &self,
        language: Language,
        product: ProductId,
        texts: &[(&str, &str)],
        words: &[(String, String)],
    ) {
        let mut all = self.spoken.write().unwrap_or_else(PoisonError::into_inner);
        let spoken = all.entry(language).or_default();
        let pair = spoken.products.entry(product.0).or_default();
        for (field, text) in texts {
            pair.set(field, (*text).to_owned());
        }
        for (word, text) in words {
            if text.is_empty() {
                spoken.words.remove(word);
            } else {
                spoken.words.insert(word.clone(), text.clone());
            }
        }
    }

    pub(in crate::catalog) fn read(&self) -> RwLockReadGuard<'_, HashMap<Language, Spoken>> {
        self.spoken.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pair {
    fn set(&mut self, field: &str, text: String) {
        match field {
            "title" | "meta_title" => self.title = text,
            "fact" | "description_html" | "meta_description" => self.second = text,
            _ => {}
        }
    }
}
