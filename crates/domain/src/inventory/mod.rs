//! How many there are, and for whom they are held.
//!
//! Not here: the guarded statements that move stock (services). Invariants: `0 ≤ reserved ≤ on_hand`, `reserved` is the sum of
//! the held reservations, `on_hand` the sum of all movements; nobody waits for what is free.

mod count;
mod cover;
mod demand;
mod later;
mod location;
mod movement;
mod portion;
mod reservation;
mod share;
mod unpaid;
pub mod view;

pub use count::{CountScope, CountState, MOST_COUNTED, Scanned, code_forms, scanned};
pub use cover::{days_left, suggested};
pub use demand::{Demand, combined_demand};
pub use later::{Later, OwedNeed, later, set_aside};
pub use location::{LocationForm, LocationRow, LocationSheet, LocationStock};
pub use movement::MoveReason;
pub use portion::{Place, Portion, dealt, free, portions};
pub use reservation::ReservationState;
pub use share::{Need, Share, shares};
pub use unpaid::may_hold_unpaid;
