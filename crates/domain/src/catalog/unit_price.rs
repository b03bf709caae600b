//! The price of a unit of measure, so that packs of different size compare (Directive 98/6/EC).

use super::view::UnitPrice;
use crate::kernel::Money;

/// The units in which contents are told.
pub const CONTENT_UNITS: [&str; 6] = ["g", "kg", "ml", "l", "cm", "m"];

/// Up to this content the price is told for a hundred grams or millilitres, above it for a thousand.
const SMALL: i64 = 250;

/// The price of a unit of measure for goods that hold `amount` of `unit`; `None` for units that are not compared, or no content.
#[must_use]
pub fn unit_price(price: Money, amount: i64, unit: &str) -> Option<UnitPrice> {
    let (base, per) = match unit {
        "g" if amount <= SMALL => (100, "100 g"),
        "g" => (1_000, "1 kg"),
        "ml" if amount <= SMALL => (100, "100 ml"),
        "ml" => (1_000, "1 l"),
        "kg" => (1, "1 kg"),
        "l" => (1, "1 l"),
        "m" => (1, "1 m"),
        "cm" => (100, "1 m"),
        _ => return None,
    };
    let price = price.ratio(base, amount).ok()?;
    Some(UnitPrice { price, per: per.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Currency;

    fn told(minor: i64, amount: i64, unit: &str) -> Option<String> {
        unit_price(Money::new(minor, Currency::EUR), amount, unit).map(|unit| format!("{} / {}", unit.price, unit.per))
    }

    #[test]
    fn small_packs_are_told_by_the_hundred_and_large_ones_by_the_thousand() {
        assert_eq!(told(990, 80, "g").as_deref(), Some("€12.38 / 100 g"));
        assert_eq!(told(990, 250, "ml").as_deref(), Some("€3.96 / 100 ml"));
        assert_eq!(told(990, 500, "g").as_deref(), Some("€19.80 / 1 kg"));
        assert_eq!(told(990, 150, "cm").as_deref(), Some("€6.60 / 1 m"));
    }

    #[test]
    fn every_unit_that_is_offered_has_a_price() {
        assert!(CONTENT_UNITS.iter().all(|unit| told(990, 12, unit).is_some()));
    }

    #[test]
    fn f15_no_content_has_no_unit_price() {
        assert_eq!(told(990, 0, "g"), None);
        assert_eq!(told(990, -5, "g"), None);
        assert_eq!(told(990, 12, "piece"), None);
    }
}
