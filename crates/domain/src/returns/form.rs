//! What a shopper fills in. The same fields stand in an address, while it is looked through, and in the form that is sent at last.

use serde::{Deserialize, Serialize};

use super::{ReturnReason, WishProblem};
use crate::kernel::OrderLineId;

/// Characters of a shopper's words at most.
pub const LONGEST_WORDS: usize = 500;

/// The fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnForm {
    /// The key under which it is sent: what is sent again under it is the same return.
    #[serde(default)]
    pub key: String,
    /// A field for each line.
    #[serde(default)]
    pub lines: Vec<ReturnFormLine>,
    /// What the shopper adds; may be empty.
    #[serde(default)]
    pub words: String,
}

/// The fields of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnFormLine {
    /// The line.
    pub line: OrderLineId,
    /// How many items.
    #[serde(default)]
    pub quantity: String,
    /// Why: the word of a [`ReturnReason`].
    #[serde(default)]
    pub reason: String,
}

/// What a shopper wants to send back or to withdraw from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnWish {
    /// So many items of these lines.
    pub lines: Vec<WishedLine>,
    /// What they add.
    pub words: String,
}

/// So many items of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WishedLine {
    /// The line.
    pub line: OrderLineId,
    /// How many.
    pub quantity: i64,
    /// Why.
    pub reason: Option<ReturnReason>,
}

impl ReturnForm {
    /// What the fields ask for; an empty one asks for nothing.
    ///
    /// # Errors
    /// All texts that are no number, and words that are too many.
    pub fn wish(&self) -> Result<ReturnWish, Vec<WishProblem>> {
        let mut problems = Vec::new();
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let text = line.quantity.trim();
            match if text.is_empty() { Ok(0) } else { text.parse::<i64>() } {
                Ok(quantity) => {
                    let reason = ReturnReason::from_key(line.reason.trim());
                    lines.push(WishedLine { line: line.line, quantity, reason });
                }
                Err(_) => problems.push(WishProblem::NotANumber { line: line.line, text: text.to_owned() }),
            }
        }
        // A line break is a word of the shopper's; other control characters are none.
        let words: String =
            self.words.trim().chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
        if words.chars().count() > LONGEST_WORDS {
            problems.push(WishProblem::TooLong { most: LONGEST_WORDS });
        }
        if problems.is_empty() { Ok(ReturnWish { lines, words }) } else { Err(problems) }
    }

    /// What was typed for a line.
    #[must_use]
    pub fn of_line(&self, line: OrderLineId) -> Option<&ReturnFormLine> {
        self.lines.iter().find(|typed| typed.line == line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(quantity: &str, words: &str) -> ReturnForm {
        let line = ReturnFormLine { line: OrderLineId(7), quantity: quantity.to_owned(), reason: "damaged".to_owned() };
        ReturnForm { key: "k".to_owned(), lines: vec![line], words: words.to_owned() }
    }

    #[test]
    fn v01_what_is_no_number_is_told_and_not_guessed_and_words_are_text() {
        let wish = form(" 2 ", " It rattles.\r\nSorry.\u{7} ").wish().unwrap();
        assert_eq!(wish.words, "It rattles.\nSorry.");
        let line = WishedLine { line: OrderLineId(7), quantity: 2, reason: Some(ReturnReason::Damaged) };
        assert_eq!(wish.lines, [line]);
        assert_eq!(form("", "").wish().unwrap().lines[0].quantity, 0);
        for text in ["two", "1.5", "1e3", "99999999999999999999"] {
            let problem = WishProblem::NotANumber { line: OrderLineId(7), text: text.to_owned() };
            assert_eq!(form(text, "").wish(), Err(vec![problem]));
        }
        let long = form("x", &"w".repeat(LONGEST_WORDS + 1)).wish().unwrap_err();
        assert_eq!(long.len(), 2, "all that is wrong is told at once: {long:?}");
    }
}
