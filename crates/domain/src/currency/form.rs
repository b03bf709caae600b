//! What a manager types in.

use serde::{Deserialize, Serialize};

use super::{Rate, Rounding, SellingCurrency};
use crate::kernel::{Currency, Timestamp};

/// The fields of a currency, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CurrencyForm {
    /// ISO 4217.
    pub code: String,
    /// Units for one of the base, as in "1.0837".
    pub rate: String,
    /// The word of a [`Rounding`].
    pub rounding: String,
    /// Codes of the countries whose people see it first, with commas or spaces between.
    pub countries: String,
    /// Whether new orders can be placed in it.
    pub open: bool,
}

impl CurrencyForm {
    /// The fields of a currency.
    #[must_use]
    pub fn of(known: &SellingCurrency) -> Self {
        Self {
            code: known.currency.code().to_owned(),
            rate: known.rate.to_string(),
            rounding: known.rounding.key().to_owned(),
            countries: known.countries.join(", "),
            open: known.is_open,
        }
    }

    /// The currency that was meant, under this version.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(
        &self,
        base: Currency,
        version: i64,
        now: Timestamp,
    ) -> Result<SellingCurrency, Vec<(String, String)>> {
        let mut wrong: Vec<(String, String)> = Vec::new();
        let mut refuse = |field: &str, words: String| wrong.push((field.to_owned(), words));
        let currency = Currency::parse(self.code.trim()).ok();
        match currency {
            None => refuse("code", "Write the three letters of a currency, as in USD.".to_owned()),
            Some(currency) if currency == base => {
                refuse("code", format!("{} is the currency of your prices already.", base.code()));
            }
            Some(_) => {}
        }
        let rate = Rate::parse(&self.rate).ok();
        if rate.is_none() {
            refuse("rate", format!("Write how much of it one {} is, as in 1.0837.", base.code()));
        }
        let rounding = Rounding::from_key(&self.rounding);
        match (rounding, currency) {
            (None, _) => refuse("rounding", "Choose where its prices end.".to_owned()),
            (Some(rounding), Some(currency)) if !rounding.suits(currency) => {
                refuse("rounding", format!("{} has no hundredths: choose another rule.", currency.code()));
            }
            _ => {}
        }
        let countries = countries(&self.countries);
        if let Err(unknown) = &countries {
            refuse("countries", format!("{unknown:?} is no code of a country: write them as in US, CA."));
        }
        match (currency, rate, rounding, countries) {
            (Some(currency), Some(rate), Some(rounding), Ok(countries)) if wrong.is_empty() => Ok(SellingCurrency {
                currency,
                version,
                base,
                rate,
                rounding,
                is_open: self.open,
                countries,
                rated_at: now,
            }),
            _ => Err(wrong),
        }
    }
}

fn countries(text: &str) -> Result<Vec<String>, String> {
    let parts = text.split(|letter: char| letter == ',' || letter == ';' || letter.is_whitespace());
    let mut codes = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        // Not only those that the shop delivers to: whoever looks in from elsewhere sees prices, too.
        if part.len() != 2 || !part.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(part.chars().take(20).collect());
        }
        codes.push(part.to_ascii_uppercase());
    }
    codes.sort();
    codes.dedup();
    Ok(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> CurrencyForm {
        CurrencyForm {
            code: "usd".to_owned(),
            rate: "1,0837".to_owned(),
            rounding: "95".to_owned(),
            countries: "us, CA us".to_owned(),
            open: true,
        }
    }

    #[test]
    fn a_form_becomes_a_currency_and_a_currency_a_form() {
        let currency = form().check(Currency::EUR, 3, Timestamp(5)).unwrap();
        assert_eq!((currency.currency.code(), currency.rate.to_string().as_str()), ("USD", "1.0837"));
        assert_eq!((currency.countries.join(" ").as_str(), currency.version, currency.rated_at.0), ("CA US", 3, 5));
        assert_eq!(CurrencyForm::of(&currency).check(Currency::EUR, 3, Timestamp(5)), Ok(currency));
    }

    #[test]
    fn fields_that_cannot_stay_are_named() {
        let refused = |form: CurrencyForm| {
            let wrong = form.check(Currency::EUR, 1, Timestamp(0)).unwrap_err();
            wrong.into_iter().map(|(field, _)| field).collect::<Vec<_>>()
        };
        assert_eq!(refused(CurrencyForm { code: "EUR".to_owned(), ..form() }), ["code"]);
        assert_eq!(refused(CurrencyForm { code: "JPY".to_owned(), ..form() }), ["rounding"]);
        assert_eq!(refused(CurrencyForm { rate: "0".to_owned(), ..form() }), ["rate"]);
        assert_eq!(refused(CurrencyForm { countries: "US, Narnia".to_owned(), ..form() }), ["countries"]);
        assert_eq!(refused(CurrencyForm::default()), ["code", "rate", "rounding"]);
    }
}
