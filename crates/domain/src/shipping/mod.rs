//! How an order reaches the shopper, what it costs and when it arrives.
//!
//! Not here: parcels that are on their way (fulfilment).

pub mod view;
