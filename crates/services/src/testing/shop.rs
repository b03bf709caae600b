//! A shop whose outside world is memory.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use bytes::Bytes;
use domain::{
    document::Seller,
    kernel::{Currency, Language, ProductId},
};
use futures::{
    StreamExt as _,
    stream::{self, BoxStream},
};

use crate::{
    Shop, ShopParts,
    catalog::shelf::Shelf,
    db::Database,
    port::{
        Clock, Files, FilesError, Images, ImagesError, Mail, MailError, Message, PaymentProviders, PreparedImage,
        Search, SearchDocument, SearchDocuments, SearchError,
    },
    setting::{ShopSecret, ShopSettings, TransferAccount},
};

/// Files in memory.
#[derive(Debug, Default)]
pub struct MemoryFiles(Mutex<HashMap<String, Bytes>>);

#[async_trait]
impl Files for MemoryFiles {
    async fn put(&self, key: &str, bytes: Bytes) -> Result<(), FilesError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), bytes);
        Ok(())
    }

    async fn get(&self, key: &str) -> Result<Option<Bytes>, FilesError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned())
    }

    async fn remove(&self, key: &str) -> Result<(), FilesError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
        Ok(())
    }

    async fn exists(&self, key: &str) -> Result<bool, FilesError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(key))
    }

    fn keys(&self) -> BoxStream<'_, Result<String, FilesError>> {
        let keys: Vec<_> =
            self.0.lock().unwrap_or_else(PoisonError::into_inner).keys().map(|key| Ok(key.clone())).collect();
        stream::iter(keys).boxed()
    }
}

/// Mails in memory, in the order in which they were sent.
#[derive(Debug, Default)]
pub struct Mailbox(Mutex<Vec<Message>>);

impl Mailbox {
    /// What was sent so far.
    #[must_use]
    pub fn sent(&self) -> Vec<Message> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl Mail for Mailbox {
    async fn send(&self, message: &Message) -> Result<(), MailError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(message.clone());
        Ok(())
    }
}

/// An index that finds nothing.
#[derive(Debug)]
struct EmptyIndex;

#[async_trait]
impl Search for EmptyIndex {
    async fn replace_all(&self, _: SearchDocuments<'_>) -> Result<(), SearchError> {
        Ok(())
    }

    async fn update(&self, _: Vec<SearchDocument>, _: Vec<ProductId>) -> Result<(), SearchError> {
        Ok(())
    }

    async fn find(&self, _: &[String], _: usize) -> Result<Vec<ProductId>, SearchError> {
        Ok(Vec::new())
    }

    async fn suggest(&self, _: &[String], _: usize) -> Result<Vec<ProductId>, SearchError> {
        Ok(Vec::new())
    }

    async fn did_you_mean(&self, _: &str) -> Result<Option<String>, SearchError> {
        Ok(None)
    }

    fn size(&self) -> Option<u64> {
        Some(0)
    }
}

/// Takes no picture.
#[derive(Debug)]
struct NoImages;

impl Images for NoImages {
    fn prepare(&self, _: &[u8]) -> Result<PreparedImage, ImagesError> {
        Err(ImagesError::UnknownFormat)
    }
}

/// A shop on this database and clock; replace the ports that a test is about.
#[must_use]
pub fn shop(database: Database, clock: Arc<dyn Clock>) -> Shop {
    let shelf = Arc::new(Shelf::new(database.clone(), Arc::clone(&clock)));
    Shop::new(ShopParts {
        database,
        clock,
        files: Arc::new(MemoryFiles::default()),
        images: Arc::new(NoImages),
        search: Arc::new(EmptyIndex),
        mail: Arc::new(Mailbox::default()),
        providers: PaymentProviders::default(),
        vat_numbers: None,
        tax_service: None,
        settings: Arc::new(settings()),
        shelf,
        rulebook: Arc::default(),
        shipping: Arc::default(),
        taxes: Arc::default(),
        currencies: Arc::default(),
        counted: Arc::default(),
        numbers: Arc::default(),
    })
}

/// The same shop with other parts.
#[must_use]
pub fn with_parts(shop: &Shop, change: impl FnOnce(&mut ShopParts)) -> Shop {
    let mut parts = ShopParts::clone(shop);
    change(&mut parts);
    Shop::new(parts)
}

/// Who sells there.
fn seller() -> Seller {
    Seller {
        name: "Marram GmbH".to_owned(),
        street: "Deichstraße 1".to_owned(),
        postcode: "20459".to_owned(),
        town: "Hamburg".to_owned(),
        country: "DE".to_owned(),
        vat_id: "DE123456789".to_owned(),
        tax_number: String::new(),
        register: String::new(),
        email: "shop@example.org".to_owned(),
        iban: String::new(),
    }
}

/// The settings of a shop in Germany that sells in euros.
#[must_use]
pub fn settings() -> ShopSettings {
    ShopSettings {
        name: "Marram".to_owned(),
        announcement: String::new(),
        headline: "Things that make a quiet morning.".to_owned(),
        introduction: String::new(),
        email: "shop@example.org".to_owned(),
        base_url: "http://127.0.0.1:3000".to_owned(),
        currency: Currency::EUR,
        language: Language::ENGLISH,
        languages: Vec::new(),
        country: "DE".to_owned(),
        seller: Some(seller()),
        invoice_prefix: "INV-".to_owned(),
        credit_note_prefix: "CN-".to_owned(),
        transfer: Some(TransferAccount {
            holder: "Marram".to_owned(),
            iban: "DE89370400440532013000".to_owned(),
            bic: String::new(),
        }),
        cash_on_delivery: false,
        low_stock: 5,
        hold_minutes: 15,
        unpaid_per_email: 5,
        unpaid_per_network: 20,
        unpaid_percent: 50,
        free_shipping_from: None,
        secret: ShopSecret::generate(),
        data_dir: PathBuf::new(),
        production: false,
    }
}
