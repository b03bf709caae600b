//! Asking a service for the rates of tax at an address.

use async_trait::async_trait;
use domain::{kernel::Destination, tax::PlaceRates};

/// Nobody could say.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the rates of tax could not be asked for: {0}")]
pub struct RatesUnavailable(pub String);

/// Somebody who knows the rates at every address of some countries.
#[async_trait]
pub trait TaxRates: Send + Sync {
    /// The rates of a sale of a shop in the country `home` that is delivered to `destination`.
    ///
    /// # Errors
    /// When nobody could say.
    async fn at(&self, home: &str, destination: Destination<'_>) -> Result<PlaceRates, RatesUnavailable>;
}
