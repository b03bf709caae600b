//! The one handle that every use case gets.

use std::{ops::Deref, sync::Arc};

use crate::{
    catalog::shelf::Shelf,
    db::Database,
    port::{Clock, Files, Images, Mail, PaymentProviders, Search},
    setting::ShopSettings,
};

/// A running shop. One pointer to its parts: it is cloned many times for every request, on all cores at once.
#[derive(Clone)]
pub struct Shop(Arc<ShopParts>);

/// What a shop is put together from: its database, its settings, and the outside world behind ports.
#[derive(Clone)]
pub struct ShopParts {
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

impl Shop {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: ShopParts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for Shop {
    type Target = ShopParts;

    fn deref(&self) -> &ShopParts {
        &self.0
    }
}
