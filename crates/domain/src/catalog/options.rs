//! What becomes of a product's variants when its options change: added, renamed, taken away.
//!
//! Not here: what a new variant costs and is called (services). A variant is never deleted, as orders refer to it: one whose
//! values are gone is retired.

use serde::{Deserialize, Serialize};

use super::view::{OptionValueView, OptionView};
use crate::kernel::VariantId;

/// A product has no more options.
pub const MOST_OPTIONS: usize = 3;
/// Variants of a product that is edited by hand.
pub const MOST_COMBINATIONS: usize = 250;
/// Letters of the name of an option or value.
pub const MOST_OPTION_LETTERS: usize = 80;

/// An option as somebody wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionEdit {
    /// Its place before; `None` for a new one.
    pub before: Option<usize>,
    /// Its name.
    pub name: String,
    /// Its values.
    pub values: Vec<ValueEdit>,
}

/// A value of an option as somebody wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueEdit {
    /// Its place before; `None` for a new one.
    pub before: Option<usize>,
    /// Its name.
    pub label: String,
}

/// A variant in the new order of things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptVariant {
    /// Which.
    pub id: VariantId,
    /// For each option the place of its value.
    pub choice: Vec<usize>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionPlan {
    /// The options as they will be.
    pub options: Vec<OptionView>,
    /// The variants that stay, in the order of their values.
    pub kept: Vec<KeptVariant>,
    /// The variants that are not sold any more.
    pub retired: Vec<VariantId>,
    /// The combinations of values that no variant has.
    pub missing: Vec<Vec<usize>>,
}

/// Why options cannot be as somebody wants them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OptionError {
    /// More than three.
    #[error("A product has at most {MOST_OPTIONS} options.")]
    TooManyOptions,
    /// An option with values but no name.
    #[error("Name every option, as in Size.")]
    WithoutName,
    /// An option with a name but no values.
    #[error("“{0}” needs at least one value.")]
    WithoutValues(String),
    /// A name or value that is too long.
    #[error("“{0}” is too long; {MOST_OPTION_LETTERS} characters fit.")]
    TooLong(String),
    /// Two options of one name, or two values of one option.
    #[error("“{0}” is there twice.")]
    Twice(String),
    /// More combinations than a product may have variants.
    #[error("These options make {0} variants; {MOST_COMBINATIONS} fit. Take away some values.")]
    TooManyVariants(usize),
}

impl OptionEdit {
    /// An option as it is.
    #[must_use]
    pub fn unchanged(place: usize, option: &OptionView) -> Self {
        let value =
            |(place, value): (usize, &OptionValueView)| ValueEdit { before: Some(place), label: value.label.clone() };
        Self {
            before: Some(place),
            name: option.name.clone(),
            values: option.values.iter().enumerate().map(value).collect(),
        }
    }
}

impl OptionPlan {
    /// The names of the values that a variant has, with " / " between.
    #[must_use]
    pub fn title(&self, choice: &[usize]) -> String {
        let labels = self.options.iter().zip(choice).filter_map(|(option, place)| option.values.get(*place));
        labels.map(|value| value.label.as_str()).collect::<Vec<_>>().join(" / ")
    }
}

/// Works out what becomes of the variants, which come in their order. Values that are gone take their variants along; a variant
/// gets the first value of a new option; of variants that would be the same, the first stays.
///
/// # Errors
/// Options that a product cannot have.
pub fn rearrange(
    before: &[OptionView],
    variants: &[KeptVariant],
    edits: &[OptionEdit],
) -> Result<OptionPlan, OptionError> {
    let edits: Vec<OptionEdit> = edits.iter().map(tidy).filter(|edit| *edit != OptionEdit::default()).collect();
    check(&edits)?;
    let options: Vec<OptionView> = edits.iter().map(|edit| option(before, edit)).collect();
    let mut kept: Vec<KeptVariant> = Vec::new();
    let mut retired = Vec::new();
    for variant in variants {
        let choice: Option<Vec<usize>> = edits.iter().map(|edit| moved(edit, &variant.choice)).collect();
        match choice.filter(|choice| kept.iter().all(|other| other.choice != *choice)) {
            Some(choice) => kept.push(KeptVariant { id: variant.id, choice }),
            None => retired.push(variant.id),
        }
    }
    kept.sort_by(|one, other| one.choice.cmp(&other.choice));
    let missing = combinations(&options)?;
    let missing = missing.into_iter().filter(|choice| kept.iter().all(|variant| variant.choice != *choice)).collect();
    Ok(OptionPlan { options, kept, retired, missing })
}

/// Without blanks around names, and without values that have no name: emptying its field takes a value away. An option without
/// name and values is gone.
fn tidy(edit: &OptionEdit) -> OptionEdit {
    let values = edit.values.iter().map(|value| ValueEdit { label: value.label.trim().to_owned(), ..value.clone() });
    let values: Vec<ValueEdit> = values.filter(|value| !value.label.is_empty()).collect();
    let name = edit.name.trim().to_owned();
    let is_gone = name.is_empty() && values.is_empty();
    OptionEdit { before: edit.before.filter(|_| !is_gone), name, values }
}

fn check(edits: &[OptionEdit]) -> Result<(), OptionError> {
    if edits.len() > MOST_OPTIONS {
        return Err(OptionError::TooManyOptions);
    }
    for edit in edits {
        if edit.name.is_empty() {
            return Err(OptionError::WithoutName);
        }
        if edit.values.is_empty() {
            return Err(OptionError::WithoutValues(edit.name.clone()));
        }
        once(edit.values.iter().map(|value| value.label.as_str()))?;
    }
    once(edits.iter().map(|edit| edit.name.as_str()))
}

fn once<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), OptionError> {
    let mut known: Vec<String> = Vec::new();
    for name in names {
        if name.chars().count() > MOST_OPTION_LETTERS {
            return Err(OptionError::TooLong(name.to_owned()));
        }
        let lower = name.to_lowercase();
        if known.contains(&lower) {
            return Err(OptionError::Twice(name.to_owned()));
        }
        known.push(lower);
    }
    Ok(())
}

/// The option as it will be; a value keeps its colour.
fn option(before: &[OptionView], edit: &OptionEdit) -> OptionView {
    let old = edit.before.and_then(|place| before.get(place));
    let colour = |value: &ValueEdit| {
        let old = value.before.and_then(|place| old?.values.get(place));
        old.and_then(|value| value.colour.clone())
    };
    let values = edit.values.iter().map(|value| OptionValueView { label: value.label.clone(), colour: colour(value) });
    OptionView { name: edit.name.clone(), values: values.collect() }
}

/// The new place of a variant's value of this option; `None` when the value is gone.
fn moved(edit: &OptionEdit, choice: &[usize]) -> Option<usize> {
    match edit.before {
        None => Some(0),
        Some(place) => {
            let old = choice.get(place)?;
            edit.values.iter().position(|value| value.before == Some(*old))
        }
    }
}

/// Every combination of values; of no options it is the one of nothing.
fn combinations(options: &[OptionView]) -> Result<Vec<Vec<usize>>, OptionError> {
    let count = options.iter().fold(1_usize, |count, option| count.saturating_mul(option.values.len()));
    if count > MOST_COMBINATIONS {
        return Err(OptionError::TooManyVariants(count));
    }
    Ok(options.iter().fold(vec![Vec::new()], |begun, option| {
        let with = |begun: &Vec<usize>| {
            let begun = begun.clone();
            (0..option.values.len()).map(move |place| [begun.clone(), vec![place]].concat())
        };
        begun.iter().flat_map(with).collect()
    }))
}

#[cfg(test)]
#[path = "options_tests.rs"]
mod tests;
