//! Addresses that are no pages of the application: files, the test provider's payment page, messages of providers, uploads.

pub mod account_data;
pub mod attached;
pub mod document;
pub mod documents;
pub mod download;
pub mod exports;
pub mod feed;
pub mod health;
pub mod imports;
pub mod media;
pub mod payment;
pub mod personalised;
pub mod problem;
pub mod product_files;
mod receive;
pub mod robots;
pub mod site;
pub mod sitemap;
mod staff;
pub mod test_payment;
pub mod upload;
mod xml;
