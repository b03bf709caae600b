//! All entries with an order for each way in which the list is sorted.

use std::{
    cmp::Ordering,
    collections::{HashMap, HashSet, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use domain::{
    catalog::{
        CompletenessLevel, ProductFilter, ProductOrder, ProductSort, StockLevel,
        register::{Place, Turn},
    },
    kernel::ProductId,
};
use memchr::memmem::Finder;

use super::entry::{Entry, Key, Words};
use crate::catalog::{admin::score::ENOUGH, shelf::Bits};

/// Above so many changed entries the orders are made anew; below, each entry is moved.
const MOST_MOVES: usize = 200;
/// So many answers to filters are kept.
const KEPT: usize = 24;

/// What is asked besides the filter's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::catalog) struct Bounds {
    /// The category and those below it.
    pub categories: Option<HashSet<i64>>,
    /// In minor units.
    pub price_from: Option<i64>,
    /// In minor units.
    pub price_to: Option<i64>,
    /// From so many on down a variant is low on stock.
    pub low_stock: i64,
}

/// A stretch of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::catalog) struct Stretch {
    /// The products in order.
    pub products: Vec<ProductId>,
    /// How many match in all.
    pub total: usize,
    /// How many of these stand before.
    pub before: usize,
    /// The places of the first and the last.
    pub ends: Option<(Place, Place)>,
}

/// How many products a category holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::catalog) struct Counts {
    /// In the category itself.
    pub own: u32,
    /// In it or below it.
    pub total: u32,
}

/// The register's content.
#[derive(Debug, Default)]
pub(in crate::catalog) struct Index {
    entries: Vec<Option<Entry>>,
    positions: HashMap<i64, u32>,
    orders: [Vec<u32>; ProductSort::ALL.len()],
    words: Words,
    /// The youngest change that it has seen.
    pub latest: i64,
    kept: Mutex<VecDeque<(ProductFilter, Bounds, Arc<Bits>)>>,
    in_use: Mutex<Option<Arc<WordsInUse>>>,
}

/// Brands and tags with how many products have each.
#[derive(Debug, Default)]
pub(in crate::catalog) struct WordsInUse {
    /// The brands, sorted.
    pub brands: Vec<(String, u32)>,
    /// The tags, sorted.
    pub tags: Vec<(String, u32)>,
}

impl Index {
    /// An index of these.
    pub(super) fn new(entries: Vec<Entry>, words: Words) -> Self {
        let mut index = Self { words, ..Self::default() };
        index.take(entries);
        index
    }

    /// Takes entries in place of those that were there; `gone` are no more.
    pub(super) fn change(&mut self, entries: Vec<Entry>, gone: impl Iterator<Item = i64>) {
        for id in gone {
            self.remove(id);
        }
        self.take(entries);
    }

    fn take(&mut self, entries: Vec<Entry>) {
        let anew = entries.len() > MOST_MOVES;
        for entry in entries {
            self.latest = self.latest.max(entry.updated_at);
            let position = self.positions.get(&entry.id).copied();
            if let Some(position) = position
                && !anew
            {
                self.leave_orders(position);
            }
            let position = position.unwrap_or_else(|| {
                self.entries.push(None);
                u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX)
            });
            self.positions.insert(entry.id, position);
            if let Some(place) = self.entries.get_mut(position as usize) {
                *place = Some(entry);
            }
            if !anew {
                self.join_orders(position);
            }
        }
        if anew {
            self.sort();
        }
        self.forget();
    }

    /// Gives entries that were read with other words the numbers of these.
    pub(super) fn translate(&mut self, mut entries: Vec<Entry>, words: &Words) -> Vec<Entry> {
        for entry in &mut entries {
            entry.brand_word = self.words.number(words.spelling(entry.brand_word));
            for tag in &mut entry.tags {
                *tag = self.words.number(words.spelling(*tag));
            }
        }
        entries
    }

    fn remove(&mut self, id: i64) {
        if let Some(position) = self.positions.remove(&id) {
            self.leave_orders(position);
            if let Some(place) = self.entries.get_mut(position as usize) {
                *place = None;
            }
            self.forget();
        }
    }

    fn forget(&self) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
        *self.in_use.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn key(&self, sort: ProductSort, position: u32) -> Option<Key<'_>> {
        self.entries.get(position as usize)?.as_ref().map(|entry| entry.key(sort))
    }

    fn sort(&mut self) {
        let positions: Vec<u32> = self.positions.values().copied().collect();
        for (number, sort) in ProductSort::ALL.into_iter().enumerate() {
            let mut order = positions.clone();
            order.sort_unstable_by(|one, other| self.key(sort, *one).cmp(&self.key(sort, *other)));
            if let Some(place) = self.orders.get_mut(number) {
                *place = order;
            }
        }
    }

    fn order(&self, sort: ProductSort) -> &[u32] {
        let number = ProductSort::ALL.iter().position(|known| *known == sort);
        number.and_then(|number| self.orders.get(number)).map_or(&[], Vec::as_slice)
    }

    /// How many stand before the first of which `stands_before` does not hold.
    fn count_before(&self, sort: ProductSort, stands_before: impl Fn(Ordering) -> bool, key: Key<'_>) -> usize {
        self.order(sort)
            .partition_point(|position| self.key(sort, *position).is_some_and(|here| stands_before(here.cmp(&key))))
    }

    fn leave_orders(&mut self, position: u32) {
        for (number, sort) in ProductSort::ALL.into_iter().enumerate() {
            let Some(key) = self.key(sort, position) else { continue };
            let at = self.count_before(sort, Ordering::is_lt, key);
            if let Some(order) = self.orders.get_mut(number)
                && order.get(at) == Some(&position)
            {
                order.remove(at);
            }
        }
    }

    fn join_orders(&mut self, position: u32) {
        for (number, sort) in ProductSort::ALL.into_iter().enumerate() {
            let Some(key) = self.key(sort, position) else { continue };
            let at = self.count_before(sort, Ordering::is_lt, key);
            if let Some(order) = self.orders.get_mut(number) {
                order.insert(at, position);
            }
        }
    }

    /// Which positions a filter lets pass.
    fn matches(&self, filter: &ProductFilter, bounds: &Bounds) -> Arc<Bits> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., bits)) = kept.iter().find(|(known, limits, _)| known == filter && limits == bounds) {
            return Arc::clone(bits);
        }
        drop(kept);
        let sieve = Sieve::new(filter, bounds, &self.words);
        let entries = self.entries.iter().zip(0_u32..);
        let passing = entries.filter_map(|(entry, position)| {
            entry.as_ref().filter(|entry| sieve.as_ref().is_some_and(|sieve| sieve.passes(entry))).map(|_| position)
        });
        let bits = Arc::new(Bits::of(self.entries.len(), passing));
        kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        kept.push_front((filter.clone(), bounds.clone(), Arc::clone(&bits)));
        bits
    }

    /// A stretch of the list.
    pub fn stretch(
        &self,
        filter: &ProductFilter,
        bounds: &Bounds,
        order: ProductOrder,
        turn: &Turn,
        size: usize,
    ) -> Stretch {
        let bits = self.matches(filter, bounds);
        let list = self.order(order.sort);
        let at = |place: &Place, stands_before: fn(Ordering) -> bool| {
            self.count_before(order.sort, stands_before, (place.number, place.words.as_str(), place.id))
        };
        let passes = |position: &&u32| bits.contains(**position);
        // What stands on the way of the wanted direction, and in which direction it is walked.
        let (low, high, upwards, turned) = match (turn, order.descending) {
            (Turn::First, false) => (0, list.len(), true, false),
            (Turn::First, true) => (0, list.len(), false, false),
            (Turn::After(place), false) => (at(place, Ordering::is_le), list.len(), true, false),
            (Turn::After(place), true) => (0, at(place, Ordering::is_lt), false, false),
            (Turn::Before(place), false) => (0, at(place, Ordering::is_lt), false, true),
            (Turn::Before(place), true) => (at(place, Ordering::is_le), list.len(), true, true),
        };
        let way = list.get(low..high).unwrap_or_default().iter();
        let mut found: Vec<u32> = if upwards {
            way.filter(passes).take(size).copied().collect()
        } else {
            way.rev().filter(passes).take(size).copied().collect()
        };
        if turned {
            found.reverse();
        }
        let total = bits.count() as usize;
        let first = found.first().and_then(|position| self.key(order.sort, *position));
        let before = first.map_or(0, |key| {
            let below = self.count_before(order.sort, Ordering::is_lt, key);
            let rest = if order.descending { list.get(below + 1..) } else { list.get(..below) };
            rest.unwrap_or_default().iter().filter(passes).count()
        });
        let place = |position: Option<&u32>| position.and_then(|position| self.place(order.sort, *position));
        Stretch {
            total,
            before,
            ends: place(found.first()).zip(place(found.last())),
            products: found.iter().filter_map(|position| self.product(*position)).collect(),
        }
    }

    fn place(&self, sort: ProductSort, position: u32) -> Option<Place> {
        self.key(sort, position).map(|(number, words, id)| Place { number, words: words.to_owned(), id })
    }

    fn product(&self, position: u32) -> Option<ProductId> {
        self.entries.get(position as usize)?.as_ref().map(|entry| ProductId(entry.id))
    }

    /// Every product that a filter lets pass, in the order in which they were made.
    pub fn all(&self, filter: &ProductFilter, bounds: &Bounds) -> Vec<ProductId> {
        let bits = self.matches(filter, bounds);
        let order = self.order(ProductSort::Created).iter();
        order.filter(|position| bits.contains(**position)).filter_map(|position| self.product(*position)).collect()
    }

    /// How many products each category holds; `paths` leads from the root to each, itself included.
    pub fn counts(&self, paths: &HashMap<i64, Vec<i64>>) -> HashMap<i64, Counts> {
        let mut counts: HashMap<i64, Counts> = HashMap::new();
        for entry in self.entries.iter().flatten() {
            for category in &entry.categories {
                let own = &mut counts.entry(*category).or_default().own;
                *own = own.saturating_add(1);
            }
            let above: HashSet<i64> =
                entry.categories.iter().filter_map(|category| paths.get(category)).flatten().copied().collect();
            for category in above {
                let total = &mut counts.entry(category).or_default().total;
                *total = total.saturating_add(1);
            }
        }
        counts
    }

    /// Brands and tags with their counts.
    pub fn words_in_use(&self) -> Arc<WordsInUse> {
        let mut kept = self.in_use.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = || self.entries.iter().flatten();
        let count = || WordsInUse {
            brands: self.words.counted(entries().map(|entry| entry.brand_word)),
            tags: self.words.counted(entries().flat_map(|entry| entry.tags.iter().copied())),
        };
        Arc::clone(kept.get_or_insert_with(|| Arc::new(count())))
    }
}

/// A filter, ready to be asked.
struct Sieve<'a> {
    filter: &'a ProductFilter,
    bounds: &'a Bounds,
    text: Option<Finder<'static>>,
    brand: Option<u32>,
    tag: Option<u32>,
}

impl<'a> Sieve<'a> {
    /// `None` when nothing can pass: nobody uses the brand or tag.
    fn new(filter: &'a ProductFilter, bounds: &'a Bounds, words: &Words) -> Option<Self> {
        let text = filter.text.trim().to_lowercase();
        let word = |word: &str| if word.trim().is_empty() { Some(None) } else { words.find(word).map(Some) };
        Some(Self {
            filter,
            bounds,
            text: (!text.is_empty()).then(|| Finder::new(text.as_bytes()).into_owned()),
            brand: word(&filter.brand)?,
            tag: word(&filter.tag)?,
        })
    }

    fn passes(&self, entry: &Entry) -> bool {
        let Self { filter, bounds, .. } = self;
        filter.published.is_none_or(|published| entry.published == published)
            && self.brand.is_none_or(|brand| entry.brand_word == brand)
            && self.tag.is_none_or(|tag| entry.tags.contains(&tag))
            && bounds.categories.as_ref().is_none_or(|below| entry.categories.iter().any(|id| below.contains(id)))
            && filter.stock.is_none_or(|level| match level {
                StockLevel::In => entry.sellable,
                StockLevel::Low => entry.fewest <= bounds.low_stock,
                StockLevel::Out => !entry.sellable,
            })
            && bounds.price_from.is_none_or(|least| entry.price >= least)
            && bounds.price_to.is_none_or(|most| (0..=most).contains(&entry.price))
            && filter.completeness.is_none_or(|level| match level {
                CompletenessLevel::Incomplete => entry.completeness < ENOUGH,
                CompletenessLevel::Enough => entry.completeness >= ENOUGH,
                CompletenessLevel::Full => entry.completeness == 100,
            })
            && filter.untold.is_none_or(|language| entry.told & (1 << language.number()) == 0)
            && self.text.as_ref().is_none_or(|text| text.find(entry.text.as_bytes()).is_some())
    }
}
