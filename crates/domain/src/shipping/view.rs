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
