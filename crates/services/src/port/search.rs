//! Finding products by words.

use async_trait::async_trait;
use domain::kernel::ProductId;
use futures::stream::BoxStream;

/// What the index knows of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchDocument {
    /// The product's id.
    pub id: i64,
    /// The name.
    pub title: String,
    /// The brand.
    pub brand: String,
    /// The names of its categories and their ancestors.
    pub categories: Vec<String>,
    /// The labels of its attributes and option values.
    pub attributes: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The description without HTML.
    pub description: String,
    /// The stock-keeping units of its variants.
    pub skus: Vec<String>,
    /// How well it sells: breaks ties.
    pub popularity: i64,
}

/// Why the index failed.
#[derive(Debug, thiserror::Error)]
#[error("the search index failed: {0}")]
pub struct SearchError(pub String);

/// Products in parts, so that never all of them lie in memory as texts; the first failure ends it.
pub type SearchDocuments<'a> = BoxStream<'a, Result<Vec<SearchDocument>, SearchError>>;

/// An index of products.
#[async_trait]
pub trait Search: Send + Sync {
    /// Takes these in place of everything it knew, once all of them are there; what it knew stays when they end in a failure.
    async fn replace_all(&self, documents: SearchDocuments<'_>) -> Result<(), SearchError>;
    /// Takes these, in place of what it knew of them, and forgets `gone`. Waits for the end of [`Search::replace_all`].
    async fn update(&self, documents: Vec<SearchDocument>, gone: Vec<ProductId>) -> Result<(), SearchError>;
    /// The best matches, best first, forgiving typing errors. `ways` are what was typed, and what means the same.
    async fn find(&self, ways: &[String], most: usize) -> Result<Vec<ProductId>, SearchError>;
    /// The best matches while the last word is still being typed.
    async fn suggest(&self, ways: &[String], most: usize) -> Result<Vec<ProductId>, SearchError>;
    /// Words near to these that would find something, when these find nothing.
    async fn did_you_mean(&self, text: &str) -> Result<Option<String>, SearchError>;
    /// How many products it knows; `None` while it is being built.
    fn size(&self) -> Option<u64>;
}
