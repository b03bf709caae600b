//! Secrets of customers: 128 random bits, of which the database knows only the SHA-256.

use std::fmt;

use crate::setting::{digest, is_token, random_token};

macro_rules! secrets {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// A new secret.
            #[must_use]
            pub fn generate() -> Self {
                Self(random_token())
            }

            /// Reads a secret that came from outside; `None` for anything that cannot be one.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                is_token(text).then(|| Self(text.to_owned()))
            }

            /// The secret itself, for the cookie or the link. Never stored or logged.
            #[must_use]
            pub fn reveal(&self) -> &str {
                &self.0
            }

            /// What the database knows of it.
            pub(super) fn digest(&self) -> String {
                digest(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

secrets! {
    /// The secret of a browser in which a customer is signed in.
    CustomerToken,
    /// The secret of a link that was mailed, once.
    LinkToken,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v16_a_secret_is_random_never_shown_by_accident_and_an_empty_one_is_none() {
        let (first, second) = (LinkToken::generate(), LinkToken::generate());
        assert_ne!(first, second);
        assert_eq!(LinkToken::parse(first.reveal()), Some(first.clone()));
        assert_eq!(format!("{first:?}"), "LinkToken(…)");
        assert!(!first.digest().contains(first.reveal()));
        for text in ["", "null", "'; DROP TABLE customer; --", &"A".repeat(32), &"a".repeat(33)] {
            assert_eq!(CustomerToken::parse(text), None, "{text}");
        }
    }
}
