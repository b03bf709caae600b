//! The application: every page, compiled once for the server (`ssr`) and once for the browser (`hydrate`).
//!
//! What this crate is not: it decides no rule (domain) and knows no statement; only `api.rs` files and `context.rs` speak to
//! the services, and only on the server. Every page works before and without WebAssembly.
#![recursion_limit = "512"]
#![allow(missing_docs, reason = "the macro turns the arguments of server functions into public fields without words")]

pub mod admin;
#[cfg(feature = "ssr")]
pub mod context;
mod data;
pub mod error;
mod routes;
pub mod shell;
pub mod state;
pub mod storefront;
mod theme;
mod title;

pub use routes::App;
#[cfg(feature = "hydrate")]
pub use routes::load_part;
#[cfg(feature = "ssr")]
pub use shell::shell;
