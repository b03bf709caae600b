//! Stock that several variants share.

/// `whole` in `count` parts that differ by one at most: shared stock is split, so that never more is sold than there is.
pub(super) fn split(whole: i64, count: usize) -> Vec<i64> {
    let parts = i64::try_from(count).unwrap_or(i64::MAX).max(1);
    (0..parts).map(|index| whole / parts + i64::from(index < whole % parts)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_stock_is_split_without_gain_or_loss() {
        assert_eq!(split(10, 3), [4, 3, 3]);
        assert_eq!(split(1, 3), [1, 0, 0]);
        assert_eq!(split(0, 2), [0, 0]);
    }
}
