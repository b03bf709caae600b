//! What crosses the wire of drafts.

use serde::{Deserialize, Serialize};

use super::{DraftForm, DraftState};
use crate::{
    checkout::view::CheckoutView,
    kernel::{Date, DraftId, Language, Money, OrderId, Timestamp},
    pricing::Totals,
    shipping::view::ShippingOption,
};

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    /// The draft.
    pub id: DraftId,
    /// "D1001".
    pub number: String,
    /// Where it stands.
    pub state: DraftState,
    /// The customer's name, else the address; empty when nobody has said it.
    pub customer: String,
    /// The last day on which it holds.
    pub last_day: Date,
    /// The sum when it was saved.
    pub total: Money,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

/// A page of drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRows {
    /// The rows, newest first.
    pub rows: Vec<DraftRow>,
    /// The mark of the next page; `None` when this is the last.
    pub next: Option<DraftId>,
}

/// What a form about a draft offers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftChoices {
    /// The codes of the currencies that the shop sells in, its own first.
    pub currencies: Vec<String>,
    /// The languages that its customers read: code and name, its own first.
    pub languages: Vec<(String, String)>,
    /// Today, where the shop is.
    pub today: Date,
}

/// One draft as the manager sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftDetail {
    /// The draft; `None` for one that is not kept yet.
    pub id: Option<DraftId>,
    /// Counts the changes.
    pub version: i64,
    /// "D1001"; empty for a new one.
    pub number: String,
    /// Where it stands.
    pub state: DraftState,
    /// What stands in the fields.
    pub form: DraftForm,
    /// The order that it became: id and number.
    pub order: Option<(OrderId, String)>,
    /// Who began it.
    pub actor: String,
    /// When its last link was made.
    pub sent_at: Option<Timestamp>,
    /// How many links were made.
    pub links: i64,
    /// What the form offers.
    pub choices: DraftChoices,
}

/// A line of a draft, priced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLineView {
    /// Its name.
    pub title: String,
    /// How many.
    pub quantity: i64,
    /// What one costs.
    pub unit_price: Money,
    /// What the shop asks, where a price was agreed.
    pub instead_of: Option<Money>,
    /// What the line costs.
    pub line_total: Money,
    /// How many can be had now, where that are fewer.
    pub only: Option<i64>,
}

/// What a draft comes to now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPreview {
    /// The lines.
    pub lines: Vec<DraftLineView>,
    /// The sums.
    pub totals: Totals,
    /// The ways of delivery to there, at what the shop asks.
    pub options: Vec<ShippingOption>,
    /// The way that the sums contain.
    pub shipping_name: String,
}

/// What the customer sees behind the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// "D1001".
    pub number: String,
    /// The version that is seen.
    pub version: i64,
    /// The language that it is told in.
    pub language: String,
    /// What the shop says about it.
    pub note: String,
    /// The last day on which it holds.
    pub last_day: Date,
    /// Items, fields, ways and sums.
    pub checkout: CheckoutView,
}

impl OfferView {
    /// The language of the page.
    #[must_use]
    pub fn language(&self) -> Language {
        Language::parse(&self.language).unwrap_or(Language::ENGLISH)
    }
}
