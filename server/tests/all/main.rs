//! The running server from outside: only what goes over HTTP.

#![recursion_limit = "512"]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops at the first surprise"
)]

mod accounts;
mod addresses;
mod alive;
mod bad_input;
mod browser;
mod closing;
mod coupons;
mod crowd;
mod currencies;
mod delivery;
mod dial;
mod doctor;
mod downloads;
mod drafts;
mod files;
mod functions;
mod gift_cards;
mod headers;
mod kept_pages;
mod killed;
mod languages;
mod moving_out;
mod origin;
mod personalised;
mod purchase;
mod returns;
mod stripe;
mod webhook;
