//! The secret that opens a cart.

use std::fmt;

use domain::kernel::DraftId;

use crate::setting::{ShopSecret, digest, is_token, random_token};

/// 128 random bits in the shopper's cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct CartToken(String);

impl CartToken {
    /// A new secret.
    #[must_use]
    pub fn generate() -> Self {
        Self(random_token())
    }

    /// The secret of a draft's own cart. It never leaves the house: whoever has the draft's link cannot put anything in.
    pub(crate) fn of_draft(secret: &ShopSecret, draft: DraftId) -> Self {
        Self(secret.derive("draft cart", &draft.to_string()))
    }

    /// Reads a secret that came from outside; `None` for anything that cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_token(text).then(|| Self(text.to_owned()))
    }

    /// The secret itself, for the cookie. Never stored or logged.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database knows of it.
    pub(crate) fn digest(&self) -> String {
        digest(&self.0)
    }

    /// The key under which this cart, in this version, can be ordered: the same however often the page is made.
    pub(crate) fn order_key(&self, version: i64) -> String {
        let mut key = digest(&format!("order {version} {}", self.0));
        key.truncate(32);
        key
    }
}

impl fmt::Debug for CartToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CartToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_random_and_is_read_back_only_in_its_own_form() {
        let token = CartToken::generate();
        assert_ne!(token, CartToken::generate());
        assert_eq!(CartToken::parse(token.reveal()), Some(token));
        for text in ["", "0", "' OR 1=1 --", &"g".repeat(32), &"A".repeat(32), &"0".repeat(33)] {
            assert_eq!(CartToken::parse(text), None, "{text}");
        }
    }
}
