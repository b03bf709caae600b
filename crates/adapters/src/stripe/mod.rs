//! Stripe: payments on its hosted page (Checkout), to which the shopper is led and from which they come back.
//!
//! A thin client for the few calls that the shop makes, over the HTTP library that is there anyway (docs/adr/0014). Not here: what
//! an answer means for an order (services). Invariants: every change is asked for under our own stable key; what was perhaps done
//! is "unknown", never "failed"; no key, address or name is ever logged, nor is what Stripe says in words; a message is believed
//! only with the right signature over its own bytes, and even then only as a reason to ask.

mod amount;
mod client;
mod error;
mod form;
mod object;
mod provider;
mod refund;
mod webhook;

#[cfg(test)]
mod localstripe_tests;

pub use provider::{OFFICIAL_ADDRESS, Stripe, StripeConfig};
