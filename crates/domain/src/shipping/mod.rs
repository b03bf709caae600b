//! How an order reaches the shopper, what it costs and when it arrives.
//!
//! Not here: parcels that are on their way (fulfilment). The table of ways is fixed until the owner can change it; days are
//! working days, without public holidays, and the hour of the cut-off is UTC.

mod method;
mod promise;
pub mod view;

pub use method::{CUT_OFF_HOUR, Delivery, NO_DELIVERY, Zone, missing_for_free, no_delivery, options};
pub use promise::promise;
