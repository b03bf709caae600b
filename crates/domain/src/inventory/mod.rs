//! How many there are, and for whom they are held.
//!
//! Not here: the guarded statements that move stock (services). Invariants: `0 ≤ reserved ≤ on_hand`, `reserved` is the sum of
//! the held reservations, `on_hand` the sum of all movements.

mod demand;
mod reservation;
mod share;
mod unpaid;

pub use demand::{Demand, combined_demand};
pub use reservation::ReservationState;
pub use share::{Need, Share, shares};
pub use unpaid::may_hold_unpaid;
