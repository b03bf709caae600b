//! Products picked by hand, in order: what goes with a product, what is in a collection. Each change at once, like pictures, and
//! each also as a plain form.

pub mod api;
mod card;

pub use api::PickPlace;
pub use card::Picks;
