//! The orders in which lists stand.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use domain::{catalog::Sort, kernel::CategoryId};

use super::entry::Entry;

/// Puts the products into the order in which a category shows them: the best of each category first, then the second best
/// of each, so that the first page shows the breadth; what is sold out comes last.
pub(super) fn breadth_first(mut entries: Vec<Arc<Entry>>) -> Vec<Arc<Entry>> {
    entries.sort_by_key(|entry| (Reverse(entry.popularity), Reverse(entry.id())));
    let mut taken: HashMap<Option<CategoryId>, u32> = HashMap::new();
    let mut ranked: Vec<(bool, u32, Arc<Entry>)> = entries
        .into_iter()
        .map(|entry| {
            let round = taken.entry(entry.categories.first().copied()).or_default();
            let ranked = (!entry.tile.in_stock, *round, entry);
            *round = round.saturating_add(1);
            ranked
        })
        .collect();
    // Stable: within a round the better seller stays first.
    ranked.sort_by_key(|(sold_out, round, _)| (*sold_out, *round));
    ranked.into_iter().map(|(_, _, entry)| entry).collect()
}

/// All positions in each order other than the shelf's own.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders {
    most_loved: Vec<u32>,
    newest: Vec<u32>,
    price_up: Vec<u32>,
    price_down: Vec<u32>,
}

impl Orders {
    pub fn new(entries: &[Arc<Entry>]) -> Self {
        Self {
            most_loved: sorted(entries, |entry| Reverse(entry.popularity)),
            newest: sorted(entries, |entry| Reverse((entry.created_at, entry.id()))),
            price_up: sorted(entries, |entry| entry.tile.price.from.minor),
            price_down: sorted(entries, |entry| Reverse(entry.tile.price.from.minor)),
        }
    }

    /// All positions below `size` in this order.
    pub fn positions(&self, sort: Sort, size: usize) -> Box<dyn Iterator<Item = u32> + '_> {
        let order = match sort {
            Sort::Relevance => return Box::new((0_u32..).take(size)),
            Sort::MostLoved => &self.most_loved,
            Sort::Newest => &self.newest,
            Sort::PriceUp => &self.price_up,
            Sort::PriceDown => &self.price_down,
        };
        Box::new(order.iter().copied())
    }
}

fn sorted<K: Ord>(entries: &[Arc<Entry>], key: impl Fn(&Entry) -> K) -> Vec<u32> {
    let mut positions: Vec<(K, u32)> = entries.iter().zip(0_u32..).map(|(entry, at)| (key(entry), at)).collect();
    positions.sort_unstable();
    positions.into_iter().map(|(_, position)| position).collect()
}

/// Sizes of clothes, which no alphabet sorts.
const SIZES: [&str; 8] = ["XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL"];

/// Words that say a label begins below its number, or above it.
const BELOW: [&str; 3] = ["under ", "below ", "up to "];
const ABOVE: [&str; 3] = ["over ", "above ", "from "];

/// A key by which labels sort as people expect: sizes of clothes by size, numbers by value ("250 ml" before "1000 ml"),
/// "Under 300 ml" before "300 – 400 ml", that before "Over 400 ml".
pub(super) fn natural_key(label: &str) -> (usize, Vec<(u64, String)>) {
    let size = SIZES.iter().position(|size| *size == label).map_or(0, |place| place + 1);
    let lower = label.to_lowercase();
    let without = |words: [&str; 3]| words.iter().find_map(|word| lower.strip_prefix(word));
    let (side, mut rest) = match (without(BELOW), without(ABOVE)) {
        (Some(rest), _) => (0, rest),
        (None, Some(rest)) => (2, rest),
        (None, None) => (1, lower.as_str()),
    };
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let text_end = rest.find(|character: char| character.is_ascii_digit()).unwrap_or(rest.len());
        let (text, after) = rest.split_at(text_end);
        let number_end = after.find(|character: char| !character.is_ascii_digit()).unwrap_or(after.len());
        let (number, remainder) = after.split_at(number_end);
        parts.push((0, text.to_owned()));
        parts.push((number.parse().unwrap_or(u64::MAX), String::new()));
        rest = remainder;
    }
    parts.insert(parts.len().min(2), (side, String::new()));
    (size, parts)
}

#[cfg(test)]
mod tests {
    use super::natural_key;

    #[test]
    fn labels_sort_as_people_expect() {
        let mut labels = vec!["1000 ml", "A10", "XL", "250 ml", "A2", "S", "plum", "M", "Cobalt"];
        labels.sort_by_cached_key(|label| natural_key(label));
        assert_eq!(labels, ["250 ml", "1000 ml", "A2", "A10", "Cobalt", "plum", "S", "M", "XL"]);
        let mut ranges = vec!["300 – 400 ml", "Over 400 ml", "Under 300 ml"];
        ranges.sort_by_cached_key(|label| natural_key(label));
        assert_eq!(ranges, ["Under 300 ml", "300 – 400 ml", "Over 400 ml"]);
    }
}
