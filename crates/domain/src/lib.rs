//! The rules of the shop.
//!
//! What this crate is: types, calculations and state machines of commerce, the same for the server and the browser.
//! What it is not: it does no IO, is never async, reads no clock, draws no random number, and knows neither SQL nor HTML.
//! Each room has the same name in every layer above.

pub mod account;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod coupon;
pub mod currency;
pub mod customer;
pub mod document;
pub mod draft;
pub mod fulfilment;
pub mod gift_card;
pub mod importer;
pub mod inventory;
pub mod kernel;
pub mod ledger;
pub mod media;
pub mod order;
pub mod payment;
pub mod payout;
pub mod pricing;
pub mod purchase;
pub mod redirect;
pub mod refund;
pub mod returns;
pub mod search;
pub mod shipping;
pub mod tax;
