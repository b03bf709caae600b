//! What attributes and their values are called in a language: said once, it holds for every product.

use std::collections::{BTreeSet, HashMap};

use domain::{
    catalog::view::{AttributeWords, WordRow},
    kernel::{Language, ProductId},
};
use sqlx::Row as _;

use super::{
    TextsError, sql,
    write::{MOST_WORDS, checked_word, say_word, speaks},
};
use crate::{
    Shop,
    account::Actor,
    catalog::{CatalogError, job},
    db::audit,
};

/// What the headings stand under, behind all attributes.
const HEADINGS: &str = "Headings";

/// Every attribute with its words in a language, and the headings that stand above them.
///
/// # Errors
/// A language that the shop does not speak besides its own, or a database that does not answer.
pub async fn attribute_words(shop: &Shop, language: Language) -> Result<Vec<AttributeWords>, CatalogError> {
    if !shop.settings.languages.contains(&language) {
        return Err(CatalogError::NotFound);
    }
    let reader = shop.database.reader();
    let mut values: HashMap<String, Vec<String>> = HashMap::new();
    for statement in [sql::CHOICE_WORDS, sql::VALUE_WORDS] {
        for row in sqlx::query(statement).fetch_all(reader).await? {
            values.entry(row.try_get(0)?).or_default().push(row.try_get(1)?);
        }
    }
    let headings = sqlx::query(sql::HEADINGS).fetch_all(reader).await?;
    let headings = headings.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>()?;
    let names = sqlx::query(sql::ATTRIBUTE_NAMES).fetch_all(reader).await?;
    let all = shop.shelf.texts().read();
    let spoken = all.get(&language);
    let row = |word: String| {
        let text = spoken.and_then(|spoken| spoken.words.get(&word)).cloned().unwrap_or_default();
        WordRow { word, text }
    };
    let mut attributes = Vec::new();
    for name in &names {
        let (key, label): (String, String) = (name.try_get(0)?, name.try_get(1)?);
        let mut words = vec![label.clone()];
        for value in values.remove(&key).unwrap_or_default() {
            if !value.trim().is_empty() && !words.contains(&value) {
                words.push(value);
            }
        }
        attributes.push(AttributeWords { key, label, words: words.into_iter().map(row).collect() });
    }
    if !headings.is_empty() {
        let (key, label) = (HEADINGS.to_lowercase(), HEADINGS.to_owned());
        attributes.push(AttributeWords { key, label, words: headings.into_iter().map(row).collect() });
    }
    Ok(attributes)
}

/// Says words in a language; empty ones are taken back.
///
/// # Errors
/// A language that the shop does not speak, a word that is too long, a database that failed.
pub async fn save_words(shop: &Shop, actor: &Actor, language: Language, words: &[WordRow]) -> Result<(), TextsError> {
    speaks(shop, language)?;
    let words = words.iter().take(MOST_WORDS).map(checked_word).collect::<Result<Vec<_>, _>>()?;
    let words = changed(shop, language, words);
    let products = products_with(shop, &words);
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let written = words.clone();
    shop.database
        .write(move |transaction| {
            let (database, actor, words, products) =
                (database.clone(), actor.clone(), written.clone(), products.clone());
            Box::pin(async move {
                for (word, text) in &words {
                    say_word(transaction, language, (word, text), now).await?;
                }
                let (subject, detail) = (format!("words in {language}"), words.len().to_string());
                let entry = audit::Entry { actor: &actor, action: "texts.words", subject: &subject, detail: &detail };
                audit::record(transaction, database.next_id(), entry, now).await?;
                Ok::<(), TextsError>(job::enqueue_told(transaction, &database, &products, now).await?)
            })
        })
        .await?;
    shop.shelf.texts().take_words(language, &words);
    shop.shelf.forget_texts();
    Ok(())
}

/// Those of the words that are said differently now.
fn changed(shop: &Shop, language: Language, words: Vec<(String, String)>) -> Vec<(String, String)> {
    let all = shop.shelf.texts().read();
    let spoken = all.get(&language);
    let before = |word: &str| spoken.and_then(|spoken| spoken.words.get(word)).map_or("", String::as_str);
    words.into_iter().filter(|(word, text)| before(word) != text).collect()
}

/// The products that searches find by these words.
fn products_with(shop: &Shop, words: &[(String, String)]) -> Vec<ProductId> {
    let words: BTreeSet<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
    let index = shop.shelf.index();
    let entries = index.stock.entries.values();
    let has = entries.filter(|entry| entry.attributes.iter().any(|value| words.contains(value.label.as_str())));
    has.map(|entry| entry.id()).collect()
}
