//! From a configuration to a shop: the same for every command and for tests.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use adapters::{
    files::{Bucket, Folder},
    images::Workshop,
    mail::{FolderMail, SmtpConfig, SmtpMail},
    search::ProductIndex,
    stripe::Stripe,
    tax_rates::RateService,
    test_payment::{TestPayment, TestPaymentConfig, TestPaymentError},
    vat::{TestRegister, VIES, Vies},
};
use domain::payment::PaymentMethod;
use services::{
    Shop, ShopParts,
    catalog::shelf::Shelf,
    currency,
    db::{Database, DatabaseError},
    port::{Clock, Files, FilesError, Mail, PaymentProviders, SystemClock, VatNumbers},
    shipping,
    tax::{self, TaxService},
};

use crate::config::{Config, VatCheck};

/// Why there is no shop.
#[derive(Debug, thiserror::Error)]
pub enum StartupError {
    /// The data directory.
    #[error("the data directory {path} cannot be used: {reason}")]
    DataDir {
        /// Its path.
        path: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The test provider.
    #[error(transparent)]
    TestPayment(#[from] TestPaymentError),
    /// The web client for Stripe.
    #[error("Stripe cannot be asked: {0}")]
    Stripe(String),
    /// The web client for the register of numbers for value added tax.
    #[error("VIES cannot be asked: {0}")]
    Vies(String),
    /// The web client for the service for rates of tax.
    #[error("the service for rates of tax cannot be asked: {0}")]
    TaxService(String),
    /// The settings of the bucket for files.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The mail server's settings.
    #[error("mails cannot be sent: {0}")]
    Mail(String),
}

/// Makes the data directory when it is missing.
///
/// # Errors
/// A directory that cannot be made.
pub fn prepare_data_dir(path: &Path) -> Result<(), StartupError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    // Database, mails and secrets are for nobody else on this computer.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|reason| StartupError::DataDir { path: path.to_owned(), reason })
}

/// Opens the database, brings it to this version, and puts the shop together with what is for sale in memory.
///
/// # Errors
/// A part that cannot be had.
pub async fn shop(config: &Config) -> Result<Shop, StartupError> {
    let shop = closed(config).await?;
    shop.shelf.reload().await?;
    Ok(shop)
}

/// The same without what is for sale in memory: for work beside which nobody shops.
///
/// # Errors
/// A part that cannot be had.
pub async fn closed(config: &Config) -> Result<Shop, StartupError> {
    prepare_data_dir(&config.shop.data_dir)?;
    let database = Database::open(&config.database).await?;
    let steps = database.migrate().await?;
    if steps > 0 {
        tracing::info!(steps, "the database was brought to this version");
    }
    let shop = assemble(config, database)?;
    shipping::job::renew(&shop).await?;
    tax::job::renew(&shop).await?;
    currency::job::renew(&shop).await?;
    Ok(shop)
}

/// Puts the shop together without looking into the database.
///
/// # Errors
/// A part that cannot be had.
pub fn assemble(config: &Config, database: Database) -> Result<Shop, StartupError> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let mut providers = PaymentProviders::default();
    if let Some(provider) = test_provider(config, &database, &clock)? {
        providers = providers.with(PaymentMethod::Test, Arc::new(provider));
    }
    if let Some(stripe) = stripe(config)? {
        providers = providers.with(PaymentMethod::Stripe, Arc::new(stripe));
    }
    Ok(Shop::new(ShopParts {
        vat_numbers: vat_numbers(config)?,
        tax_service: tax_service(config)?,
        shelf: Arc::new(Shelf::new(database.clone(), Arc::clone(&clock))),
        files: files(config)?,
        images: Arc::new(Workshop),
        search: Arc::new(ProductIndex::new()),
        mail: mail(config)?,
        providers,
        settings: Arc::new(config.shop.clone()),
        rulebook: Arc::default(),
        shipping: Arc::default(),
        taxes: Arc::default(),
        currencies: Arc::default(),
        counted: Arc::default(),
        numbers: Arc::default(),
        database,
        clock,
    }))
}

fn files(config: &Config) -> Result<Arc<dyn Files>, StartupError> {
    Ok(match bucket(config)? {
        Some(bucket) => Arc::new(bucket),
        None => Arc::new(folder(config)),
    })
}

/// The folder for files, whether the shop uses it or not.
#[must_use]
pub fn folder(config: &Config) -> Folder {
    Folder::new(config.shop.data_dir.join("media"))
}

/// The bucket for files, when there is one.
///
/// # Errors
/// Settings that make no bucket.
pub fn bucket(config: &Config) -> Result<Option<Bucket>, StartupError> {
    Ok(config.bucket.as_ref().map(Bucket::new).transpose()?)
}

/// Whether files can be kept, in words.
///
/// # Errors
/// What stands in the way.
pub async fn check_bucket(config: &Config) -> Result<Option<String>, String> {
    let Some(bucket) = bucket(config).map_err(|error| error.to_string())? else { return Ok(None) };
    let name = config.bucket.as_ref().map(|config| config.bucket.clone()).unwrap_or_default();
    bucket.check().await.map(|()| Some(format!("the bucket {name} can be written"))).map_err(|error| error.to_string())
}

fn mail(config: &Config) -> Result<Arc<dyn Mail>, StartupError> {
    Ok(match &config.mail {
        Some(server) => Arc::new(smtp(config, server)?),
        None => {
            let folder = config.shop.data_dir.join("mail");
            let mail = FolderMail::new(folder, &config.shop.name, &config.shop.email);
            Arc::new(mail.map_err(|error| StartupError::Mail(error.to_string()))?)
        }
    })
}

fn smtp(config: &Config, server: &SmtpConfig) -> Result<SmtpMail, StartupError> {
    let mail = SmtpMail::new(server, &config.shop.name, &config.shop.email);
    mail.map_err(|error| StartupError::Mail(error.to_string()))
}

/// Whether mails can be sent, in words.
///
/// # Errors
/// What stands in the way.
pub async fn check_mail(config: &Config) -> Result<String, String> {
    let Some(server) = &config.mail else {
        return Ok(format!("kept as files in {}", config.shop.data_dir.join("mail").display()));
    };
    let mail = smtp(config, server).map_err(|error| error.to_string())?;
    match mail.check().await {
        Ok(true) => Ok("the mail server answers".to_owned()),
        Ok(false) => Err("the mail server answers, but takes no mails".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Who knows numbers for value added tax.
fn vat_numbers(config: &Config) -> Result<Option<Arc<dyn VatNumbers>>, StartupError> {
    Ok(match config.vat_check {
        VatCheck::Vies => Some(Arc::new(Vies::new(VIES).map_err(|error| StartupError::Vies(error.to_string()))?)),
        VatCheck::Test => Some(Arc::new(TestRegister)),
        VatCheck::Nobody => None,
    })
}

/// The service for rates of tax, when there is one.
fn tax_service(config: &Config) -> Result<Option<TaxService>, StartupError> {
    let Some((place, countries)) = config.tax_service.clone() else { return Ok(None) };
    let service = RateService::new(place).map_err(|error| StartupError::TaxService(error.to_string()))?;
    Ok(Some(TaxService::new(Arc::new(service), countries)))
}

/// Stripe, when there is a key for it.
fn stripe(config: &Config) -> Result<Option<Stripe>, StartupError> {
    let stripe = config.stripe.clone().map(Stripe::new).transpose();
    stripe.map_err(|error| StartupError::Stripe(error.to_string()))
}

/// Whether Stripe answers, in words; `None` when the shop does without it.
///
/// # Errors
/// What stands in the way.
pub async fn check_stripe(config: &Config) -> Result<Option<String>, String> {
    let Some(stripe) = stripe(config).map_err(|error| error.to_string())? else { return Ok(None) };
    let kind = if config.shop.production { "a live key" } else { "a key for trying out" };
    stripe.check().await.map(|()| Some(format!("Stripe answers, to {kind}"))).map_err(|error| error.to_string())
}

/// The built-in test provider, when it is on.
///
/// # Errors
/// A provider that refuses to exist here.
pub fn test_provider(
    config: &Config,
    database: &Database,
    clock: &Arc<dyn Clock>,
) -> Result<Option<TestPayment>, StartupError> {
    if !config.test_provider {
        return Ok(None);
    }
    let settings = TestPaymentConfig {
        base_url: config.shop.base_url.clone(),
        secrets: vec![config.shop.secret.derive("test payment", "webhook")],
        production: config.shop.production,
        dial: config.test_faults.clone(),
    };
    Ok(Some(TestPayment::new(settings, database.clone(), Arc::clone(clock))?))
}
