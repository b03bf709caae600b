//! The countries that the shop can write to, with what their postcodes look like.

/// A country as an address needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// The name in English.
    pub name: &'static str,
    /// The postcode's forms with `|` between: `9` stands for a digit, `A` for a letter, a space or hyphen may be left out, and so may
    /// other letters at the beginning. Empty when it varies more.
    pub postcode: &'static str,
    /// An example to show.
    pub example: &'static str,
}

const fn entry(code: &'static str, name: &'static str, postcode: &'static str, example: &'static str) -> Country {
    Country { code, name, postcode, example }
}

/// The member states of the European Union, their nearest neighbours and the United States, by name (formats: Universal Postal Union).
pub const COUNTRIES: [Country; 32] = [
    entry("AT", "Austria", "9999", "1010"),
    entry("BE", "Belgium", "9999", "1000"),
    entry("BG", "Bulgaria", "9999", "1000"),
    entry("HR", "Croatia", "99999", "10000"),
    entry("CY", "Cyprus", "9999", "1010"),
    entry("CZ", "Czechia", "999 99", "110 00"),
    entry("DK", "Denmark", "9999", "9990"),
    entry("EE", "Estonia", "99999", "10111"),
    entry("FI", "Finland", "99999", "00100"),
    entry("FR", "France", "99999", "75001"),
    entry("DE", "Germany", "99999", "20354"),
    entry("GR", "Greece", "999 99", "104 31"),
    entry("HU", "Hungary", "9999", "1011"),
    entry("IE", "Ireland", "", "D02 AF30"),
    entry("IT", "Italy", "99999", "00118"),
    entry("LV", "Latvia", "LV-9999", "LV-1010"),
    entry("LI", "Liechtenstein", "9999", "9490"),
    entry("LT", "Lithuania", "LT-99999", "LT-01100"),
    entry("LU", "Luxembourg", "9999", "1009"),
    entry("MT", "Malta", "AAA 9999", "VLT 1117"),
    entry("NL", "Netherlands", "9999 AA", "1012 AB"),
    entry("NO", "Norway", "9999", "0010"),
    entry("PL", "Poland", "99-999", "00-001"),
    entry("PT", "Portugal", "9999-999", "1000-001"),
    entry("RO", "Romania", "999999", "010011"),
    entry("SK", "Slovakia", "999 99", "811 01"),
    entry("SI", "Slovenia", "9999", "1000"),
    entry("ES", "Spain", "99999", "28001"),
    entry("SE", "Sweden", "999 99", "111 20"),
    entry("CH", "Switzerland", "9999", "8001"),
    entry("GB", "United Kingdom", "A9 9AA|A99 9AA|AA9 9AA|AA99 9AA|A9A 9AA|AA9A 9AA", "SW1A 1AA"),
    entry("US", "United States", "99999|99999-9999", "78701"),
];

/// The country with this code, in any letter case.
#[must_use]
pub fn country(code: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.code.eq_ignore_ascii_case(code))
}

/// How a postcode misses the form of its country.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostcodeError {
    /// Another number of digits.
    #[error("the postcode for {country} has {expected} digits, you typed {actual}")]
    DigitCount {
        /// The country's name.
        country: &'static str,
        /// Digits wanted.
        expected: usize,
        /// Digits typed.
        actual: usize,
    },
    /// Of another form altogether.
    #[error("a postcode for {country} looks like {example}")]
    Form {
        /// The country's name.
        country: &'static str,
        /// An example.
        example: &'static str,
    },
}

/// Checks a postcode and gives it back as it is written in its country.
///
/// # Errors
/// A postcode that cannot be one of that country.
pub fn check_postcode(country: &'static Country, text: &str) -> Result<String, PostcodeError> {
    let typed: String = text.trim().to_uppercase();
    let form_error = PostcodeError::Form { country: country.name, example: country.example };
    let plausible = |character: char| character.is_ascii_alphanumeric() || character == ' ' || character == '-';
    if country.postcode.is_empty() {
        return if (3..=10).contains(&typed.len()) && typed.chars().all(plausible) {
            Ok(typed)
        } else {
            Err(form_error)
        };
    }
    let squeezed: Vec<char> = typed.chars().filter(|character| !is_separator(*character)).collect();
    if let Some(written) = country.postcode.split('|').find_map(|form| written_as(form, &squeezed)) {
        return Ok(written);
    }
    let expected = country.postcode.matches('9').count();
    let wants_digits = !country.postcode.contains(['|', 'A']);
    if wants_digits && squeezed.len() != expected && squeezed.iter().all(char::is_ascii_digit) {
        return Err(PostcodeError::DigitCount { country: country.name, expected, actual: squeezed.len() });
    }
    Err(form_error)
}

fn is_separator(character: char) -> bool {
    character == ' ' || character == '-'
}

/// What was typed, without spaces and hyphens, as it is written in this form; `None` when it is of another.
fn written_as(form: &str, typed: &[char]) -> Option<String> {
    let own: Vec<char> = form.chars().take_while(|wanted| !matches!(wanted, '9' | 'A' | ' ' | '-')).collect();
    let mut letters = typed.strip_prefix(own.as_slice()).unwrap_or(typed).iter().copied();
    let mut written: String = own.iter().collect();
    for wanted in form.chars().skip(own.len()) {
        let letter = if is_separator(wanted) { wanted } else { letters.next()? };
        let fits = match wanted {
            '9' => letter.is_ascii_digit(),
            'A' => letter.is_ascii_alphabetic(),
            _ => true,
        };
        if !fits {
            return None;
        }
        written.push(letter);
    }
    letters.next().is_none().then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_written_as_their_country_writes_them() {
        let check = |code: &str, text: &str| check_postcode(country(code).unwrap(), text);
        assert_eq!(check("nl", "1012ab"), Ok("1012 AB".to_owned()));
        assert_eq!(check("SE", "11120"), Ok("111 20".to_owned()));
        assert_eq!(check("GB", "sw1a 1aa"), Ok("SW1A 1AA".to_owned()));
    }

    #[test]
    fn british_postcodes_have_six_forms_and_no_other() {
        let check = |text: &str| check_postcode(country("GB").unwrap(), text);
        for (typed, written) in [
            ("m11ae", "M1 1AE"),
            ("b33 8th", "B33 8TH"),
            ("CR26XH", "CR2 6XH"),
            ("dn551pt", "DN55 1PT"),
            ("W1A-0AX", "W1A 0AX"),
            ("ec1a1bb", "EC1A 1BB"),
        ] {
            assert_eq!(check(typed), Ok(written.to_owned()));
        }
        for wrong in ["20354", "SW1", "SW1A 1A", "SW1A 1AAA", "1SW 1AA", "SW1A 1A1", "ABC 1AA"] {
            let error = check(wrong).unwrap_err().to_string();
            assert_eq!(error, "a postcode for United Kingdom looks like SW1A 1AA", "{wrong}");
        }
    }

    #[test]
    fn hyphens_and_the_letters_of_a_country_may_be_left_out() {
        for (code, typed, written) in [
            ("PL", "00001", "00-001"),
            ("PT", "1000 001", "1000-001"),
            ("LV", "1010", "LV-1010"),
            ("LT", "lt 01100", "LT-01100"),
            ("MT", "vlt1117", "VLT 1117"),
        ] {
            assert_eq!(check_postcode(country(code).unwrap(), typed), Ok(written.to_owned()), "{code}");
        }
        for (code, wrong) in [("PL", "0000"), ("LV", "LT-1010"), ("LT", "1010"), ("PT", "1000-00A")] {
            assert!(check_postcode(country(code).unwrap(), wrong).is_err(), "{code} {wrong}");
        }
    }

    #[test]
    fn every_country_takes_its_own_example() {
        for country in &COUNTRIES {
            assert_eq!(check_postcode(country, country.example), Ok(country.example.to_owned()), "{}", country.name);
        }
    }

    #[test]
    fn a_wrong_postcode_is_told_in_the_words_of_its_country() {
        let error = check_postcode(country("DE").unwrap(), "2035").unwrap_err();
        assert_eq!(error.to_string(), "the postcode for Germany has 5 digits, you typed 4");
        assert!(check_postcode(country("NL").unwrap(), "12AB34").is_err());
    }
}
