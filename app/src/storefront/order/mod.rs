//! The order's page behind its secret link: where it stands, what comes next, what was agreed. It prints on one sheet.

#[cfg(feature = "ssr")]
mod account;
pub mod api;
#[cfg(feature = "ssr")]
mod bill;
#[cfg(feature = "ssr")]
mod cards;
#[cfg(feature = "ssr")]
mod documents;
#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod progress;
#[cfg(feature = "ssr")]
mod refunds;
#[cfg(feature = "ssr")]
pub mod returns;
#[cfg(feature = "ssr")]
mod status;
mod watch;

#[cfg(feature = "ssr")]
stylance::import_style!(style, "order.module.css");
