//! The whole table of the shop at one moment.

use serde::{Deserialize, Serialize};

use super::{Calendar, Delivery, Method, Zone, zone};
use crate::kernel::ShippingMethodId;

/// Zones, ways of delivery and calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingTable {
    /// Counts every change of any part: what an order was priced by.
    pub revision: i64,
    /// On which days the shop sends.
    pub calendar: Calendar,
    /// The zones, the oldest first.
    pub zones: Vec<Zone>,
}

impl ShippingTable {
    /// The zone that decides about a delivery.
    #[must_use]
    pub fn zone(&self, delivery: &Delivery<'_>) -> Option<&Zone> {
        zone::closest(&self.zones, delivery.destination, delivery.home)
    }

    /// Whether a shop in `home` delivers to any place of a country.
    #[must_use]
    pub fn reaches(&self, code: &str, home: &str) -> bool {
        zone::is_reached(&self.zones, code, home)
    }

    /// The ways that can bring it.
    pub(super) fn methods(&self, delivery: &Delivery<'_>) -> impl Iterator<Item = &Method> {
        let methods = self.zone(delivery).map(|zone| zone.methods.as_slice()).unwrap_or_default();
        let parcel = delivery.parcel;
        methods.iter().filter(move |method| method.carries(&parcel))
    }

    /// A way of delivery with its zone.
    #[must_use]
    pub fn method(&self, id: ShippingMethodId) -> Option<(&Zone, &Method)> {
        self.zones.iter().find_map(|zone| Some((zone, zone.methods.iter().find(|method| method.id == id)?)))
    }
}
