//! How an order reaches the shopper, what it costs and when it arrives.
//!
//! The table of the shop has zones; a zone has ways of delivery; a way has prices by weight or by the value of the goods, limits,
//! and days. Not here: parcels that are on their way (fulfilment). Products have no shipping class, so no way is bound to one.
//!
//! Invariants: the closest zone that has a destination decides alone, and no two are equally close; a price is never negative; what
//! no zone has, and what no way can carry, is not delivered, which is an answer and no error. Moments are those of the shop's own
//! clock: whoever asks has put the time zone of the calendar on them.

mod calendar;
mod form;
mod method;
mod options;
mod promise;
mod start;
mod table;
pub mod view;
mod zone;

pub use calendar::{Calendar, Holiday};
pub use form::{CalendarForm, MethodForm, TierForm, ZoneForm, grams};
pub use method::{Basis, FreeFrom, Limits, Method, MethodKind, Tier, code_for};
pub use options::{Delivery, NO_DELIVERY, Parcel, no_delivery};
pub use table::ShippingTable;
pub use zone::{Places, Zone};
