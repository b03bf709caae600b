//! An address that was checked.

use serde::{Deserialize, Serialize};

use crate::kernel::Destination;

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

impl Address {
    /// Where it is, as far as prices and rates depend on it.
    #[must_use]
    pub fn destination(&self) -> Destination<'_> {
        Destination { country: &self.country, postcode: &self.postcode }
    }
}
