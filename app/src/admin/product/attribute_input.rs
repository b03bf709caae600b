//! What the fields of a product's attributes hold, as text.

use std::collections::BTreeMap;

use domain::catalog::{AttributeField, AttributeKind, Written, read_attribute, write_attribute};
use serde::{Deserialize, Serialize};

/// An attribute as its field holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeInput {
    /// What was typed, or the one word that was chosen.
    #[serde(default)]
    pub text: String,
    /// The words that were chosen of several, by [`value_key`]; a box that is not ticked sends nothing.
    #[serde(default)]
    pub chosen: BTreeMap<String, bool>,
}

/// The attributes by [`attribute_key`].
pub type AttributesInput = BTreeMap<String, AttributeInput>;

/// The key of an attribute in the form: a letter first, so that it is never read as a position.
#[must_use]
pub fn attribute_key(key: &str) -> String {
    format!("a{key}")
}

/// The key of a choice in the form.
#[must_use]
pub fn value_key(value: &str) -> String {
    format!("v{value}")
}

/// The path of an attribute's field.
#[must_use]
pub fn attribute_path(key: &str) -> String {
    format!("attributes.{}.text", attribute_key(key))
}

/// The fields as a saved product fills them.
#[must_use]
pub fn of(fields: &[AttributeField]) -> AttributesInput {
    let input = |field: &AttributeField| {
        let written = write_attribute(field.definition.kind, &field.values);
        let chosen = written.chosen.iter().map(|value| (value_key(value), true)).collect();
        (attribute_key(&field.definition.key), AttributeInput { text: written.text, chosen })
    };
    fields.iter().map(input).collect()
}

/// Writes the fields over a product's, and says which cannot be read. What nobody touched stays as it is, whatever it is.
pub fn write_over(input: &AttributesInput, fields: &mut [AttributeField]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for field in fields {
        let Some(typed) = input.get(&attribute_key(&field.definition.key)) else { continue };
        let written =
            written(typed, field.definition.kind, &field.values.iter().map(|v| v.value.as_str()).collect::<Vec<_>>());
        if written == write_attribute(field.definition.kind, &field.values) {
            continue;
        }
        match read_attribute(&field.definition, &written) {
            Ok(values) => field.values = values,
            Err(error) => wrong.push((attribute_path(&field.definition.key), error.to_string())),
        }
    }
    wrong
}

/// What somebody wrote. What was chosen before keeps its order; what is new follows.
fn written(typed: &AttributeInput, kind: AttributeKind, before: &[&str]) -> Written {
    if !matches!(kind, AttributeKind::Choices | AttributeKind::Colour) {
        return Written { text: typed.text.replace("\r\n", "\n"), chosen: Vec::new() };
    }
    let ticked = typed.chosen.iter().filter(|(_, ticked)| **ticked).filter_map(|(key, _)| key.strip_prefix('v'));
    let ticked: Vec<&str> = ticked.collect();
    let kept = before.iter().copied().filter(|value| ticked.contains(value));
    let new = ticked.iter().copied().filter(|value| !before.contains(value));
    Written { text: String::new(), chosen: kept.chain(new).map(str::to_owned).collect() }
}

/// Every field with its path, its words and its text; what was chosen of several stands with commas between.
#[must_use]
pub fn fields(input: &AttributesInput) -> Vec<(String, String, String)> {
    let both = input.iter().flat_map(|(key, field)| {
        let label = key.strip_prefix('a').unwrap_or(key).replace('-', " ");
        let chosen: Vec<&str> = ticked(field).collect();
        [
            (format!("attributes.{key}.text"), label.clone(), field.text.clone()),
            (format!("attributes.{key}.chosen"), label, chosen.join(",")),
        ]
    });
    both.collect()
}

fn ticked(field: &AttributeInput) -> impl Iterator<Item = &str> {
    field.chosen.iter().filter(|(_, ticked)| **ticked).filter_map(|(key, _)| key.strip_prefix('v'))
}

/// Whether somebody changed anything; browsers send line ends of their own.
#[must_use]
pub fn differ(one: &AttributesInput, other: &AttributesInput) -> bool {
    let plain = |input: &AttributesInput| -> Vec<(String, String, String)> {
        fields(input).into_iter().map(|(path, label, text)| (path, label, text.replace("\r\n", "\n"))).collect()
    };
    plain(one) != plain(other)
}

#[cfg(test)]
mod tests {
    use domain::catalog::{AttributeChoice, AttributeDefinition, AttributeValue};

    use super::*;

    fn field(kind: AttributeKind, values: &[&str]) -> AttributeField {
        let choice =
            |value: &str| AttributeChoice { value: value.to_owned(), label: value.to_owned(), colour: String::new() };
        let value = |value: &&str| AttributeValue {
            value: (*value).to_owned(),
            label: (*value).to_owned(),
            ..AttributeValue::default()
        };
        let definition = AttributeDefinition {
            key: "wood".to_owned(),
            kind,
            choices: ["ash", "elm", "oak"].map(choice).to_vec(),
            ..AttributeDefinition::default()
        };
        AttributeField { definition, values: values.iter().map(value).collect(), ..AttributeField::default() }
    }

    #[test]
    fn fields_that_nobody_touched_change_nothing_even_where_they_hold_what_nobody_may_write() {
        for fields in [
            vec![field(AttributeKind::Number, &["about ten"])],
            vec![field(AttributeKind::Choices, &["oak", "gone"])],
            vec![field(AttributeKind::Text, &["a", "b"])],
        ] {
            let mut after = fields.clone();
            assert_eq!(write_over(&of(&fields), &mut after), []);
            assert_eq!(after, fields);
            assert!(!differ(&of(&after), &of(&fields)));
        }
    }

    #[test]
    fn what_was_chosen_keeps_its_order_and_what_is_new_follows() {
        let mut fields = vec![field(AttributeKind::Choices, &["oak", "ash"])];
        let mut input = of(&fields);
        let wood = input.get_mut("awood").unwrap();
        wood.chosen.insert("velm".to_owned(), true);
        wood.chosen.remove("vash");
        assert!(differ(&input, &of(&fields)));
        assert_eq!(write_over(&input, &mut fields), []);
        let values: Vec<&str> = fields[0].values.iter().map(|value| value.value.as_str()).collect();
        assert_eq!(values, ["oak", "elm"]);
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_field() {
        let mut fields = vec![field(AttributeKind::Number, &[])];
        let input = AttributesInput::from([(
            "awood".to_owned(),
            AttributeInput { text: "ten".to_owned(), ..AttributeInput::default() },
        )]);
        assert_eq!(write_over(&input, &mut fields)[0].0, attribute_path("wood"));
        assert!(fields[0].values.is_empty());
    }
}
