//! What the owner decides about the shop: name, currency, country, delivery.

pub mod view;
