//! What is remembered of a product that was imported: enough to see whether the file says something new.

use crate::importer::product::ImportedProduct;

/// Content, stock, how many pictures are still missing, and categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::importer) struct KnownDigest {
    pub content: String,
    pub stock: String,
    pub missing_pictures: usize,
    /// Of its categories: the manager's stay as long as the file says the same.
    pub categories: String,
}

impl KnownDigest {
    /// The digest of a product none of whose pictures are here yet.
    pub fn of(product: &ImportedProduct) -> Self {
        Self {
            content: product.content_digest(),
            stock: product.stock_digest(),
            missing_pictures: product.pictures.len(),
            categories: product.categories_digest(),
        }
    }

    /// Whether content and stock are the same.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.content == other.content && self.stock == other.stock
    }

    /// As it is remembered.
    pub fn text(&self) -> String {
        format!("{}.{}.{}.{}", self.content, self.stock, self.missing_pictures, self.categories)
    }

    /// From what was remembered; a text of another form differs from every digest.
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split('.');
        let mut next = || parts.next().unwrap_or_default().to_owned();
        let (content, stock, missing, categories) = (next(), next(), next(), next());
        Self { content, stock, missing_pictures: missing.parse().unwrap_or(0), categories }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_survives_being_written_and_read() {
        let (content, stock, categories) = ("ab12".to_owned(), "cd".to_owned(), "ef".to_owned());
        let digest = KnownDigest { content, stock, missing_pictures: 3, categories };
        assert_eq!(KnownDigest::parse(&digest.text()), digest);
        assert_ne!(KnownDigest::parse("old"), digest);
    }
}
