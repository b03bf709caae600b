//! The configuration: read once at the start, from defaults, file, environment and command line, checked as a whole.
//!
//! Not here: what the settings mean to a use case (services::setting). Invariants: an unknown key is refused, every problem
//! is named with key, value, source and what would be right, and a secret is never shown.

mod check;
mod error;
mod setting;
mod tax_service;
mod values;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use adapters::{
    files::BucketConfig, mail::SmtpConfig, stripe::StripeConfig, tax_rates::RateServiceConfig, test_payment::Dial,
};
use services::{db::DatabaseConfig, setting::ShopSettings};

use self::{check::whether, values::Values};
pub use self::{
    error::{ConfigError, Problem, Source},
    setting::{FAILPOINT, SETTINGS, Setting},
};

/// The checked configuration.
#[derive(Clone)]
pub struct Config {
    /// The file it was read from, if there was one.
    pub file: Option<PathBuf>,
    /// What the use cases need.
    pub shop: ShopSettings,
    /// Where the database is.
    pub database: DatabaseConfig,
    /// How the server listens.
    pub server: ServerConfig,
    /// Whether the built-in test provider takes payments.
    pub test_provider: bool,
    /// What the test provider does wrong on purpose; `None` where it does nothing wrong and nobody may make it.
    pub test_faults: Option<Dial>,
    /// Stripe; `None` when it takes no payments.
    pub stripe: Option<StripeConfig>,
    /// Who is asked about numbers for value added tax.
    pub vat_check: VatCheck,
    /// The service for rates of tax and the countries that it is asked about; `None` where the shop's own rates are all there is.
    pub tax_service: Option<(RateServiceConfig, Vec<String>)>,
    /// The mail server; `None` when mails are kept as files.
    pub mail: Option<SmtpConfig>,
    /// The bucket for files; `None` when they lie in the data directory.
    pub bucket: Option<BucketConfig>,
    /// Whether the log is JSON.
    pub log_json: bool,
}

/// Who is asked whether a number for value added tax is somebody's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VatCheck {
    /// The European Commission's register.
    #[default]
    Vies,
    /// A register for trying out.
    Test,
    /// Nobody: everybody pays the tax.
    Nobody,
}

/// How the server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerConfig {
    /// Where.
    pub listen: SocketAddr,
    /// The directory of the built pages, when it was named.
    pub site_root: Option<PathBuf>,
    /// How many proxies stand in front.
    pub trusted_proxies: usize,
    /// How many requests are worked on at once.
    pub most_requests: usize,
}

/// What the command line says about settings.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The configuration file.
    pub file: Option<PathBuf>,
    /// `data_dir`.
    pub data_dir: Option<PathBuf>,
    /// `server.port`.
    pub port: Option<u16>,
}

impl Config {
    /// Reads and checks everything; makes the shop's secret at the first start.
    ///
    /// # Errors
    /// A file that cannot be read, or settings that cannot be used.
    pub fn load(overrides: &Overrides, variables: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let mut values = Values::of_defaults();
        let file = values::file_to_read(overrides.file.as_deref());
        if let Some(path) = &file {
            values.add_file(path)?;
        }
        values.add_environment(variables);
        if let Some(path) = &overrides.data_dir {
            values.set("data_dir", path.display().to_string(), Source::CommandLine);
        }
        if let Some(port) = overrides.port {
            values.set("server.port", port.to_string(), Source::CommandLine);
        }
        Self::of(values, file)
    }

    /// Says where the server really listens, when the system chose the port.
    pub fn listening_on(&mut self, address: SocketAddr) {
        if self.shop.base_url == format!("http://{}", self.server.listen) {
            self.shop.base_url = format!("http://{address}");
        }
        self.server.listen = address;
    }

    fn of(mut values: Values, file: Option<PathBuf>) -> Result<Self, ConfigError> {
        let production = values.read("production", "must be true or false", false, whether);
        let data_dir = PathBuf::from(values.text("data_dir"));
        let server = server(&mut values, production);
        let mut shop = check::shop(&mut values, production, data_dir.clone(), server.listen);
        let database = database(&mut values, &data_dir);
        let log_json = check::log_is_json(&mut values);
        let mail = check::mail(&mut values, production);
        let bucket = check::bucket(&mut values, production);
        let test_provider = check::test_provider(&mut values, production);
        let test_faults = check::test_faults(&mut values, test_provider);
        let stripe = check::stripe(&mut values, production);
        let vat_check = check::vat_check(&mut values, production);
        let tax_service = tax_service::read(&mut values, production);
        check::some_way_of_payment(&mut values, &shop, test_provider || stripe.is_some());
        values.finish()?;
        shop.secret = adapters::secret::load_or_create(&data_dir)
            .map_err(|reason| ConfigError::Secret { data_dir: data_dir.clone(), reason })?;
        Ok(Self {
            file,
            shop,
            database,
            server,
            test_provider,
            test_faults,
            stripe,
            vat_check,
            tax_service,
            mail,
            bucket,
            log_json,
        })
    }
}

fn server(values: &mut Values, production: bool) -> ServerConfig {
    let address = values.read(
        "server.address",
        "must be an IP address such as 127.0.0.1",
        IpAddr::V4(Ipv4Addr::LOCALHOST),
        |text| text.parse().ok(),
    );
    let port = values.read("server.port", "must be a number from 0 to 65535", 3000, |text| text.parse().ok());
    let trusted_proxies = check::trusted_proxies(values, production);
    let most_requests = values
        .read("server.most_requests", "must be a number from 8 to 65535", 512, |text| check::number(text, 8..=65_535));
    let site_root = Some(values.text("server.site_root")).filter(|text| !text.is_empty()).map(PathBuf::from);
    ServerConfig { listen: SocketAddr::new(address, port), site_root, trusted_proxies, most_requests }
}

fn database(values: &mut Values, data_dir: &Path) -> DatabaseConfig {
    let readers =
        values.read("database.readers", "must be a number from 1 to 64", 4, |text| check::number(text, 1..=64));
    let wanted = "must begin with sqlite:// or postgres://";
    let url = values.read("database.url", wanted, String::new(), |text| {
        let known = ["sqlite://", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        (text.is_empty() || known).then(|| text.to_owned())
    });
    let url = if url.is_empty() { format!("sqlite://{}", data_dir.join("mercer.db").display()) } else { url };
    DatabaseConfig { url, readers: u32::try_from(readers).unwrap_or(4) }
}

#[cfg(test)]
mod tests;
