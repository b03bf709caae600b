//! Descriptions: from whatever they are to HTML that may be shown.

use super::text::{clean_line, clean_text, decode_entities};
use crate::catalog::html::sanitise;

/// A short description of so many characters fits on one line.
const ONE_LINE: usize = 140;

/// Signs of HTML that is laid out by itself.
const BLOCKS: [&str; 9] = ["<p", "<ul", "<ol", "<div", "<h", "<table", "<br", "<section", "<blockquote"];

/// Sanitised HTML of a description: escaped HTML is unescaped once, plain text gets paragraphs, and everything that could act
/// (scripts, handlers, `javascript:` addresses, styles) is taken out.
pub(crate) fn clean_html(cell: &str) -> String {
    let text = clean_text(cell);
    if text.is_empty() {
        return text;
    }
    let escaped = !text.contains('<') && text.contains("&lt;") && text.contains("&gt;");
    let html = if escaped { decode_entities(&text) } else { text };
    let lower = html.to_lowercase();
    let laid_out = BLOCKS.iter().any(|block| lower.contains(block));
    let structured = if laid_out { plain_structure(html) } else { paragraphs(&html) };
    sanitise(&structured).replace("<p></p>", "").trim().to_owned()
}

/// The line of facts and the description. A short description that is too long for a line goes before the long one.
pub(crate) fn descriptions(short: &str, long: &str) -> (String, String) {
    let long = clean_html(long);
    let is_plain = !short.contains(['<', '\n']) && short.chars().count() <= ONE_LINE;
    if is_plain { (clean_line(short), long) } else { (String::new(), clean_html(short) + &long) }
}

/// Elements that the shop does not show become their nearest neighbours, so that their words stay apart.
fn plain_structure(mut html: String) -> String {
    for (element, neighbour) in [("div", "p"), ("section", "p"), ("h1", "h2"), ("h5", "h4"), ("h6", "h4")] {
        html = html.replace(&format!("<{element}"), &format!("<{neighbour}"));
        html = html.replace(&format!("</{element}>"), &format!("</{neighbour}>"));
    }
    html
}

/// Blank lines part paragraphs, single ones break the line.
fn paragraphs(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        html.push_str("<p>");
        html.push_str(&paragraph.replace('\n', "<br>"));
        html.push_str("</p>");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_gets_paragraphs() {
        assert_eq!(clean_html("One\ntwo\n\nThree & four "), "<p>One<br>two</p><p>Three &amp; four</p>");
        assert_eq!(clean_html("  "), "");
    }

    #[test]
    fn f60_what_could_act_is_taken_out() {
        for (cell, html) in [
            ("<p onclick=\"x()\">Hi<script>alert(1)</script></p>", "<p>Hi</p>"),
            ("<p><a href=\"javascript:alert(1)\">x</a></p>", "<p><a rel=\"noopener noreferrer nofollow\">x</a></p>"),
            ("&lt;p&gt;Tea &amp;amp; milk&lt;/p&gt;", "<p>Tea &amp; milk</p>"),
            ("<ul><li>One<li>Two", "<ul><li>One</li><li>Two</li></ul>"),
            ("<p style=\"position:fixed\">x</p>", "<p>x</p>"),
            ("<div>One</div><div class=\"b\"><h1>Two</h1></div>", "<p>One</p><h2>Two</h2>"),
        ] {
            assert_eq!(clean_html(cell), html);
        }
    }
}
