//! Money that opens with a code.
//!
//! Not here: keeping the balance (services), what a gift card is bought as (catalog). A code has 128 bits and is written so that it
//! can be read out: no letter looks like a digit.

mod code;
pub mod view;

pub use code::GiftCardCode;
