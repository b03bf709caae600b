//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::{Coupon, CouponState};
use crate::kernel::CouponId;

/// The code of a cart, on the shopper's page. What it takes off stands in the sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponView {
    /// What was typed.
    pub code: String,
    /// Why it takes nothing off, in words; `None` when it does.
    pub problem: Option<String>,
}

/// A coupon in the manager's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponRow {
    /// The id.
    pub id: CouponId,
    /// Counts the changes.
    pub version: i64,
    /// What it is.
    pub coupon: Coupon,
    /// Where it stands.
    pub state: CouponState,
    /// Whether an order ever used it; then it stays.
    pub was_used: bool,
}

/// A page of coupons, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponRows {
    /// The rows.
    pub rows: Vec<CouponRow>,
    /// The mark of the next page.
    pub next: Option<CouponId>,
}
