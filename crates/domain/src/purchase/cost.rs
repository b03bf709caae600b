//! What stock costs: the weighted average of what came.

use crate::kernel::{Money, MoneyError};

/// An average is kept in millionths of a minor unit.
const MILLION: i64 = 1_000_000;

/// The weighted average of what one item cost, net.
///
/// The average is rounded down to a millionth of a minor unit, and what that leaves over of the value of all items is carried: value is
/// `on_hand × millionths + carry`, exactly. So what came less what went out at its average is what is there, to the millionth, however
/// often goods come; when the last item goes, less than a minor unit is forgotten for each million items. People see it rounded half up
/// to a minor unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AverageCost {
    /// The average, in millionths of a minor unit.
    pub millionths: i64,
    /// What of the value of all items the average cannot say, in the same.
    pub carry: i64,
}

impl AverageCost {
    /// What somebody said that one costs, in minor units; `None` for what is negative or beyond 64 bits.
    #[must_use]
    pub fn of(minor: i64) -> Option<Self> {
        (minor >= 0).then(|| minor.checked_mul(MILLION))?.map(|millionths| Self { millionths, carry: 0 })
    }

    /// The average after so many came, which cost so many minor units together: `(on_hand × average + cost) ÷ (on_hand + quantity)`.
    /// `None` for numbers that are negative, nothing that came, or an average beyond 64 bits.
    #[must_use]
    pub fn received(self, on_hand: i64, quantity: i64, cost: i64) -> Option<Self> {
        if on_hand < 0 || quantity <= 0 || cost < 0 {
            return None;
        }
        let before = if on_hand == 0 { 0 } else { self.value(on_hand)? };
        let value = before.checked_add(i128::from(cost).checked_mul(i128::from(MILLION))?)?;
        let count = i128::from(on_hand).checked_add(i128::from(quantity))?;
        let millionths = i64::try_from(value.checked_div_euclid(count)?).ok()?;
        let carry = i64::try_from(value.checked_rem_euclid(count)?).ok()?;
        Some(Self { millionths, carry })
    }

    /// What so many are worth, in millionths of a minor unit.
    #[must_use]
    pub fn value(self, on_hand: i64) -> Option<i128> {
        i128::from(on_hand).checked_mul(i128::from(self.millionths))?.checked_add(i128::from(self.carry))
    }

    /// What so many are worth, in minor units, rounded half up; nothing for none.
    #[must_use]
    pub fn worth(self, on_hand: i64) -> Option<i64> {
        if on_hand <= 0 {
            return Some(0);
        }
        rounded(self.value(on_hand)?)
    }

    /// The average as people read it: rounded half up to a minor unit.
    #[must_use]
    pub fn minor(self) -> i64 {
        rounded(i128::from(self.millionths)).unwrap_or(i64::MAX)
    }
}

fn rounded(millionths: i128) -> Option<i64> {
    let half = i128::from(MILLION / 2);
    i64::try_from(millionths.checked_add(half)?.div_euclid(i128::from(MILLION))).ok()
}

/// Spreads what a delivery cost besides its goods over its lines by their value, by largest remainder: the parts always add up to the
/// whole. Goods that cost nothing share it by their number.
///
/// # Errors
/// Values beyond 64 bits.
pub fn landed(freight: Money, lines: &[(i64, Money)]) -> Result<Vec<Money>, MoneyError> {
    let values = lines.iter().map(|(count, unit)| Ok(unit.times(*count)?.minor)).collect::<Result<Vec<i64>, _>>()?;
    if values.iter().all(|value| *value == 0) {
        return freight.allocate(&lines.iter().map(|line| line.0).collect::<Vec<i64>>());
    }
    freight.allocate(&values)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::Currency;

    #[test]
    fn what_comes_at_another_price_moves_the_average_by_its_weight() {
        let ten = AverageCost::of(1_000).unwrap();
        let average = ten.received(10, 10, 20_000).unwrap();
        assert_eq!((average.minor(), average.worth(20)), (1_500, Some(30_000)));
        let thirds = AverageCost::of(0).unwrap().received(0, 3, 100).unwrap();
        assert_eq!((thirds.millionths, thirds.carry, thirds.minor()), (33_333_333, 1, 33));
        assert_eq!(thirds.worth(3), Some(100), "nothing is lost by the third");
        let halves = AverageCost::of(1).unwrap().received(1, 1, 2).unwrap();
        assert_eq!(halves.minor(), 2, "half up");
    }

    #[test]
    fn nothing_on_hand_forgets_the_average_before() {
        assert_eq!(AverageCost::of(9_999).unwrap().received(0, 2, 500).unwrap().minor(), 250);
    }

    #[test]
    fn f15_numbers_that_have_no_place_are_no_average_and_never_wrap() {
        let one = AverageCost::of(1).unwrap();
        assert_eq!(AverageCost::of(i64::MAX), None);
        assert_eq!(AverageCost::of(-1), None);
        assert_eq!(one.received(0, 1, i64::MAX), None);
        for (on_hand, quantity, cost) in [(-1, 1, 1), (1, 0, 1), (1, -1, 1), (1, 1, -1)] {
            assert_eq!(one.received(on_hand, quantity, cost), None);
        }
        assert!(one.received(i64::MAX, i64::MAX, i64::MAX).is_some());
    }

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    #[test]
    fn freight_follows_the_value_and_gifts_share_it_by_number() {
        let parts = |freight, lines: &[(i64, i64)]| {
            let lines: Vec<(i64, Money)> = lines.iter().map(|(count, unit)| (*count, euro(*unit))).collect();
            landed(euro(freight), &lines).unwrap().iter().map(|part| part.minor).collect::<Vec<i64>>()
        };
        assert_eq!(parts(100, &[(1, 300), (1, 100)]), [75, 25]);
        assert_eq!(parts(100, &[(1, 1), (1, 1), (1, 1)]).iter().sum::<i64>(), 100);
        assert_eq!(parts(90, &[(2, 0), (1, 0)]), [60, 30]);
        assert!(landed(euro(1), &[(i64::MAX, euro(2))]).is_err());
    }

    proptest! {
        #[test]
        fn value_is_what_came_less_what_went_out_and_never_drifts_by_more_than_a_unit(
            steps in prop::collection::vec((1_i64..5_000, 0_i64..10_000_000, 0_i64..100), 1..60),
        ) {
            let (mut average, mut on_hand) = (AverageCost::of(0).unwrap(), 0_i64);
            // By an account in millionths that is kept beside it.
            let mut value = 0_i128;
            for (quantity, cost, percent) in steps {
                average = average.received(on_hand, quantity, cost).unwrap();
                value += i128::from(cost) * i128::from(MILLION);
                on_hand += quantity;
                prop_assert!((average.value(on_hand).unwrap() - value).abs() < i128::from(MILLION));
                prop_assert!(average.millionths >= 0 && average.carry >= 0 && average.carry < on_hand);
                let sold = on_hand * percent / 100;
                value -= i128::from(average.millionths) * i128::from(sold);
                on_hand -= sold;
                if on_hand == 0 {
                    prop_assert!(value < i128::from(MILLION), "less than a unit is forgotten");
                    value = 0;
                }
            }
        }

        #[test]
        fn an_average_lies_between_what_was_there_and_what_came(
            on_hand in 1_i64..100_000, unit in 0_i64..1_000_000, quantity in 1_i64..100_000, other in 0_i64..1_000_000,
        ) {
            let average = AverageCost::of(unit).unwrap().received(on_hand, quantity, other * quantity).unwrap();
            prop_assert!(average.minor() >= unit.min(other) && average.minor() <= unit.max(other));
            prop_assert_eq!(average.worth(on_hand + quantity), Some(on_hand * unit + quantity * other));
        }

        #[test]
        fn freight_is_spread_to_the_last_unit(
            freight in 0_i64..1_000_000, lines in prop::collection::vec((1_i64..1_000, 0_i64..100_000), 1..20),
        ) {
            let lines: Vec<(i64, Money)> = lines.into_iter().map(|(count, unit)| (count, euro(unit))).collect();
            let parts = landed(euro(freight), &lines).unwrap();
            prop_assert_eq!(parts.iter().map(|part| part.minor).sum::<i64>(), freight);
            prop_assert!(parts.iter().all(|part| part.minor >= 0));
        }
    }
}
