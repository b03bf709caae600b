//! An address that was checked.

use serde::{Deserialize, Serialize};

/// Where a parcel goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The whole name.
    pub full_name: String,
    /// Street and number.
    pub street: String,
    /// Company or a second line; may be empty.
    pub extra: String,
    /// The postcode as its country writes it.
    pub postcode: String,
    /// The town.
    pub town: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}
