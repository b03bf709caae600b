//! Looking at the rates.

use domain::{
    kernel::{Date, TaxRateId, country, plain_postcode},
    tax::{TaxRate, view::TaxDesk},
};

use super::{TaxError, row};
use crate::Shop;

/// So many rates are shown at once.
const SHOWN: usize = 200;

/// The rates as the manager edits them, straight from the database: those whose place or postcodes have these words in them, all without any.
///
/// # Errors
/// A database that does not answer.
pub async fn desk(shop: &Shop, words: &str) -> Result<TaxDesk, TaxError> {
    let mut connection = shop.database.connect().await?;
    let mut table = row::table(&mut connection).await?;
    table.rates.sort_by(|one, other| {
        let place = (&one.country, &one.region).cmp(&(&other.country, &other.region));
        place.then(one.class.key().cmp(other.class.key()).reverse()).then(other.from.cmp(&one.from))
    });
    let words = words.trim().to_lowercase();
    table.rates.retain(|rate| words.is_empty() || is_about(rate, &words));
    let left_off = table.rates.len().saturating_sub(SHOWN);
    table.rates.truncate(SHOWN);
    Ok(TaxDesk { table, home: shop.settings.country.clone(), today: super::write::today(shop), left_off })
}

/// One rate.
///
/// # Errors
/// A rate that is gone; a database that does not answer.
pub async fn rate(shop: &Shop, id: TaxRateId) -> Result<(TaxRate, Date), TaxError> {
    let mut connection = shop.database.connect().await?;
    let table = row::table(&mut connection).await?;
    let rate = table.rates.into_iter().find(|rate| rate.id == id).ok_or(TaxError::NotFound)?;
    Ok((rate, super::write::today(shop)))
}

/// Whether a rate is of a place with these words, or of a postcode.
fn is_about(rate: &TaxRate, words: &str) -> bool {
    let name = country(&rate.country).map_or(rate.country.as_str(), |country| country.name);
    let postcode = plain_postcode(words);
    format!("{name} {} {}", rate.country, rate.region).to_lowercase().contains(words)
        || (!rate.postcodes.is_empty() && rate.postcodes.iter().any(|start| postcode.starts_with(start.as_str())))
}
