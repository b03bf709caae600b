//! What a shopper types in.

use serde::{Deserialize, Serialize};

/// Characters of a code at most.
const MOST: usize = 32;
/// Characters that are kept of what cannot be one: more than of a code, so that no part of it becomes one.
const KEPT: usize = 40;

/// A code in the form in which it is kept: upper case, of letters, digits and dashes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CouponCode(String);

impl CouponCode {
    /// Reads a code as people type it, in any case and with spaces around it; `None` for anything that cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_right = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        let fits = (1..=MOST).contains(&text.len()) && text.chars().all(is_right);
        (fits && text.chars().any(|letter| letter != '-')).then(|| Self(text.to_ascii_uppercase()))
    }

    /// What is kept of anything that was typed: what cannot be a code is remembered too, so that the page can say so.
    #[must_use]
    pub fn typed(text: &str) -> String {
        let kept = text.trim().chars().filter(|letter| !letter.is_control());
        kept.take(KEPT).collect::<String>().to_uppercase()
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_any_case_and_kept_in_upper_case() {
        for (typed, code) in [("welcome10", "WELCOME10"), ("  Post-Free ", "POST-FREE"), ("7", "7")] {
            assert_eq!(CouponCode::parse(typed).unwrap().as_str(), code);
            assert_eq!(CouponCode::typed(typed), code);
        }
        for wrong in ["", " ", "--", "A B", "A_B", "ÄRGER", "A\0", &"A".repeat(33)] {
            assert_eq!(CouponCode::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_remembered_within_bounds() {
        assert_eq!(CouponCode::typed(" sommer schluß\n"), "SOMMER SCHLUSS");
        assert_eq!(CouponCode::typed(&"x".repeat(500)).len(), 40);
    }
}
