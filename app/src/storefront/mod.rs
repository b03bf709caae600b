//! What shoppers see: a folder a feature, and in it its page, its server functions, its parts and its styles.
//!
//! Pages are made by the server alone and are not in the browser's program. What moves in them are islands: small components
//! that get what they show from the page and share [`crate::state::ShopState`]. An island knows neither the address of its page
//! nor what the server knows of the request; the page tells it.
#![cfg_attr(not(feature = "ssr"), allow(dead_code, reason = "classes of style sheets that only the pages use"))]

pub mod account;
pub mod cart;
#[cfg(feature = "ssr")]
mod category;
pub mod checkout;
#[cfg(feature = "ssr")]
mod delivery;
pub mod draft;
#[cfg(feature = "ssr")]
pub mod failure;
pub mod frame;
#[cfg(feature = "ssr")]
mod home;
#[cfg(feature = "ssr")]
mod not_found;
pub mod order;
#[cfg(feature = "ssr")]
mod page;
mod parts;
pub mod product;
#[cfg(feature = "ssr")]
mod search;
#[cfg(feature = "ssr")]
mod structured;

#[cfg(feature = "ssr")]
pub use self::{
    account::{
        AccountPage, AddressPage, AddressesPage, DeletePage, DetailsPage, EmailLinkPage, LinkPage, NewAddressPage,
        SignInPage,
    },
    cart::page::CartPage,
    category::{CategoryPage, CollectionPage, NewPage, SalePage},
    checkout::page::CheckoutPage,
    draft::page::OfferPage,
    frame::page::StorefrontFrame,
    home::HomePage,
    not_found::NotFoundPage,
    order::{
        page::OrderPage,
        returns::{ReturnPage, WithdrawalPage},
    },
    product::page::ProductPage,
    search::SearchPage,
};
