//! The one handle that every use case gets.

use std::{ops::Deref, sync::Arc};

use domain::{
    currency::{CurrencyTable, Selling},
    kernel::{Currency, Language},
    tax::TaxTable,
};

use crate::{
    catalog::shelf::Shelf,
    counted::Counted,
    db::Database,
    order::Numbers,
    port::{Clock, Files, Images, Mail, PaymentProviders, Search, VatNumbers},
    search::Rulebook,
    setting::ShopSettings,
    shipping::ShippingTerms,
    snapshot::Snapshot,
    tax::TaxService,
};

/// A running shop as somebody sees it. One pointer to its parts: it is cloned many times for every request, on all cores at once.
#[derive(Clone)]
pub struct Shop {
    parts: Arc<ShopParts>,
    language: Option<Language>,
    selling: Option<Selling>,
}

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
    /// Knows numbers for value added tax; `None` where nobody is asked.
    pub vat_numbers: Option<Arc<dyn VatNumbers>>,
    /// Knows the rates of tax at every address of some countries; `None` where the shop's own rates are all there is.
    pub tax_service: Option<TaxService>,
    /// What the owner decided.
    pub settings: Arc<ShopSettings>,
    /// What is for sale, in memory.
    pub shelf: Arc<Shelf>,
    /// What the manager says of the search.
    pub rulebook: Arc<Rulebook>,
    /// How, where and when it delivers, in memory.
    pub shipping: Arc<Snapshot<ShippingTerms>>,
    /// Which rates of tax hold, in memory.
    pub taxes: Arc<Snapshot<TaxTable>>,
    /// Which currencies it sells in beside its own, in memory.
    pub currencies: Arc<Snapshot<CurrencyTable>>,
    /// What is counted while pages are served.
    pub counted: Arc<Counted>,
    /// The numbers of the next orders.
    pub numbers: Arc<Numbers>,
}

impl Shop {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: ShopParts) -> Self {
        Self { parts: Arc::new(parts), language: None, selling: None }
    }

    /// The same shop for somebody who reads this language; `None` for the shop's own.
    #[must_use]
    pub fn in_language(self, language: Option<Language>) -> Self {
        let language = language.filter(|language| self.settings.languages.contains(language));
        Self { language, ..self }
    }

    /// The same shop for somebody who wants this currency, by the rate of this moment; `None`, or one that is not sold in, for the
    /// shop's own.
    #[must_use]
    pub fn in_currency(self, wanted: Option<Currency>) -> Self {
        let selling = wanted.map(|_| self.currencies.now().selling(self.settings.currency, wanted));
        self.sold_in(selling)
    }

    /// The same shop for somebody who is sold in this; `None` for the shop's own currency.
    #[must_use]
    pub fn sold_in(self, selling: Option<Selling>) -> Self {
        Self { selling: selling.filter(|selling| !selling.is_base()), ..self }
    }

    /// The currency that prices are told in, and how they get there. It stays as it is for as long as somebody has this shop.
    #[must_use]
    pub fn selling(&self) -> Selling {
        self.selling.unwrap_or(Selling::base(self.settings.currency, 0))
    }

    /// The language that is read, when it is not the shop's own.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        self.language
    }
}

impl Deref for Shop {
    type Target = ShopParts;

    fn deref(&self) -> &ShopParts {
        &self.parts
    }
}
