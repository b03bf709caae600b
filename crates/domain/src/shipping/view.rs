//! What crosses the wire.

use serde::{Deserialize, Serialize};

use crate::kernel::{DateWindow, Money};

/// A way of delivery that this order can choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingOption {
    /// The word in forms and the database.
    pub code: String,
    /// "Parcel to your door".
    pub name: String,
    /// What it costs this order, tax included.
    pub price: Money,
    /// When it arrives, if it is ordered now.
    pub arrives: DateWindow,
}

/// The promise for an order that is placed now, to the shop's own country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// When it arrives.
    pub arrives: DateWindow,
    /// For how many minutes that holds.
    pub minutes_left: i64,
    /// What delivery costs.
    pub price: Money,
    /// From this sum on it costs nothing.
    pub free_from: Option<Money>,
}
