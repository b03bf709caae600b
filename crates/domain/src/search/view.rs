//! What crosses the wire from the search's desk to its page.

use serde::{Deserialize, Serialize};

use super::Action;
use crate::{
    catalog::view::ProductTile,
    kernel::{CategoryId, ProductId, Timestamp},
};

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchRuleRow {
    /// Its id.
    pub id: i64,
    /// The search; empty for every search.
    pub term: String,
    /// What is done.
    pub action: Action,
    /// With which product.
    pub product: Option<ProductId>,
    /// With which category's products.
    pub category: Option<CategoryId>,
    /// The name of either.
    pub name: String,
}

/// Words that mean the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SynonymRow {
    /// The group's id.
    pub id: i64,
    /// "mug, cup, beaker".
    pub words: String,
}

/// What was searched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchTermRow {
    /// The words.
    pub term: String,
    /// How often.
    pub searches: i64,
    /// How often nothing was found.
    pub empty: i64,
    /// The last day on which it was searched for.
    pub last_day: Timestamp,
}

/// What shoppers searched for in the last days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchReport {
    /// Searches that found nothing, the most frequent first.
    pub nothing_found: Vec<SearchTermRow>,
    /// All searches, the most frequent first.
    pub most_searched: Vec<SearchTermRow>,
}

/// What a search shows, as a shopper would see it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchPreview {
    /// What was typed.
    pub text: String,
    /// The search as rules are found by it.
    pub term: String,
    /// Other ways in which it is asked.
    pub ways: Vec<String>,
    /// The first results.
    pub results: Vec<ProductTile>,
    /// How many there are.
    pub total: u32,
    /// What shoppers are asked whether they mean it.
    pub did_you_mean: Option<String>,
}

/// The whole desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchDesk {
    /// The search that is tried out.
    pub preview: Option<SearchPreview>,
    /// The rules: of the tried search and of every search, or all of them.
    pub rules: Vec<SearchRuleRow>,
    /// All words that mean the same.
    pub synonyms: Vec<SynonymRow>,
    /// The report.
    pub report: SearchReport,
    /// Categories to choose from: ids and names with those above them.
    pub categories: Vec<(CategoryId, String)>,
}
