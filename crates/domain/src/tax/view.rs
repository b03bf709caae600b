//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::TaxTable;
use crate::kernel::Date;

/// The rates as the manager edits them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxDesk {
    /// All rates, and where taxes are collected.
    pub table: TaxTable,
    /// The shop's own country.
    pub home: String,
    /// The day it is.
    pub today: Date,
}
