//! Money that a payment provider paid out to the bank: reading its report, and how its lines stand beside what the shop knows.
//!
//! Not here: finding the payments and refunds, and the books (services). Invariants: a report is read as a whole or not at all, and says of
//! each line that cannot be read why; of every line, net is gross less fee.

mod report;
pub mod view;

pub use report::{PayoutEntry, PayoutKind, read};
