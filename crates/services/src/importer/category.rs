//! A category as another platform told of it.

/// A category to take over, with those above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedCategory {
    /// The line of its row.
    pub line: u64,
    /// The steps from the root.
    pub path: Vec<String>,
    /// What it says about itself: plain text.
    pub description: String,
    /// The addresses that it had there.
    pub old_paths: Vec<String>,
}
