//! The use cases on both databases; one binary, so that linking happens once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops at the first surprise"
)]

mod account;
mod backorder;
mod bulk;
mod bundle;
mod card_pay;
mod cart;
mod cash;
mod catalog;
mod categories;
mod checkout;
mod clock;
mod collections;
mod count;
mod coupon;
mod currency;
mod currency_shelf;
mod customer;
mod db;
mod demo;
mod desk;
mod document;
mod download;
mod draft;
mod edit;
mod exporter;
mod film;
mod finding;
mod gift_card;
mod history;
mod import_files;
mod import_keep;
mod import_many;
mod import_run;
mod import_undo;
mod importer;
mod invariant;
mod ledger;
mod location;
mod media;
mod order;
mod overdue;
mod parcel;
mod payment;
mod payout;
mod personalisation;
mod product_data;
mod product_model;
mod purchase;
mod races;
mod reconcile;
mod redirect;
mod refund;
mod returns;
mod round_trip;
mod search;
mod selling;
mod shipping;
mod stripe;
mod tax;
mod tax_service;
mod tax_unit;
mod texts;
mod vat;
