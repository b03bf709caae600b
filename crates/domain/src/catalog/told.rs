//! What is said twice: by an option and by an attribute.

use super::view::OptionView;

/// Whether a product's options tell this attribute: one is called so, or has the value among others. What can be chosen is no
/// fact of the product, and would contradict the choice.
#[must_use]
pub fn is_told_by(options: &[OptionView], label: &str, value: &str) -> bool {
    let is_same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    options.iter().any(|option| {
        let is_value = |other: &str| option.values.len() > 1 && is_same(other, value);
        is_same(&option.name, label) || option.values.iter().any(|other| is_value(&other.label))
    })
}

/// A line of facts, with commas between them, without those that the options tell.
#[must_use]
pub fn untold_facts(options: &[OptionView], fact: &str) -> String {
    fact.split(", ").filter(|part| !is_told_by(options, "", part)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::view::OptionValueView;

    fn option(name: &str, values: &[&str]) -> OptionView {
        let value = |label: &&str| OptionValueView { label: (*label).to_owned(), colour: None };
        OptionView { name: name.to_owned(), values: values.iter().map(value).collect() }
    }

    #[test]
    fn what_can_be_chosen_is_no_fact() {
        let options = [option("Size", &["A3", "A4"]), option("Paper", &["Cotton"])];
        for (label, value, is_told) in [
            ("Size", "A3", true),
            ("size ", "A2", true),
            ("Format", "a4", true),
            ("Material", "Cotton", false),
            ("Made in", "Husum", false),
        ] {
            assert_eq!(is_told_by(&options, label, value), is_told, "{label}: {value}");
        }
        assert!(!is_told_by(&[], "Size", "A3"));
    }

    #[test]
    fn a_line_of_facts_leaves_out_what_can_be_chosen() {
        let options = [option("Volume", &["250 ml", "350 ml"]), option("Glaze", &["Sea"])];
        assert_eq!(untold_facts(&options, "Stoneware, 350 ml, sea"), "Stoneware, sea");
        assert_eq!(untold_facts(&options, "350 ml"), "");
        assert_eq!(untold_facts(&[], "Stoneware, 350 ml"), "Stoneware, 350 ml");
    }
}
