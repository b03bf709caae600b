//! A product as its tables tell it: cells as they stand, what they point to already put in their place.

use crate::importer::product::{ImportedParcel, Unsaid};

/// A product of a shop with a base price and options.
#[derive(Clone, Debug, Default)]
pub(in crate::importer::platform) struct Entry {
    pub line: u64,
    /// Its key there, "id:42".
    pub key: String,
    pub name: String,
    /// The word in its address.
    pub handle: String,
    pub short_description: String,
    pub description: String,
    pub brand: String,
    pub sku: String,
    pub barcode: String,
    pub parcel: ImportedParcel,
    /// Cells of a file that may have no column of some.
    pub unsaid: Vec<Unsaid>,
    /// Separated by commas.
    pub tags: String,
    pub price: String,
    /// What it costs today, when it is reduced.
    pub special: String,
    pub quantity: String,
    pub counts_stock: bool,
    pub weight: String,
    pub weight_unit: String,
    pub tax_class: &'static str,
    pub published: bool,
    pub is_gift_card: bool,
    pub categories: Vec<Vec<String>>,
    /// Names and values.
    pub attributes: Vec<(String, String)>,
    pub pictures: Vec<EntryPicture>,
    pub options: Vec<EntryOption>,
    /// The addresses that it had.
    pub old_paths: Vec<String>,
}

/// A picture and the line that names it.
#[derive(Clone, Debug)]
pub(in crate::importer::platform) struct EntryPicture {
    pub line: u64,
    pub source: String,
}

/// What a shopper does with an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::importer::platform) enum OptionKind {
    /// Choose one value.
    One,
    /// Choose as many as they like.
    Several,
    /// Write or upload something.
    Free,
}

/// An option with its values.
#[derive(Clone, Debug)]
pub(in crate::importer::platform) struct EntryOption {
    pub line: u64,
    pub name: String,
    pub kind: OptionKind,
    pub required: bool,
    pub values: Vec<EntryValue>,
}

/// A value of an option and what it changes.
#[derive(Clone, Debug, Default)]
pub(in crate::importer::platform) struct EntryValue {
    pub line: u64,
    pub name: String,
    /// The difference to the base price, without its sign.
    pub price: String,
    pub is_cheaper: bool,
    /// Items with this value, when they are counted.
    pub quantity: Option<String>,
    pub weight: String,
    pub is_lighter: bool,
    /// Its picture, when it has one.
    pub picture: String,
}
