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

/// What a line can have of the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// How many of the wanted items.
    pub has: i64,
    /// How many it could have at most, with what the other lines have left to them.
    pub most: i64,
}

/// How many items each line can have: line by line its needs and how many are wanted. Earlier lines take first, so that the
/// answers hold together. A line without needs can have as many as it wants.
#[must_use]
pub fn shares<'a>(lines: impl IntoIterator<Item = (&'a [Need], i64)>) -> Vec<Share> {
    let mut taken: BTreeMap<VariantId, i64> = BTreeMap::new();
    let enough_for = |taken: &BTreeMap<VariantId, i64>, needs: &[Need]| {
        let left = |need: &Need| need.free.saturating_sub(taken.get(&need.variant).copied().unwrap_or(0));
        needs.iter().map(|need| left(need).max(0).checked_div(need.each).unwrap_or(0)).min()
    };
    let had: Vec<(&[Need], i64)> = lines
        .into_iter()
        .map(|(needs, wanted)| {
            let has = enough_for(&taken, needs).unwrap_or(wanted).min(wanted);
            for need in needs {
                let count = taken.entry(need.variant).or_default();
                *count = count.saturating_add(need.each.saturating_mul(has));
            }
            (needs, has)
        })
        .collect();
    had.into_iter()
        .map(|(needs, has)| Share { has, most: has.saturating_add(enough_for(&taken, needs).unwrap_or(i64::MAX)) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(variant: i64, each: i64, free: i64) -> Need {
        Need { variant: VariantId(variant), each, free }
    }

    fn had<const N: usize>(lines: [(&[Need], i64); N]) -> Vec<i64> {
        shares(lines).iter().map(|share| share.has).collect()
    }

    #[test]
    fn r03_a_bundle_and_a_single_item_share_one_stock() {
        let (mug, tin) = (need(1, 1, 1), need(2, 2, 9));
        let (single, bundle) = ([mug], [mug, tin]);
        assert_eq!(had([(&bundle[..], 1), (&single[..], 1)]), [1, 0]);
        assert_eq!(had([(&single[..], 1), (&bundle[..], 1)]), [1, 0]);
    }

    #[test]
    fn the_scarcest_part_decides_and_what_is_not_counted_does_not() {
        let bundle = [need(1, 1, 9), need(2, 2, 5)];
        assert_eq!(had([(&bundle[..], 4), (&[][..], 700)]), [2, 700]);
        assert_eq!(had([(&[need(1, 1, -3)][..], 1)]), [0]);
    }

    #[test]
    fn a_line_can_grow_by_what_the_others_leave() {
        let mug = [need(1, 1, 7)];
        let most: Vec<i64> =
            shares([(&mug[..], 2), (&mug[..], 4), (&[][..], 1)]).iter().map(|share| share.most).collect();
        assert_eq!(most, [3, 5, i64::MAX], "one of seven is free yet");
        assert_eq!(shares([(&mug[..], 9)]), [Share { has: 7, most: 7 }]);
    }
}
