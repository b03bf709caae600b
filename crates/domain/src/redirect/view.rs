//! What crosses the wire from redirects to their page.

use serde::{Deserialize, Serialize};

use crate::kernel::Timestamp;

/// An old address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedirectRow {
    /// The old address: a path, with its query when it had one.
    pub path: String,
    /// Where it leads: a path of this shop.
    pub target: String,
    /// Whether an import made it; else somebody of the shop did.
    pub imported: bool,
    /// How often it was used.
    pub hits: i64,
    /// When it was used last.
    pub last_hit_at: Option<Timestamp>,
}

/// A page of old addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedirectRows {
    /// The rows.
    pub rows: Vec<RedirectRow>,
    /// How many there are on all pages.
    pub total: i64,
    /// How many pages there are, at least 1.
    pub page_count: u32,
}
