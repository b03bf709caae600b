//! Writing XML 1.0: names are ours, texts are anybody's.

/// A text with everything escaped that means something, and without the signs that XML does not know.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len().saturating_add(8));
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' | '\r' => escaped.push(sign),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// A document that grows element by element.
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document with this root and its namespaces: prefix and address, without a prefix for the usual one.
    pub fn new(root: &'static str, namespaces: &[(&str, &str)]) -> Self {
        let mut text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root}");
        for (prefix, address) in namespaces {
            let colon = if prefix.is_empty() { "" } else { ":" };
            text.push_str(&format!(" xmlns{colon}{prefix}=\"{address}\""));
        }
        text.push_str(">\n");
        Self { text, open: vec![root] }
    }

    /// An element with what `inside` writes.
    pub fn element(&mut self, name: &'static str, inside: impl FnOnce(&mut Self)) {
        self.indent();
        self.text.push_str(&format!("<{name}>\n"));
        self.open.push(name);
        inside(self);
        self.open.pop();
        self.indent();
        self.text.push_str(&format!("</{name}>\n"));
    }

    /// An element with a text.
    pub fn leaf(&mut self, name: &'static str, text: &str) {
        self.leaf_with(name, &[], text);
    }

    /// The same, with attributes.
    pub fn leaf_with(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.indent();
        self.text.push('<');
        self.text.push_str(name);
        for (attribute, value) in attributes {
            self.text.push_str(&format!(" {attribute}=\"{}\"", escape(value)));
        }
        self.text.push_str(&format!(">{}</{name}>\n", escape(text)));
    }

    /// An element with a text; nothing for an empty one.
    pub fn optional(&mut self, name: &'static str, text: &str) {
        if !text.is_empty() {
            self.leaf(name, text);
        }
    }

    /// The whole document.
    pub fn finish(mut self) -> String {
        while let Some(name) = self.open.pop() {
            self.text.push_str(&format!("</{name}>\n"));
        }
        self.text
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_break_the_document() {
        assert_eq!(escape("]]></x>&\"'\u{0}\u{1f}\u{ffff}ä\n"), "]]&gt;&lt;/x&gt;&amp;&quot;&apos;ä\n");
    }

    #[test]
    fn elements_close_in_the_order_in_which_they_were_opened() {
        let mut xml = Xml::new("a", &[("", "urn:x"), ("p", "urn:y")]);
        xml.element("p:b", |xml| {
            xml.leaf_with("p:c", &[("unit", "<1>")], "<2>");
            xml.optional("p:d", "");
        });
        let told = xml.finish();
        assert!(told.ends_with(
            "<a xmlns=\"urn:x\" xmlns:p=\"urn:y\">\n <p:b>\n  <p:c unit=\"&lt;1&gt;\">&lt;2&gt;</p:c>\n </p:b>\n</a>\n"
        ));
    }
}
