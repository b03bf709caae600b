//! Secrets that open something: 256 random bits, of which the database knows only the SHA-256.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// Bytes of a secret.
const BYTES: usize = 32;
/// Characters of a secret as text: base64 without padding.
const CHARACTERS: usize = 43;

/// The hexadecimal SHA-256 of a text.
pub(super) fn digest(text: &str) -> String {
    use fmt::Write as _;
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

macro_rules! secrets {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// A new secret.
            #[must_use]
            pub fn generate() -> Self {
                Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; BYTES]>()))
            }

            /// Reads a secret that came from outside; `None` for anything that cannot be one.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let possible = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
                (text.len() == CHARACTERS && text.bytes().all(possible)).then(|| Self(text.to_owned()))
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
    /// The secret of a signed-in browser.
    SessionToken,
    /// The secret of a link with which a person sets a password, once.
    InvitationToken,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_has_256_bits_and_is_never_shown_by_accident() {
        let (first, second) = (SessionToken::generate(), SessionToken::generate());
        assert_ne!(first, second);
        assert_eq!(SessionToken::parse(first.reveal()), Some(first.clone()));
        assert_eq!(format!("{first:?}"), "SessionToken(…)");
        assert!(!first.digest().contains(first.reveal()));
    }

    #[test]
    fn what_cannot_be_a_secret_is_not_asked_for_in_the_database() {
        for text in ["", "short", "'; DROP TABLE staff; --", &"a".repeat(44), &"ä".repeat(22)] {
            assert_eq!(SessionToken::parse(text), None, "{text}");
        }
    }
}
