//! New prices from old ones: "+5 %, rounded to .90".

use serde::{Deserialize, Serialize};

use crate::kernel::{Money, MoneyError};

/// Hundredths of a percent that make a whole.
const WHOLE: i64 = 10_000;

/// What happens to a price before it is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PriceChange {
    /// It becomes this, in minor units.
    To(i64),
    /// This is added, or taken off when negative; in hundredths of a percent.
    Percent(i64),
    /// This is added, or taken off when negative; in minor units.
    By(i64),
}

/// How a new price is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rounding {
    /// To the minor unit, halves away from zero.
    #[default]
    Exact,
    /// To the nearest price that ends like this: 90 of 100 for "x.90" in euros. Of two that are equally near, the higher.
    Ending {
        /// How it ends, from 0 to below `of`, in minor units.
        ending: i64,
        /// After how many minor units endings repeat.
        of: i64,
    },
}

/// The new price. It is never below zero, and never moves when the change and the rounding ask for what is there.
///
/// # Errors
/// A price below zero, or one that has no place in 64 bits.
pub fn new_price(old: Money, change: PriceChange, rounding: Rounding) -> Result<Money, MoneyError> {
    let changed = match change {
        PriceChange::To(minor) => Money::new(minor, old.currency),
        PriceChange::Percent(hundredths) => {
            old.ratio(WHOLE.checked_add(hundredths).ok_or(MoneyError::Overflow)?, WHOLE)?
        }
        PriceChange::By(minor) => old.plus(Money::new(minor, old.currency))?,
    };
    if changed.minor < 0 {
        return Err(MoneyError::NotAnAmount(changed.decimal()));
    }
    match rounding {
        Rounding::Exact => Ok(changed),
        Rounding::Ending { ending, of } => round(changed, ending, of),
    }
}

fn round(price: Money, ending: i64, of: i64) -> Result<Money, MoneyError> {
    if of <= 0 || !(0..of).contains(&ending) {
        return Err(MoneyError::Overflow);
    }
    let below = price.minor.checked_sub(price.minor.checked_sub(ending).ok_or(MoneyError::Overflow)?.rem_euclid(of));
    let below = below.ok_or(MoneyError::Overflow)?;
    let above = below.checked_add(of).ok_or(MoneyError::Overflow)?;
    let is_nearer_below = price.minor - below < above - price.minor;
    Ok(Money::new(if below >= 0 && is_nearer_below { below } else { above }, price.currency))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::Currency;

    const NINETY: Rounding = Rounding::Ending { ending: 90, of: 100 };
    const WHOLE_EUROS: Rounding = Rounding::Ending { ending: 0, of: 100 };

    fn price(old: i64, change: PriceChange, rounding: Rounding) -> Option<i64> {
        new_price(Money::new(old, Currency::EUR), change, rounding).ok().map(|money| money.minor)
    }

    #[test]
    fn prices_change_and_round_as_the_table_says() {
        use PriceChange::{By, Percent, To};
        let table = [
            (2_400, Percent(500), Rounding::Exact, Some(2_520)),
            (2_400, Percent(500), NINETY, Some(2_490)),
            (2_399, Percent(1_250), Rounding::Exact, Some(2_699)),
            // 0.5 of a cent goes away from zero.
            (10, Percent(500), Rounding::Exact, Some(11)),
            (999, Percent(-2_000), Rounding::Exact, Some(799)),
            (999, Percent(-2_000), NINETY, Some(790)),
            (2_400, Percent(-10_000), Rounding::Exact, Some(0)),
            (2_400, Percent(-10_001), Rounding::Exact, Some(0)),
            (2_400, Percent(-20_000), Rounding::Exact, None),
            // Equally near to 24.90 and 25.90 is 25.40: the higher.
            (2_540, By(0), NINETY, Some(2_590)),
            (2_539, By(0), NINETY, Some(2_490)),
            (2_490, By(0), NINETY, Some(2_490)),
            // There is no price below 0.90 that ends so.
            (20, By(0), NINETY, Some(90)),
            (0, By(0), NINETY, Some(90)),
            (1_250, By(-300), Rounding::Exact, Some(950)),
            (1_250, By(-1_251), Rounding::Exact, None),
            (1_250, To(1_995), Rounding::Exact, Some(1_995)),
            (1_250, To(1_949), WHOLE_EUROS, Some(1_900)),
            (1_250, To(1_950), WHOLE_EUROS, Some(2_000)),
            (i64::MAX, Percent(1), Rounding::Exact, None),
            (i64::MAX, By(1), Rounding::Exact, None),
            (i64::MAX, By(0), WHOLE_EUROS, None),
            (1_000, By(0), Rounding::Ending { ending: 100, of: 100 }, None),
            (1_000, By(0), Rounding::Ending { ending: 0, of: 0 }, None),
        ];
        for (old, change, rounding, expected) in table {
            assert_eq!(price(old, change, rounding), expected, "{old} {change:?} {rounding:?}");
        }
    }

    proptest! {
        #[test]
        fn a_rounded_price_ends_as_asked_and_is_at_most_half_a_step_away(
            old in 0_i64..100_000_000, of in 1_i64..1_000, ending in 0_i64..1_000,
        ) {
            let ending = ending % of;
            let rounded = price(old, PriceChange::By(0), Rounding::Ending { ending, of }).unwrap();
            prop_assert_eq!(rounded % of, ending);
            prop_assert!(rounded >= 0);
            prop_assert!((rounded - old).abs() * 2 <= of || old < ending);
        }

        #[test]
        fn a_higher_price_stays_at_least_as_high(
            one in 0_i64..1_000_000, more in 0_i64..1_000_000, percent in -9_999_i64..50_000,
        ) {
            let change = PriceChange::Percent(percent);
            prop_assert!(price(one, change, NINETY) <= price(one + more, change, NINETY));
        }
    }
}
