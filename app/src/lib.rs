//! The application: every page, compiled once for the server (`ssr`) and once for the browser (`hydrate`).
//!
//! What this crate is not: it decides no rule (domain) and knows no statement; only `api.rs` files and `context.rs` speak to
//! the services, and only on the server. Every page works before and without WebAssembly.
//!
//! The browser gets two programs (docs/adr/0005): the islands of the storefront, whose pages are made by the server alone, and
//! the admin, which comes alive as a whole and is loaded only there.
#![recursion_limit = "512"]
#![allow(missing_docs, reason = "the macro turns the arguments of server functions into public fields without words")]

pub mod admin;
#[cfg(feature = "hydrate")]
mod alive;
mod ask;
#[cfg(feature = "ssr")]
pub mod context;
mod data;
pub mod error;
mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod state;
pub mod storefront;
mod theme;
#[cfg(feature = "ssr")]
mod title;

#[cfg(feature = "hydrate")]
pub use alive::come_alive;
pub use routes::AdminApp;
#[cfg(feature = "ssr")]
pub use routes::Storefront;
#[cfg(feature = "ssr")]
pub use shell::shell;
