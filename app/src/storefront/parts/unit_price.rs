//! The price of a unit of measure in words.

use domain::catalog::view::UnitPrice;

/// "€18.13 per 100 g".
#[must_use]
pub fn unit_price_words(unit_price: &UnitPrice) -> String {
    format!("{} per {}", unit_price.price, unit_price.per)
}
