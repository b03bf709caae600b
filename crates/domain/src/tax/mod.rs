//! Which rate of value added tax a sale has.
//!
//! Not here: the sums (pricing), but what a [`TaxPercent`] makes of an amount is. Prices of a shop include the tax of the place whose rates count, or it is added to them. What a thing is decides
//! its [`TaxClass`]; the class has a rate in each country, or in a region of it, on each day; the settings decide whose rates count.
//! A business of another member state buys without tax where its number was checked. The choice between two reduced rates of a country
//! is not known.
//!
//! Invariants: of rates for the same class and place no two hold on one day; no change takes from a country the only standard rate of a
//! day from today on; a rate that has ended stays, so that it can be read of;
//! orders keep the rates that they were priced by.

mod class;
mod exemption;
mod file;
mod form;
mod gap;
mod percent;
mod plan;
mod postcode_range;
mod rate;
mod start;
mod state;
mod vat_number;
pub mod view;

pub use class::TaxClass;
pub use exemption::{VatCheck, VatClaim, VatStanding};
pub use file::{FileRate, RateFile, read_rates};
pub use form::{TaxRateForm, TaxSettingsForm};
pub use percent::{TaxPercent, TaxPercentError};
pub use plan::RatePlan;
pub use rate::{PlaceRates, TaxRate, TaxSettings, TaxTable, is_member_state};
pub use vat_number::{VatNumber, VatNumberError};
