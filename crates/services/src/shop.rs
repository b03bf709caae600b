//! The one handle that every use case gets.

use std::sync::Arc;

use crate::{
    catalog::shelf::Shelf,
    db::Database,
    port::{Clock, Files, Images, Mail, PaymentProviders, Search},
    setting::ShopSettings,
};

/// A running shop: its database, its settings, and the outside world behind ports. Cheap to clone.
#[derive(Clone)]
pub struct Shop {
    /// The database.
    pub database: Database,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where files are kept.
    pub files: Arc<dyn Files>,
    /// Makes pictures ready.
    pub images: Arc<dyn Images>,
    /// Finds products by words.
    pub search: Arc<dyn Search>,
    /// Sends mails.
    pub mail: Arc<dyn Mail>,
    /// Takes payments.
    pub providers: PaymentProviders,
    /// What the owner decided.
    pub settings: Arc<ShopSettings>,
    /// What is for sale, in memory.
    pub shelf: Arc<Shelf>,
}
