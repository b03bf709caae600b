//! The one program of the shop: HTTP, command line, background work, and the composition of everything else.
//!
//! What this crate is not: it knows no rule (domain), no statement (services) and no page (app). A library beside the
//! binary, so that tests start the very same shop in their own process.
#![recursion_limit = "512"]

pub mod cli;
pub mod config;
pub mod http;
pub mod jobs;
pub mod listen;
pub mod middleware;
pub mod router;
pub mod startup;
pub mod telemetry;
