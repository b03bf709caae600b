//! Where a draft stands.

use serde::{Deserialize, Serialize};

use crate::kernel::Date;

/// What somebody has done with a draft: the word in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredState {
    /// It is being written.
    Draft,
    /// Its link was made.
    Sent,
    /// It was withdrawn.
    Withdrawn,
}

impl StoredState {
    /// The state with this word; `None` for any other.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "draft" => Some(Self::Draft),
            "sent" => Some(Self::Sent),
            "withdrawn" => Some(Self::Withdrawn),
            _ => None,
        }
    }
}

/// What became of a draft's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftOrder {
    /// Nobody has ordered it.
    None,
    /// It was ordered.
    Stands,
    /// It was ordered, and the order was called off: nobody paid in time, or somebody did it by hand.
    CalledOff,
}

/// Where a draft stands: what was done with it, and what follows from the day and from its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DraftState {
    /// It is being written; nobody has its link.
    Draft,
    /// The customer has the link.
    Sent,
    /// It has become an order.
    Ordered,
    /// It became an order that was called off.
    CalledOff,
    /// Its last day is over.
    Expired,
    /// It was withdrawn.
    Withdrawn,
}

impl DraftState {
    /// Every state, in the order of the tabs.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Sent, Self::Ordered, Self::CalledOff, Self::Expired, Self::Withdrawn];

    /// Where it stands today. An order stays one, whatever the day.
    #[must_use]
    pub fn of(stored: StoredState, order: DraftOrder, (last_day, today): (Date, Date)) -> Self {
        match (order, stored) {
            (DraftOrder::Stands, _) => Self::Ordered,
            (DraftOrder::CalledOff, _) => Self::CalledOff,
            (DraftOrder::None, StoredState::Withdrawn) => Self::Withdrawn,
            (DraftOrder::None, StoredState::Draft) => Self::Draft,
            (DraftOrder::None, StoredState::Sent) if today > last_day => Self::Expired,
            (DraftOrder::None, StoredState::Sent) => Self::Sent,
        }
    }

    /// The word in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Ordered => "ordered",
            Self::CalledOff => "called_off",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this word; `None` for any other.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The words for people of the shop.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Sent => "Sent",
            Self::Ordered => "Ordered",
            Self::CalledOff => "Ordered, called off",
            Self::Expired => "Expired",
            Self::Withdrawn => "Withdrawn",
        }
    }

    /// Whether it can still be changed: what is ordered is agreed, and what is withdrawn is over.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Sent | Self::Expired)
    }

    /// Whether its link orders nothing any more, though nobody has what was offered: a new draft can begin with what it says.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::CalledOff | Self::Expired | Self::Withdrawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_holds_on_its_last_day_and_an_order_stays_one() {
        let day = |text| Date::parse(text).unwrap();
        let last = day("2026-12-12");
        let of = |stored, order, today| DraftState::of(stored, order, (last, day(today)));
        assert_eq!(of(StoredState::Sent, DraftOrder::None, "2026-12-12"), DraftState::Sent);
        assert_eq!(of(StoredState::Sent, DraftOrder::None, "2026-12-13"), DraftState::Expired);
        assert_eq!(of(StoredState::Draft, DraftOrder::None, "2026-12-13"), DraftState::Draft, "nobody has its link");
        assert_eq!(of(StoredState::Withdrawn, DraftOrder::None, "2026-12-13"), DraftState::Withdrawn);
        for stored in [StoredState::Draft, StoredState::Sent, StoredState::Withdrawn] {
            assert_eq!(of(stored, DraftOrder::Stands, "2027-01-01"), DraftState::Ordered);
            assert_eq!(of(stored, DraftOrder::CalledOff, "2026-12-01"), DraftState::CalledOff);
        }
        for state in DraftState::ALL {
            assert_eq!(DraftState::from_key(state.key()), Some(state));
        }
        assert!(DraftState::Expired.is_open() && !DraftState::Ordered.is_open() && !DraftState::Withdrawn.is_open());
        assert!(DraftState::CalledOff.is_over() && !DraftState::CalledOff.is_open() && !DraftState::Ordered.is_over());
    }
}
