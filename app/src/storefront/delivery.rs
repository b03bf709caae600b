//! What the shop promises about delivery, with real dates: shown on the home page and beside every price.

use domain::{
    kernel::{DateWindow, Money},
    payment::PaymentMethod,
};
use serde::{Deserialize, Serialize};

/// The promise for an order that is placed now, to the shop's own country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// When it arrives.
    pub arrives: DateWindow,
    /// For how many minutes that holds.
    pub minutes_left: i64,
    /// What delivery costs.
    pub price: Money,
    /// From this sum on it costs nothing.
    pub free_from: Option<Money>,
    /// The ways of payment.
    pub payments: Vec<PaymentMethod>,
}

impl Promise {
    /// "if you order within 3 h 12 min".
    #[must_use]
    pub fn deadline(&self) -> String {
        let (hours, minutes) = (self.minutes_left / 60, self.minutes_left % 60);
        match (hours, minutes) {
            (0, minutes) => format!("if you order within {minutes} min"),
            (24.., _) => format!("if you order within {} days", hours.saturating_add(23) / 24),
            (hours, minutes) => format!("if you order within {hours} h {minutes} min"),
        }
    }

    /// "delivery €4.90, free from €60".
    #[must_use]
    pub fn cost(&self) -> String {
        let price = if self.price.minor == 0 { "free delivery".to_owned() } else { format!("delivery {}", self.price) };
        match self.free_from {
            Some(from) if self.price.minor > 0 => format!("{price}, free from {}", short(from)),
            _ => price,
        }
    }

    /// "card, bank transfer".
    #[must_use]
    pub fn payment_words(&self) -> String {
        let words: Vec<&str> = self
            .payments
            .iter()
            .map(|method| match method {
                PaymentMethod::Test => "on the payment page",
                PaymentMethod::Transfer => "bank transfer",
            })
            .collect();
        words.join(", ")
    }
}

/// Whole amounts without their zeros: "€60".
fn short(amount: Money) -> String {
    let text = amount.to_string();
    text.strip_suffix(".00").map(ToOwned::to_owned).unwrap_or(text)
}

/// The promise at this moment.
///
/// # Errors
/// Amounts that cannot be computed.
#[cfg(feature = "ssr")]
pub fn promise(shop: &services::Shop) -> Result<Promise, domain::kernel::MoneyError> {
    use domain::shipping::{CUT_OFF_HOUR, Delivery, options};

    let settings = &shop.settings;
    let now = shop.clock.now();
    let delivery = Delivery {
        home: &settings.country,
        country: &settings.country,
        goods: Money::zero(settings.currency),
        free_from: settings.free_shipping_from,
        now,
    };
    let first = options(&delivery)?.into_iter().next().ok_or(domain::kernel::MoneyError::Overflow)?;
    let (hour, minute) = now.hour_and_minute();
    let today = now.date();
    let minutes_now = i64::from(hour) * 60 + i64::from(minute);
    let cut_off = i64::from(CUT_OFF_HOUR) * 60;
    let in_time = minutes_now < cut_off && today.weekday() < 5;
    let next = if in_time { today } else { today.plus_days(1).working_day_from() };
    let days = next.days() - today.days();
    let mut payments = vec![PaymentMethod::Test];
    payments.extend(settings.transfer.is_some().then_some(PaymentMethod::Transfer));
    Ok(Promise {
        arrives: first.arrives,
        minutes_left: days * 24 * 60 + cut_off - minutes_now,
        price: first.price,
        free_from: settings.free_shipping_from,
        payments,
    })
}

#[cfg(test)]
mod tests {
    use domain::kernel::{Currency, Date};

    use super::*;

    fn promise(minutes_left: i64) -> Promise {
        let day = Date { year: 2026, month: 11, day: 25 };
        Promise {
            arrives: DateWindow { from: day, to: day },
            minutes_left,
            price: Money::new(490, Currency::EUR),
            free_from: Some(Money::new(6000, Currency::EUR)),
            payments: vec![PaymentMethod::Test, PaymentMethod::Transfer],
        }
    }

    #[test]
    fn the_deadline_is_told_in_the_largest_units_that_help() {
        assert_eq!(promise(12).deadline(), "if you order within 12 min");
        assert_eq!(promise(192).deadline(), "if you order within 3 h 12 min");
        assert_eq!(promise(2_000).deadline(), "if you order within 2 days");
    }

    #[test]
    fn the_cost_names_the_sum_from_which_it_is_free() {
        assert_eq!(promise(12).cost(), "delivery €4.90, free from €60");
    }
}
