//! The code of a gift card: Crockford's base 32 in groups of four.

use core::fmt;

/// Digits and letters without I, L, O and U.
const LETTERS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P',
    'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
/// 26 letters of five bits hold 128.
const LENGTH: usize = 26;
const GROUP: usize = 4;

/// A secret: whoever has it has the money.
#[derive(Clone, PartialEq, Eq)]
pub struct GiftCardCode(String);

impl GiftCardCode {
    /// The code of these bits.
    #[must_use]
    pub fn of_bits(mut bits: u128) -> Self {
        let mut letters = Vec::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            let place = usize::try_from(bits & 31).unwrap_or(0);
            letters.push(LETTERS.get(place).copied().unwrap_or('0'));
            bits >>= 5;
        }
        Self(letters.into_iter().rev().collect())
    }

    /// Reads a code as people type it: with or without groups, in any case, O for 0 and I or L for 1. `None` for anything that
    /// cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .take(LENGTH.saturating_add(1))
            .map(|letter| match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            })
            .collect();
        (plain.len() == LENGTH && plain.chars().all(|letter| LETTERS.contains(&letter))).then_some(Self(plain))
    }

    /// The code without groups: what its digest is made of. Never stored or logged.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The code in groups, for the mail that brings it.
    #[must_use]
    pub fn grouped(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        letters.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }

    /// Its end, by which people tell cards apart.
    #[must_use]
    pub fn last_four(&self) -> &str {
        self.0.get(LENGTH - GROUP..).unwrap_or_default()
    }
}

impl fmt::Debug for GiftCardCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "GiftCardCode(…{})", self.last_four())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = GiftCardCode::of_bits(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
        let grouped = code.grouped();
        assert_eq!(grouped.len(), LENGTH + 6);
        for typed in [grouped.clone(), grouped.to_lowercase(), grouped.replace('-', " "), code.reveal().to_owned()] {
            assert_eq!(GiftCardCode::parse(&typed), Some(code.clone()), "{typed}");
        }
        let mistaken = code.reveal().replace('0', "o").replace('1', "l");
        assert_eq!(GiftCardCode::parse(&mistaken), Some(code.clone()));
        assert_eq!(format!("{code:?}"), format!("GiftCardCode(…{})", code.last_four()));
    }

    #[test]
    fn five_bits_are_a_letter_and_the_lowest_stand_last() {
        assert_eq!(GiftCardCode::of_bits(0).reveal(), "0".repeat(LENGTH));
        assert_eq!(GiftCardCode::of_bits(u128::MAX).reveal(), format!("7{}", "Z".repeat(LENGTH - 1)));
        assert_eq!(GiftCardCode::of_bits(0b01010_00001_11110).last_four(), "0A1Y");
    }

    #[test]
    fn other_bits_are_other_codes_and_nonsense_is_none() {
        let mut codes: Vec<String> = (0..128).map(|bit| GiftCardCode::of_bits(1 << bit).reveal().to_owned()).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), 128, "every bit counts");
        for text in ["", "0", "' OR 1=1 --", &"U".repeat(26), &"0".repeat(27), &"é".repeat(26), &"0".repeat(100_000)] {
            assert_eq!(GiftCardCode::parse(text), None);
        }
    }
}
