//! Text without what programs leave behind in it.

/// A cell without the apostrophe that keeps spreadsheets from taking it for a formula or a number.
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        Some(rest) if !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => cell,
    }
}

/// Text of several lines without control characters.
pub(crate) fn clean_text(cell: &str) -> String {
    let kept = cell.chars().filter_map(|character| match character {
        '\u{2028}' | '\u{2029}' => Some('\n'),
        '\n' => Some('\n'),
        '\t' => Some(' '),
        '\u{FEFF}' => None,
        _ if character.is_control() => None,
        _ => Some(character),
    });
    kept.collect::<String>().trim().to_owned()
}

/// Text of one line: no control characters, one blank between words, the commonest entities decoded.
pub(crate) fn clean_line(cell: &str) -> String {
    let text = clean_text(cell);
    let decoded = if text.contains('&') { decode_entities(&text) } else { text };
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Decodes the entities that shops write into names.
pub(super) fn decode_entities(text: &str) -> String {
    const ENTITIES: [(&str, &str); 9] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&nbsp;", " "),
        ("&#038;", "&"),
        ("&amp;", "&"),
    ];
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

/// Whether the text shows the marks of UTF-8 that was once read as Windows-1252: "GrÃ¼n", "itâ€™s".
pub(crate) fn looks_garbled(text: &str) -> bool {
    ["Ã¤", "Ã¶", "Ã¼", "Ã©", "Ã¨", "ÃŸ", "Ã±", "Ã¡", "Ã³", "â€™", "â€œ", "â€“", "â€¦", "Â°", "Â®"]
        .iter()
        .any(|mark| text.contains(mark))
}

/// What the garbled text once was, as an offer for the report.
pub(crate) fn ungarbled(text: &str) -> Option<String> {
    const HIGH: [(char, u8); 27] = [
        ('€', 0x80),
        ('‚', 0x82),
        ('ƒ', 0x83),
        ('„', 0x84),
        ('…', 0x85),
        ('†', 0x86),
        ('‡', 0x87),
        ('ˆ', 0x88),
        ('‰', 0x89),
        ('Š', 0x8A),
        ('‹', 0x8B),
        ('Œ', 0x8C),
        ('Ž', 0x8E),
        ('‘', 0x91),
        ('’', 0x92),
        ('“', 0x93),
        ('”', 0x94),
        ('•', 0x95),
        ('–', 0x96),
        ('—', 0x97),
        ('˜', 0x98),
        ('™', 0x99),
        ('š', 0x9A),
        ('›', 0x9B),
        ('œ', 0x9C),
        ('ž', 0x9E),
        ('Ÿ', 0x9F),
    ];
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|character| {
            let high = HIGH.iter().find(|(known, _)| *known == character).map(|(_, byte)| *byte);
            high.or_else(|| u8::try_from(u32::from(character)).ok())
        })
        .collect();
    String::from_utf8(bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guard_of_a_formula_or_number_is_taken_off_and_other_apostrophes_stay() {
        for (cell, value) in
            [("'-11", "-11"), ("'=1+1", "=1+1"), ("'01234", "01234"), ("'t Huis", "'t Huis"), ("'", "'")]
        {
            assert_eq!(unguarded(cell), value);
        }
    }

    #[test]
    fn control_characters_and_odd_blanks_vanish_and_letters_stay() {
        assert_eq!(clean_line(" A\u{1f}B\u{A0} “C”\u{2028}🍵 Чай \u{FEFF}&amp; more "), "AB “C” 🍵 Чай & more");
        assert_eq!(clean_text("a\r\nb\u{2028}c"), "a\nb\nc");
    }

    #[test]
    fn garbled_text_is_noticed_and_its_repair_offered() {
        assert!(looks_garbled("GrÃ¼n itâ€™s"));
        assert_eq!(ungarbled("GrÃ¼n itâ€™s").as_deref(), Some("Grün it’s"));
        assert!(!looks_garbled("Ãrea São Paulo"));
    }
}
