//! The currencies that a shop sells in: what an amount of its own currency is in another one.
//!
//! Not here: money itself (kernel), where rates come from (a person types them in), who reads which currency (server). All prices of a shop are kept
//! in its own currency, the base; another one has a [`Rate`] and a [`Rounding`], and single variants may have a price of their own in it.
//!
//! Invariants: arithmetic is exact, and what has no place in 64 bits is an error; what costs nothing stays free, what costs something
//! never becomes free, and of two amounts the greater one never becomes the smaller one; an order keeps the rate that it was priced by.

mod form;
mod own;
mod rate;
mod rounding;
mod selling;
mod table;
pub mod view;
mod worth;

pub use form::CurrencyForm;
pub use own::{OwnPrice, OwnPriceForm, WishedPrices};
pub use rate::{Rate, RateError};
pub use rounding::Rounding;
pub use selling::Selling;
pub use table::{CurrencyTable, SellingCurrency};
pub use worth::Worth;
