//! Moving in from another platform: what an import reports.
//!
//! Not here: reading files and writing products (services). Every row is counted exactly once.

pub mod kind;
pub mod report;
pub mod view;
