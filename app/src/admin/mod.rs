//! The admin: what one person needs to run the shop.
//!
//! Not here: any rule of the shop (domain, services). Invariants: every server function is in [`access::PERMISSIONS`] and asks
//! for its right first; hiding a control or leading elsewhere is never the guard; every change also works as a plain form.

pub mod access;
pub mod area;
pub mod brands;
pub mod bulk;
pub mod categories;
pub mod clock;
pub mod collections;
pub mod counts;
pub mod coupons;
pub mod currencies;
pub mod customers;
pub mod delivery;
pub mod drafts;
pub mod gift_cards;
#[cfg(feature = "ssr")]
pub mod guard;
pub mod history;
pub mod home;
pub mod imports;
pub mod layout;
pub mod locations;
pub mod media;
pub mod options;
pub mod order;
pub mod orders;
pub mod parts;
pub mod payouts;
pub mod picks;
pub mod place;
pub mod prices;
pub mod product;
pub mod product_types;
pub mod products;
pub mod purchases;
pub mod reconcile;
pub mod redirects;
pub mod returns;
mod root;
pub mod search;
pub mod sign_in;
pub mod stock;
pub mod suppliers;
pub mod taxes;
pub mod texts;

pub use access::{Access, PERMISSIONS};
pub use root::{Admin, start};
