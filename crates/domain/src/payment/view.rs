//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::PaymentMethod;
use crate::kernel::Money;

/// A way of payment that this order can choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentOption {
    /// The way.
    pub method: PaymentMethod,
    /// "Card".
    pub name: String,
    /// "You finish on the payment page".
    pub hint: String,
}

/// How to pay by bank transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferInstructions {
    /// Whose account it is.
    pub account_holder: String,
    /// The account's number (ISO 13616).
    pub iban: String,
    /// The bank's code (ISO 9362); may be empty.
    pub bic: String,
    /// What to write as the reference.
    pub reference: String,
    /// How much.
    pub amount: Money,
}
