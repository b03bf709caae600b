//! What describes a product: kinds of attributes, and how each kind is written and read.
//!
//! Not here: which attributes a product has (its type says so), what HTML is harmless (services, before it is written).
//! A value that [`read_attribute`] gave is one that every page can show: its `value` is the word in addresses, its `label` the
//! words on the screen.

use serde::{Deserialize, Serialize};

use super::attribute_text::{calendar_day, decimal, value_word};

/// Letters of one value of a text.
const MOST_TEXT: usize = 250;
/// Values of one attribute of one product.
const MOST_VALUES: usize = 50;
/// Letters of a rich text.
const MOST_RICH_TEXT: usize = 20_000;
/// The word in addresses of a rich text, which nobody looks for by its words.
const RICH: &str = "text";

/// How an attribute is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AttributeKind {
    /// Words; several values stand on a line each.
    #[default]
    Text,
    /// A number with a unit.
    Number,
    /// One of several choices.
    Choice,
    /// Any of several choices.
    Choices,
    /// Any of several choices that are colours.
    Colour,
    /// Yes or no.
    YesNo,
    /// A day.
    Date,
    /// Paragraphs with lists, links and tables.
    RichText,
}

impl AttributeKind {
    /// Every kind, in the order in which it is offered.
    pub const ALL: [Self; 8] =
        [Self::Text, Self::Number, Self::Choice, Self::Choices, Self::Colour, Self::YesNo, Self::Date, Self::RichText];

    /// The word in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Colour => "colour",
            Self::YesNo => "yes_no",
            Self::Date => "date",
            Self::RichText => "rich_text",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Number => "Number with unit",
            Self::Choice => "Choice",
            Self::Choices => "Several choices",
            Self::Colour => "Colours",
            Self::YesNo => "Yes or no",
            Self::Date => "Date",
            Self::RichText => "Rich text",
        }
    }

    /// Whether its values are chosen from a list.
    #[must_use]
    pub fn has_choices(self) -> bool {
        matches!(self, Self::Choice | Self::Choices | Self::Colour)
    }

    /// Whether shoppers can filter by it.
    #[must_use]
    pub fn can_be_facet(self) -> bool {
        !matches!(self, Self::RichText)
    }

    /// Whether the values that products have stay values when the attribute becomes of that kind.
    #[must_use]
    pub fn can_become(self, other: Self) -> bool {
        let keeps_words = |kind: Self| matches!(kind, Self::Text | Self::Choices | Self::Colour);
        self == other
            || (keeps_words(self) && keeps_words(other))
            || (self == Self::Choice && keeps_words(other))
            || (matches!(self, Self::Number | Self::YesNo | Self::Date) && other == Self::Text)
    }
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeChoice {
    /// The word in addresses.
    pub value: String,
    /// The words on the screen.
    pub label: String,
    /// `rrggbb`, or empty.
    pub colour: String,
}

/// An attribute, as every product shares it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeDefinition {
    /// The word in addresses.
    pub key: String,
    /// The words on the screen.
    pub label: String,
    /// How it is written.
    pub kind: AttributeKind,
    /// What a number counts: "cm"; may be empty.
    pub unit: String,
    /// How many digits a number may have behind the point.
    pub decimals: u8,
    /// Whether shoppers filter by it.
    pub facet: bool,
    /// What can be chosen.
    pub choices: Vec<AttributeChoice>,
}

/// An attribute as somebody wants it in a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeEdit {
    /// The words on the screen.
    pub label: String,
    /// How it is written.
    pub kind: AttributeKind,
    /// What a number counts.
    pub unit: String,
    /// How many digits a number may have behind the point.
    pub decimals: u8,
    /// Whether shoppers filter by it.
    pub facet: bool,
    /// What can be chosen, in order; a new choice has no `value` yet.
    pub choices: Vec<AttributeChoice>,
    /// The heading under which the type puts it; may be empty.
    pub heading: String,
    /// Whether products of the type must have it.
    pub required: bool,
}

/// A value that a product has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeValue {
    /// The word in addresses.
    pub value: String,
    /// The words on the screen.
    pub label: String,
    /// `rrggbb`, or empty.
    pub colour: String,
    /// The whole of a rich text; empty for any other kind.
    pub html: String,
}

/// An attribute in a product's form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeField {
    /// The attribute.
    pub definition: AttributeDefinition,
    /// The heading under which the product's type puts it; `None` for one that the type does not have.
    pub heading: Option<String>,
    /// Whether products of the type must have it.
    pub required: bool,
    /// What the product has.
    pub values: Vec<AttributeValue>,
}

/// What somebody wrote into an attribute's field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// What was typed, or the one word that was chosen.
    pub text: String,
    /// The words that were chosen of several.
    pub chosen: Vec<String>,
}

/// Why what somebody wrote is no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttributeError {
    /// More letters than fit.
    #[error("This has {length} characters; {most} fit.")]
    TooLong {
        /// How many there are.
        length: usize,
        /// How many may be.
        most: usize,
    },
    /// More values than fit.
    #[error("These are {count} values; {MOST_VALUES} fit.")]
    TooMany {
        /// How many there are.
        count: usize,
    },
    /// No number.
    #[error("Write a number like {example}, without its unit.")]
    NotANumber {
        /// A number of the right form.
        example: &'static str,
    },
    /// More digits behind the point than the attribute has.
    #[error("{}", decimals_words(*.allowed))]
    Decimals {
        /// How many there may be.
        allowed: u8,
    },
    /// None of the choices.
    #[error("“{0}” is not among the choices any more; choose again.")]
    NotAChoice(String),
    /// Neither yes nor no.
    #[error("Choose yes or no.")]
    NotYesOrNo,
    /// No day of the calendar.
    #[error("Write a day like 2026-03-31.")]
    NotADay,
}

fn decimals_words(allowed: u8) -> String {
    match allowed {
        0 => "Write a whole number.".to_owned(),
        1 => "One digit behind the point is enough here.".to_owned(),
        allowed => format!("Up to {allowed} digits behind the point fit here."),
    }
}

/// Reads what somebody wrote; nothing written is no value. A rich text comes out as it was written: it is made harmless where
/// it is kept.
///
/// # Errors
/// What the attribute's kind does not allow.
pub fn read_attribute(
    definition: &AttributeDefinition,
    written: &Written,
) -> Result<Vec<AttributeValue>, AttributeError> {
    let text = written.text.trim();
    match definition.kind {
        AttributeKind::Text => read_lines(text),
        AttributeKind::Choices | AttributeKind::Colour => {
            written.chosen.iter().map(|word| choice(definition, word)).collect()
        }
        _ if text.is_empty() => Ok(Vec::new()),
        AttributeKind::Choice => Ok(vec![choice(definition, text)?]),
        AttributeKind::Number => Ok(vec![number(definition, text)?]),
        AttributeKind::YesNo => match text {
            "yes" => Ok(vec![plain("yes".to_owned(), "Yes".to_owned())]),
            "no" => Ok(vec![plain("no".to_owned(), "No".to_owned())]),
            _ => Err(AttributeError::NotYesOrNo),
        },
        AttributeKind::Date => {
            let day = calendar_day(text).ok_or(AttributeError::NotADay)?;
            let value = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
            Ok(vec![plain(value, day.long())])
        }
        AttributeKind::RichText => {
            bounded(text, MOST_RICH_TEXT)?;
            Ok(vec![AttributeValue { value: RICH.to_owned(), html: text.to_owned(), ..AttributeValue::default() }])
        }
    }
}

/// What the attribute's field shows of these values: [`read_attribute`] reads the same values from it.
#[must_use]
pub fn write_attribute(kind: AttributeKind, values: &[AttributeValue]) -> Written {
    let first = values.first();
    let text = match kind {
        AttributeKind::Text => values.iter().map(|value| value.label.as_str()).collect::<Vec<_>>().join("\n"),
        AttributeKind::RichText => first.map(|value| value.html.clone()).unwrap_or_default(),
        AttributeKind::Choices | AttributeKind::Colour => String::new(),
        _ => first.map(|value| value.value.clone()).unwrap_or_default(),
    };
    let several = matches!(kind, AttributeKind::Choices | AttributeKind::Colour);
    let chosen = if several { values.iter().map(|value| value.value.clone()).collect() } else { Vec::new() };
    Written { text, chosen }
}

/// A number with its unit, as people read it: "12.5 cm".
#[must_use]
pub fn number_label(number: &str, unit: &str) -> String {
    if unit.is_empty() { number.to_owned() } else { format!("{number} {unit}") }
}

fn plain(value: String, label: String) -> AttributeValue {
    AttributeValue { value, label, ..AttributeValue::default() }
}

fn bounded(text: &str, most: usize) -> Result<(), AttributeError> {
    let length = text.chars().count();
    if length > most { Err(AttributeError::TooLong { length, most }) } else { Ok(()) }
}

/// Every line a value; two that are the same word in addresses are one.
fn read_lines(text: &str) -> Result<Vec<AttributeValue>, AttributeError> {
    let mut values: Vec<AttributeValue> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        bounded(line, MOST_TEXT)?;
        let value = value_word(line);
        if values.iter().all(|known| known.value != value) {
            values.push(plain(value, line.to_owned()));
        }
    }
    if values.len() > MOST_VALUES { Err(AttributeError::TooMany { count: values.len() }) } else { Ok(values) }
}

fn choice(definition: &AttributeDefinition, word: &str) -> Result<AttributeValue, AttributeError> {
    let choice = definition.choices.iter().find(|choice| choice.value == word);
    let choice = choice.ok_or_else(|| AttributeError::NotAChoice(word.to_owned()))?;
    let colour = choice.colour.clone();
    Ok(AttributeValue { colour, ..plain(choice.value.clone(), choice.label.clone()) })
}

fn number(definition: &AttributeDefinition, text: &str) -> Result<AttributeValue, AttributeError> {
    let example = if definition.decimals == 0 { "12" } else { "12.5" };
    let number = decimal(text).ok_or(AttributeError::NotANumber { example })?;
    let behind = number.split_once('.').map_or(0, |(_, digits)| digits.len());
    if behind > usize::from(definition.decimals) {
        return Err(AttributeError::Decimals { allowed: definition.decimals });
    }
    let label = number_label(&number, &definition.unit);
    Ok(plain(number, label))
}

#[cfg(test)]
#[path = "attribute_tests.rs"]
mod tests;
