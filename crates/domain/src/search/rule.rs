//! What the manager wants a search to show.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::kernel::{CategoryId, ProductId};

/// What is done with a product or a category's products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Action {
    /// Stands first, found or not.
    Pin,
    /// Stands before the others when it is found.
    Raise,
    /// Is not shown.
    Hide,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 3] = [Self::Pin, Self::Raise, Self::Hide];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Raise => "raise",
            Self::Hide => "hide",
        }
    }

    /// The action with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.key() == key)
    }
}

/// The rules of one search, or of every search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermRules {
    /// First, in this order.
    pub pinned: Vec<ProductId>,
    /// Before the others.
    pub raised: HashSet<ProductId>,
    /// Whose products stand before the others.
    pub raised_categories: Vec<CategoryId>,
    /// Never.
    pub hidden: HashSet<ProductId>,
    /// Whose products are never shown.
    pub hidden_categories: Vec<CategoryId>,
}

impl TermRules {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// These rules and those of every search.
    #[must_use]
    pub fn with(&self, everywhere: &Self) -> Self {
        let mut all = self.clone();
        all.pinned.extend(everywhere.pinned.iter().filter(|product| !self.pinned.contains(product)));
        all.raised.extend(&everywhere.raised);
        all.raised_categories.extend(&everywhere.raised_categories);
        all.hidden.extend(everywhere.hidden.iter().filter(|product| !self.pinned.contains(product)));
        all.hidden_categories.extend(&everywhere.hidden_categories);
        all
    }

    /// What was found, best first, as it is shown. `is_in` says whether a product is in a category or below it.
    #[must_use]
    pub fn arrange(&self, found: &[ProductId], is_in: impl Fn(ProductId, CategoryId) -> bool) -> Vec<ProductId> {
        if self.is_empty() {
            return found.to_vec();
        }
        let in_any =
            |product: ProductId, categories: &[CategoryId]| categories.iter().any(|category| is_in(product, *category));
        let is_pinned = |product: &ProductId| self.pinned.contains(product);
        let is_shown = |product: &ProductId| {
            !is_pinned(product) && !self.hidden.contains(product) && !in_any(*product, &self.hidden_categories)
        };
        let is_raised =
            |product: &ProductId| self.raised.contains(product) || in_any(*product, &self.raised_categories);
        let (raised, others): (Vec<ProductId>, Vec<ProductId>) =
            found.iter().copied().filter(is_shown).partition(is_raised);
        let pinned = self.pinned.iter().copied().filter(|product| !self.hidden.contains(product));
        pinned.chain(raised).chain(others).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: &[i64]) -> Vec<ProductId> {
        numbers.iter().copied().map(ProductId).collect()
    }

    /// Odd products are in category 1.
    fn is_in(product: ProductId, category: CategoryId) -> bool {
        product.0 % 2 == category.0
    }

    #[test]
    fn pinned_comes_first_then_what_is_raised_and_hidden_never() {
        let rules = TermRules {
            pinned: ids(&[9, 4]),
            raised: ids(&[3]).into_iter().collect(),
            hidden: ids(&[2]).into_iter().collect(),
            ..TermRules::default()
        };
        assert_eq!(rules.arrange(&ids(&[1, 2, 3, 4, 5]), is_in), ids(&[9, 4, 3, 1, 5]));
    }

    #[test]
    fn categories_are_raised_and_hidden_with_all_their_products() {
        let raised = TermRules { raised_categories: vec![CategoryId(0)], ..TermRules::default() };
        assert_eq!(raised.arrange(&ids(&[1, 2, 3, 4]), is_in), ids(&[2, 4, 1, 3]));
        let hidden = TermRules { hidden_categories: vec![CategoryId(1)], ..TermRules::default() };
        assert_eq!(hidden.arrange(&ids(&[1, 2, 3, 4]), is_in), ids(&[2, 4]));
    }

    #[test]
    fn what_is_said_of_one_search_counts_before_what_is_said_of_all() {
        let own = TermRules { pinned: ids(&[7]), ..TermRules::default() };
        let everywhere = TermRules { hidden: ids(&[7, 8]).into_iter().collect(), ..TermRules::default() };
        assert_eq!(own.with(&everywhere).arrange(&ids(&[7, 8, 6]), is_in), ids(&[7, 6]));
        assert_eq!(TermRules::default().arrange(&ids(&[2, 1]), is_in), ids(&[2, 1]));
    }
}
