//! A zone: places with the same ways of delivery.

use serde::{Deserialize, Serialize};

use super::Method;
use crate::{
    kernel::{Destination, ShippingZoneId, country},
    tax::is_member_state,
};

/// The places of a zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Places {
    /// The shop's own country.
    Home,
    /// The European Union.
    Union,
    /// Everywhere.
    World,
    /// These countries; of one of them perhaps only where postcodes begin so.
    Countries {
        /// ISO 3166-1 alpha-2, sorted.
        codes: Vec<String>,
        /// Beginnings of postcodes; none for the whole country.
        postcodes: Vec<String>,
    },
}

impl Places {
    /// The word in the database and in forms.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Union => "union",
            Self::World => "world",
            Self::Countries { .. } => "countries",
        }
    }

    /// How closely it is about a destination; `None` when it is not.
    fn closeness(&self, destination: Destination<'_>, home: &str) -> Option<usize> {
        match self {
            Self::World => Some(0),
            Self::Union => is_member_state(destination.country).then_some(1),
            Self::Home => (destination.country == home).then_some(2),
            Self::Countries { codes, postcodes } => {
                let is_one = codes.iter().any(|code| code == destination.country);
                match postcodes.as_slice() {
                    _ if !is_one => None,
                    [] => Some(3),
                    starts => destination.closest(starts).map(|length| length.saturating_add(3)),
                }
            }
        }
    }

    /// Whether any place of a country is among them.
    fn is_in(&self, code: &str, home: &str) -> bool {
        match self {
            Self::World => true,
            Self::Union => is_member_state(code),
            Self::Home => code == home,
            Self::Countries { codes, .. } => codes.iter().any(|known| known == code),
        }
    }

    /// In words, as a list names it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Home => "The shop's own country".to_owned(),
            Self::Union => "The European Union".to_owned(),
            Self::World => "Everywhere".to_owned(),
            Self::Countries { codes, postcodes } => {
                let name =
                    |code: &String| country(code).map_or_else(|| code.clone(), |country| country.name.to_owned());
                let names = codes.iter().map(name).collect::<Vec<_>>().join(", ");
                if postcodes.is_empty() {
                    names
                } else {
                    format!("{names}: postcodes {} …", postcodes.join(" …, "))
                }
            }
        }
    }

    /// A place that both have equally closely, in words: then neither would decide.
    #[must_use]
    pub fn shared_with(&self, other: &Self) -> Option<String> {
        let (Self::Countries { codes, postcodes }, Self::Countries { codes: others, postcodes: starts }) =
            (self, other)
        else {
            return (self == other).then(|| self.words());
        };
        let code = codes.iter().find(|code| others.contains(code))?;
        let name = country(code).map_or(code.as_str(), |country| country.name);
        if postcodes.is_empty() && starts.is_empty() {
            return Some(name.to_owned());
        }
        postcodes.iter().find(|start| starts.contains(start)).map(|start| format!("{name} {start} …"))
    }
}

/// Places with the ways of delivery that lead there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Which.
    pub id: ShippingZoneId,
    /// Counts its changes.
    pub version: i64,
    /// The name, for the manager.
    pub name: String,
    /// Which places.
    pub places: Places,
    /// The ways of delivery, the usual one first.
    pub methods: Vec<Method>,
}

/// Whether any zone with a way of delivery has a place of a country.
pub(super) fn is_reached(zones: &[Zone], code: &str, home: &str) -> bool {
    zones.iter().any(|zone| !zone.methods.is_empty() && zone.places.is_in(code, home))
}

/// The zone that decides about a destination: the closest that has it.
pub(super) fn closest<'a>(zones: &'a [Zone], destination: Destination<'_>, home: &str) -> Option<&'a Zone> {
    let close = |zone: &'a Zone| Some((zone.places.closeness(destination, home)?, zone));
    // Of zones that are equally close, which no form lets happen, the older one.
    zones.iter().rev().filter_map(close).max_by_key(|(closeness, _)| *closeness).map(|(_, zone)| zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(id: i64, places: Places) -> Zone {
        Zone { id: ShippingZoneId(id), version: 1, name: id.to_string(), places, methods: Vec::new() }
    }

    fn countries(codes: &[&str], postcodes: &[&str]) -> Places {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Places::Countries { codes: owned(codes), postcodes: owned(postcodes) }
    }

    #[test]
    fn the_closest_zone_decides_alone_wherever_it_stands() {
        let mut zones = vec![
            zone(1, Places::World),
            zone(2, Places::Union),
            zone(3, Places::Home),
            zone(4, countries(&["ES", "PT"], &[])),
            zone(5, countries(&["ES"], &["35", "38"])),
            zone(6, countries(&["ES"], &["3802"])),
            zone(7, countries(&["CH"], &[])),
        ];
        for _ in 0..zones.len() {
            zones.rotate_left(1);
            let id = |country, postcode| closest(&zones, Destination { country, postcode }, "DE").unwrap().id.0;
            let table = [
                ("DE", "20354", 3),
                ("DK", "", 2),
                ("PT", "", 4),
                ("ES", "", 4),
                ("ES", "28001", 4),
                ("ES", "35001", 5),
                ("ES", "38020", 6),
                ("CH", "8001", 7),
                ("NO", "", 1),
            ];
            for (country, postcode, expected) in table {
                assert_eq!(id(country, postcode), expected, "{country} {postcode}");
            }
        }
        assert!(closest(&[zone(2, Places::Union)], Destination::country("NO"), "DE").is_none());
    }

    #[test]
    fn zones_that_would_be_equally_close_are_told() {
        let table = [
            (Places::Home, Places::Home, Some("The shop's own country")),
            (Places::Home, Places::Union, None),
            (countries(&["AT", "ES"], &[]), countries(&["ES"], &[]), Some("Spain")),
            (countries(&["ES"], &["35"]), countries(&["ES"], &[]), None),
            (countries(&["ES"], &["35", "38"]), countries(&["ES"], &["38"]), Some("Spain 38 …")),
            (countries(&["ES"], &["38"]), countries(&["ES"], &["380"]), None),
            (countries(&["ES"], &["38"]), countries(&["FR"], &["38"]), None),
        ];
        for (one, other, expected) in table {
            assert_eq!(one.shared_with(&other).as_deref(), expected, "{one:?} {other:?}");
            assert_eq!(other.shared_with(&one).as_deref(), expected);
        }
    }
}
