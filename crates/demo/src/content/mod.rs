//! What the shop sells: hand-written rows and paragraphs, one file a product line.
//!
//! A line turns its rows into [`Draft`]s; numbers that need the whole shop (stock, SKU, GTIN, age, what goes together)
//! are added by [`crate::assemble`].

pub(crate) mod attributes;
pub(crate) mod categories;

mod candles;
mod cushions;
mod kitchen;
mod notebooks;
mod prints;
mod tea;
mod tea_rows;
mod textiles;
mod vessels;

use crate::art::{Colour, PictureSpec};
use crate::model::{DemoAttribute, DemoOption, DemoPicture};

/// A product before it has numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub stem: &'static str,
    pub title: String,
    pub fact: String,
    pub category: &'static str,
    pub summary: String,
    pub paragraphs: Vec<String>,
    pub points: Vec<String>,
    pub attributes: Vec<DemoAttribute>,
    pub options: Vec<DemoOption>,
    pub choices: Vec<Choice>,
    pub pictures: Vec<DemoPicture>,
    pub tags: Vec<String>,
}

/// A variant before it has numbers.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub values: Vec<String>,
    pub code: String,
    pub price: i64,
    pub weight: i64,
    pub grams: Option<i64>,
    pub picture: Option<usize>,
}

impl Draft {
    /// Describes the product by one more value.
    pub fn describe(&mut self, key: &'static str, label: impl Into<String>) {
        self.attributes.push(DemoAttribute { key, label: label.into(), colour: String::new() });
    }

    /// Describes the product by its colours.
    pub fn colours(&mut self, colours: &[Colour]) {
        for colour in colours {
            self.attributes.push(DemoAttribute {
                key: "colour",
                label: colour.label().to_owned(),
                colour: swatch(*colour),
            });
        }
    }

    /// Adds an option of plain words.
    pub fn option(&mut self, name: &'static str, values: &[&str]) {
        let values = values.iter().map(|value| ((*value).to_owned(), String::new())).collect();
        self.options.push(DemoOption { name, values });
    }

    /// Adds an option of colours.
    pub fn colour_option(&mut self, name: &'static str, colours: &[Colour]) {
        let values = colours.iter().map(|colour| (colour.label().to_owned(), swatch(*colour))).collect();
        self.options.push(DemoOption { name, values });
    }

    /// Adds a picture.
    pub fn picture(&mut self, spec: PictureSpec, alternative_text: impl Into<String>) {
        self.pictures.push(DemoPicture { spec, alternative_text: alternative_text.into() });
    }
}

/// All products of the shop, line by line.
pub(crate) fn drafts(seed: u64) -> Vec<Draft> {
    let mut drafts = prints::drafts(seed);
    drafts.extend(kitchen::drafts(seed));
    drafts.extend(notebooks::drafts(seed));
    drafts.extend(tea::drafts(seed));
    drafts.extend(textiles::drafts(seed));
    drafts.extend(cushions::drafts(seed));
    drafts.extend(candles::drafts(seed));
    drafts
}

/// The colour as six hexadecimal digits.
fn swatch(colour: Colour) -> String {
    colour.rgb().to_string().trim_start_matches('#').to_owned()
}

/// The paragraph whose turn it is.
fn turn<'a>(paragraphs: &[&'a str], number: usize) -> &'a str {
    paragraphs.get(number % paragraphs.len().max(1)).copied().unwrap_or_default()
}

/// A seed of its own for the pictures of one product.
fn picture_seed(seed: u64, stem: &str, number: usize) -> u64 {
    crate::rng::Rng::for_part(seed, &format!("{stem}{number}")).next() % 1_000_000
}
