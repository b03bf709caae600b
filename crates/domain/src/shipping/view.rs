//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::ShippingTable;
use crate::kernel::{Currency, DateWindow, Language, Money};

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
    /// Until which time of a working day: "14:00".
    pub cut_off: String,
    /// What delivery costs.
    pub price: Money,
    /// From this sum on it costs nothing.
    pub free_from: Option<Money>,
}

/// The table as the manager edits it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingDesk {
    /// Zones, ways of delivery and calendar; every amount in the shop's currency.
    pub table: ShippingTable,
    /// The shop's currency.
    pub currency: Currency,
    /// The shop's own country.
    pub home: String,
    /// The value of the goods from which delivery is free by the shop's settings.
    pub free_from: Option<Money>,
    /// The further languages of the shop.
    pub languages: Vec<Language>,
    /// The names of all time zones.
    pub time_zones: Vec<String>,
}
