//! What the shop promises about delivery before anything is in the cart.

use super::{CUT_OFF_HOUR, Delivery, method::leaves_on, options, view::Promise};
use crate::kernel::{Money, MoneyError, Timestamp};

/// The promise at this moment, for an order of this shop's own country.
///
/// # Errors
/// Amounts that cannot be computed.
pub fn promise(home: &str, free_from: Option<Money>, zero: Money, now: Timestamp) -> Result<Promise, MoneyError> {
    let delivery = Delivery { home, country: home, goods: zero, free_from, now };
    let usual = options(&delivery)?.into_iter().next().ok_or(MoneyError::Overflow)?;
    let (hour, minute) = now.hour_and_minute();
    let minutes_now = i64::from(hour) * 60 + i64::from(minute);
    let days = leaves_on(now).days() - now.date().days();
    let minutes_left = days * 24 * 60 + i64::from(CUT_OFF_HOUR) * 60 - minutes_now;
    Ok(Promise { arrives: usual.arrives, minutes_left, price: usual.price, free_from })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Currency, Date};

    #[test]
    fn the_promise_holds_until_the_cut_off_of_the_next_working_day() {
        // 27 November 2026 is a Friday.
        for (day, hour, minutes_left) in [(26, 10, 240), (26, 14, 1_440), (27, 15, 71 * 60), (28, 0, 62 * 60)] {
            let now = Timestamp(Date { year: 2026, month: 11, day }.days() * Timestamp::DAY + hour * 3_600_000);
            let promise = promise("DE", None, Money::zero(Currency::EUR), now).unwrap();
            assert_eq!(promise.minutes_left, minutes_left, "on the {day}th at {hour}");
            assert_eq!(promise.price.minor, 490);
        }
    }
}
