//! What the fields of an attribute hold, as text.

use domain::catalog::{AttributeChoice, AttributeEdit, AttributeKind};
use serde::{Deserialize, Serialize};

/// An attribute as its fields hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeInput {
    /// The words on the screen.
    pub label: String,
    /// The word for its kind.
    pub kind: String,
    /// What a number counts.
    #[serde(default)]
    pub unit: String,
    /// How many digits a number may have behind the point.
    #[serde(default)]
    pub decimals: String,
    /// Whether shoppers filter by it.
    #[serde(default)]
    pub facet: bool,
    /// Whether products of the type must have it.
    #[serde(default)]
    pub required: bool,
    /// The heading it stands under.
    #[serde(default)]
    pub heading: String,
    /// What could be chosen before; one without words goes.
    #[serde(default)]
    pub choices: Vec<ChoiceInput>,
    /// More choices, one a line; a colour stands behind its name: "Sea #1f5143".
    #[serde(default)]
    pub more: String,
}

/// A choice as its fields hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceInput {
    /// The word in addresses.
    pub value: String,
    /// The words on the screen.
    pub label: String,
    /// The colour as "#1f5143", or nothing.
    #[serde(default)]
    pub colour: String,
}

impl AttributeInput {
    /// What the fields ask for.
    #[must_use]
    pub fn read(self) -> AttributeEdit {
        let kind = AttributeKind::parse(&self.kind).unwrap_or_default();
        let colour = |text: &str| {
            let bare = text.trim().trim_start_matches('#').to_owned();
            if kind == AttributeKind::Colour { bare } else { String::new() }
        };
        let before = self.choices.iter().map(|choice| AttributeChoice {
            value: choice.value.clone(),
            label: choice.label.trim().to_owned(),
            colour: colour(&choice.colour),
        });
        let new = self.more.lines().map(|line| {
            let (label, behind) = line.rsplit_once('#').unwrap_or((line, ""));
            AttributeChoice { value: String::new(), label: label.trim().to_owned(), colour: colour(behind) }
        });
        AttributeEdit {
            label: self.label.clone(),
            kind,
            unit: self.unit.clone(),
            decimals: self.decimals.trim().parse().unwrap_or(0),
            facet: self.facet,
            choices: before.chain(new).filter(|choice| !choice.label.is_empty()).collect(),
            heading: self.heading.clone(),
            required: self.required,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_renamed_taken_away_and_added_in_one_form() {
        let choice = |value: &str, label: &str| ChoiceInput {
            value: value.to_owned(),
            label: label.to_owned(),
            colour: "#1F5143".to_owned(),
        };
        let input = AttributeInput {
            label: "Glaze".to_owned(),
            kind: "colour".to_owned(),
            choices: vec![choice("sea", "Deep sea"), choice("sand", " ")],
            more: "Plum #6d3450\n\n Oat".to_owned(),
            ..AttributeInput::default()
        };
        let told: Vec<(String, String, String)> = input
            .clone()
            .read()
            .choices
            .into_iter()
            .map(|choice| (choice.value, choice.label, choice.colour))
            .collect();
        let row = |value: &str, label: &str, colour: &str| (value.to_owned(), label.to_owned(), colour.to_owned());
        assert_eq!(told, [row("sea", "Deep sea", "1F5143"), row("", "Plum", "6d3450"), row("", "Oat", "")]);
        let plain = AttributeInput { kind: "choice".to_owned(), ..input }.read();
        assert!(plain.choices.iter().all(|choice| choice.colour.is_empty()), "only colours have a colour");
    }
}
