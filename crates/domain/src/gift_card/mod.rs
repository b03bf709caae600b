//! Money that opens with a code: gift cards that were bought, and store credit that the shop gives.
//!
//! Store credit is a card of another kind: its code is mailed to the address that it belongs to, and it pays only for orders of that
//! address. So whoever has the code is proven to own it, without an account.
//!
//! Not here: keeping the balance (services), what a gift card is bought as (catalog). Invariants: a code has 128 bits and is written so
//! that it can be read out, no letter looks like a digit; what the cards pay for an order and what is due are together its total, to
//! the cent, and no card pays more than it holds.

mod code;
mod cover;
mod form;
pub mod view;

pub use code::GiftCardCode;
pub use cover::{CardKind, CardPart, CardProblem, Coverage, PayingCard, card_name, cover};
pub use form::{AdjustForm, Adjustment, CreditForm, Grant};
