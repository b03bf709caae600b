//! The shop's own secret: from it come the secret links of orders and the keys of the built-in payment provider.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Random bytes that are kept beside the database, not in it: who copies the database alone cannot make links.
#[derive(Clone, PartialEq, Eq)]
pub struct ShopSecret([u8; Self::BYTES]);

impl ShopSecret {
    /// How many bytes it has.
    pub const BYTES: usize = 32;

    /// The secret with these bytes.
    #[must_use]
    pub fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// A new secret.
    #[must_use]
    pub fn generate() -> Self {
        Self(rand::random())
    }

    /// The bytes, to be kept in a file.
    #[must_use]
    pub fn reveal(&self) -> &[u8] {
        &self.0
    }

    /// 32 hexadecimal characters (128 bits) that only the owner of the secret can make, different for each purpose and name.
    #[must_use]
    pub fn derive(&self, purpose: &str, name: &str) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            // Keys of any length are taken: this cannot be reached, and an empty text opens nothing.
            return String::new();
        };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(name.as_bytes());
        let mut text = hexadecimal(&mac.finalize().into_bytes());
        text.truncate(32);
        text
    }
}

impl fmt::Debug for ShopSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ShopSecret(…)")
    }
}

/// The hexadecimal SHA-256 of a text: what the database keeps of a secret.
pub(crate) fn digest(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

/// 128 random bits as 32 hexadecimal characters.
pub(crate) fn random_token() -> String {
    hexadecimal(&rand::random::<[u8; 16]>())
}

/// Whether a text has the form of [`random_token`].
pub(crate) fn is_token(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn hexadecimal(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_derived_depends_on_secret_purpose_and_name() {
        let secret = ShopSecret::new([7; 32]);
        let link = secret.derive("order", "1");
        assert!(is_token(&link));
        assert_eq!(link, secret.derive("order", "1"));
        for other in
            [secret.derive("order", "2"), secret.derive("orde", "r1"), ShopSecret::new([8; 32]).derive("order", "1")]
        {
            assert_ne!(link, other);
        }
    }

    #[test]
    fn the_secret_is_never_printed() {
        assert_eq!(format!("{:?}", ShopSecret::generate()), "ShopSecret(…)");
    }
}
