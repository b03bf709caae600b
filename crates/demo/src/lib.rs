//! The demo shop as plain data: what it sells, to whom it sold, and how its pictures are drawn.
//!
//! Deterministic: the same seed gives the same shop. No IO, no clock, no database: the caller says what day it is,
//! rasterises the pictures and writes the rows.

pub mod art;
mod assemble;
mod content;
mod coupons;
mod large;
mod model;
pub mod orders;
pub mod people;
pub mod rng;
mod synonyms;
mod text;

pub use assemble::shop;
pub use coupons::coupons;
pub use large::large_catalogue;
pub use model::{
    AttributeKey, DemoAttribute, DemoCategory, DemoOption, DemoPicture, DemoProduct, DemoShop, DemoVariant,
};
pub use synonyms::SYNONYMS;
