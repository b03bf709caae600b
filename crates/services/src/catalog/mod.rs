//! The catalogue: reading it for shoppers, changing it for the manager.

pub mod shelf;
