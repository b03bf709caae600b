//! For how long the stock lasts, and how many to buy.

/// Over so many days it is counted what was sold.
const DAYS: i64 = 30;

/// For how many whole days the available items last when as many are sold as in the last 30 days; `None` where nothing was sold.
#[must_use]
pub fn days_left(available: i64, sold: i64) -> Option<i64> {
    let days = i128::from(available.max(0)) * i128::from(DAYS);
    let days = days.checked_div(i128::from(sold)).filter(|_| sold > 0)?;
    Some(i64::try_from(days).unwrap_or(i64::MAX))
}

/// How many to buy, so that after another 30 days like the last the variant is just not low: at least one.
#[must_use]
pub fn suggested(low_stock: i64, available: i64, on_order: i64, sold: i64) -> i64 {
    let wanted = low_stock.max(1).saturating_add(sold.max(low_stock));
    wanted.saturating_sub(available.max(0)).saturating_sub(on_order).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_lasts_as_long_as_it_sold() {
        assert_eq!(days_left(10, 30), Some(10));
        assert_eq!(days_left(10, 60), Some(5));
        assert_eq!(days_left(-3, 60), Some(0));
        assert_eq!((days_left(10, 0), days_left(10, -2)), (None, None));
        assert_eq!(days_left(i64::MAX, 1), Some(i64::MAX));
    }

    #[test]
    fn as_many_are_proposed_as_thirty_days_and_the_threshold_need() {
        assert_eq!(suggested(5, 2, 0, 30), 33, "2 are there, 30 will be sold, 5 stay");
        assert_eq!(suggested(5, 5, 0, 0), 5, "what does not sell is bought up to twice its threshold");
        assert_eq!(suggested(5, 2, 50, 30), 1, "enough is on order: at least one is a line");
        assert_eq!(suggested(0, 0, 0, 0), 1);
        assert_eq!(suggested(i64::MAX, -1, i64::MAX, i64::MAX), 1);
    }
}
