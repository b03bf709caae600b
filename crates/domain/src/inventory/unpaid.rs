//! How much of the stock may be held for an order that nobody has paid for yet.

/// So few may always be held: whoever buys the last of something pays by transfer as well.
const FEW: i64 = 5;

/// Whether an order that waits for its bank transfer may hold so many of a variant of which `free` are free: not more than
/// `percent` of them, or a few. 0 percent stands for no bound.
#[must_use]
pub fn may_hold_unpaid(wanted: i64, free: i64, percent: i64) -> bool {
    percent <= 0 || wanted <= FEW || wanted.saturating_mul(100) <= free.saturating_mul(percent)
}

#[cfg(test)]
mod tests {
    use super::may_hold_unpaid;

    #[test]
    fn f29_an_unpaid_order_holds_half_of_a_stock_or_a_few() {
        for (wanted, free, may) in [(5, 5, true), (6, 11, false), (6, 12, true), (50, 100, true), (51, 100, false)] {
            assert_eq!(may_hold_unpaid(wanted, free, 50), may, "{wanted} of {free}");
        }
        assert!(may_hold_unpaid(999, 999, 0), "no bound");
        assert!(!may_hold_unpaid(i64::MAX, 3, 50) && !may_hold_unpaid(6, -1, 50));
    }
}
