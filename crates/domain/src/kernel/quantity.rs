//! How many of a thing.

use serde::{Deserialize, Serialize};

/// A whole number of items from 1 to [`Quantity::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Quantity(i64);

/// Why a number is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a quantity from 1 to {most}", most = Quantity::MOST)]
pub struct QuantityError(pub i64);

impl Quantity {
    /// The most of one thing that a line may hold.
    pub const MOST: i64 = 999;
    /// One.
    pub const ONE: Self = Self(1);

    /// A quantity, when the number is one.
    ///
    /// # Errors
    /// A number below 1 or above [`Quantity::MOST`].
    pub fn new(number: i64) -> Result<Self, QuantityError> {
        if (1..=Self::MOST).contains(&number) { Ok(Self(number)) } else { Err(QuantityError(number)) }
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Quantity {
    type Error = QuantityError;

    fn try_from(number: i64) -> Result<Self, Self::Error> {
        Self::new(number)
    }
}

impl From<Quantity> for i64 {
    fn from(quantity: Quantity) -> Self {
        quantity.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f15_zero_negative_and_huge_numbers_are_no_quantity() {
        for number in [0, -1, 1_000, 1_000_000_000_000, i64::MAX, i64::MIN] {
            assert_eq!(Quantity::new(number), Err(QuantityError(number)));
        }
        assert_eq!(Quantity::new(999).map(Quantity::get), Ok(999));
    }
}
