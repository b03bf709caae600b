//! Delivery: the zones with their ways, and what a parcel would be offered; a page for each zone and way, and one for the days.

pub mod api;
mod calendar;
mod method;
mod method_fields;
pub mod page;
mod preview;
mod zone;
mod zone_fields;

pub use calendar::CalendarPage;
pub use method::MethodPage;
pub use zone::ZonePage;

stylance::import_style!(style, "delivery.module.css");
