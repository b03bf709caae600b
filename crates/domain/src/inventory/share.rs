//! What each line of a cart can have of the stock that the lines share.

use std::collections::BTreeMap;

use crate::kernel::VariantId;

/// What one item of a line takes out of the stock of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The variant.
    pub variant: VariantId,
    /// How many for each item of the line.
    pub each: i64,
    /// How many are free now.
    pub free: i64,
}

/// How many items each line can have: line by line its needs and how many are wanted. Earlier lines take first, so that the
/// answers hold together. A line without needs can have as many as it wants.
#[must_use]
pub fn shares<'a>(lines: impl IntoIterator<Item = (&'a [Need], i64)>) -> Vec<i64> {
    let mut taken: BTreeMap<VariantId, i64> = BTreeMap::new();
    lines
        .into_iter()
        .map(|(needs, wanted)| {
            let left = |need: &Need| need.free.saturating_sub(taken.get(&need.variant).copied().unwrap_or(0));
            let enough_for = |need: &Need| left(need).max(0).checked_div(need.each).unwrap_or(0);
            let share = needs.iter().map(enough_for).min().unwrap_or(wanted).min(wanted);
            for need in needs {
                let count = taken.entry(need.variant).or_default();
                *count = count.saturating_add(need.each.saturating_mul(share));
            }
            share
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(variant: i64, each: i64, free: i64) -> Need {
        Need { variant: VariantId(variant), each, free }
    }

    #[test]
    fn r03_a_bundle_and_a_single_item_share_one_stock() {
        let (mug, tin) = (need(1, 1, 1), need(2, 2, 9));
        let (single, bundle) = ([mug], [mug, tin]);
        assert_eq!(shares([(&bundle[..], 1), (&single[..], 1)]), [1, 0]);
        assert_eq!(shares([(&single[..], 1), (&bundle[..], 1)]), [1, 0]);
    }

    #[test]
    fn the_scarcest_part_decides_and_what_is_not_counted_does_not() {
        let bundle = [need(1, 1, 9), need(2, 2, 5)];
        assert_eq!(shares([(&bundle[..], 4), (&[][..], 700)]), [2, 700]);
        assert_eq!(shares([(&[need(1, 1, -3)][..], 1)]), [0]);
    }
}
