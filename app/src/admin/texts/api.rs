//! Server functions of texts in other languages.

#[cfg(feature = "ssr")]
use domain::catalog::view::TextField;
use domain::{
    catalog::view::{AttributeWords, LanguageWork, TextsView, ThingTexts, WordRow},
    kernel::{Language, ProductId},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Texts as a form sends them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SentTexts {
    title: Option<String>,
    fact: Option<String>,
    description_html: Option<String>,
    meta_title: Option<String>,
    meta_description: Option<String>,
}

#[cfg(feature = "ssr")]
impl SentTexts {
    /// Those that were sent.
    fn sent(self) -> Vec<(TextField, String)> {
        let all = [self.title, self.fact, self.description_html, self.meta_title, self.meta_description];
        TextField::ALL.into_iter().zip(all).filter_map(|(field, text)| Some((field, text?))).collect()
    }
}

/// The texts of a product; without a language, in the first further one, or else in the shop's own.
#[server(prefix = "/api", endpoint = "admin/product/texts")]
pub async fn read_texts(product: ProductId, language: Option<Language>) -> Result<TextsView, AppError> {
    use services::catalog::texts;

    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    let settings = &shop.settings;
    let language = language.or(settings.languages.first().copied()).unwrap_or(settings.language);
    texts::of_product(&shop, product, language).await.map_err(guard::catalog)
}

/// Says a product's texts in a language. What is not sent stays, what is empty is taken back.
#[server(prefix = "/api", endpoint = "admin/product/save_texts")]
pub async fn save_texts(
    product: ProductId,
    language: Language,
    texts: SentTexts,
    #[server(default)] words: Vec<WordRow>,
) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let input = services::catalog::texts::TextsInput { texts: texts.sent(), words };
    let saved = services::catalog::texts::save_product(&shop, &actor, product, language, &input);
    saved.await.map_err(guard::texts)
}

/// How far each language is, and the products that lack texts in one of them.
#[server(prefix = "/api", endpoint = "admin/languages/work")]
pub async fn read_language_work(
    language: Option<Language>,
    before: Option<ProductId>,
) -> Result<LanguageWork, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::texts::work(&shop, language, before).await.map_err(guard::catalog)
}

/// Categories, collections and brands with what they say in a language.
#[server(prefix = "/api", endpoint = "admin/languages/things")]
pub async fn read_things(language: Language) -> Result<Vec<ThingTexts>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::texts::things(&shop, language).await.map_err(guard::catalog)
}

/// Says what a category, a collection or a brand says in a language. What is not sent stays, what is empty is taken back.
#[server(prefix = "/api", endpoint = "admin/languages/save_thing")]
pub async fn save_thing_texts(thing: String, language: Language, texts: SentTexts) -> Result<(), AppError> {
    use domain::catalog::view::TextThing;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let thing = TextThing::from_key(&thing).ok_or(AppError::NotFound)?;
    let saved = services::catalog::texts::save_thing(&shop, &actor, thing, language, &texts.sent()).await;
    saved.map_err(guard::texts)
}

/// Every attribute with its words in a language.
#[server(prefix = "/api", endpoint = "admin/languages/words")]
pub async fn read_words(language: Language) -> Result<Vec<AttributeWords>, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::texts::attribute_words(&shop, language).await.map_err(guard::catalog)
}

/// Says words of attributes in a language.
#[server(prefix = "/api", endpoint = "admin/languages/save_words")]
pub async fn save_words(language: Language, #[server(default)] words: Vec<WordRow>) -> Result<(), AppError> {
    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    services::catalog::texts::save_words(&shop, &actor, language, &words).await.map_err(guard::texts)
}
