//! `GET /sitemap.xml`: every page that anybody may find, with its pictures. More pages than one file may hold stand in several, of
//! which `/sitemap.xml` is the list: <https://www.sitemaps.org/protocol.html>.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use services::{
    Shop,
    catalog::sitemap::{self, SitemapPage},
    setting::ShopSettings,
};

use super::xml;

const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// One file may hold so many pages.
const MOST: usize = 50_000;
/// Where there are more, each file holds so many: it is made in memory.
const PART: usize = 10_000;

/// All pages, or the list of the files with them.
pub async fn sitemap(State(shop): State<Shop>) -> Response {
    let base = &shop.settings.base_url;
    let count = sitemap::size(&shop);
    answer(if count <= MOST { pages(&shop.settings, &sitemap::pages(&shop, 0, MOST)) } else { index(base, count) })
}

/// The pages of a part: `/sitemaps/1.xml`.
pub async fn part(State(shop): State<Shop>, Path(name): Path<String>) -> Response {
    let number = name.strip_suffix(".xml").and_then(|number| number.parse::<usize>().ok());
    let part = number.and_then(|number| number.checked_sub(1)).and_then(|part| part.checked_mul(PART));
    let pages_of = |first| sitemap::pages(&shop, first, PART);
    match part.map(pages_of).filter(|pages| !pages.is_empty()) {
        Some(found) => answer(pages(&shop.settings, &found)),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answer(text: String) -> Response {
    let kind = HeaderValue::from_static("application/xml; charset=utf-8");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, AN_HOUR)], text).into_response()
}

fn index(base: &str, count: usize) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for number in 1..=count.div_ceil(PART) {
        text.push_str(&format!("<sitemap><loc>{}/sitemaps/{number}.xml</loc></sitemap>\n", xml::escape(base)));
    }
    text.push_str("</sitemapindex>\n");
    text
}

fn pages(settings: &ShopSettings, pages: &[SitemapPage]) -> String {
    let base = &settings.base_url;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">\n",
    );
    for page in pages {
        text.push_str(&format!("<url><loc>{}</loc>", xml::escape(&format!("{base}{}", page.path))));
        text.push_str(&twins(settings, &page.path));
        for picture in &page.pictures {
            let address = xml::escape(&format!("{base}{picture}"));
            text.push_str(&format!("<image:image><image:loc>{address}</image:loc></image:image>"));
        }
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    text
}

/// The same page in every language of a shop with several.
fn twins(settings: &ShopSettings, path: &str) -> String {
    if settings.languages.is_empty() {
        return String::new();
    }
    let twin = |code: &str, prefix: &str| {
        let path = if prefix.is_empty() || path != "/" { path } else { "" };
        let address = xml::escape(&format!("{}{prefix}{path}", settings.base_url));
        format!("<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{address}\"/>")
    };
    let own = twin(settings.language.code(), "");
    let further = settings.languages.iter().map(|language| twin(language.code(), &format!("/{}", language.code())));
    std::iter::once(own).chain(further).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_pages_than_one_file_holds_stand_in_several() {
        let text = index("https://x.example", 100_001);
        assert_eq!(text.matches("<sitemap>").count(), 11);
        assert!(text.contains("<loc>https://x.example/sitemaps/11.xml</loc>"));
    }
}
