//! Offers that the shop writes for a customer who phoned or wrote: the customer orders and pays by a link.
//!
//! Not here: prices (pricing) and the order that comes of it (checkout). Invariants: a draft is ordered once; a price of its own holds
//! whatever the shelf asks; everything else is priced anew whenever somebody looks, and never charged before it was shown.

mod form;
mod state;
pub mod view;
mod words;

pub use form::{DEFAULT_DAYS, DraftForm, DraftFormLine, DraftGoods, DraftLine, DraftWish, ShippingWish};
pub use state::{DraftOrder, DraftState, StoredState};
pub use words::Words;
