//! What kind of thing a product is: that decides what stands behind its variants, and how it reaches the shopper.

use serde::{Deserialize, Serialize};

use crate::kernel::{Currency, Money, MoneyError};

/// The kind of a product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProductKind {
    /// A thing with stock of its own.
    #[default]
    Simple,
    /// Several things that are sold together; its stock is theirs.
    Bundle,
    /// Files.
    Digital,
    /// Money that opens with a code.
    GiftCard,
}

impl ProductKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Simple, Self::Bundle, Self::Digital, Self::GiftCard];

    /// The word in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Bundle => "bundle",
            Self::Digital => "digital",
            Self::GiftCard => "gift_card",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether a parcel brings it. What is not delivered needs no address, no weight and no customs code.
    #[must_use]
    pub fn is_delivered(self) -> bool {
        matches!(self, Self::Simple | Self::Bundle)
    }

    /// Whether it can be a part of a bundle. A bundle in a bundle would hide what is bought; a gift card is money, not goods.
    #[must_use]
    pub fn can_be_part(self) -> bool {
        matches!(self, Self::Simple | Self::Digital)
    }
}

/// All of something, in basis points.
pub const WHOLE: i64 = 10_000;

/// What the parts of a bundle cost when each is bought by itself: price and number of each.
///
/// # Errors
/// Amounts that overflow or are of another currency.
pub fn parts_price(currency: Currency, parts: impl IntoIterator<Item = (Money, i64)>) -> Result<Money, MoneyError> {
    parts.into_iter().try_fold(Money::zero(currency), |sum, (price, quantity)| sum.plus(price.times(quantity)?))
}

/// What a bundle costs whose price follows its parts: their sum less `discount` basis points, rounded half up.
///
/// # Errors
/// An amount that overflows.
pub fn bundle_price(parts: Money, discount: i64) -> Result<Money, MoneyError> {
    parts.ratio(WHOLE.checked_sub(discount).ok_or(MoneyError::Overflow)?, WHOLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    #[test]
    fn a_bundle_costs_its_parts_less_the_discount() {
        // parts (price, quantity), discount in basis points | price
        type Row = (&'static [(i64, i64)], i64, i64);
        let table: [Row; 6] = [
            (&[(2_400, 1), (900, 2)], 0, 4_200),
            (&[(2_400, 1), (900, 2)], 1_000, 3_780),
            (&[(999, 1)], 5_000, 500),
            (&[(1, 1)], 5_001, 0),
            (&[(2_400, 1)], 10_000, 0),
            (&[], 1_000, 0),
        ];
        for (parts, discount, price) in table {
            let parts = parts.iter().map(|(price, quantity)| (euro(*price), *quantity));
            let sum = parts_price(Currency::EUR, parts).unwrap();
            assert_eq!(bundle_price(sum, discount), Ok(euro(price)), "{discount}");
        }
    }

    #[test]
    fn f15_parts_beyond_64_bits_are_an_error() {
        assert_eq!(parts_price(Currency::EUR, [(euro(i64::MAX), 2)]), Err(MoneyError::Overflow));
    }

    #[test]
    fn every_kind_has_one_word() {
        for kind in ProductKind::ALL {
            assert_eq!(ProductKind::from_key(kind.key()), Some(kind));
        }
        assert_eq!(ProductKind::from_key("grouped"), None);
    }
}
