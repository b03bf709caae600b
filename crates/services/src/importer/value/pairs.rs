//! Many values with their names in one cell: `size=XS,color=Black`.

/// A name and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub name: String,
    pub value: String,
}

/// Splits `name=value,name=value`. A comma parts two pairs only where a name and `=` follow it outside of HTML, so that values
/// may hold commas, JSON and HTML; a value in quotes ends at its quote.
pub(crate) fn pairs(cell: &str) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut rest = cell.trim_start_matches(',');
    while let Some((name, after)) = leading_name(rest) {
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted_value(quoted),
            None => plain_value(after),
        };
        found.push(Pair { name: name.to_owned(), value });
        rest = next;
    }
    found
}

/// Splits a text before every place where `mark` stands behind the separator: `sku=a,size=S|sku=b,size=M`.
pub(crate) fn split_before<'a>(cell: &'a str, separator: char, mark: &str) -> Vec<&'a str> {
    let border = format!("{separator}{mark}");
    let mut parts = Vec::new();
    let mut rest = cell;
    while let Some(at) = rest.find(&border) {
        parts.push(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + separator.len_utf8()..).unwrap_or_default();
    }
    parts.push(rest);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The name before `=` and what follows; `None` where no name begins.
fn leading_name(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.split_once('=')?;
    let name = name.trim();
    let is_name = name.starts_with(|character: char| character.is_alphabetic() || character == '_')
        && name.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'));
    is_name.then_some((name, after))
}

fn quoted_value(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('"') {
        value.push_str(before);
        match after.strip_prefix('"') {
            Some(further) => {
                value.push('"');
                rest = further;
            }
            // Several values, each in quotes of its own: "Cool"|"Warm".
            None => match after.strip_prefix("|\"") {
                Some(further) => {
                    value.push('|');
                    rest = further;
                }
                None => return (value, after.trim_start_matches(',')),
            },
        }
    }
    value.push_str(rest);
    (value, "")
}

fn plain_value(text: &str) -> (String, &str) {
    let mut in_tag = false;
    for (at, character) in text.char_indices() {
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            ',' if !in_tag => {
                let next = text.get(at + 1..).unwrap_or_default();
                // Blanks behind the comma belong to prose.
                if !next.starts_with(char::is_whitespace) && leading_name(next).is_some() {
                    return (text.get(..at).unwrap_or_default().to_owned(), next);
                }
            }
            _ => {}
        }
    }
    (text.to_owned(), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Vec<(String, String)> {
        pairs(cell).into_iter().map(|pair| (pair.name, pair.value)).collect()
    }

    #[test]
    fn values_may_hold_commas_json_and_html() {
        let cell = r#"has_options=1,note=one, two,json={"a":1,"b":"x=y"},html=<p class="c" id="d,e=f">g</p>,climate=Cool|Warm"#;
        let expected = [
            ("has_options", "1"),
            ("note", "one, two"),
            ("json", r#"{"a":1,"b":"x=y"}"#),
            ("html", r#"<p class="c" id="d,e=f">g</p>"#),
            ("climate", "Cool|Warm"),
        ];
        assert_eq!(read(cell), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn values_in_quotes_end_at_their_quote() {
        let expected = [("a", "x,b=1 \"y\""), ("c", "2")];
        let read = read(r#"a="x,b=1 ""y""",c="2""#);
        assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let expected = [("climate", "Cool|Warm, dry"), ("c", "2")];
        assert_eq!(
            self::read(r#"climate="Cool"|"Warm, dry",c=2"#),
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert!(pairs("").is_empty() && pairs("no pairs at all").is_empty());
    }

    #[test]
    fn parts_begin_at_their_mark() {
        assert_eq!(split_before("sku=a,size=S|M|sku=b,size=L|", '|', "sku="), ["sku=a,size=S|M", "sku=b,size=L|"]);
    }
}
