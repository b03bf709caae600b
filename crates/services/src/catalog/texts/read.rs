//! Texts as the manager edits them, and what pages and the search index need beyond the lists.

use std::collections::{BTreeMap, HashMap};

use domain::{
    catalog::view::{
        CategoryPageView, CollectionPageView, LanguageProgress, LanguageScore, LanguageWork, OptionView,
        ProductPageView, TextField, TextRow, TextThing, TextsView, UntranslatedRow, WordRow, language_score,
    },
    kernel::{CollectionId, Language, ProductId},
};
use sqlx::Row as _;

use super::{memory::Meaning, sql};
use crate::{
    Shop,
    catalog::{
        CatalogError,
        html::{excerpt, plain_text},
        page::META_LENGTH,
        row::json,
    },
};

/// So many products at a time.
const STRETCH: i64 = 50;

/// Texts by language and field.
type Said = BTreeMap<(Language, TextField), String>;

/// The texts of a product in a language, beside those of the shop's own.
///
/// # Errors
/// A product that does not exist, a language that the shop does not speak, a database that does not answer.
pub async fn of_product(shop: &Shop, product: ProductId, language: Language) -> Result<TextsView, CatalogError> {
    let settings = &shop.settings;
    if language != settings.language && !settings.languages.contains(&language) {
        return Err(CatalogError::NotFound);
    }
    let source = source(shop, product).await?;
    let said = said(shop, product).await?;
    let is_own = language == settings.language;
    let texts = |language: Language| rows(&source, &said, settings.language, language);
    let words = |language: Language| words(shop, &source.words, language);
    let scores: Vec<LanguageScore> =
        settings.languages.iter().map(|other| language_score(*other, &texts(*other), &words(*other))).collect();
    Ok(TextsView {
        product,
        title: source.text(TextField::Title),
        own: settings.language,
        language,
        texts: texts(language).into_iter().filter(|row| !is_own || row.field.is_meta()).collect(),
        words: if is_own { Vec::new() } else { words(language) },
        scores,
    })
}

/// What a product says in the shop's own language.
struct Source {
    texts: BTreeMap<TextField, String>,
    words: Vec<String>,
}

impl Source {
    fn text(&self, field: TextField) -> String {
        self.texts.get(&field).cloned().unwrap_or_default()
    }
}

async fn source(shop: &Shop, product: ProductId) -> Result<Source, CatalogError> {
    let reader = shop.database.reader();
    let row = sqlx::query(sql::SOURCE).bind(product.0).fetch_optional(reader).await?.ok_or(CatalogError::NotFound)?;
    let attributes = sqlx::query(sql::ATTRIBUTE_WORDS).bind(product.0).fetch_all(reader).await?;
    let options: Vec<OptionView> = json("product options", row.try_get(3)?)?;
    let mut words = Vec::new();
    let mut add = |word: String| {
        if !word.trim().is_empty() && !words.contains(&word) {
            words.push(word);
        }
    };
    for option in options {
        add(option.name);
        option.values.into_iter().for_each(|value| add(value.label));
    }
    for row in &attributes {
        add(row.try_get(0)?);
        add(row.try_get(1)?);
    }
    let texts = [TextField::Title, TextField::Fact, TextField::Description].into_iter().enumerate();
    let texts = texts.map(|(column, field)| Ok((field, row.try_get(column)?)));
    Ok(Source { texts: texts.collect::<Result<_, sqlx::Error>>()?, words })
}

async fn said(shop: &Shop, product: ProductId) -> Result<Said, CatalogError> {
    let rows = sqlx::query(sql::OF_PRODUCT).bind(product.0).fetch_all(shop.database.reader()).await?;
    let mut said = Said::new();
    for row in &rows {
        let known = Language::parse(row.try_get(0)?).zip(TextField::from_key(row.try_get(1)?));
        if let Some(key) = known {
            said.insert(key, row.try_get(2)?);
        }
    }
    Ok(said)
}

fn rows(source: &Source, said: &Said, own: Language, language: Language) -> Vec<TextRow> {
    let text = |language: Language, field: TextField| said.get(&(language, field)).cloned().unwrap_or_default();
    TextField::ALL
        .into_iter()
        .map(|field| TextRow {
            field,
            source: if field.is_meta() { text(own, field) } else { source.text(field) },
            text: text(language, field),
        })
        .collect()
}

fn words(shop: &Shop, words: &[String], language: Language) -> Vec<WordRow> {
    let all = shop.shelf.texts().read();
    let spoken = all.get(&language);
    let said = |word: &String| spoken.and_then(|spoken| spoken.words.get(word)).cloned().unwrap_or_default();
    words.iter().map(|word| WordRow { word: word.clone(), text: said(word) }).collect()
}

/// Tells a product's page in the texts of a language that do not lie in memory, and, in any language, in those for search engines.
pub(in crate::catalog) async fn page(
    shop: &Shop,
    view: &mut ProductPageView,
    language: Language,
) -> Result<(), CatalogError> {
    let said = said(shop, view.id).await?;
    let set = |field: TextField, text: &mut String| {
        if let Some(said) = said.get(&(language, field)).filter(|said| !said.is_empty()) {
            said.clone_into(text);
        }
    };
    set(TextField::Fact, &mut view.fact);
    if said.contains_key(&(language, TextField::Description)) {
        set(TextField::Description, &mut view.description_html);
        view.meta_description = excerpt(&plain_text(&view.description_html), META_LENGTH);
    }
    if language != shop.settings.language {
        view.meta_title.clear();
    }
    set(TextField::MetaTitle, &mut view.meta_title);
    set(TextField::MetaDescription, &mut view.meta_description);
    Ok(())
}

/// Tells a category's page what it says to search engines in the language that is read, be it the shop's own.
pub(in crate::catalog) fn category(shop: &Shop, view: &mut CategoryPageView) {
    let Some(here) = view.path.last().map(|link| TextThing::Category(link.id)) else { return };
    let meta = meaning(shop, here);
    (view.meta_title, view.meta_description) = (meta.meta_title, meta.meta_description);
}

/// Tells a collection's page in the language that is read; what it says to search engines in the shop's own, too.
pub(in crate::catalog) fn collection(shop: &Shop, id: CollectionId, view: &mut CollectionPageView) {
    let said = meaning(shop, TextThing::Collection(id));
    if !said.title.is_empty() {
        view.name = said.title;
    }
    if !said.description.is_empty() {
        view.description = said.description;
    }
    (view.meta_title, view.meta_description) = (said.meta_title, said.meta_description);
}

/// What a thing says in the language that is read.
fn meaning(shop: &Shop, thing: TextThing) -> Meaning {
    let all = shop.shelf.texts().read();
    let spoken = all.get(&shop.language().unwrap_or(shop.settings.language));
    spoken.and_then(|spoken| spoken.things.get(&thing)).cloned().unwrap_or_default()
}

/// What the search index reads of a product in all languages.
#[derive(Debug, Default)]
pub(in crate::catalog) struct Searched {
    /// Names and lines of facts.
    pub names: Vec<String>,
    /// All descriptions without markup as one.
    pub description: String,
}

/// The same for the products from one id to another; nothing in a shop with one language.
pub(in crate::catalog) async fn searched(
    shop: &Shop,
    first: i64,
    last: i64,
) -> Result<HashMap<i64, Searched>, CatalogError> {
    let mut products: HashMap<i64, Searched> = HashMap::new();
    if shop.settings.languages.is_empty() {
        return Ok(products);
    }
    let rows = sqlx::query(sql::SEARCHED).bind(first).bind(last).fetch_all(shop.database.reader()).await?;
    for row in &rows {
        let searched = products.entry(row.try_get(0)?).or_default();
        let (field, text): (&str, String) = (row.try_get(1)?, row.try_get(2)?);
        if field == TextField::Description.key() {
            searched.description.push(' ');
            searched.description.push_str(&plain_text(&text));
        } else {
            searched.names.push(text);
        }
    }
    Ok(products)
}

/// What is still to be said: how far each language is, and the products that lack a name or a description in one of them.
///
/// # Errors
/// A database that does not answer.
pub async fn work(
    shop: &Shop,
    language: Option<Language>,
    before: Option<ProductId>,
) -> Result<LanguageWork, CatalogError> {
    let reader = shop.database.reader();
    let language =
        language.filter(|one| shop.settings.languages.contains(one)).or(shop.settings.languages.first().copied());
    let products: i64 = sqlx::query(sql::COUNT).fetch_one(reader).await?.try_get(0)?;
    let mut languages = Vec::new();
    for language in &shop.settings.languages {
        let row = sqlx::query(sql::COUNT_LACKING).bind(language.code()).fetch_one(reader).await?;
        languages.push(LanguageProgress { language: *language, products, incomplete: row.try_get(0)? });
    }
    let mut rows = Vec::new();
    if let Some(language) = language {
        let lacking = sqlx::query(sql::LACKING)
            .bind(language.code())
            .bind(before.map_or(i64::MAX, |before| before.0))
            .bind(STRETCH)
            .fetch_all(reader)
            .await?;
        for row in &lacking {
            let present = |column: usize| Ok::<_, sqlx::Error>(row.try_get::<i64, _>(column)? == 1);
            let fields = [(present(2)?, TextField::Title), (present(3)?, TextField::Description)];
            let missing = fields.iter().filter(|(present, _)| !present).map(|(_, field)| field.label().to_owned());
            rows.push(UntranslatedRow {
                product: ProductId(row.try_get(0)?),
                title: row.try_get(1)?,
                missing: missing.collect(),
            });
        }
    }
    let full = i64::try_from(rows.len()).unwrap_or(0) == STRETCH;
    let next = rows.last().filter(|_| full).map(|row| row.product);
    Ok(LanguageWork { languages, language, rows, next })
}
