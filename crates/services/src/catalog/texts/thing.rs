//! What categories, collections and brands say in a language.

use std::collections::{BTreeMap, HashMap};

use domain::{
    catalog::view::{TextField, TextRow, TextThing, ThingTexts},
    kernel::{BrandId, CategoryId, CollectionId, Language, ProductId},
};
use sqlx::Row as _;

use super::{
    TextsError,
    memory::ThingOf,
    sql,
    write::{fits, speaks},
};
use crate::{
    Shop,
    account::Actor,
    catalog::{CatalogError, job},
    db::{DatabaseError, Transaction, audit},
};

type Said = HashMap<i64, BTreeMap<(Language, TextField), String>>;

/// Everything that is no product and says something, with what it says in a language.
///
/// # Errors
/// A language that the shop does not speak besides its own, or a database that does not answer.
pub async fn things(shop: &Shop, language: Language) -> Result<Vec<ThingTexts>, CatalogError> {
    if !shop.settings.languages.contains(&language) {
        return Err(CatalogError::NotFound);
    }
    let kinds: [(&str, &str, ThingOf); 3] = [
        (sql::CATEGORY_LIST, sql::CATEGORIES_SAID, |id| TextThing::Category(CategoryId(id))),
        (sql::COLLECTION_LIST, sql::COLLECTIONS_SAID, |id| TextThing::Collection(CollectionId(id))),
        (sql::BRAND_LIST, sql::BRANDS_SAID, |id| TextThing::Brand(BrandId(id))),
    ];
    let mut things = Vec::new();
    for (list, said, thing) in kinds {
        let mut said = read_said(shop, said, language).await?;
        for row in sqlx::query(list).fetch_all(shop.database.reader()).await? {
            let id: i64 = row.try_get(0)?;
            let (name, description): (String, String) = (row.try_get(1)?, row.try_get(2)?);
            let said = said.remove(&id).unwrap_or_default();
            things.push(texts_of(thing(id), name, &description, &said, (shop.settings.language, language)));
        }
    }
    Ok(things)
}

async fn read_said(shop: &Shop, statement: &'static str, language: Language) -> Result<Said, DatabaseError> {
    let query = sqlx::query(statement).bind(shop.settings.language.code()).bind(language.code());
    let mut said = Said::new();
    for row in query.fetch_all(shop.database.reader()).await? {
        let key = Language::parse(row.try_get(1)?).zip(TextField::from_key(row.try_get(2)?));
        if let Some(key) = key {
            said.entry(row.try_get(0)?).or_default().insert(key, row.try_get(3)?);
        }
    }
    Ok(said)
}

fn texts_of(
    thing: TextThing,
    name: String,
    description: &str,
    said: &BTreeMap<(Language, TextField), String>,
    (own, language): (Language, Language),
) -> ThingTexts {
    let text = |language: Language, field: TextField| said.get(&(language, field)).cloned().unwrap_or_default();
    let source = |field: TextField| match field {
        TextField::Title => name.clone(),
        TextField::Description => description.to_owned(),
        field => text(own, field),
    };
    let row = |field: &TextField| TextRow { field: *field, source: source(*field), text: text(language, *field) };
    let texts = thing.fields().iter().map(row).collect();
    ThingTexts { thing, name, texts }
}

/// Says what a thing says in a language. Fields that are not among the texts stay, empty ones are taken back.
///
/// # Errors
/// A language that the shop does not speak, texts that are too long, a thing that does not exist, a database that failed.
pub async fn save_thing(
    shop: &Shop,
    actor: &Actor,
    thing: TextThing,
    language: Language,
    texts: &[(TextField, String)],
) -> Result<(), TextsError> {
    speaks(shop, language)?;
    let asked = texts.iter().filter(|(field, _)| thing.fields().contains(field));
    let texts = asked.map(|(field, text)| fits(*field, text).map(|()| (*field, text.trim().to_owned())));
    let texts = texts.collect::<Result<Vec<_>, _>>()?;
    let products = told_of(shop, thing);
    let (database, actor, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |transaction| {
            let (database, actor, texts, products) = (database.clone(), actor.clone(), texts.clone(), products.clone());
            Box::pin(async move {
                let known = sqlx::query(Statements::of(thing).known).bind(thing.id());
                known.fetch_optional(transaction.connection()).await?.ok_or(CatalogError::NotFound)?;
                for (field, text) in &texts {
                    say(transaction, thing, language, (*field, text), now.0).await?;
                }
                let (subject, detail) = (thing.key(), language.code());
                let entry = audit::Entry { actor: &actor, action: "texts.save", subject: &subject, detail };
                audit::record(transaction, database.next_id(), entry, now).await?;
                Ok::<(), TextsError>(job::enqueue_told(transaction, &database, &products, now).await?)
            })
        })
        .await?;
    Ok(shop.shelf.reload_things().await?)
}

/// The products that searches find by what a thing is called.
fn told_of(shop: &Shop, thing: TextThing) -> Vec<ProductId> {
    let TextThing::Category(category) = thing else { return Vec::new() };
    let index = shop.shelf.index();
    index.stock.entries.keys().copied().filter(|product| index.is_in(*product, category)).collect()
}

/// Says one text of a thing, or takes it back.
pub(in crate::catalog) async fn say(
    transaction: &mut Transaction,
    thing: TextThing,
    language: Language,
    (field, text): (TextField, &str),
    now: i64,
) -> Result<(), DatabaseError> {
    let statements = Statements::of(thing);
    let statement = if text.is_empty() { statements.unsay } else { statements.say };
    let query = sqlx::query(statement).bind(thing.id()).bind(language.code()).bind(field.key());
    let query = if text.is_empty() { query } else { query.bind(text.to_owned()).bind(now) };
    query.execute(transaction.connection()).await?;
    Ok(())
}

/// The statements about a kind of things.
struct Statements {
    known: &'static str,
    say: &'static str,
    unsay: &'static str,
}

impl Statements {
    fn of(thing: TextThing) -> Self {
        match thing {
            TextThing::Category(_) => Self { known: sql::CATEGORY, say: sql::SAY_CATEGORY, unsay: sql::UNSAY_CATEGORY },
            TextThing::Collection(_) => {
                Self { known: sql::COLLECTION, say: sql::SAY_COLLECTION, unsay: sql::UNSAY_COLLECTION }
            }
            TextThing::Brand(_) => Self { known: sql::BRAND, say: sql::SAY_BRAND, unsay: sql::UNSAY_BRAND },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_thing_says_stands_beside_its_source() {
        let german = Language::parse("de").unwrap_or(Language::ENGLISH);
        let said = BTreeMap::from([
            ((Language::ENGLISH, TextField::MetaTitle), "Buy mugs".to_owned()),
            ((german, TextField::Title), "Becher".to_owned()),
        ]);
        let thing = TextThing::Category(CategoryId(1));
        let texts = texts_of(thing, "Mugs".to_owned(), "All.", &said, (Language::ENGLISH, german)).texts;
        let pairs: Vec<(&str, &str)> = texts.iter().map(|row| (row.source.as_str(), row.text.as_str())).collect();
        assert_eq!(pairs, [("Mugs", "Becher"), ("All.", ""), ("Buy mugs", ""), ("", "")]);
        let brand = texts_of(TextThing::Brand(BrandId(1)), "Marram".to_owned(), "Old.", &said, (german, german));
        assert_eq!(brand.texts.len(), 1);
    }
}
