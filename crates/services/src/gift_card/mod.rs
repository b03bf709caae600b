//! Gift cards and store credit: issued when they are paid or given, sent by mail, spent by guarded statements.
//!
//! The code is made from the shop's secret and the card, as an order's link is: so the mail can carry it however often it is sent,
//! while the database holds only its SHA-256 and its end. Invariants: a balance is the sum of its entries and never below zero; it
//! changes only by a statement whose row count decides, in the transaction that adds the entry; what a card pays of an order is claimed
//! with it, and passes once from there to spent or to released.

mod code;
pub mod credit;
mod error;
pub mod mail;
pub(crate) mod pay;
pub mod read;
pub mod sql;
pub mod write;

use domain::{gift_card::GiftCardCode, kernel::GiftCardId};

pub(crate) use code::{address_of, apply, remove};
pub use error::GiftCardError;

use crate::setting::ShopSecret;

/// The code of a card; nothing without a secret that can be used.
fn code_of(secret: &ShopSecret, card: GiftCardId) -> Option<GiftCardCode> {
    let bits = u128::from_str_radix(&secret.derive("gift card", &card.to_string()), 16).ok()?;
    Some(GiftCardCode::of_bits(bits))
}
