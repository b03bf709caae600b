//! The pages of a customer's account: signing in, orders, addresses, details, and deleting it all.
//!
//! They are made by the server alone and every change is a form that the browser itself sends: nothing of them is in the browser's
//! program. A form that was refused comes back with what was typed, from a cookie of two minutes; a password never does.
//! Not here: any rule of accounts (services). Invariant: every server function asks who is signed in before anything else, and what
//! somebody else keeps is not there.

#[cfg(feature = "ssr")]
mod addresses;
pub mod api;
#[cfg(feature = "ssr")]
mod details;
#[cfg(feature = "ssr")]
mod link;
#[cfg(feature = "ssr")]
mod overview;
#[cfg(feature = "ssr")]
mod parts;
#[cfg(feature = "ssr")]
mod sign_in;

#[cfg(feature = "ssr")]
pub use self::{
    addresses::{AddressPage, AddressesPage, NewAddressPage},
    details::{DeletePage, DetailsPage},
    link::{EmailLinkPage, LinkPage},
    overview::AccountPage,
    parts::Line,
    sign_in::SignInPage,
};

#[cfg(feature = "ssr")]
stylance::import_style!(style, "account.module.css");

/// The class of a field with its label, for other pages with such fields.
#[cfg(feature = "ssr")]
pub(in crate::storefront) const FIELD: &str = style::field;
/// The class of what is wrong with it.
#[cfg(feature = "ssr")]
pub(in crate::storefront) const WRONG: &str = style::wrong;
