//! What the use cases want of the outside world. The adapters fulfil it.
//!
//! Invariant: no port is called while a transaction is open.

mod clock;
mod files;
mod image_source;
mod images;
mod mail;
mod payment;
mod search;
mod tax_rates;
mod vat_numbers;

pub use clock::{Clock, SystemClock};
pub use files::{Files, FilesError};
pub use image_source::{ImageSource, ImageSourceError};
pub use images::{Images, ImagesError, PreparedFile, PreparedImage};
pub use mail::{Mail, MailError, Message};
pub use payment::{
    News, Observation, PaymentProvider, PaymentProviders, ProviderError, RefundPayment, StartPayment, StartedPayment,
    WebhookError, WebhookEvent,
};
pub use search::{Search, SearchDocument, SearchDocuments, SearchError};
pub use tax_rates::{RatesUnavailable, TaxRates};
pub use vat_numbers::{VatAnswer, VatNumbers, VatUnavailable};
