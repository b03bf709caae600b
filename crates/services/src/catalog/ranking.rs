//! What a search found, as the manager wants it shown.

use domain::{kernel::ProductId, search::TermRules};

use super::shelf::Index;

/// What was found, best first, as it is shown.
pub(super) fn arrange(index: &Index, rules: &TermRules, found: &[ProductId]) -> Vec<ProductId> {
    rules.arrange(found, |product, category| index.is_in(product, category))
}
