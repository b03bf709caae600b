//! Text that was checked once, where it came in.

use serde::{Deserialize, Serialize};

/// Why a text was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but blanks.
    #[error("the text is empty")]
    Empty,
    /// More characters than allowed.
    #[error("the text has {actual} characters, {most} are allowed")]
    TooLong {
        /// How many there are.
        actual: usize,
        /// How many may be.
        most: usize,
    },
    /// Not of the form that is wanted.
    #[error("{0:?} has not the expected form")]
    Malformed(String),
}

fn bounded(text: &str, most: usize) -> Result<&str, TextError> {
    let trimmed = text.trim();
    let actual = trimmed.chars().count();
    if trimmed.is_empty() {
        Err(TextError::Empty)
    } else if actual > most {
        Err(TextError::TooLong { actual, most })
    } else {
        Ok(trimmed)
    }
}

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $parse:path) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads and normalises the text.
            ///
            /// # Errors
            /// Text that is empty, too long or of another form.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                $parse(text).map(Self)
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

text_type! {
    /// The readable part of an address: lower-case letters, digits and single hyphens, at most 120.
    Slug, parse_slug
}
text_type! {
    /// An e-mail address, kept in lower case, at most 254 characters (RFC 5321, 4.5.3.1).
    Email, parse_email
}
text_type! {
    /// A stock-keeping unit: at most 64 characters without control characters.
    Sku, parse_sku
}

fn parse_slug(text: &str) -> Result<String, TextError> {
    let text = bounded(text, 120)?;
    let allowed = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    if text.chars().all(allowed) && !text.starts_with('-') && !text.ends_with('-') && !text.contains("--") {
        Ok(text.to_owned())
    } else {
        Err(TextError::Malformed(text.to_owned()))
    }
}

fn parse_email(text: &str) -> Result<String, TextError> {
    let text = bounded(text, 254)?;
    let malformed = || TextError::Malformed(text.to_owned());
    let (local, host) = text.rsplit_once('@').ok_or_else(malformed)?;
    let local_is_right = !local.is_empty() && local.len() <= 64 && !local.contains('@');
    let host_is_right =
        host.contains('.') && !host.contains("..") && !host.starts_with(['.', '-']) && !host.ends_with(['.', '-']);
    let characters_are_right = text
        .chars()
        .all(|character| !character.is_whitespace() && !character.is_control() && !"<>,;:\"()[]\\".contains(character));
    if local_is_right && host_is_right && characters_are_right { Ok(text.to_lowercase()) } else { Err(malformed()) }
}

fn parse_sku(text: &str) -> Result<String, TextError> {
    let text = bounded(text, 64)?;
    if text.chars().any(char::is_control) { Err(TextError::Malformed(text.to_owned())) } else { Ok(text.to_owned()) }
}

impl Slug {
    /// The slug that a title suggests; letters of other scripts that have no plain form are left out.
    /// A title without any usable letter gives `None`.
    #[must_use]
    pub fn from_title(title: &str) -> Option<Self> {
        let mut slug = String::new();
        for character in title.chars().flat_map(char::to_lowercase) {
            let plain: &str = match character {
                'ä' | 'æ' => "ae",
                'ö' | 'ø' | 'œ' => "oe",
                'ü' => "ue",
                'ß' => "ss",
                'à' | 'á' | 'â' | 'ã' => "a",
                'å' => "aa",
                'ç' => "c",
                'è' | 'é' | 'ê' | 'ë' => "e",
                'ì' | 'í' | 'î' | 'ï' => "i",
                'ñ' => "n",
                'ò' | 'ó' | 'ô' | 'õ' => "o",
                'ù' | 'ú' | 'û' => "u",
                'ý' | 'ÿ' => "y",
                '\'' | '’' => "",
                _ if character.is_ascii_alphanumeric() => {
                    slug.push(character);
                    continue;
                }
                _ => "-",
            };
            if plain != "-" {
                slug.push_str(plain);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(100);
        Self::parse(slug.trim_matches('-')).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_readable_slug() {
        let slug = |title: &str| Slug::from_title(title).map(String::from);
        assert_eq!(slug("Tide mug, 350 ml").as_deref(), Some("tide-mug-350-ml"));
        assert_eq!(slug("  Große  Tasse — Blå ").as_deref(), Some("grosse-tasse-blaa"));
        assert_eq!(slug("№ 4’s Sencha").as_deref(), Some("4s-sencha"));
        assert_eq!(slug("茶"), None);
    }

    #[test]
    fn e_mail_addresses_are_normalised_and_header_tricks_refused() {
        assert_eq!(Email::parse(" Maren.Holt@Example.ORG ").map(String::from), Ok("maren.holt@example.org".to_owned()));
        for text in ["", "a", "a@b", "@b.c", "a@b..c", "a@@b.c", "a b@c.de", "a@b.c\r\nBcc: x@y.z", "a,b@c.de"] {
            assert!(Email::parse(text).is_err(), "{text:?}");
        }
    }
}
