//! What the shop does: its use cases, and all of its SQL.
//!
//! What this crate is not: it decides no rule (domain), talks to nothing outside but through its ports (port), and knows no
//! HTTP and no HTML. A use case takes the [`Shop`], asks the domain, and changes the database in one transaction.

pub mod account;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod counted;
pub mod coupon;
pub mod currency;
pub mod customer;
pub mod db;
pub mod demo;
pub mod document;
pub mod draft;
pub mod exporter;
pub mod failpoint;
pub mod fulfilment;
pub mod gift_card;
pub mod importer;
pub mod inventory;
pub mod ledger;
pub mod maintenance;
pub mod media;
pub mod order;
pub mod outbox;
pub mod payment;
pub mod payout;
pub mod port;
pub mod pricing;
pub mod purchase;
pub mod reconcile;
pub mod redirect;
pub mod refund;
pub mod returns;
pub mod search;
pub mod setting;
mod sheet;
pub mod shipping;
mod shop;
mod snapshot;
pub mod tax;
#[cfg(feature = "testing")]
pub mod testing;

pub use shop::{Shop, ShopParts};
pub use snapshot::Snapshot;

/// Every statement of every room, by name: a test prepares each of them on both databases.
#[must_use]
pub fn every_statement() -> Vec<(&'static str, &'static str)> {
    [
        db::outbox::ALL,
        db::audit::ALL,
        account::sql::ALL,
        account::preference::sql::ALL,
        cart::sql::ALL,
        catalog::sql::ALL,
        catalog::admin::sql::ALL,
        catalog::admin::goods::sql::ALL,
        catalog::bulk::sql::ALL,
        catalog::history::sql::ALL,
        catalog::texts::sql::ALL,
        catalog::video::sql::ALL,
        catalog::admin::attribute::sql::ALL,
        catalog::admin::brand::sql::ALL,
        catalog::admin::category::sql::ALL,
        catalog::admin::collection::sql::ALL,
        catalog::admin::options::sql::ALL,
        catalog::admin::pick_sql::ALL,
        checkout::sql::ALL,
        coupon::sql::ALL,
        currency::sql::ALL,
        customer::sql::ALL,
        demo::sql::ALL,
        document::sql::ALL,
        draft::sql::ALL,
        exporter::sql::ALL,
        fulfilment::sql::ALL,
        gift_card::sql::ALL,
        importer::sql::ALL,
        importer::sql::link::ALL,
        importer::task::sql::ALL,
        importer::undo::sql::ALL,
        importer::sql::record::ALL,
        inventory::sql::ALL,
        inventory::location::sql::ALL,
        inventory::owed::sql::ALL,
        inventory::owed::admin_sql::ALL,
        inventory::admin_sql::ALL,
        inventory::count::sql::ALL,
        ledger::sql::ALL,
        media::sql::ALL,
        order::sql::ALL,
        order::edit::sql::ALL,
        outbox::sql::ALL,
        payment::sql::ALL,
        payout::sql::ALL,
        purchase::sql::ALL,
        purchase::supplier::sql::ALL,
        reconcile::sql::ALL,
        redirect::sql::ALL,
        refund::sql::ALL,
        returns::sql::ALL,
        search::sql::ALL,
        shipping::sql::ALL,
        tax::sql::ALL,
        maintenance::invariant::statements().as_slice(),
    ]
    .concat()
}
