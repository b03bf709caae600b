//! What the shop promises about delivery, with real dates: shown on the home page and beside every price.

use domain::{kernel::Money, shipping::view::Promise};

/// "if you order within 3 h 12 min".
pub fn deadline(promise: &Promise) -> String {
    let (hours, minutes) = (promise.minutes_left / 60, promise.minutes_left % 60);
    match (hours, minutes) {
        (0, minutes) => format!("if you order within {minutes} min"),
        (24.., _) => format!("if you order within {} days", hours.saturating_add(23) / 24),
        (hours, minutes) => format!("if you order within {hours} h {minutes} min"),
    }
}

/// "delivery €4.90, free from €60".
pub fn cost(promise: &Promise) -> String {
    let price = &promise.price;
    let words = if price.minor == 0 { "free delivery".to_owned() } else { format!("delivery {price}") };
    match promise.free_from {
        Some(from) if price.minor > 0 => format!("{words}, free from {}", short(from)),
        _ => words,
    }
}

/// Whole amounts without their zeros: "€60".
fn short(amount: Money) -> String {
    let text = amount.to_string();
    text.strip_suffix(".00").map(ToOwned::to_owned).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use domain::kernel::{Currency, Date, DateWindow};

    use super::*;

    fn promise(minutes_left: i64) -> Promise {
        let day = Date { year: 2026, month: 11, day: 25 };
        Promise {
            arrives: DateWindow { from: day, to: day },
            minutes_left,
            cut_off: "14:00".to_owned(),
            price: Money::new(490, Currency::EUR),
            free_from: Some(Money::new(6000, Currency::EUR)),
        }
    }

    #[test]
    fn the_deadline_is_told_in_the_largest_units_that_help() {
        assert_eq!(deadline(&promise(12)), "if you order within 12 min");
        assert_eq!(deadline(&promise(192)), "if you order within 3 h 12 min");
        assert_eq!(deadline(&promise(2_000)), "if you order within 2 days");
    }

    #[test]
    fn the_cost_names_the_sum_from_which_it_is_free() {
        assert_eq!(cost(&promise(12)), "delivery €4.90, free from €60");
    }
}
