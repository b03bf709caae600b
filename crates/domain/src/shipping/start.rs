//! The table that a new shop begins with. The migration writes the same rows; a test of the services compares them.

use std::collections::BTreeMap;

use super::{Basis, Calendar, FreeFrom, Limits, Method, MethodKind, Places, ShippingTable, Tier, Zone};
use crate::kernel::{ShippingMethodId, ShippingZoneId};

impl Default for ShippingTable {
    fn default() -> Self {
        let parcel = "Parcel to your door";
        Self {
            revision: 1,
            calendar: Calendar {
                version: 1,
                time_zone: "UTC".to_owned(),
                cut_off_minute: 14 * 60,
                handling_days: 0,
                working_days: [true, true, true, true, true, false, false],
                holidays: Vec::new(),
            },
            zones: vec![
                zone(
                    1,
                    "Own country",
                    Places::Home,
                    vec![
                        method(1, ("parcel", parcel), 490, FreeFrom::Setting, (2, 3)),
                        method(2, ("pick-up", "Parcel to a pick-up point"), 390, FreeFrom::Setting, (2, 3)),
                        method(3, ("express", "Express to your door"), 1010, FreeFrom::Never, (1, 1)),
                    ],
                ),
                zone(
                    2,
                    "European Union",
                    Places::Union,
                    vec![method(4, ("parcel", parcel), 990, FreeFrom::Never, (3, 5))],
                ),
                zone(
                    3,
                    "Rest of the world",
                    Places::World,
                    vec![method(5, ("parcel", parcel), 1490, FreeFrom::Never, (5, 8))],
                ),
            ],
        }
    }
}

fn zone(id: i64, name: &str, places: Places, mut methods: Vec<Method>) -> Zone {
    for (position, method) in (1_i64..).zip(&mut methods) {
        method.position = position;
    }
    Zone { id: ShippingZoneId(id), version: 1, name: name.to_owned(), places, methods }
}

fn method(id: i64, (code, name): (&str, &str), price: i64, free: FreeFrom, days: (u32, u32)) -> Method {
    Method {
        id: ShippingMethodId(id),
        version: 1,
        code: code.to_owned(),
        name: name.to_owned(),
        names: BTreeMap::new(),
        kind: MethodKind::Delivery,
        currency: None,
        basis: Basis::Flat,
        tiers: vec![Tier { step: 0, price }],
        free,
        limits: Limits::default(),
        days,
        position: 1,
        is_active: true,
    }
}
