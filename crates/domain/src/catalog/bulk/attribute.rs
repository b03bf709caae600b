//! An attribute as a rule sets it: read from one line, and kept as one text.

use serde::{Deserialize, Serialize};

use crate::catalog::{AttributeDefinition, AttributeKind, AttributeValue, Written, read_attribute};

/// Between the parts of a value.
const FIELD: char = '\u{1f}';
/// Between values.
const RECORD: char = '\u{1e}';
/// So many choices are named to somebody who wrote another one.
const MOST_NAMED: usize = 12;

/// What a product has of an attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The attribute's word in addresses.
    pub key: String,
    /// Its words on the screen.
    pub label: String,
    /// The values; none when the product has none.
    pub values: Vec<AttributeValue>,
}

impl Held {
    /// The one text that stands for it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}{FIELD}{}", self.key, self.label);
        for value in &self.values {
            text.push(RECORD);
            let parts = [&value.value, &value.label, &value.colour, &value.html].map(String::as_str);
            text.push_str(&parts.join(&FIELD.to_string()));
        }
        text
    }

    /// What a text stands for; `None` when it stands for nothing.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut records = text.split(RECORD);
        let (key, label) = records.next()?.split_once(FIELD)?;
        let value = |record: &str| {
            let mut parts = record.split(FIELD).map(str::to_owned);
            let mut next = || parts.next();
            Some(AttributeValue { value: next()?, label: next()?, colour: next()?, html: next()? })
        };
        let values = records.map(value).collect::<Option<Vec<_>>>()?;
        Some(Self { key: key.to_owned(), label: label.to_owned(), values })
    }

    /// The words that people read: "Colour: Cobalt, Plum"; nothing when there are no values.
    #[must_use]
    pub fn words(&self) -> String {
        let named =
            |value: &AttributeValue| if value.html.is_empty() { value.label.clone() } else { "a text".to_owned() };
        let values = self.values.iter().map(named).collect::<Vec<_>>();
        if values.is_empty() { String::new() } else { format!("{}: {}", self.label, values.join(", ")) }
    }
}

/// What a product is to have of an attribute: what was typed, or no values where nothing is to be read.
///
/// # Errors
/// As [`read_line`].
pub(super) fn read_held(definition: &AttributeDefinition, typed: Option<&str>) -> Result<Held, String> {
    let values = typed.map_or(Ok(Vec::new()), |line| read_line(definition, line))?;
    Ok(Held { key: definition.key.clone(), label: definition.label.clone(), values })
}

/// Reads the values of an attribute from one line. Of what has several values each is parted by a semicolon or, where values are
/// chosen, by a comma; a choice is named by its words.
///
/// # Errors
/// What to write instead.
fn read_line(definition: &AttributeDefinition, line: &str) -> Result<Vec<AttributeValue>, String> {
    let line = line.trim();
    if line.is_empty() {
        return Err("Write the value. To take all values off, choose “Clear an attribute”.".to_owned());
    }
    let written = match definition.kind {
        AttributeKind::RichText => {
            return Err("Paragraphs are written in each product; here they can only be cleared.".to_owned());
        }
        AttributeKind::Text => Written { text: line.replace(';', "\n"), chosen: Vec::new() },
        AttributeKind::Choice => Written { text: choice(definition, line)?, chosen: Vec::new() },
        AttributeKind::Choices | AttributeKind::Colour => {
            let parts = line.split([';', ',']).map(str::trim).filter(|part| !part.is_empty());
            let mut chosen = parts.map(|part| choice(definition, part)).collect::<Result<Vec<_>, _>>()?;
            let mut seen = Vec::new();
            chosen.retain(|word| {
                !seen.contains(word) && {
                    seen.push(word.clone());
                    true
                }
            });
            Written { text: String::new(), chosen }
        }
        AttributeKind::YesNo => Written { text: line.to_lowercase(), chosen: Vec::new() },
        AttributeKind::Number | AttributeKind::Date => Written { text: line.to_owned(), chosen: Vec::new() },
    };
    read_attribute(definition, &written).map_err(|error| error.to_string())
}

/// The word in addresses of the choice that is called so.
fn choice(definition: &AttributeDefinition, called: &str) -> Result<String, String> {
    let same = |text: &str| text.trim().to_lowercase() == called.trim().to_lowercase();
    let found = definition.choices.iter().find(|choice| same(&choice.label) || same(&choice.value));
    found.map(|choice| choice.value.clone()).ok_or_else(|| {
        let named = definition.choices.iter().take(MOST_NAMED).map(|choice| choice.label.as_str()).collect::<Vec<_>>();
        let more = if definition.choices.len() > MOST_NAMED { " …" } else { "" };
        format!("“{called}” is none of the choices: {}{more}.", named.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::AttributeChoice;

    fn definition(kind: AttributeKind) -> AttributeDefinition {
        let choice = |label: &str, colour: &str| AttributeChoice {
            value: label.to_lowercase().replace(' ', "-"),
            label: label.to_owned(),
            colour: colour.to_owned(),
        };
        AttributeDefinition {
            key: "glaze".to_owned(),
            label: "Glaze".to_owned(),
            kind,
            unit: "cm".to_owned(),
            decimals: 1,
            choices: vec![choice("Deep sea", "0a2a3f"), choice("Plum", "")],
            ..AttributeDefinition::default()
        }
    }

    fn labels(kind: AttributeKind, line: &str) -> Result<Vec<String>, String> {
        read_line(&definition(kind), line).map(|values| values.into_iter().map(|value| value.label).collect())
    }

    #[test]
    fn a_line_is_read_as_the_kind_of_the_attribute_asks() {
        let table = [
            (AttributeKind::Text, "By hand; slowly", vec!["By hand", "slowly"]),
            (AttributeKind::Choice, " deep SEA ", vec!["Deep sea"]),
            (AttributeKind::Choices, "plum, Deep sea; Plum", vec!["Plum", "Deep sea"]),
            (AttributeKind::Colour, "deep-sea", vec!["Deep sea"]),
            (AttributeKind::Number, "12,5", vec!["12.5 cm"]),
            (AttributeKind::YesNo, "Yes", vec!["Yes"]),
        ];
        for (kind, line, expected) in table {
            assert_eq!(labels(kind, line), Ok(expected.into_iter().map(str::to_owned).collect()), "{kind:?}");
        }
        for (kind, line) in [
            (AttributeKind::Choice, "Sand"),
            (AttributeKind::Choices, "Plum, Sand"),
            (AttributeKind::Number, "tall"),
            (AttributeKind::Number, "1.25"),
            (AttributeKind::YesNo, "perhaps"),
            (AttributeKind::Date, "soon"),
            (AttributeKind::RichText, "<p>x</p>"),
            (AttributeKind::Text, " "),
        ] {
            assert!(labels(kind, line).is_err(), "{kind:?} {line}");
        }
        assert_eq!(
            labels(AttributeKind::Choice, "Sand").unwrap_err(),
            "“Sand” is none of the choices: Deep sea, Plum."
        );
    }

    #[test]
    fn what_a_product_has_is_one_text_and_is_read_again() {
        let values = read_line(&definition(AttributeKind::Choices), "Plum, Deep sea").unwrap();
        let held = Held { key: "glaze".to_owned(), label: "Glaze".to_owned(), values };
        assert_eq!(Held::read(&held.text()), Some(held.clone()));
        assert_eq!(held.words(), "Glaze: Plum, Deep sea");
        let none = Held { values: Vec::new(), ..held };
        assert_eq!(Held::read(&none.text()), Some(none.clone()));
        assert_eq!(none.words(), "");
        assert_eq!(Held::read(""), None);
        assert_eq!(Held::read("glaze\u{1f}Glaze\u{1e}broken"), None);
    }
}
