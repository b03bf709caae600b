//! What crosses the wire about many products at once.

use serde::{Deserialize, Serialize};

use super::{BulkProduct, Change, Field, Subject};
use crate::{
    catalog::{AttributeKind, ProductFilter},
    kernel::{CategoryId, Currency, ProductChangeId, ProductId, Timestamp},
};

/// Which products are meant: these, or all that a filter lets pass.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Selection {
    /// These, by id with commas between; not looked at when `all` is "1".
    pub ids: String,
    /// "1" for all that the filter lets pass.
    pub all: String,
    /// The filter.
    pub filter: ProductFilter,
}

impl Selection {
    /// These products.
    #[must_use]
    pub fn of(products: &[ProductId]) -> Self {
        let ids = products.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        Self { ids, ..Self::default() }
    }

    /// Whether all that the filter lets pass are meant.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.all == "1"
    }

    /// The products that are named, each once.
    #[must_use]
    pub fn named(&self) -> Vec<ProductId> {
        let mut named: Vec<ProductId> = Vec::new();
        for id in self.ids.split(',').filter_map(|id| id.trim().parse().ok()) {
            if !named.contains(&id) {
                named.push(id);
            }
        }
        named
    }
}

/// The rows of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridData {
    /// The products with their variants.
    pub products: Vec<BulkProduct>,
    /// How many products were chosen; there may be more than the grid takes.
    pub chosen: usize,
    /// The shop's currency.
    pub currency: Currency,
    /// The words of the rates of tax.
    pub tax_classes: Vec<String>,
}

/// What became of a save of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GridOutcome {
    /// Saved.
    Saved {
        /// Under which it can be taken back.
        change: ProductChangeId,
        /// How many values.
        count: usize,
    },
    /// Nothing was saved: somebody else has changed some of these values.
    Conflict(Vec<Conflict>),
    /// Nothing was saved: these values cannot stay.
    Refused(Vec<Refused>),
}

/// A value that somebody else has changed meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Whose.
    pub subject: Subject,
    /// Which.
    pub field: Field,
    /// What stands there now; none when it is gone.
    pub theirs: Option<String>,
}

/// A value that cannot stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Whose.
    pub subject: Subject,
    /// Which.
    pub field: Field,
    /// What to do.
    pub words: String,
}

/// A change as the preview shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownChange {
    /// The change.
    pub change: Change,
    /// The product's name.
    pub title: String,
    /// The variant's name or SKU; empty for the product itself.
    pub variant: String,
    /// What stands there, in words.
    pub before: String,
    /// What will stand there, in words.
    pub after: String,
}

/// What a rule would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// How many products were chosen.
    pub products: usize,
    /// How many of them would change.
    pub changed_products: usize,
    /// How many values would change.
    pub changes: usize,
    /// How many cannot be changed.
    pub problems: usize,
    /// The first changes.
    pub first: Vec<ShownChange>,
    /// The first that cannot be changed: product, variant, why.
    pub first_problems: Vec<(String, String, String)>,
}

/// Where a change of many products stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeState {
    /// It is being made.
    Running,
    /// It is made.
    Done,
    /// It is being taken back.
    Undoing,
    /// It was taken back.
    Undone,
}

impl ChangeState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Running, Self::Done, Self::Undoing, Self::Undone];

    /// Its word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether work goes on.
    #[must_use]
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Running | Self::Undoing)
    }
}

/// A change of many products.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeView {
    /// The id.
    pub id: ProductChangeId,
    /// What it does, in words.
    pub title: String,
    /// Where it stands.
    pub state: ChangeState,
    /// How many products are done.
    pub done: i64,
    /// How many products there are.
    pub total: i64,
    /// How many values were changed.
    pub changed: i64,
    /// How many could not be changed.
    pub problems: i64,
    /// How many values stayed when it was taken back, because somebody has changed them since.
    pub kept: i64,
    /// Who began it.
    pub actor: String,
    /// When it was begun.
    pub created_at: Timestamp,
}

/// A change with some of its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeDetail {
    /// The change.
    pub change: ChangeView,
    /// Its first values.
    pub first: Vec<ShownChange>,
    /// The first that stayed when it was taken back.
    pub kept: Vec<ShownChange>,
}

/// What the form of a rule offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleChoices {
    /// Every category by its path.
    pub categories: Vec<(CategoryId, String)>,
    /// The brands in use.
    pub brands: Vec<String>,
    /// The tags in use.
    pub tags: Vec<String>,
    /// The words of the rates of tax.
    pub tax_classes: Vec<String>,
    /// The attributes: key, name and kind.
    pub attributes: Vec<(String, String, AttributeKind)>,
    /// How prices can be rounded: "90/100" and ".90".
    pub roundings: Vec<(String, String)>,
    /// The code of the shop's currency.
    pub currency: String,
}
