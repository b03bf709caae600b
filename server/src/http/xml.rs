//! Text in XML 1.0.

/// A text with everything escaped that means something, and without the signs that XML does not know.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
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

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn no_text_can_break_the_document() {
        assert_eq!(escape("]]></x>&\"'\u{0}\u{1f}\u{ffff}ä\n"), "]]&gt;&lt;/x&gt;&amp;&quot;&apos;ä\n");
    }
}
