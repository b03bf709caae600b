//! Descriptions: HTML from people and from other shops, made harmless before it is written, and its plain text.

use std::{collections::HashSet, sync::LazyLock};

/// What a description may hold.
const TAGS: [&str; 18] = [
    "p",
    "br",
    "strong",
    "b",
    "em",
    "i",
    "u",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "a",
    "table",
    "tr",
    "td",
];

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    cleaner
        .tags(HashSet::from(TAGS))
        .add_tags(["th", "thead", "tbody", "hr", "dl", "dt", "dd"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener noreferrer nofollow"))
        .generic_attributes(HashSet::new());
    cleaner
});

/// The same HTML with nothing but plain structure in it: no scripts, styles, pictures, classes or event handlers.
#[must_use]
pub fn sanitise(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// A text of several lines as HTML: every line a paragraph.
#[must_use]
pub fn paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let lines = escaped.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("<p>{line}</p>")).collect()
}

/// The words of the HTML, with single blanks between them. For sanitised HTML, and fast: the search index reads every
/// description. What comes out is text and must be escaped like any other.
#[must_use]
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(rest.get(..start).unwrap_or_default());
        // A tag between two words parts them, unless it only says how they look.
        let tag = rest.get(start..).unwrap_or_default();
        if !INLINE.iter().any(|inline| tag.trim_start_matches(['<', '/']).starts_with(inline)) {
            text.push(' ');
        }
        rest = tag.find('>').and_then(|end| tag.get(end + 1..)).unwrap_or_default();
    }
    text.push_str(rest);
    for (entity, character) in [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        if text.contains('&') {
            text = text.replace(entity, character);
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Beginnings of tags that stand inside words.
const INLINE: [&str; 9] = ["b>", "i>", "u>", "em>", "strong>", "a ", "a>", "span", "sup"];

/// The beginning of a text, at most `most` characters, cut between words.
#[must_use]
pub fn excerpt(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut.get(..end).unwrap_or(&cut).trim_end_matches([',', ';', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v09_nothing_that_runs_survives() {
        for (html, clean) in [
            ("<p onclick=\"x()\">Mug<script>alert(1)</script></p>", "<p>Mug</p>"),
            ("<img src=x onerror=alert(1)>", ""),
            ("<a href=\"javascript:alert(1)\">x</a>", "<a rel=\"noopener noreferrer nofollow\">x</a>"),
            ("<svg><script>alert(1)</script></svg>", ""),
            ("<p style=\"position:fixed\" class=\"modal\">x</p>", "<p>x</p>"),
            ("<iframe src=\"https://example.org\"></iframe>", ""),
        ] {
            assert_eq!(sanitise(html), clean, "{html}");
        }
    }

    #[test]
    fn plain_text_keeps_words_apart() {
        assert_eq!(plain_text("<p>One</p><p>two &amp; <b>thr</b>ee<br>four</p><p"), "One two & three four");
        assert_eq!(plain_text("&amp;lt;b&amp;gt; 3 &lt; 4"), "&lt;b&gt; 3 < 4");
    }

    #[test]
    fn v09_lines_become_paragraphs_and_no_markup() {
        assert_eq!(paragraphs("A & B\r\n\n <b>now</b>"), "<p>A &amp; B</p><p>&lt;b&gt;now&lt;/b&gt;</p>");
        assert_eq!(paragraphs(" "), "");
    }

    #[test]
    fn an_excerpt_ends_between_words() {
        assert_eq!(excerpt("Thrown by hand, glazed twice", 20), "Thrown by hand…");
        assert_eq!(excerpt("Short", 20), "Short");
    }
}
