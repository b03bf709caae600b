//! What is remembered of a product that was imported: enough to see whether the file says something new.

use crate::importer::product::ImportedProduct;

/// Content, stock, and how many pictures are still missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::importer) struct KnownDigest {
    pub content: String,
    pub stock: String,
    pub missing_pictures: usize,
}

impl KnownDigest {
    /// The digest of a product none of whose pictures are here yet.
    pub fn of(product: &ImportedProduct) -> Self {
        Self {
            content: product.content_digest(),
            stock: product.stock_digest(),
            missing_pictures: product.pictures.len(),
        }
    }

    /// Whether content and stock are the same.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.content == other.content && self.stock == other.stock
    }

    /// As it is remembered.
    pub fn text(&self) -> String {
        format!("{}.{}.{}", self.content, self.stock, self.missing_pictures)
    }

    /// From what was remembered; a text of another form differs from every digest.
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split('.');
        let mut next = || parts.next().unwrap_or_default().to_owned();
        let (content, stock, missing) = (next(), next(), next());
        Self { content, stock, missing_pictures: missing.parse().unwrap_or(0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_survives_being_written_and_read() {
        let digest = KnownDigest { content: "ab12".to_owned(), stock: "cd".to_owned(), missing_pictures: 3 };
        assert_eq!(KnownDigest::parse(&digest.text()), digest);
        assert_ne!(KnownDigest::parse("old"), digest);
    }
}
