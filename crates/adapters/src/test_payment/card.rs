//! The cards that the test provider knows. No real card is ever taken.

/// What a card does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// 4242 4242 4242 4242: pays at once.
    Succeeds,
    /// 4000 0000 0000 0002: is declined.
    Declined,
    /// 4000 0027 6000 3184: asks its owner first.
    Asks,
    /// 4000 0000 0000 5126: pays some seconds later.
    Slow,
}

/// Why a card was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// Not a card's number at all.
    #[error("Check the card number: a digit is missing or wrong.")]
    Number,
    /// A number that the provider does not know.
    #[error("This is a test: only the test cards below work. Never type the number of a real card here.")]
    NotATestCard,
    /// Not a month and a year.
    #[error("Write the expiry date as month and year, like 12/30.")]
    Expiry,
    /// A date that has passed.
    #[error("This card has expired.")]
    Expired,
    /// Not three or four digits.
    #[error("The security code has three or four digits.")]
    Code,
}

const CARDS: [(&str, Card); 4] = [
    ("4242424242424242", Card::Succeeds),
    ("4000000000000002", Card::Declined),
    ("4000002760003184", Card::Asks),
    ("4000000000005126", Card::Slow),
];

impl CardError {
    /// The name of the field that is wrong.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Number | Self::NotATestCard => "number",
            Self::Expiry | Self::Expired => "expiry",
            Self::Code => "code",
        }
    }
}

impl Card {
    /// Reads a number as people type it, with blanks or hyphens.
    ///
    /// # Errors
    /// A number that is none, or that is no test card's.
    pub fn read(number: &str) -> Result<Self, CardError> {
        let digits: String =
            number.chars().filter(|character| !character.is_whitespace() && *character != '-').collect();
        if let Some((_, card)) = CARDS.iter().find(|(known, _)| *known == digits) {
            return Ok(*card);
        }
        let possible = (12..=19).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        Err(if possible && is_luhn(&digits) { CardError::NotATestCard } else { CardError::Number })
    }
}

/// Checks "MM/YY", "MM / YY", "MMYY" or the same with four digits of the year against the month that it is.
///
/// # Errors
/// A text of another form, or a month that has passed.
pub(super) fn check_expiry(text: &str, year: i32, month: u8) -> Result<(), CardError> {
    let text = text.trim();
    let is_digits = (text.len() == 4 || text.len() == 6) && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = if is_digits { text.split_at_checked(2) } else { text.split_once('/') };
    let (typed_month, typed_year) = parts.ok_or(CardError::Expiry)?;
    let typed_month: u8 = typed_month.trim().parse().map_err(|_| CardError::Expiry)?;
    let typed_year = typed_year.trim();
    let number: i32 = typed_year.parse().map_err(|_| CardError::Expiry)?;
    let typed_year = match typed_year.len() {
        2 => number.saturating_add(2_000),
        4 => number,
        _ => return Err(CardError::Expiry),
    };
    if !(1..=12).contains(&typed_month) {
        return Err(CardError::Expiry);
    }
    if (typed_year, typed_month) < (year, month) { Err(CardError::Expired) } else { Ok(()) }
}

/// Checks a security code.
///
/// # Errors
/// Anything but three or four digits.
pub(super) fn check_code(text: &str) -> Result<(), CardError> {
    let text = text.trim();
    let fits = (3..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(()) } else { Err(CardError::Code) }
}

/// ISO/IEC 7812-1, annex B.
fn is_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte.saturating_sub(b'0'));
            match (index % 2, digit) {
                (1, 5..) => digit * 2 - 9,
                (1, _) => digit * 2,
                _ => digit,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_cards_are_known_however_they_are_typed_and_all_others_refused() {
        assert_eq!(Card::read("4242 4242 4242 4242"), Ok(Card::Succeeds));
        assert_eq!(Card::read("4000-0000-0000-0002"), Ok(Card::Declined));
        assert_eq!(Card::read(" 4000002760003184 "), Ok(Card::Asks));
        assert_eq!(Card::read("4000000000005126"), Ok(Card::Slow));
        assert_eq!(Card::read("5555 5555 5555 4444"), Err(CardError::NotATestCard));
        for wrong in ["", "4242", "4242 4242 4242 4241", "four", "４２４２"] {
            assert_eq!(Card::read(wrong), Err(CardError::Number), "{wrong}");
        }
    }

    #[test]
    fn a_card_works_to_the_end_of_its_month() {
        for (text, answer) in [
            ("11/26", Ok(())),
            ("12/26", Ok(())),
            ("1/2030", Ok(())),
            ("10/26", Err(CardError::Expired)),
            ("12/25", Err(CardError::Expired)),
            ("13/30", Err(CardError::Expiry)),
            ("0/30", Err(CardError::Expiry)),
            ("12 / 30", Ok(())),
            ("1230", Ok(())),
            (" 122030 ", Ok(())),
            ("1026", Err(CardError::Expired)),
            ("1330", Err(CardError::Expiry)),
            ("123", Err(CardError::Expiry)),
            ("12/3O", Err(CardError::Expiry)),
            ("１２30", Err(CardError::Expiry)),
            ("", Err(CardError::Expiry)),
            ("12/2", Err(CardError::Expiry)),
        ] {
            assert_eq!(check_expiry(text, 2026, 11), answer, "{text:?}");
        }
    }

    #[test]
    fn a_security_code_is_three_or_four_digits() {
        assert!(check_code("123").is_ok() && check_code(" 1234 ").is_ok());
        assert!(check_code("12").is_err() && check_code("12a").is_err() && check_code("").is_err());
    }
}
