//! The built-in test provider: another company, as far as the shop can tell.
//!
//! It has its own memory (three tables: payments, a log of what it did, messages to the shop), a dial of faults, a hosted payment page, numbers of cards that succeed, fail, ask for more or take their
//! time, and it tells the shop by signed webhooks. Not here: the HTML of its page (server). Invariants: it refuses to exist
//! where real money moves; a card's number is neither stored nor logged; the same idempotency key begins one payment.

mod card;
mod fault;
mod page;
mod provider;
mod refund;
pub mod sql;
mod store;
mod webhook;

pub use card::{Card, CardError};
pub use fault::{Dial, FaultError, Faults};
pub use page::{CardForm, NextStep, PageError, PageModel, PageState};
pub use provider::{SIGNATURE_HEADER, TestPayment, TestPaymentConfig, TestPaymentError};
