//! What crosses the wire about all orders together.

use serde::{Deserialize, Serialize};

use super::view::OrderRow;
use crate::kernel::{CustomerId, Language, Money, Timestamp};

/// Orders that wait for somebody of the shop are counted so far: to count on costs more than it says.
pub const MOST_COUNTED: i64 = 1_000;

/// How many wait, in digits: "1000+" where they were not counted to the end.
#[must_use]
pub fn shown_count(count: i64) -> String {
    if count > MOST_COUNTED { format!("{MOST_COUNTED}+") } else { count.to_string() }
}

/// The figures on the admin's home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardView {
    /// Orders to be sent, counted as far as [`MOST_COUNTED`].
    pub to_send: i64,
    /// Orders that a person must look at, counted as far.
    pub needs_review: i64,
    /// Orders that wait for a bank transfer.
    pub awaiting_transfer: i64,
    /// Returns that wait for somebody of the shop.
    pub returns: i64,
    /// Variants of which few are left.
    pub low_stock: i64,
    /// Orders that wait for goods.
    pub owed: i64,
    /// Products whose pages lack something important.
    pub incomplete: i64,
    /// How many products lack a name or a description in each further language.
    pub untold: Vec<(Language, i64)>,
    /// Revenue of each of the last 30 days, oldest first.
    pub revenue_by_day: Vec<(Timestamp, Money)>,
    /// Revenue of the 30 days before, oldest first.
    pub revenue_before: Vec<(Timestamp, Money)>,
    /// What orders of these 60 days came to of which no rate to the shop's own currency is known; it is in none of the sums.
    pub revenue_beside: Vec<Money>,
    /// Orders of the last 30 days.
    pub orders: i64,
    /// Orders of the 30 days before.
    pub orders_before: i64,
    /// The newest orders.
    pub newest: Vec<OrderRow>,
}

/// A sign of life of all orders together, cheap to ask for often: it differs when anything happened to any of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPulse {
    /// The last entry of any order's history.
    pub mark: i64,
    /// Orders to be sent, counted as far as [`MOST_COUNTED`].
    pub to_send: i64,
    /// Orders that a person must look at, counted as far.
    pub needs_review: i64,
}

/// A customer who was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundCustomer {
    /// The id.
    pub id: CustomerId,
    /// The mail address.
    pub email: String,
    /// The name.
    pub full_name: String,
    /// How many orders they placed.
    pub orders: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_counted_to_the_end_says_so() {
        assert_eq!([0, 7, 1_000, 1_001].map(shown_count), ["0", "7", "1000", "1000+"]);
    }
}
