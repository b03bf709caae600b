//! What browsers and other programs write as HTML, made plain: few tags, no looks, well nested. Out of it come no tags but ours.
//!
//! It makes pasted text tidy and keeps the editor's own habits out of what is saved. It is not what makes descriptions safe: that
//! is the server, when they are saved.

/// What a tag becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It becomes this.
    Tag(&'static str),
    /// It goes, what is in it stays.
    Unwrapped,
    /// It goes with all that is in it.
    Dropped,
}

/// Tags that hold one line of a text.
const LINES: [&str; 4] = ["p", "h2", "h3", "h4"];
/// Tags that begin a block: a line that is open ends before them.
const BLOCKS: [&str; 11] = ["p", "h2", "h3", "h4", "ul", "ol", "blockquote", "table", "dl", "hr", "li"];
/// Tags that nothing can be in.
const VOID: [&str; 11] = ["br", "hr", "img", "input", "meta", "link", "col", "wbr", "source", "area", "base"];

fn fate(name: &str, attributes: &str) -> Fate {
    let has = |words: &str| attributes.to_ascii_lowercase().replace(' ', "").contains(words);
    match name {
        "p" | "div" | "center" => Fate::Tag("p"),
        "h1" | "h2" => Fate::Tag("h2"),
        "h3" => Fate::Tag("h3"),
        "h4" | "h5" | "h6" => Fate::Tag("h4"),
        // Some programs wrap everything into letters that are not bold.
        "b" | "strong" if has("font-weight:normal") || has("font-weight:400") => Fate::Unwrapped,
        "b" | "strong" => Fate::Tag("strong"),
        "i" | "em" => Fate::Tag("em"),
        "span" | "font" if has("font-weight:bold") || has("font-weight:700") || has("font-weight:600") => {
            Fate::Tag("strong")
        }
        "span" | "font" if has("font-style:italic") => Fate::Tag("em"),
        "script" | "style" | "title" | "template" | "svg" | "math" | "iframe" | "object" | "select" | "button"
        | "textarea" | "noscript" => Fate::Dropped,
        _ => KEPT.iter().find(|kept| **kept == name).map_or(Fate::Unwrapped, |kept| Fate::Tag(kept)),
    }
}

/// Tags that stay what they are.
const KEPT: [&str; 17] = [
    "u",
    "ul",
    "ol",
    "li",
    "blockquote",
    "a",
    "br",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
];

/// The same text with plain structure.
#[must_use]
pub fn clean(html: &str) -> String {
    let mut writer = Writer::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        writer.out.push_str(rest.get(..start).unwrap_or_default());
        let from = rest.get(start..).unwrap_or_default();
        rest = match Tag::read(from) {
            Some((Tag::Open { name, attributes }, after)) => match fate(&name, attributes) {
                Fate::Dropped => behind(after, &name),
                fate => {
                    writer.open(&name, fate, attributes);
                    after
                }
            },
            Some((Tag::Close { name }, after)) => {
                writer.close(&name);
                after
            }
            Some((Tag::Nothing, after)) => after,
            None => {
                writer.out.push_str("&lt;");
                from.get(1..).unwrap_or_default()
            }
        };
    }
    writer.out.push_str(rest);
    writer.close_to(0);
    let empty = |html: String, line: &&str| html.replace(&format!("<{line}></{line}>"), "");
    LINES.iter().fold(writer.out, empty).trim().to_owned()
}

/// The whole of a text: nothing when there are no words in it, and no words before the first paragraph.
#[must_use]
pub fn whole(html: &str) -> String {
    let html = clean(html);
    if is_blank(&html) {
        return String::new();
    }
    let end = BLOCKS.iter().filter_map(|block| html.find(&format!("<{block}"))).min().unwrap_or(html.len());
    let (words, blocks) = html.split_at(end);
    if words.trim().is_empty() { html } else { format!("<p>{words}</p>{blocks}") }
}

fn is_blank(html: &str) -> bool {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(rest.get(..start).unwrap_or_default());
        let tag = rest.get(start..).unwrap_or_default();
        if tag.starts_with("<hr") || tag.starts_with("<table") {
            return false;
        }
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace("&nbsp;", " ").trim().is_empty()
}

/// What stands behind the end of an element.
fn behind<'a>(html: &'a str, name: &str) -> &'a str {
    let end = html.to_ascii_lowercase().find(&format!("</{name}"));
    let after = end.and_then(|end| html.get(end..)).unwrap_or_default();
    after.split_once('>').map_or("", |(_, after)| after)
}

enum Tag<'a> {
    Open {
        name: String,
        attributes: &'a str,
    },
    Close {
        name: String,
    },
    /// A comment or an instruction.
    Nothing,
}

impl<'a> Tag<'a> {
    /// The tag at the beginning of a text, and what follows it; nothing when it is none.
    fn read(html: &'a str) -> Option<(Self, &'a str)> {
        let inner = html.strip_prefix('<')?;
        if let Some(comment) = inner.strip_prefix("!--") {
            return Some((Self::Nothing, comment.split_once("-->").map_or("", |(_, after)| after)));
        }
        if inner.starts_with(['!', '?']) {
            return Some((Self::Nothing, inner.split_once('>').map_or("", |(_, after)| after)));
        }
        let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
        if !inner.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let end = end_of_tag(inner)?;
        let (tag, after) = (inner.get(..end)?, inner.get(end + 1..)?);
        let length = tag.find(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or(tag.len());
        let (name, attributes) = tag.split_at(length);
        let name = name.to_ascii_lowercase();
        Some((if closes { Self::Close { name } } else { Self::Open { name, attributes } }, after))
    }
}

/// Where the tag ends; a `>` in quotes is none.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (place, letter) in tag.char_indices() {
        match (quote, letter) {
            (None, '>') => return Some(place),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute, as it was written.
fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if rest.is_empty() {
            return None;
        }
        let length = rest.find(|letter: char| letter.is_whitespace() || letter == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            rest = after;
            continue;
        };
        let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value.get(1..).unwrap_or_default().split_once(quote).unwrap_or((value, "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after;
    }
}

/// What is written, and which elements are open: by their name in the source, and by ours.
#[derive(Default)]
struct Writer {
    out: String,
    open: Vec<(String, Option<&'static str>)>,
}

impl Writer {
    fn open(&mut self, name: &str, fate: Fate, attributes: &str) {
        let tag = match fate {
            Fate::Tag(tag) => Some(tag),
            Fate::Unwrapped | Fate::Dropped => None,
        };
        if let Some(tag) = tag {
            if BLOCKS.contains(&tag) {
                self.end_line();
            }
            // The items of a list are paragraphs enough.
            if tag == "p" && self.open.iter().any(|(_, open)| matches!(open, Some("li" | "td" | "th"))) {
                self.open.push((name.to_owned(), None));
                return;
            }
            self.out.push('<');
            self.out.push_str(tag);
            self.write_attributes(tag, attributes);
            self.out.push('>');
        }
        if !VOID.contains(&name) {
            self.open.push((name.to_owned(), tag));
        }
    }

    fn write_attributes(&mut self, tag: &str, attributes: &str) {
        let kept: &[&str] = match tag {
            "a" => &["href"],
            "td" | "th" => &["colspan", "rowspan"],
            "ol" => &["start"],
            _ => &[],
        };
        for name in kept {
            let value = attribute(attributes, name).map(str::trim).filter(|value| match *name {
                "href" => is_harmless(value),
                _ => value.len() < 4 && value.bytes().all(|letter| letter.is_ascii_digit()),
            });
            let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
            let value = value.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
            self.out.push_str(&format!(" {name}=\"{value}\""));
            if *name == "href" {
                self.out.push_str(" rel=\"noopener noreferrer nofollow\"");
            }
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(place) = self.open.iter().rposition(|(open, _)| open == name) {
            self.close_to(place);
        }
    }

    /// Ends the line that is open, if one is.
    fn end_line(&mut self) {
        if let Some(place) = self.open.iter().rposition(|(_, tag)| tag.is_some_and(|tag| LINES.contains(&tag))) {
            self.close_to(place);
        }
    }

    fn close_to(&mut self, place: usize) {
        while self.open.len() > place {
            if let Some((_, Some(tag))) = self.open.pop() {
                self.out.push_str(&format!("</{tag}>"));
            }
        }
    }
}

/// Whether an address leads to a page or a mailbox, however it is written.
fn is_harmless(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    if ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
        return true;
    }
    let first = lower.split(['/', '?', '#']).next().unwrap_or_default();
    !first.contains([':', '&', '\\']) && !first.contains(|letter: char| letter.is_control())
}

/// What somebody typed as an address of a link, made one.
///
/// # Errors
/// What to write instead.
pub fn address(typed: &str) -> Result<String, &'static str> {
    let typed = typed.trim();
    let first = typed.split(['/', '?', '#']).next().unwrap_or_default();
    if typed.is_empty() || typed.contains(char::is_whitespace) {
        return Err("Write one address, as in https://example.org or /categories/mugs.");
    }
    if first.contains(':') && !is_harmless(typed) {
        return Err("A link leads to a page (https://…) or to a mailbox (mailto:…).");
    }
    Ok(match typed {
        _ if first.contains(':') || first.is_empty() => typed.to_owned(),
        _ if first.contains('@') => format!("mailto:{typed}"),
        _ => format!("https://{typed}"),
    })
}

#[cfg(test)]
mod tests;
