//! The facets: by which values of which attributes a list can be narrowed.

use std::{collections::HashMap, sync::Arc};

use domain::catalog::value_word;

use super::{
    bits::Bits,
    entry::{Attribute, AttributeValue, Entry},
    order::natural_key,
};

/// The brand's key in addresses.
const BRAND: &str = "brand";

/// A value of a facet and the products that have it.
#[derive(Clone, Debug)]
pub(super) struct FacetValue {
    pub value: Arc<AttributeValue>,
    pub members: Bits,
}

/// An attribute that shoppers filter by.
#[derive(Clone, Debug)]
pub(super) struct Facet {
    pub attribute: Attribute,
    pub values: Vec<FacetValue>,
}

/// The facets in the order in which they are shown.
pub(super) fn facets(entries: &[Arc<Entry>], attributes: &[Attribute]) -> Vec<Facet> {
    let mut values: HashMap<String, Vec<FacetValue>> = HashMap::new();
    for value in facet_values(entries) {
        values.entry(value.value.key.clone()).or_default().push(value);
    }
    let facets = attributes.iter().filter(|attribute| attribute.facet).filter_map(|attribute| {
        let values = values.remove(&attribute.key)?;
        Some(Facet { attribute: attribute.clone(), values: in_natural_order(values) })
    });
    let mut facets: Vec<Facet> = facets.collect();
    // What came from another shop may have the brand as an attribute, too: once is enough.
    if facets.iter().all(|facet| facet.attribute.key != BRAND) {
        facets.push(brands(entries));
    }
    facets
}

/// Every value with the products that have it. Products mostly share the memory of a value, so that one look at where it lies tells
/// it, and only the first in each place is told by its words.
fn facet_values(entries: &[Arc<Entry>]) -> Vec<FacetValue> {
    let mut places: HashMap<*const AttributeValue, usize> = HashMap::new();
    let mut words: HashMap<(&str, &str), usize> = HashMap::new();
    let mut values: Vec<FacetValue> = Vec::new();
    for (entry, position) in entries.iter().zip(0_u32..) {
        for value in &entry.attributes {
            let place = *places.entry(Arc::as_ptr(value)).or_insert_with(|| {
                *words.entry((&value.key, &value.value)).or_insert_with(|| {
                    values.push(FacetValue { value: Arc::clone(value), members: Bits::empty(entries.len()) });
                    values.len().saturating_sub(1)
                })
            });
            if let Some(value) = values.get_mut(place) {
                value.members.insert(position);
            }
        }
    }
    values
}

fn in_natural_order(mut values: Vec<FacetValue>) -> Vec<FacetValue> {
    values.sort_by_cached_key(|value| natural_key(&value.value.label));
    values
}

/// The brands as a facet.
fn brands(entries: &[Arc<Entry>]) -> Facet {
    let mut members: HashMap<&str, Bits> = HashMap::new();
    for (entry, position) in entries.iter().zip(0_u32..).filter(|(entry, _)| !entry.brand.is_empty()) {
        members.entry(&entry.brand).or_insert_with(|| Bits::empty(entries.len())).insert(position);
    }
    let values = members.into_iter().map(|(brand, members)| {
        let (key, label) = (BRAND.to_owned(), brand.to_owned());
        let value = Arc::new(AttributeValue { key, value: value_word(brand), label, colour: String::new() });
        FacetValue { value, members }
    });
    let attribute = Attribute { key: BRAND.to_owned(), label: "Brand".to_owned(), facet: true, is_colour: false };
    Facet { attribute, values: in_natural_order(values.collect()) }
}
