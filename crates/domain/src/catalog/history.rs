//! The versions of a product, as the manager reads them; part of [`super::view`].

use serde::{Deserialize, Serialize};

use crate::kernel::{ProductId, Timestamp, VersionId};

/// Where a change came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The product's own page.
    Editor,
    /// The list of products.
    List,
    /// Many products at once.
    Bulk,
    /// An import.
    Import,
    /// The moment that somebody chose.
    Schedule,
    /// An older version.
    Restore,
    /// Goods came, and what one costs on average is another.
    Purchase,
}

impl Origin {
    const ALL: [Self; 7] =
        [Self::Editor, Self::List, Self::Bulk, Self::Import, Self::Schedule, Self::Restore, Self::Purchase];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Editor => "editor",
            Self::List => "list",
            Self::Bulk => "bulk",
            Self::Import => "import",
            Self::Schedule => "schedule",
            Self::Restore => "restore",
            Self::Purchase => "purchase",
        }
    }

    /// The origin with this word; an unknown one is the editor.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|origin| origin.key() == key).unwrap_or(Self::Editor)
    }

    /// The words on the screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Editor => "edited",
            Self::List => "changed in the list",
            Self::Bulk => "changed with others",
            Self::Import => "imported",
            Self::Schedule => "as scheduled",
            Self::Restore => "restored",
            Self::Purchase => "received from a supplier",
        }
    }
}

/// What became of a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// It stayed.
    Same,
    /// It went.
    Removed,
    /// It came.
    Added,
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// What it is called.
    pub label: String,
    /// What stood there; empty for nothing.
    pub old: String,
    /// What stands there since; empty for nothing.
    pub new: String,
    /// For long texts, both as one, word by word.
    pub words: Vec<(Fate, String)>,
}

/// A version of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    /// Its id.
    pub id: VersionId,
    /// Which version of the product it is.
    pub number: i64,
    /// Who made it.
    pub actor: String,
    /// How.
    pub origin: Origin,
    /// When.
    pub at: Timestamp,
    /// What changed with it.
    pub changes: Vec<FieldChange>,
}

/// The versions of a product, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryView {
    /// The product.
    pub product: ProductId,
    /// Its name now.
    pub title: String,
    /// A stretch of its versions.
    pub versions: Vec<VersionView>,
    /// The list goes on before this version.
    pub next: Option<VersionId>,
}
