//! What crosses the wire from the media library to the admin.

use serde::{Deserialize, Serialize};

use crate::{
    catalog::view::Picture,
    kernel::{CategoryId, ImageId, ProductId, Timestamp},
};

/// Which images the manager looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageTab {
    /// All that were not removed.
    #[default]
    All,
    /// Those that no page shows.
    Unused,
    /// Those that some product shows without words for people who do not see it.
    WithoutWords,
    /// Those that were removed and can be put back.
    Removed,
}

impl ImageTab {
    /// Every tab, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::All, Self::Unused, Self::WithoutWords, Self::Removed];

    /// The word in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unused => "unused",
            Self::WithoutWords => "without-words",
            Self::Removed => "removed",
        }
    }

    /// The tab with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.key() == key)
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Unused => "Unused",
            Self::WithoutWords => "Without words",
            Self::Removed => "Removed",
        }
    }
}

/// An image in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageRow {
    /// The image, with the words that it brings along to a product.
    pub picture: Picture,
    /// The name of the file that was uploaded, or what a product says of it.
    pub name: String,
    /// The format that was uploaded: "jpeg".
    pub format: String,
    /// The size of what was uploaded.
    pub bytes: i64,
    /// When it came.
    pub created_at: Timestamp,
    /// How many products and categories show it.
    pub uses: i64,
}

/// A stretch of the list, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageRows {
    /// The images.
    pub rows: Vec<ImageRow>,
    /// How many there are in all that fit the question.
    pub total: i64,
    /// The list goes on before this image.
    pub next: Option<ImageId>,
}

/// A page that shows an image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageUse {
    /// A product.
    Product {
        /// Which.
        id: ProductId,
        /// Its name.
        title: String,
        /// What it says for people who do not see the image.
        alternative_text: String,
    },
    /// A category.
    Category {
        /// Which.
        id: CategoryId,
        /// Its name.
        name: String,
        /// Its word in addresses.
        slug: String,
    },
}

/// An image with everything that is known about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageDetail {
    /// As in the list.
    pub row: ImageRow,
    /// Who shows it.
    pub uses: Vec<ImageUse>,
    /// How many lines of orders show it; they are never changed.
    pub order_lines: i64,
    /// When it was removed, if it was.
    pub removed_at: Option<Timestamp>,
}

/// What became of an uploaded file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploaded {
    /// The file's name.
    pub file: String,
    /// The picture that it became.
    pub picture: Option<Picture>,
    /// Why it became none.
    pub error: Option<String>,
}

/// Bytes as people read them: "1.4 MB".
#[must_use]
pub fn size_words(bytes: i64) -> String {
    let bytes = bytes.max(0);
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        assert_eq!(size_words(999), "999 bytes");
        assert_eq!(size_words(48_700), "48 kB");
        assert_eq!(size_words(1_460_000), "1.4 MB");
        assert_eq!(size_words(-1), "0 bytes");
    }

    #[test]
    fn every_tab_has_an_address_of_its_own() {
        for tab in ImageTab::ALL {
            assert_eq!(ImageTab::from_key(tab.key()), Some(tab));
        }
        assert_eq!(ImageTab::from_key("nothing"), None);
    }
}
