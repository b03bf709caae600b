//! What a shopper means to buy.
//!
//! Not here: promises. A cart holds no stock and fixes no price; the order does. The version counts changes, so that two tabs
//! cannot overwrite each other unseen.

pub mod view;
