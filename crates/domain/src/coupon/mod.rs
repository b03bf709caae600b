//! Codes that take something off an order.
//!
//! Not here: counting how often a code is used (services), spreading a discount over lines (pricing). Invariants: a coupon never takes
//! off more than there is; gift cards are money, so no coupon makes them cheaper and they do not count for its least value; whether
//! a code applies is decided anew at each pricing.

mod code;
mod effect;
mod form;
mod terms;
pub mod view;

pub use code::CouponCode;
pub use effect::{CouponProblem, TypedCoupon};
pub use form::CouponForm;
pub use terms::{Benefit, Coupon, CouponState};
