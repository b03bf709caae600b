//! Coupons: kept by the manager, claimed with an order, freed when it is called off.
//!
//! Not here: what a code takes off (domain), the cart that remembers what was typed (cart). Invariants: `coupon.used` is the number of
//! orders that stand and use it, and never above its bound; it changes only by guarded statements, in the transaction of the order,
//! and is freed once, by the use that passes from claimed to released. They stand as SQL in [`crate::maintenance::invariant`].

mod claim;
mod error;
pub mod read;
mod row;
pub mod sql;
pub mod write;

pub(crate) use claim::{Claim, Refused, claim, note_use, release};
pub use error::CouponError;
pub(crate) use row::{of_cart, typed};
