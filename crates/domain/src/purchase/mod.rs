//! Buying of suppliers: purchase orders, what came of them, and what the goods cost.
//!
//! Not here: moving the stock (inventory), the statements (services). Invariants: a purchase order moves only along
//! [`PurchaseState::after`]; what a line has received is the sum of its receipts; costs are net, whole minor units, and their average
//! keeps what it cannot say, so that the value of the stock never drifts by more than a unit.

mod cost;
mod form;
mod state;
pub mod view;

pub use cost::{AverageCost, landed};
pub use form::{
    LineForm, MOST_LINES, PurchaseDraft, PurchaseForm, ReceiptForm, ReceiptLineForm, ReceiptWish, SupplierDraft,
    SupplierForm, WantedLine, WantedReceipt,
};
pub use state::{PurchaseEvent, PurchaseState, PurchaseTransitionError};
