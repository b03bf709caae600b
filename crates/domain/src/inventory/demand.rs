//! What an order needs of the stock.

use std::collections::BTreeMap;

use crate::kernel::VariantId;

/// How many of a variant an order needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The variant.
    pub variant: VariantId,
    /// How many.
    pub quantity: i64,
}

/// Adds up the lines by variant, sorted by variant: two lines of one variant are checked together, and every order touches
/// stock in the same sequence, so that two orders cannot wait for each other.
///
/// `None` when a sum has no place in 64 bits.
#[must_use]
pub fn combined_demand(lines: impl IntoIterator<Item = (VariantId, i64)>) -> Option<Vec<Demand>> {
    let mut sums: BTreeMap<VariantId, i64> = BTreeMap::new();
    for (variant, quantity) in lines {
        let sum = sums.entry(variant).or_default();
        *sum = sum.checked_add(quantity)?;
    }
    Some(sums.into_iter().map(|(variant, quantity)| Demand { variant, quantity }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r03_lines_of_one_variant_are_added_up_before_they_are_checked() {
        let demand = combined_demand([(VariantId(9), 2), (VariantId(3), 1), (VariantId(9), 2)]).unwrap();
        let pairs: Vec<(i64, i64)> = demand.iter().map(|part| (part.variant.0, part.quantity)).collect();
        assert_eq!(pairs, [(3, 1), (9, 4)]);
    }
}
