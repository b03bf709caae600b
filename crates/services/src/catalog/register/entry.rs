//! A product as the list filters and sorts it.

use std::collections::HashMap;

use domain::catalog::ProductSort;

/// A product without a price stands before every other in the order by price.
pub(super) const NO_PRICE: i64 = -1;

/// What the list knows of a product. What it shows is read from the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub id: i64,
    /// The name as it is sorted.
    pub title: Box<str>,
    /// The brand as it is sorted.
    pub brand: Box<str>,
    /// Everything that is searched, in lower case, with line ends between.
    pub text: Box<str>,
    pub published: bool,
    /// The lowest price, or [`NO_PRICE`].
    pub price: i64,
    /// How many can be sold over all variants.
    pub available: i64,
    /// How many of that counted variant can be sold of which there are fewest; the largest number when none is counted.
    pub fewest: i64,
    /// Whether anything of it can be sold.
    pub sellable: bool,
    pub variants: i64,
    pub completeness: i64,
    /// The languages in which its name is said and, where it has a description, that too: a bit for each.
    pub told: u32,
    pub updated_at: i64,
    /// The brand's number in [`Words`].
    pub brand_word: u32,
    /// The tags' numbers in [`Words`].
    pub tags: Box<[u32]>,
    pub categories: Box<[i64]>,
}

/// By what an entry is sorted: a number, then words, then the id.
pub(super) type Key<'a> = (i64, &'a str, i64);

impl Entry {
    /// The key of an order.
    pub fn key(&self, sort: ProductSort) -> Key<'_> {
        let number = match sort {
            ProductSort::Title => return (0, &self.title, self.id),
            ProductSort::Brand => return (0, &self.brand, self.id),
            // Ids rise with time.
            ProductSort::Created => self.id,
            ProductSort::Variants => self.variants,
            ProductSort::Stock => self.available,
            ProductSort::Price => self.price,
            ProductSort::Completeness => self.completeness,
            ProductSort::Updated => self.updated_at,
        };
        (number, "", self.id)
    }
}

/// Brands and tags by number, so that each is kept once and compared fast. Capital letters make no difference.
#[derive(Debug, Default)]
pub(super) struct Words {
    numbers: HashMap<String, u32>,
    spellings: Vec<String>,
}

impl Words {
    /// The number of a word, which is new when nobody asked for it before.
    pub fn number(&mut self, word: &str) -> u32 {
        let key = word.to_lowercase();
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = u32::try_from(self.spellings.len()).unwrap_or(u32::MAX);
        self.numbers.insert(key, number);
        self.spellings.push(word.to_owned());
        number
    }

    /// The number of a word, if anybody uses it.
    pub fn find(&self, word: &str) -> Option<u32> {
        self.numbers.get(&word.trim().to_lowercase()).copied()
    }

    /// A word as it is spelled.
    pub fn spelling(&self, number: u32) -> &str {
        self.spellings.get(number as usize).map_or("", String::as_str)
    }

    /// The words with how often each is counted, those that are counted at all, sorted.
    pub fn counted(&self, numbers: impl Iterator<Item = u32>) -> Vec<(String, u32)> {
        let mut counts = vec![0_u32; self.spellings.len()];
        for number in numbers {
            if let Some(count) = counts.get_mut(number as usize) {
                *count = count.saturating_add(1);
            }
        }
        let words = self.spellings.iter().zip(counts).filter(|(word, count)| *count > 0 && !word.is_empty());
        let mut words: Vec<(String, u32)> = words.map(|(word, count)| (word.clone(), count)).collect();
        words.sort_by_key(|(word, _)| word.to_lowercase());
        words
    }
}
