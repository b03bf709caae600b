//! Answers a question to a list: which products, on which page, and how many there would be with every other choice.
//!
//! Values of one facet combine with OR, facets with AND. The count of a value says what one would see with it, all other
//! facets as they are; so the choices of a facet never restrict that facet's own counts.

use std::{borrow::Cow, collections::BTreeMap};

use domain::catalog::{
    ListQuery, Sort,
    view::{FacetValueView, FacetView, ProductListView, ProductTile},
};

use super::{bits::Bits, index::Index, price::Range};

/// How many products a page of a list shows.
pub const PAGE_SIZE: u32 = 24;
const PRICE: &str = "price";
const AVAILABILITY: &str = "availability";
const IN_STOCK: &str = "in-stock";

/// What a list looks through, and the order of its best matches when it has one of its own.
#[derive(Debug)]
pub(in crate::catalog) struct Base<'a> {
    set: Cow<'a, Bits>,
    best_first: Option<Vec<u32>>,
}

impl<'a> Base<'a> {
    pub(super) fn set(set: &'a Bits) -> Self {
        Self { set: Cow::Borrowed(set), best_first: None }
    }

    pub(super) fn ranked(size: usize, best_first: Vec<u32>) -> Self {
        Self { set: Cow::Owned(Bits::of(size, best_first.iter().copied())), best_first: Some(best_first) }
    }
}

struct Value<'a> {
    key: Cow<'a, str>,
    label: Cow<'a, str>,
    colour: Option<&'a str>,
    members: Cow<'a, Bits>,
    chosen: bool,
}

/// A facet with what is chosen of it.
struct Dimension<'a> {
    key: &'a str,
    label: &'a str,
    values: Vec<Value<'a>>,
    chosen: Option<Bits>,
}

impl<'a> Dimension<'a> {
    fn new(key: &'a str, label: &'a str, values: Vec<Value<'a>>) -> Self {
        let mut chosen: Option<Bits> = None;
        for value in values.iter().filter(|value| value.chosen) {
            match &mut chosen {
                Some(bits) => bits.add(&value.members),
                None => chosen = Some(value.members.clone().into_owned()),
            }
        }
        Self { key, label, values, chosen }
    }

    fn view(&self, base: &Bits, reachable: &Bits) -> Option<FacetView> {
        let total = base.count();
        let values = self.values.iter().filter_map(|value| {
            let all = base.count_common(&value.members);
            (all > 0 || value.chosen).then(|| {
                let view = FacetValueView {
                    value: value.key.to_string(),
                    label: value.label.to_string(),
                    count: reachable.count_common(&value.members),
                    chosen: value.chosen,
                    colour: value.colour.map(str::to_owned),
                };
                (view, all)
            })
        });
        let values: Vec<(FacetValueView, u32)> = values.collect();
        // One value that everything has is no choice.
        let is_choice = self.chosen.is_some() || values.len() > 1 || values.iter().any(|(_, all)| *all < total);
        let values: Vec<FacetValueView> = values.into_iter().map(|(view, _)| view).collect();
        (is_choice && !values.is_empty()).then(|| FacetView {
            key: self.key.to_owned(),
            label: self.label.to_owned(),
            values,
        })
    }
}

impl Index {
    /// The page of the list that the question asks for. Facets and values that do not exist are left out of the question; a
    /// page beyond the end is empty.
    pub(in crate::catalog) fn list(&self, base: &Base<'_>, query: &ListQuery) -> ProductListView {
        let dimensions = self.dimensions(&base.set, query);
        let reach = |without: Option<usize>| {
            let mut set = base.set.clone().into_owned();
            for (place, dimension) in dimensions.iter().enumerate() {
                if let Some(chosen) = dimension.chosen.as_ref().filter(|_| Some(place) != without) {
                    set.keep(chosen);
                }
            }
            set
        };
        let found = reach(None);
        let facets = dimensions.iter().enumerate().filter_map(|(place, dimension)| {
            if dimension.chosen.is_some() {
                dimension.view(&base.set, &reach(Some(place)))
            } else {
                dimension.view(&base.set, &found)
            }
        });
        let facets: Vec<FacetView> = facets.collect();
        let total = found.count();
        ProductListView {
            query: understood(query, &dimensions),
            facets,
            tiles: self.tiles(&found, base, query),
            total,
            page_count: total.div_ceil(PAGE_SIZE).max(1),
        }
    }

    fn dimensions<'a>(&'a self, base: &Bits, query: &ListQuery) -> Vec<Dimension<'a>> {
        let mut dimensions: Vec<Dimension<'a>> = Vec::with_capacity(self.facets.len() + 2);
        for facet in &self.facets {
            let key = facet.attribute.key.as_str();
            let values = facet.values.iter().map(|value| Value {
                key: Cow::Borrowed(&value.value.value),
                label: Cow::Borrowed(&value.value.label),
                colour: Some(value.value.colour.as_str()).filter(|colour| !colour.is_empty()),
                members: Cow::Borrowed(&value.members),
                chosen: query.has(key, &value.value.value),
            });
            dimensions.push(Dimension::new(key, &facet.attribute.label, values.collect()));
        }
        dimensions.push(Dimension::new(PRICE, "Price", self.price_values(base, query)));
        let in_stock = Value {
            key: Cow::Borrowed(IN_STOCK),
            label: Cow::Borrowed("In stock"),
            colour: None,
            members: Cow::Borrowed(&self.in_stock),
            chosen: query.has(AVAILABILITY, IN_STOCK),
        };
        dimensions.push(Dimension::new(AVAILABILITY, "Availability", vec![in_stock]));
        dimensions
    }

    /// The ranges that suit the list, and those that are chosen all the same.
    fn price_values<'a>(&'a self, base: &Bits, query: &ListQuery) -> Vec<Value<'a>> {
        let Some(currency) = self.prices.currency() else {
            return Vec::new();
        };
        let mut ranges = self.prices.ranges(base);
        let chosen = query.facets.get(PRICE).into_iter().flatten().filter_map(|key| Range::parse(key));
        for range in chosen {
            if !ranges.contains(&range) {
                ranges.push(range);
            }
        }
        let values = ranges.into_iter().map(|range| Value {
            key: Cow::Owned(range.key()),
            label: Cow::Owned(range.label(currency)),
            colour: None,
            members: Cow::Owned(self.prices.members(range, base)),
            chosen: query.has(PRICE, &range.key()),
        });
        values.collect()
    }

    fn tiles(&self, found: &Bits, base: &Base<'_>, query: &ListQuery) -> Vec<ProductTile> {
        let order = match (&base.best_first, query.sort) {
            (Some(best_first), Sort::Relevance) => Box::new(best_first.iter().copied()),
            (_, sort) => self.orders.positions(sort, self.len()),
        };
        order
            .filter(|position| found.contains(*position))
            .skip(query.page.offset(PAGE_SIZE) as usize)
            .take(PAGE_SIZE as usize)
            .filter_map(|position| self.at(position))
            .map(|entry| entry.tile.clone())
            .collect()
    }
}

/// The question as it was understood: only values that exist, always in the same order.
fn understood(query: &ListQuery, dimensions: &[Dimension<'_>]) -> ListQuery {
    let facets: BTreeMap<String, Vec<String>> = dimensions
        .iter()
        .filter(|dimension| dimension.chosen.is_some())
        .map(|dimension| {
            let chosen = dimension.values.iter().filter(|value| value.chosen).map(|value| value.key.to_string());
            (dimension.key.to_owned(), chosen.collect())
        })
        .collect();
    ListQuery { facets, ..query.clone() }
}
