//! The columns of WooCommerce's header by their places. Its exporter writes them in one order, whatever it calls them: the four
//! measures, each with its unit in brackets, show where in a header of any language the others are.

use super::names::{
    BACKORDERS, BARCODE, CATEGORIES, DESCRIPTION, EXTERNAL_URL, ID, IN_STOCK, KIND, NAME, Names, PARENT, PICTURES,
    PUBLISHED, REGULAR_PRICE, SALE_FROM, SALE_PRICE, SALE_TO, SHORT_DESCRIPTION, SKU, STOCK, TAGS, TAX_CLASS,
    TAX_STATUS, VISIBILITY,
};
use crate::importer::file::Header;

/// Weight, length, width, height.
const MEASURES: usize = 4;
/// Columns behind the weight up to the last one of the core.
const BEHIND: usize = 20;
/// Columns before the weight from the name on, in exports that tell when stock is low.
const NAME_BEFORE: usize = 15;

/// Where the exporter's columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    weight: usize,
    /// The columns between the kind and the name: a SKU, newer exports a barcode, too.
    codes: usize,
}

impl Places {
    /// The places in a header that the core's exporter wrote with all its columns; nothing for others.
    pub fn find(header: &Header) -> Option<Self> {
        let names: Vec<String> = header.columns().map(|(_, _, plain)| plain).collect();
        let is_measure = |name: &String| name.ends_with(')') && name.contains('(') && !name.contains("(s)");
        let weight = names.windows(MEASURES).position(|four| four.iter().all(is_measure))?;
        let begins = names.first().is_some_and(|name| ID.contains(&name.as_str()));
        let name = weight.checked_sub(NAME_BEFORE)?;
        let codes = name.checked_sub(2)?;
        ((1..=2).contains(&codes) && begins && names.len() > weight + BEHIND).then_some(Self { weight, codes })
    }

    /// The place of the weight.
    pub fn weight(&self) -> usize {
        self.weight
    }

    /// The place of a column.
    pub fn of(&self, names: Names) -> Option<usize> {
        let behind = [
            (SALE_PRICE, 6),
            (REGULAR_PRICE, 7),
            (CATEGORIES, 8),
            (TAGS, 9),
            (PICTURES, 11),
            (PARENT, 14),
            (EXTERNAL_URL, 18),
        ];
        let before = [
            (BACKORDERS, 2),
            (STOCK, 4),
            (IN_STOCK, 5),
            (TAX_CLASS, 6),
            (TAX_STATUS, 7),
            (SALE_TO, 8),
            (SALE_FROM, 9),
            (DESCRIPTION, 10),
            (SHORT_DESCRIPTION, 11),
            (VISIBILITY, 12),
            (PUBLISHED, 14),
            (NAME, NAME_BEFORE),
        ];
        let first = [(ID, 0), (KIND, 1), (SKU, 2)];
        let is = |known: Names| std::ptr::eq(known, names) || known == names;
        let behind = behind.iter().find(|(known, _)| is(known)).map(|(_, place)| self.weight + place);
        let before =
            || before.iter().find(|(known, _)| is(known)).and_then(|(_, place)| self.weight.checked_sub(*place));
        let first = || first.iter().find(|(known, _)| is(known)).map(|(_, place)| *place);
        behind.or_else(before).or_else(first).or_else(|| (is(BARCODE) && self.codes == 2).then_some(3))
    }

    /// Whether a column is one of the core's.
    pub fn covers(&self, index: usize) -> bool {
        index <= self.weight + BEHIND
    }

    /// Whether it is one that has no place here: notes, classes of delivery, related products.
    pub fn leaves_out(&self, index: usize) -> bool {
        let behind = index.checked_sub(self.weight);
        behind.is_some_and(|behind| matches!(behind, 5 | 10 | 15..=17))
    }

    /// The columns of attributes in a header of an unknown language: those of one number stand together, name, values, visible,
    /// global, default.
    pub fn attributes(header: &Header) -> Vec<(u32, &'static str, usize)> {
        const PARTS: [&str; 5] = ["name", "values", "visible", "global", "default"];
        let Some(places) = Self::find(header) else { return Vec::new() };
        let numbered = header.columns().filter(|(index, ..)| !places.covers(*index)).filter_map(|(index, _, plain)| {
            let number = plain.split_whitespace().find_map(|word| word.parse::<u32>().ok())?;
            (!plain.starts_with("meta:")).then_some((number, index))
        });
        let mut found: Vec<(u32, &'static str, usize)> = Vec::new();
        for (number, index) in numbered {
            let nth = found.iter().filter(|(known, ..)| *known == number).count();
            if let Some(part) = PARTS.get(nth) {
                found.push((number, part, index));
            }
        }
        // Fewer than four are no attribute: columns of downloads are three.
        let count = |number: u32| found.iter().filter(|(known, ..)| *known == number).count();
        found.iter().filter(|(number, ..)| count(*number) >= 4).copied().collect()
    }
}
