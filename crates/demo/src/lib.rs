//! The demo shop as plain data: what it sells, to whom it sold, and how its pictures are drawn.
//!
//! Deterministic: the same seed gives the same shop. No IO, no clock, no database: the caller says what day it is,
//! rasterises the pictures and writes the rows.

pub mod art;
pub mod rng;
