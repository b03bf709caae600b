//! What search engines and link previews read of a page: its one address, Open Graph and Twitter's card, and schema.org as JSON-LD.
//! JSON-LD is data, which no policy has to allow, but it stands in a script: nothing in it may end that.

use domain::catalog::view::CategoryLink;
use leptos::prelude::*;
use leptos_meta::{Link, Meta};

/// Scheme and host of the shop.
pub fn base_url() -> String {
    crate::context::shop().map(|shop| shop.settings.base_url.clone()).unwrap_or_default()
}

/// Where a page lives and how it is shown elsewhere.
#[component]
pub fn PageCard(
    /// The path of the page, with what of its query makes another page of it.
    path: String,
    /// `product` or `website`.
    kind: &'static str,
    /// The name.
    title: String,
    /// A sentence or two.
    description: String,
    /// The path of a picture, its width and height, and what it shows.
    picture: Option<CardPicture>,
) -> impl IntoView {
    let base = base_url();
    let address = format!("{base}{path}");
    let card = if picture.is_some() { "summary_large_image" } else { "summary" };
    view! {
        <Meta name="description" content=description.clone() />
        <Link rel="canonical" href=address.clone() />
        <Meta property="og:type" content=kind />
        <Meta property="og:title" content=title />
        <Meta property="og:description" content=description />
        <Meta property="og:url" content=address />
        <Meta name="twitter:card" content=card />
        {picture.map(|picture| view! {
            <Meta property="og:image" content=format!("{base}{}", picture.path) />
            <Meta property="og:image:alt" content=picture.words />
        })}
    }
}

/// A picture of a preview.
#[derive(Clone, Debug)]
pub struct CardPicture {
    /// Its path.
    pub path: String,
    /// What it shows.
    pub words: String,
}

impl CardPicture {
    /// A picture of the catalogue, large enough for a preview.
    pub fn of(picture: &domain::catalog::view::Picture, title: &str) -> Self {
        let words =
            if picture.alternative_text.is_empty() { title.to_owned() } else { picture.alternative_text.clone() };
        Self { path: picture.address_for(1200), words }
    }
}

/// The way to a category, as the text of a script.
pub fn way(path: &[CategoryLink]) -> String {
    script(vec![breadcrumb(path, None)])
}

/// The way to a page as schema.org's `BreadcrumbList`: categories from the root, and the page itself when it is none.
pub fn breadcrumb(path: &[CategoryLink], here: Option<(&str, &str)>) -> serde_json::Value {
    let base = base_url();
    let home = std::iter::once(("Home".to_owned(), format!("{base}/")));
    let categories =
        path.iter().map(|category| (category.name.clone(), format!("{base}/categories/{}", category.slug)));
    let here = here.map(|(name, path)| (name.to_owned(), format!("{base}{path}")));
    let items = home.chain(categories).chain(here).enumerate().map(|(index, (name, address))| {
        serde_json::json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": address })
    });
    serde_json::json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
}

/// Several things of schema.org as the text of one script.
pub fn script(things: Vec<serde_json::Value>) -> String {
    safe(&serde_json::json!({ "@context": "https://schema.org", "@graph": things }).to_string())
}

/// JSON that cannot end the script it stands in: what means something in HTML or ends a line in JavaScript is written as a number.
fn safe(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v09_no_name_can_end_the_script_it_stands_in() {
        let name = "</script><script>alert(1)</script><!-- \u{2028} \"x\" \\";
        let text = script(vec![serde_json::json!({ "name": name })]);
        assert!(!text.contains('<') && !text.contains('\u{2028}'), "{text}");
        let read: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(read["@graph"][0]["name"], name);
    }
}
