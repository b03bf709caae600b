//! The books: double-entry postings for every movement of money.
//!
//! Not here: keeping them (services). Invariants: a posting is made from its parts, so its entries always add up to nothing; all its
//! entries are of one currency; a debit is positive, a credit negative.

mod account;
mod posting;
mod rates;

pub use account::Account;
pub use posting::{Entry, Posting};
pub use rates::{RateShare, SoldLine, shares_by_rate};
