//! What every page of the storefront shows around itself, and what the search field offers.

use domain::catalog::view::Suggestions;
#[cfg(feature = "ssr")]
use domain::{currency::view::CurrencyChoice, shipping::view::Promise};
use leptos::prelude::*;

use crate::error::AppError;

/// A category in the menu.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// The readable part of its address.
    pub slug: String,
    /// The name.
    pub name: String,
}

/// A language of the shop.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct LanguageLink {
    /// ISO 639-1.
    pub code: String,
    /// As those call it who speak it.
    pub name: String,
    /// What stands before paths; nothing for the shop's own.
    pub prefix: String,
    /// Whether it is the one of this page.
    pub current: bool,
}

/// The frame's contents.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct FrameData {
    /// The shop's name.
    pub shop_name: String,
    /// A line above all; may be empty.
    pub announcement: String,
    /// The top categories.
    pub menu: Vec<MenuEntry>,
    /// How many products are for sale.
    pub product_count: u32,
    /// Whether anything is reduced.
    pub has_sale: bool,
    /// How many items are in this shopper's cart.
    pub cart_count: i64,
    /// The shop's languages; none when there is only one.
    pub languages: Vec<LanguageLink>,
    /// The currencies that can be chosen; none when there is only one.
    pub currencies: Vec<CurrencyChoice>,
    /// Where questions go.
    pub email: String,
    /// When an order arrives.
    pub promise: Option<Promise>,
}

/// The frame of this shopper.
///
/// # Errors
/// A server that cannot answer now.
#[cfg(feature = "ssr")]
pub async fn frame() -> Result<FrameData, AppError> {
    use services::{catalog, checkout};

    use crate::context;
    let shop = context::shop()?;
    let frame = catalog::read::frame(&shop).await.map_err(context::failed)?;
    Ok(FrameData {
        shop_name: frame.shop_name,
        announcement: frame.announcement,
        menu: frame.menu.into_iter().map(|entry| MenuEntry { slug: entry.slug, name: entry.name }).collect(),
        product_count: frame.product_count,
        has_sale: frame.has_sale,
        cart_count: count_items().await?,
        languages: languages(&shop),
        currencies: services::currency::read::choices(&shop),
        email: shop.settings.email.clone(),
        promise: checkout::read::promise(&shop).map_err(context::failed)?,
    })
}

#[cfg(feature = "ssr")]
fn languages(shop: &services::Shop) -> Vec<LanguageLink> {
    let settings = &shop.settings;
    if settings.languages.is_empty() {
        return Vec::new();
    }
    let here = shop.language().unwrap_or(settings.language);
    let all = std::iter::once(&settings.language).chain(&settings.languages);
    all.map(|language| LanguageLink {
        code: language.code().to_owned(),
        name: language.own_name().to_owned(),
        prefix: if *language == settings.language { String::new() } else { format!("/{language}") },
        current: *language == here,
    })
    .collect()
}

/// How many items are in this shopper's cart.
///
/// # Errors
/// A server that cannot answer now.
#[server(prefix = "/api", endpoint = "cart/count")]
pub async fn count_items() -> Result<i64, AppError> {
    use crate::context;
    let shop = context::shop()?;
    services::cart::read::item_count(&shop, context::cart_token().as_ref()).await.map_err(context::failed)
}

/// What fits the letters so far.
///
/// # Errors
/// A server that cannot answer now.
#[server(prefix = "/api", endpoint = "search/suggest", input = server_fn::codec::GetUrl)]
pub async fn suggest(q: String) -> Result<Suggestions, AppError> {
    let shop = crate::context::shop()?;
    services::catalog::read::suggest(&shop, &q).await.map_err(crate::context::failed)
}

/// Remembers a forced look: "light", "dark", or anything else for the device's own.
///
/// # Errors
/// None at present.
#[server(prefix = "/api", endpoint = "theme/set")]
pub async fn set_theme(theme: String) -> Result<(), AppError> {
    use crate::context;
    context::remember_theme(&theme);
    context::lead_to(&context::page_of_form().unwrap_or_else(|| "/".to_owned()));
    Ok(())
}

/// Shows all prices in a currency of the shop from now on, in the bag too. Any other word changes nothing.
///
/// # Errors
/// None at present.
#[server(prefix = "/api", endpoint = "currency/set")]
pub async fn set_currency(currency: String) -> Result<(), AppError> {
    use domain::kernel::Currency;

    use crate::context;
    let shop = context::shop()?;
    let is_known = services::currency::read::choices(&shop).iter().any(|choice| choice.code == currency);
    if let Some(chosen) = Currency::parse(&currency).ok().filter(|_| is_known) {
        context::remember_currency(chosen);
    }
    context::lead_to(&context::page_of_form().unwrap_or_else(|| "/".to_owned()));
    Ok(())
}
