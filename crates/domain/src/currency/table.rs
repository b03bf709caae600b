//! All currencies that the shop sells in beside its own.

use serde::{Deserialize, Serialize};

use super::{Rate, Rounding, Selling};
use crate::kernel::{Currency, Timestamp};

/// A currency that the shop sells in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SellingCurrency {
    /// The currency.
    pub currency: Currency,
    /// Counts its changes.
    pub version: i64,
    /// The shop's own currency when the rate was typed in: the rate is from that one.
    pub base: Currency,
    /// How much of it one unit of the base is.
    pub rate: Rate,
    /// Where its amounts end.
    pub rounding: Rounding,
    /// Whether new orders can be placed in it.
    pub is_open: bool,
    /// The countries whose people see it first, by their codes.
    pub countries: Vec<String>,
    /// When the rate was typed in.
    pub rated_at: Timestamp,
}

impl SellingCurrency {
    /// Whether a shop with this base sells in it.
    #[must_use]
    pub fn is_offered(&self, base: Currency) -> bool {
        self.is_open && self.base == base && self.currency != base
    }

    /// What prices in it depend on.
    #[must_use]
    pub fn selling(&self, revision: i64) -> Selling {
        let Self { currency, base, rate, rounding, .. } = *self;
        Selling { base, currency, rate, rounding, revision }
    }
}

/// The currencies beside the base, by their codes. "revision" counts every change of any part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyTable {
    /// Counts the changes.
    pub revision: i64,
    /// The currencies.
    pub currencies: Vec<SellingCurrency>,
}

impl CurrencyTable {
    /// What somebody is sold in who wants this currency: that one when it is open, and the base for any other word.
    #[must_use]
    pub fn selling(&self, base: Currency, wanted: Option<Currency>) -> Selling {
        let known = wanted.and_then(|wanted| self.offered(base).find(|one| one.currency == wanted));
        known.map_or(Selling::base(base, self.revision), |one| one.selling(self.revision))
    }

    /// The currencies that are open, beside the base.
    pub fn offered(&self, base: Currency) -> impl Iterator<Item = &SellingCurrency> {
        self.currencies.iter().filter(move |one| one.is_offered(base))
    }

    /// The currency that people of a country see first; `None` for the base.
    #[must_use]
    pub fn of_country(&self, base: Currency, country: &str) -> Option<Currency> {
        let here = |one: &&SellingCurrency| one.countries.iter().any(|code| code == country);
        self.offered(base).find(here).map(|one| one.currency)
    }

    /// The currency that people see first whose browser wants these languages (RFC 9110, `Accept-Language`): that of the first country
    /// that is named; `None` for the base.
    #[must_use]
    pub fn of_languages(&self, base: Currency, accepted: &str) -> Option<Currency> {
        if self.currencies.is_empty() {
            return None;
        }
        self.of_country(base, &first_country(accepted)?)
    }
}

/// The country of "de-CH,de;q=0.9": CH.
fn first_country(accepted: &str) -> Option<String> {
    let tags = accepted.split(',').filter_map(|part| part.split(';').next()).map(str::trim);
    let country = |tag: &str| {
        let is_region = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        tag.split('-').skip(1).find(is_region).map(str::to_ascii_uppercase)
    };
    tags.take(10).find_map(country)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    fn one(code: &str, is_open: bool, base: &str, countries: &[&str]) -> SellingCurrency {
        SellingCurrency {
            currency: currency(code),
            version: 1,
            base: currency(base),
            rate: Rate::parse("1.1").unwrap(),
            rounding: Rounding::NinetyFive,
            is_open,
            countries: countries.iter().map(|code| (*code).to_owned()).collect(),
            rated_at: Timestamp(0),
        }
    }

    fn table() -> CurrencyTable {
        let currencies = vec![
            one("CHF", true, "EUR", &["CH", "LI"]),
            one("EUR", true, "EUR", &["DE"]),
            one("GBP", false, "EUR", &["GB"]),
            one("JPY", true, "USD", &["JP"]),
            one("USD", true, "EUR", &["US"]),
        ];
        CurrencyTable { revision: 7, currencies }
    }

    #[test]
    fn only_an_open_currency_with_a_rate_from_the_base_is_sold_in() {
        let offered: Vec<&str> = vec!["CHF", "USD"];
        let table = table();
        let codes: Vec<String> = table.offered(Currency::EUR).map(|one| one.currency.code().to_owned()).collect();
        assert_eq!(codes, offered);
        for code in ["GBP", "JPY", "EUR", "QQQ"] {
            assert_eq!(table.selling(Currency::EUR, Some(currency(code))), Selling::base(Currency::EUR, 7), "{code}");
        }
        let dollar = table.selling(Currency::EUR, Some(currency("USD")));
        assert_eq!((dollar.currency, dollar.rate.to_string(), dollar.revision), (currency("USD"), "1.1".to_owned(), 7));
    }

    #[test]
    fn a_browser_is_guessed_by_the_first_country_that_it_names() {
        let rows = [
            ("de-CH,de;q=0.9,en;q=0.8", Some("CHF")),
            ("en, de-ch", Some("CHF")),
            ("en-US", Some("USD")),
            ("en-GB,en-US;q=0.5", None),
            ("zh-Hant-TW", None),
            ("de", None),
            ("", None),
            ("-,-,;=", None),
        ];
        for (accepted, wanted) in rows {
            assert_eq!(table().of_languages(Currency::EUR, accepted), wanted.map(currency), "{accepted}");
        }
    }
}
