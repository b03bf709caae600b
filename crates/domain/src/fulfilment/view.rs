//! What crosses the wire.

use serde::{Deserialize, Serialize};

use crate::kernel::Timestamp;

/// A parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelView {
    /// Who carries it.
    pub carrier: String,
    /// The carrier's number for it; may be empty.
    pub tracking_number: String,
    /// From which location it was sent; empty where nobody said so.
    pub sent_from: String,
    /// When it left.
    pub sent_at: Timestamp,
    /// What is in it.
    pub items: Vec<ParcelItem>,
}

/// A line of a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelItem {
    /// The product with its variant.
    pub title: String,
    /// How many.
    pub quantity: i64,
}

impl ParcelItem {
    /// "2 × Mug, Blue".
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} × {}", self.quantity, self.title)
    }
}
