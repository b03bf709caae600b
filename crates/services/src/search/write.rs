//! The manager's word on the search.

use domain::{
    kernel::{CategoryId, ProductId},
    search::{Action, key, phrases},
};
use sqlx::Row as _;

use super::{SearchRuleError, job, sql};
use crate::{
    Shop,
    account::Actor,
    db::{DatabaseError, Transaction, audit},
};

/// More rules would make every search slower.
const MOST_RULES: i64 = 5_000;
const MOST_SYNONYMS: i64 = 2_000;
const LONGEST_GROUP: usize = 500;

/// What a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A product by its id.
    Product(ProductId),
    /// A product by its name, SKU, barcode or slug.
    Named(String),
    /// A category's products.
    Category(CategoryId),
}

/// Says what a search shows; an empty text stands for every search. What was said of the same before is forgotten.
///
/// # Errors
/// A product that is not there, a category that cannot be pinned, too many rules, a database that failed.
pub async fn add_rule(
    shop: &Shop,
    actor: &Actor,
    text: &str,
    action: Action,
    subject: Subject,
) -> Result<(), SearchRuleError> {
    let (product, category) = match subject {
        Subject::Product(product) => (Some(product), None),
        Subject::Named(name) => (Some(named(shop, &name).await?), None),
        Subject::Category(_) if action == Action::Pin => return Err(SearchRuleError::PinnedCategory),
        Subject::Category(category) => (None, Some(category)),
    };
    let (term, now, database, name) = (key(text), shop.clock.now(), shop.database.clone(), actor.name.clone());
    shop.database
        .write(move |transaction| {
            let (term, database, name) = (term.clone(), database.clone(), name.clone());
            Box::pin(async move {
                no_more_than(transaction, sql::COUNT_RULES, MOST_RULES).await?;
                for (statement, id) in [
                    (sql::FORGET_PRODUCT, product.map(|product| product.0)),
                    (sql::FORGET_CATEGORY, category.map(|category| category.0)),
                ] {
                    if let Some(id) = id {
                        sqlx::query(statement).bind(term.clone()).bind(id).execute(transaction.connection()).await?;
                    }
                }
                sqlx::query(sql::ADD_RULE)
                    .bind(database.next_id())
                    .bind(term.clone())
                    .bind(action.key())
                    .bind(product.map(|product| product.0))
                    .bind(category.map(|category| category.0))
                    .bind(now.0)
                    .execute(transaction.connection())
                    .await?;
                let subject = format!("search {term}");
                let entry =
                    audit::Entry { actor: &name, action: "search.rule", subject: &subject, detail: action.key() };
                audit::record(transaction, database.next_id(), entry, now).await?;
                job::enqueue(transaction, &database, now).await?;
                Ok::<(), SearchRuleError>(())
            })
        })
        .await?;
    job::renew(shop).await?;
    Ok(())
}

async fn named(shop: &Shop, name: &str) -> Result<ProductId, SearchRuleError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(SearchRuleError::NoSubject);
    }
    let found = sqlx::query(sql::FIND_PRODUCT)
        .bind(name.to_owned())
        .bind(name.to_lowercase())
        .fetch_optional(shop.database.reader())
        .await?;
    let row = found.ok_or_else(|| SearchRuleError::NoProduct(name.to_owned()))?;
    Ok(ProductId(row.try_get(0)?))
}

async fn no_more_than(transaction: &mut Transaction, count: &'static str, most: i64) -> Result<(), SearchRuleError> {
    let count: i64 = sqlx::query(count).fetch_one(transaction.connection()).await?.try_get(0)?;
    if count < most { Ok(()) } else { Err(SearchRuleError::TooMany { most }) }
}

/// Says which words mean the same: "mug, cup, beaker".
///
/// # Errors
/// Fewer than two words, a group that is there already, too many groups, a database that failed.
pub async fn add_synonym(shop: &Shop, actor: &Actor, words: &str) -> Result<(), SearchRuleError> {
    let group = phrases(words);
    let words = group.join(", ");
    if group.len() < 2 || words.chars().count() > LONGEST_GROUP {
        return Err(SearchRuleError::FewWords { most: LONGEST_GROUP });
    }
    let (now, database, name) = (shop.clock.now(), shop.database.clone(), actor.name.clone());
    shop.database
        .write(move |transaction| {
            let (words, database, name) = (words.clone(), database.clone(), name.clone());
            Box::pin(async move {
                no_more_than(transaction, sql::COUNT_SYNONYMS, MOST_SYNONYMS).await?;
                let added = sqlx::query(sql::ADD_SYNONYM)
                    .bind(database.next_id())
                    .bind(words.clone())
                    .bind(now.0)
                    .execute(transaction.connection())
                    .await;
                added.map_err(|error| match DatabaseError::from(error) {
                    error if error.constraint() == Some("search_synonym_words_unique") => SearchRuleError::KnownWords,
                    error => error.into(),
                })?;
                let entry = audit::Entry { actor: &name, action: "search.synonym", subject: "search", detail: &words };
                audit::record(transaction, database.next_id(), entry, now).await?;
                job::enqueue(transaction, &database, now).await?;
                Ok::<(), SearchRuleError>(())
            })
        })
        .await?;
    job::renew(shop).await?;
    Ok(())
}

/// Forgets a rule. One that is not there is what was wanted.
///
/// # Errors
/// A database that failed.
pub async fn remove_rule(shop: &Shop, actor: &Actor, id: i64) -> Result<(), SearchRuleError> {
    remove(shop, actor, sql::REMOVE_RULE, "search.rule.remove", id).await
}

/// Forgets a group of words.
///
/// # Errors
/// A database that failed.
pub async fn remove_synonym(shop: &Shop, actor: &Actor, id: i64) -> Result<(), SearchRuleError> {
    remove(shop, actor, sql::REMOVE_SYNONYM, "search.synonym.remove", id).await
}

async fn remove(
    shop: &Shop,
    actor: &Actor,
    statement: &'static str,
    action: &'static str,
    id: i64,
) -> Result<(), SearchRuleError> {
    let (now, database, name) = (shop.clock.now(), shop.database.clone(), actor.name.clone());
    shop.database
        .write(move |transaction| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                sqlx::query(statement).bind(id).execute(transaction.connection()).await?;
                let entry = audit::Entry { actor: &name, action, subject: "search", detail: "" };
                audit::record(transaction, database.next_id(), entry, now).await?;
                job::enqueue(transaction, &database, now).await?;
                Ok::<(), SearchRuleError>(())
            })
        })
        .await?;
    job::renew(shop).await?;
    Ok(())
}
