//! How long and how large what a product says may be, wherever it comes from: a form, the grid, a rule or a file.

/// Letters of a name.
pub const MOST_TITLE: usize = 200;
/// Letters of a brand's name.
pub const MOST_BRAND: usize = 100;
/// Letters of all tags together.
pub const MOST_TAGS: usize = 1_000;
/// Letters of a description, as HTML.
pub const MOST_DESCRIPTION: usize = 60_000;
/// Letters of a stock-keeping unit.
pub const MOST_SKU: usize = 64;
/// A price in minor units.
pub const MOST_PRICE: i64 = 10_000_000_000;
/// Items of a variant.
pub const MOST_STOCK: i64 = 1_000_000_000;
/// A hundred tonnes, in grams.
pub const MOST_WEIGHT: i64 = 100_000_000;
