//! What is for sale, in memory.

/// The published products.
#[derive(Debug, Default)]
pub struct Shelf {}
