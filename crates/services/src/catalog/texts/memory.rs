//! What lists, menus and pages are called in other languages, in memory beside the shelf.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock, RwLockReadGuard},
};

use domain::{
    catalog::view::{TextField, TextThing},
    kernel::{BrandId, CategoryId, CollectionId, Language, ProductId},
};
use sqlx::Row as _;

use super::sql;
use crate::db::{Database, DatabaseError};

/// What a product says in lists. Empty where nobody said it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::catalog) struct Tile {
    pub title: String,
    pub fact: String,
}

/// What a category, a collection or a brand says. Empty where nobody said it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::catalog) struct Meaning {
    pub title: String,
    pub description: String,
    pub meta_title: String,
    pub meta_description: String,
}

/// Everything that is said in a language; the shop's own has what stands nowhere else.
#[derive(Debug, Default)]
pub(in crate::catalog) struct Spoken {
    pub products: HashMap<i64, Tile>,
    pub things: HashMap<TextThing, Meaning>,
    /// What brands are, by their names.
    pub brands: HashMap<String, String>,
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
        let words = sqlx::query(sql::WORDS).fetch_all(reader).await?;
        let mut spoken = things(database).await?;
        for row in &tiles {
            let Some(language) = Language::parse(row.try_get(0)?) else { continue };
            let tile = spoken.entry(language).or_default().products.entry(row.try_get(1)?).or_default();
            tile.set(row.try_get(2)?, row.try_get(3)?);
        }
        for row in &words {
            let Some(language) = Language::parse(row.try_get(0)?) else { continue };
            spoken.entry(language).or_default().words.insert(row.try_get(1)?, row.try_get(2)?);
        }
        *self.spoken.write().unwrap_or_else(PoisonError::into_inner) = spoken;
        Ok(())
    }

    /// Reads anew what categories, collections and brands say.
    pub(in crate::catalog) async fn reload_things(&self, database: &Database) -> Result<(), DatabaseError> {
        let mut read = things(database).await?;
        let mut all = self.spoken.write().unwrap_or_else(PoisonError::into_inner);
        for (language, spoken) in all.iter_mut() {
            let now = read.remove(language).unwrap_or_default();
            (spoken.things, spoken.brands) = (now.things, now.brands);
        }
        all.extend(read);
        Ok(())
    }

    /// Takes over what was just written about a product: its texts in a language by the keys of their fields.
    pub(in crate::catalog) fn take(&self, language: Language, product: ProductId, texts: &[(&str, &str)]) {
        let mut all = self.spoken.write().unwrap_or_else(PoisonError::into_inner);
        let tile = all.entry(language).or_default().products.entry(product.0).or_default();
        for (field, text) in texts {
            tile.set(field, (*text).to_owned());
        }
    }

    /// Takes over words that were just written.
    pub(in crate::catalog) fn take_words(&self, language: Language, words: &[(String, String)]) {
        let mut all = self.spoken.write().unwrap_or_else(PoisonError::into_inner);
        let spoken = all.entry(language).or_default();
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

/// The thing with an id.
pub(super) type ThingOf = fn(i64) -> TextThing;

async fn things(database: &Database) -> Result<HashMap<Language, Spoken>, DatabaseError> {
    let reader = database.reader();
    let mut spoken: HashMap<Language, Spoken> = HashMap::new();
    let kinds: [(&str, ThingOf); 3] = [
        (sql::CATEGORIES, |id| TextThing::Category(CategoryId(id))),
        (sql::COLLECTIONS, |id| TextThing::Collection(CollectionId(id))),
        (sql::BRANDS, |id| TextThing::Brand(BrandId(id))),
    ];
    for (statement, thing) in kinds {
        for row in sqlx::query(statement).fetch_all(reader).await? {
            let Some(language) = Language::parse(row.try_get(0)?) else { continue };
            let Some(field) = TextField::from_key(row.try_get(2)?) else { continue };
            let (thing, text): (TextThing, String) = (thing(row.try_get(1)?), row.try_get(3)?);
            let spoken = spoken.entry(language).or_default();
            if let TextThing::Brand(_) = thing {
                spoken.brands.insert(row.try_get(4)?, text.clone());
            }
            spoken.things.entry(thing).or_default().set(field, text);
        }
    }
    Ok(spoken)
}

impl Tile {
    fn set(&mut self, field: &str, text: String) {
        match TextField::from_key(field) {
            Some(TextField::Title) => self.title = text,
            Some(TextField::Fact) => self.fact = text,
            _ => {}
        }
    }
}

impl Meaning {
    fn set(&mut self, field: TextField, text: String) {
        match field {
            TextField::Title => self.title = text,
            TextField::Description => self.description = text,
            TextField::MetaTitle => self.meta_title = text,
            TextField::MetaDescription => self.meta_description = text,
            TextField::Fact => {}
        }
    }
}
