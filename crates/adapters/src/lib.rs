//! The outside world behind the ports of the services: payment providers, mail, files, pictures, search.
//!
//! Not here: any decision of the shop. An adapter translates; what follows from an answer is for services and domain.

mod broken;
pub mod files;
pub mod images;
pub mod mail;
pub mod paper;
pub mod search;
pub mod secret;
pub mod signature;
pub mod stripe;
pub mod tax_rates;
pub mod test_payment;
pub mod vat;
pub mod web;
