//! Amounts as Stripe counts them. Its decimals are not always those of ISO 4217.

use domain::kernel::{Currency, Money};

/// Currencies without decimals there.
const WHOLE: [&str; 15] =
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];
/// Currencies with three decimals there, of which the last is always zero.
const THOUSANDTHS: [&str; 5] = ["BHD", "JOD", "KWD", "OMR", "TND"];

/// Why an amount cannot be asked for, or was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum AmountError {
    /// Stripe's decimals cannot say it: the króna in parts of a hundred, a fils that is not a multiple of ten.
    #[error("{0} cannot be said in the amounts of Stripe")]
    NotSayable(String),
    /// Not a currency's code.
    #[error("the currency is not known")]
    Currency,
    /// No place in 64 bits.
    #[error("the amount is too large")]
    Overflow,
}

/// The amount as Stripe wants it.
pub(super) fn to_stripe(money: Money) -> Result<i64, AmountError> {
    let amount = shifted(money.minor, money.currency.exponent(), decimals(money.currency))
        .ok_or(AmountError::Overflow)?
        .ok_or_else(|| AmountError::NotSayable(money.to_string()))?;
    if has_thousandths(money.currency) && amount % 10 != 0 {
        return Err(AmountError::NotSayable(money.to_string()));
    }
    Ok(amount)
}

/// The amount that Stripe said.
pub(super) fn from_stripe(amount: i64, currency: &str) -> Result<Money, AmountError> {
    let currency = Currency::parse(currency).map_err(|_| AmountError::Currency)?;
    let minor = shifted(amount, decimals(currency), currency.exponent())
        .ok_or(AmountError::Overflow)?
        .ok_or_else(|| AmountError::NotSayable(format!("{amount} {}", currency.code())))?;
    Ok(Money::new(minor, currency))
}

/// How many decimals Stripe counts. The króna and the shilling of Uganda lost theirs, and Stripe asks for them still.
fn decimals(currency: Currency) -> u32 {
    let code = currency.code();
    if WHOLE.contains(&code) {
        0
    } else if has_thousandths(currency) {
        3
    } else {
        2
    }
}

fn has_thousandths(currency: Currency) -> bool {
    THOUSANDTHS.contains(&currency.code())
}

/// The same amount with other decimals: `None` beyond 64 bits, `Some(None)` where a part would be lost.
fn shifted(amount: i64, from: u32, to: u32) -> Option<Option<i64>> {
    let factor = 10_i64.checked_pow(from.abs_diff(to))?;
    if to >= from {
        return amount.checked_mul(factor).map(Some);
    }
    let is_whole = amount.checked_rem(factor)? == 0;
    let shifted = amount.checked_div(factor)?;
    Some(is_whole.then_some(shifted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(minor: i64, code: &str) -> Money {
        Money::new(minor, Currency::parse(code).unwrap())
    }

    #[test]
    fn f14_amounts_go_to_stripe_in_its_own_decimals_and_come_back_as_they_were() {
        for (minor, code, amount) in [
            (2_890, "EUR", 2_890),
            (1, "USD", 1),
            (3_000, "JPY", 3_000),
            (500, "XPF", 500),
            (5_120, "KWD", 5_120),
            (10, "TND", 10),
            (5, "ISK", 500),
            (7, "UGX", 700),
            (4_200, "MGA", 42),
        ] {
            assert_eq!(to_stripe(money(minor, code)), Ok(amount), "{code}");
            assert_eq!(from_stripe(amount, &code.to_lowercase()), Ok(money(minor, code)), "{code}");
        }
    }

    #[test]
    fn f14_what_stripe_cannot_say_is_refused_and_never_rounded() {
        assert!(matches!(to_stripe(money(5_124, "KWD")), Err(AmountError::NotSayable(_))));
        assert!(matches!(to_stripe(money(4_250, "MGA")), Err(AmountError::NotSayable(_))));
        assert!(matches!(to_stripe(money(1_234, "IQD")), Err(AmountError::NotSayable(_))));
        assert!(matches!(from_stripe(550, "isk"), Err(AmountError::NotSayable(_))));
        assert_eq!(to_stripe(money(i64::MAX, "ISK")), Err(AmountError::Overflow));
        assert_eq!(from_stripe(i64::MAX, "mga"), Err(AmountError::Overflow));
        assert_eq!(from_stripe(1, "euro"), Err(AmountError::Currency));
    }
}
