//! Signing in and out, and the welcome of an invited person.

pub mod api;
pub mod page;
