//! Numbers with their words, and words as sentences.

use std::fmt::Display;

/// "312 products", "1 product".
#[must_use]
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, word: &str) -> String {
    if count == N::from(1) { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// With a capital letter and a full stop; the name of a file at its beginning stays as it is.
#[must_use]
pub fn sentence(words: &str) -> String {
    let words = words.trim_end_matches('.');
    let begins_with_file = words.split_once(": ").is_some_and(|(name, _)| name.contains('.'));
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if !begins_with_file => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        Some(_) => format!("{words}."),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, sentence};

    #[test]
    fn what_went_wrong_is_said_in_a_sentence() {
        let told = [
            ("choose what to give back", "Choose what to give back."),
            ("mugs.csv: no rows.", "mugs.csv: no rows."),
            ("", ""),
        ];
        for (words, expected) in told {
            assert_eq!(sentence(words), expected);
        }
    }

    #[test]
    fn one_is_one_and_others_are_many() {
        assert_eq!(
            [counted(0_usize, "product"), counted(1_i64, "product"), counted(2_u64, "product")],
            ["0 products", "1 product", "2 products"]
        );
    }
}
