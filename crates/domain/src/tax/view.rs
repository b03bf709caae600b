//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::TaxTable;
use crate::kernel::{Date, LineProblem, Timestamp};

/// The rates as the manager edits them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxDesk {
    /// All rates, and where taxes are collected.
    pub table: TaxTable,
    /// The shop's own country.
    pub home: String,
    /// The day it is.
    pub today: Date,
    /// How many rates are not among them: too many to show.
    pub left_off: usize,
}

/// What became of a file of rates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RateFileOutcome {
    /// It was read.
    Read {
        /// How many rates it makes.
        new: usize,
        /// How many that hold now it ends.
        ended: usize,
        /// How many hold already.
        same: usize,
        /// How many of its lines say that delivery is not taxed, which counts for nothing here.
        untaxed_deliveries: usize,
        /// Whether the rates were made, or only shown.
        is_taken: bool,
    },
    /// Lines that cannot be read.
    Refused(Vec<LineProblem>),
}

/// A number for value added tax that an order was placed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerVat {
    /// The number.
    pub number: String,
    /// The check that took the tax out of the order; `None` where the tax is in it.
    pub proof: Option<VatProof>,
}

/// That a number was valid when the order was placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatProof {
    /// Whose it is; may be empty.
    pub name: String,
    /// The number of the inquiry; may be empty.
    pub inquiry: String,
    /// When it was asked.
    pub checked_at: Timestamp,
}
