//! `GET /feeds/google.xml`: what is for sale, in the words of Google's Merchant Center, which other shopping engines read too.
//!
//! <https://support.google.com/merchants/answer/7052112>. It is written once into a file that vanishes with its handle, and given out
//! until anything changes that a page of the shop shows. One is written at a time.

use std::{io::Write as _, sync::Arc};

use axum::{
    Extension,
    body::Body,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use domain::{
    catalog::view::Picture,
    kernel::{Money, ProductId},
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use services::{
    Shop,
    catalog::feed::{self, FeedItem},
};
use tempfile::NamedTempFile;
use tokio::{fs::File, io::AsyncReadExt as _, sync::Mutex};

use super::xml;

const PIECE: u64 = 64 * 1024;
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
const MOST_PICTURES: usize = 11;

/// The feed that was written last.
#[derive(Clone, Default)]
pub struct Feeds(Arc<Mutex<Option<Written>>>);

struct Written {
    generation: u64,
    bytes: u64,
    file: NamedTempFile,
}

/// The feed.
pub async fn google(State(shop): State<Shop>, Extension(feeds): Extension<Feeds>) -> Response {
    match open(&shop, &feeds).await {
        Ok((file, bytes)) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8")),
                (header::CACHE_CONTROL, AN_HOUR),
                (header::CONTENT_LENGTH, HeaderValue::from(bytes)),
            ];
            (headers, Body::from_stream(pieces(file))).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the product feed could not be written");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// The file as it is now. Whoever reads it goes on reading it when the next one is written.
async fn open(shop: &Shop, feeds: &Feeds) -> std::io::Result<(File, u64)> {
    let mut kept = feeds.0.lock().await;
    // Read before the feed is made: what changes meanwhile is not in it.
    let generation = shop.shelf.generation();
    if kept.as_ref().is_none_or(|written| written.generation != generation) {
        *kept = Some(write(shop, generation).await?);
    }
    let Some(written) = kept.as_ref() else { return Err(std::io::Error::other("no feed")) };
    Ok((File::open(written.file.path()).await?, written.bytes))
}

fn pieces(file: File) -> impl futures::Stream<Item = std::io::Result<Bytes>> + Send {
    stream::try_unfold(file, |mut file| async move {
        let mut piece = Vec::with_capacity(usize::try_from(PIECE).unwrap_or(0));
        let read = (&mut file).take(PIECE).read_to_end(&mut piece).await?;
        Ok((read > 0).then(|| (Bytes::from(piece), file)))
    })
}

async fn write(shop: &Shop, generation: u64) -> std::io::Result<Written> {
    let mut file = NamedTempFile::new()?;
    let base = &shop.settings.base_url;
    let mut bytes = 0;
    let mut put = |text: &str| {
        bytes += text.len() as u64;
        file.write_all(text.as_bytes())
    };
    put(&format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\"><channel>\n\
         <title>{}</title><link>{}</link><description>{}</description>\n",
        xml::escape(&shop.settings.name),
        xml::escape(base),
        xml::escape(&shop.settings.introduction),
    ))?;
    let mut parts = feed::items(shop).boxed();
    while let Some(items) = parts.try_next().await.map_err(std::io::Error::other)? {
        let text: String = items.iter().map(|item| entry(base, item)).collect();
        put(&text)?;
    }
    put("</channel></rss>\n")?;
    file.flush()?;
    Ok(Written { generation, bytes, file })
}

fn entry(base: &str, item: &FeedItem) -> String {
    let mut entry = Entry::new();
    entry.add("g:id", &item.sku);
    entry.add("g:title", &item.title.chars().take(150).collect::<String>());
    entry.add("g:description", &item.description);
    entry.add("g:link", &format!("{base}{}", item.path));
    for (index, picture) in item.pictures.iter().take(MOST_PICTURES).enumerate() {
        let name = if index == 0 { "g:image_link" } else { "g:additional_image_link" };
        entry.add(name, &format!("{base}{}", jpeg(picture)));
    }
    match (item.in_stock, item.comes_on) {
        (true, _) => entry.add("g:availability", "in_stock"),
        (false, Some(day)) => {
            entry.add("g:availability", "backorder");
            entry.add("g:availability_date", &format!("{}T00:00Z", day.iso()));
        }
        (false, None) => entry.add("g:availability", "out_of_stock"),
    }
    entry.add("g:price", &money(item.former.unwrap_or(item.price)));
    if item.former.is_some() {
        entry.add("g:sale_price", &money(item.price));
    }
    entry.add("g:condition", "new");
    entry.add_unless_empty("g:brand", &item.brand);
    match &item.gtin {
        Some(gtin) => entry.add("g:gtin", gtin),
        // Without a number of its own a thing is known by its maker and the maker's number for it.
        None if !item.brand.is_empty() => entry.add("g:mpn", &item.sku),
        None => entry.add("g:identifier_exists", "no"),
    }
    if item.siblings > 1 {
        entry.add("g:item_group_id", &group(item.product));
    }
    for (name, value) in &item.options {
        if let Some(known) = attribute(name) {
            entry.add(known, value);
        }
    }
    if item.weight_grams > 0 {
        entry.add("g:shipping_weight", &format!("{} g", item.weight_grams));
    }
    if let Some((amount, unit)) = &item.content {
        entry.add("g:unit_pricing_measure", &format!("{amount} {unit}"));
    }
    entry.add_unless_empty("g:product_type", &item.categories.join(" > "));
    entry.end()
}

fn group(product: ProductId) -> String {
    format!("P{product}")
}

/// "24.00 EUR".
fn money(money: Money) -> String {
    format!("{} {}", money.decimal(), money.currency.code())
}

/// The largest file that every reader of a feed understands.
fn jpeg(picture: &Picture) -> String {
    picture.address_for(1_200).replace(".webp", ".jpg")
}

/// What an option is called in a feed, in the four languages in which imports name it.
fn attribute(name: &str) -> Option<&'static str> {
    match name.to_lowercase().as_str() {
        "colour" | "color" | "farbe" | "couleur" | "glaze" => Some("g:color"),
        "size" | "größe" | "grösse" | "taille" | "talla" | "tamaño" => Some("g:size"),
        "material" | "matière" | "matiere" => Some("g:material"),
        "pattern" | "muster" | "motif" | "estampado" => Some("g:pattern"),
        _ => None,
    }
}

/// An item that is being written.
struct Entry(String);

impl Entry {
    fn new() -> Self {
        Self("<item>".to_owned())
    }

    fn add(&mut self, name: &str, value: &str) {
        self.0.push_str(&format!("<{name}>{}</{name}>", xml::escape(value)));
    }

    fn add_unless_empty(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.add(name, value);
        }
    }

    fn end(mut self) -> String {
        self.0.push_str("</item>\n");
        self.0
    }
}

#[cfg(test)]
mod tests {
    use domain::kernel::Currency;

    use super::*;

    fn item() -> FeedItem {
        let euro = |minor| Money::new(minor, Currency::EUR);
        FeedItem {
            product: ProductId(7),
            siblings: 2,
            sku: "MUG-1".to_owned(),
            title: "Mug <b> & more".to_owned(),
            description: "Fired\u{1f} twice".to_owned(),
            path: "/products/mug?variant=MUG-1".to_owned(),
            pictures: Vec::new(),
            in_stock: true,
            comes_on: None,
            price: euro(1_900),
            former: Some(euro(2_400)),
            brand: "Gale".to_owned(),
            gtin: None,
            options: vec![("Farbe".to_owned(), "Blau".to_owned()), ("Engraving".to_owned(), "None".to_owned())],
            weight_grams: 350,
            categories: vec!["Kitchen".to_owned(), "Mugs".to_owned()],
            content: None,
        }
    }

    #[test]
    fn an_item_says_what_shopping_engines_ask_for() {
        let text = entry("https://x.example", &item());
        for part in [
            "<g:id>MUG-1</g:id>",
            "<g:title>Mug &lt;b&gt; &amp; more</g:title>",
            "<g:description>Fired twice</g:description>",
            "<g:link>https://x.example/products/mug?variant=MUG-1</g:link>",
            "<g:availability>in_stock</g:availability>",
            "<g:price>24.00 EUR</g:price><g:sale_price>19.00 EUR</g:sale_price>",
            "<g:mpn>MUG-1</g:mpn><g:item_group_id>P7</g:item_group_id><g:color>Blau</g:color>",
            "<g:shipping_weight>350 g</g:shipping_weight><g:product_type>Kitchen &gt; Mugs</g:product_type>",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("Engraving") && !text.contains("identifier_exists"));
    }

    #[test]
    fn a_thing_without_maker_and_number_says_so() {
        let text = entry("", &FeedItem { brand: String::new(), former: None, siblings: 1, ..item() });
        assert!(text.contains("<g:identifier_exists>no</g:identifier_exists>") && !text.contains("sale_price"));
        assert!(!text.contains("item_group_id"));
        let text = entry("", &FeedItem { gtin: Some("4006381333931".to_owned()), ..item() });
        assert!(text.contains("<g:gtin>4006381333931</g:gtin>") && !text.contains("mpn"));
    }
}
