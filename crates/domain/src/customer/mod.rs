//! Who buys: people and addresses, and the accounts that they may have.
//!
//! Not here: who works in the admin (account). A customer is known by the mail address of an order or from an import; an account is
//! opened only by somebody who has proven the address, and nothing here needs one.

mod address;
mod form;
pub mod view;
mod words;

pub use address::Address;
pub use form::{AddressForm, LONGEST_NOTE, MOST_ADDRESSES, check_name};
pub use words::Words;
