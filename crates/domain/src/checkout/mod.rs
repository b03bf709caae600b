//! The one page on which a cart becomes an order.
//!
//! Not here: placing the order (services) and paying it (payment). What was typed is kept as it was typed; `parse` decides
//! what is wrong with it, the same in the browser and on the server.

mod form;
pub mod view;

pub use form::{CheckedForm, CheckoutForm, Field, FieldError};
