//! Languages in which the shop's texts are written.

use serde::{Deserialize, Serialize};

/// ISO 639-1 code, English name, and how people who speak it call it.
const KNOWN: [(&str, &str, &str); 32] = [
    ("bg", "Bulgarian", "Български"),
    ("ca", "Catalan", "Català"),
    ("cs", "Czech", "Čeština"),
    ("da", "Danish", "Dansk"),
    ("de", "German", "Deutsch"),
    ("el", "Greek", "Ελληνικά"),
    ("en", "English", "English"),
    ("es", "Spanish", "Español"),
    ("et", "Estonian", "Eesti"),
    ("fi", "Finnish", "Suomi"),
    ("fr", "French", "Français"),
    ("ga", "Irish", "Gaeilge"),
    ("hr", "Croatian", "Hrvatski"),
    ("hu", "Hungarian", "Magyar"),
    ("is", "Icelandic", "Íslenska"),
    ("it", "Italian", "Italiano"),
    ("ja", "Japanese", "日本語"),
    ("ko", "Korean", "한국어"),
    ("lt", "Lithuanian", "Lietuvių"),
    ("lv", "Latvian", "Latviešu"),
    ("mt", "Maltese", "Malti"),
    ("nb", "Norwegian", "Norsk bokmål"),
    ("nl", "Dutch", "Nederlands"),
    ("pl", "Polish", "Polski"),
    ("pt", "Portuguese", "Português"),
    ("ro", "Romanian", "Română"),
    ("sk", "Slovak", "Slovenčina"),
    ("sl", "Slovene", "Slovenščina"),
    ("sv", "Swedish", "Svenska"),
    ("tr", "Turkish", "Türkçe"),
    ("uk", "Ukrainian", "Українська"),
    ("zh", "Chinese", "中文"),
];

/// A language that is written from left to right, by its ISO 639-1 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(&'static str);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self("en");

    /// The language with this code, if the shop knows it.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        KNOWN.iter().find(|(known, ..)| *known == code).map(|(known, ..)| Self(known))
    }

    /// `de`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }

    /// "German".
    #[must_use]
    pub fn name(self) -> &'static str {
        self.known().map_or(self.0, |(_, name, _)| name)
    }

    /// "Deutsch".
    #[must_use]
    pub fn own_name(self) -> &'static str {
        self.known().map_or(self.0, |(.., own)| own)
    }

    /// Its number among the languages that the shop knows, from 0 to 31.
    #[must_use]
    pub fn number(self) -> u32 {
        let place = KNOWN.iter().position(|(code, ..)| *code == self.0).unwrap_or_default();
        u32::try_from(place).unwrap_or_default()
    }

    fn known(self) -> Option<(&'static str, &'static str, &'static str)> {
        KNOWN.iter().copied().find(|(code, ..)| *code == self.0)
    }
}

impl core::fmt::Display for Language {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(self.0)
    }
}

impl core::str::FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::parse(code).ok_or(UnknownLanguage)
    }
}

/// A code of no language that the shop knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is the code of no language that the shop knows")]
pub struct UnknownLanguage;

impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::parse(&code).ok_or_else(|| serde::de::Error::custom(UnknownLanguage))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_two_small_letters_and_sorted() {
        assert!(KNOWN.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(KNOWN.iter().all(|(code, ..)| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())));
        assert_eq!(Language::parse("de").map(Language::own_name), Some("Deutsch"));
        for code in ["", "DE", "xx", "de-AT", "english"] {
            assert_eq!(Language::parse(code), None, "{code}");
        }
    }
}
