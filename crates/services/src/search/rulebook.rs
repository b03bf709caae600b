//! The manager's rules in memory: a search waits for no database.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use domain::{
    kernel::{CategoryId, ProductId},
    search::{Action, Synonyms, TermRules, key},
};
use sqlx::Row as _;

use super::sql;
use crate::db::{Database, DatabaseError};

/// All rules at one moment.
#[derive(Debug, Default)]
pub struct Book {
    synonyms: Synonyms,
    by_term: HashMap<String, TermRules>,
    everywhere: TermRules,
}

impl Book {
    /// What was typed, and what means the same.
    #[must_use]
    pub fn ways(&self, text: &str) -> Vec<String> {
        self.synonyms.ways(text)
    }

    /// What is said of this search.
    #[must_use]
    pub fn rules(&self, text: &str) -> TermRules {
        if self.by_term.is_empty() {
            return self.everywhere.clone();
        }
        self.by_term.get(&key(text)).map_or_else(|| self.everywhere.clone(), |own| own.with(&self.everywhere))
    }
}

/// The rules that count now.
#[derive(Debug, Default)]
pub struct Rulebook(RwLock<Arc<Book>>);

impl Rulebook {
    /// The rules at this moment.
    #[must_use]
    pub fn now(&self) -> Arc<Book> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads all rules anew.
    ///
    /// # Errors
    /// A database that does not answer; the rules stay as they were.
    pub async fn reload(&self, database: &Database) -> Result<(), DatabaseError> {
        let rules = sqlx::query(sql::RULES).fetch_all(database.reader()).await?;
        let groups = sqlx::query(sql::SYNONYMS).fetch_all(database.reader()).await?;
        let groups: Vec<String> = groups.iter().map(|row| row.try_get(1)).collect::<Result<_, _>>()?;
        let mut book = Book { synonyms: Synonyms::new(groups.iter().map(String::as_str)), ..Book::default() };
        for row in rules {
            let term: String = row.try_get(1)?;
            let Some(action) = Action::from_key(row.try_get(2)?) else { continue };
            let product = row.try_get::<Option<i64>, _>(3)?.map(ProductId);
            let category = row.try_get::<Option<i64>, _>(4)?.map(CategoryId);
            let rules = if term.is_empty() { &mut book.everywhere } else { book.by_term.entry(term).or_default() };
            add(rules, action, product, category);
        }
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(book);
        Ok(())
    }
}

fn add(rules: &mut TermRules, action: Action, product: Option<ProductId>, category: Option<CategoryId>) {
    match (action, product, category) {
        (Action::Pin, Some(product), _) => rules.pinned.push(product),
        (Action::Raise, Some(product), _) => drop(rules.raised.insert(product)),
        (Action::Hide, Some(product), _) => drop(rules.hidden.insert(product)),
        (Action::Raise, None, Some(category)) => rules.raised_categories.push(category),
        (Action::Hide, None, Some(category)) => rules.hidden_categories.push(category),
        (Action::Pin, None, _) | (_, None, None) => {}
    }
}
