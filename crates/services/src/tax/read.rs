//! Looking at the rates.

use domain::tax::view::TaxDesk;

use super::{TaxError, row};
use crate::Shop;

/// The rates as the manager edits them, straight from the database.
///
/// # Errors
/// A database that does not answer.
pub async fn desk(shop: &Shop) -> Result<TaxDesk, TaxError> {
    let mut connection = shop.database.connect().await?;
    let mut table = row::table(&mut connection).await?;
    table.rates.sort_by(|one, other| {
        let place = (&one.country, &one.region).cmp(&(&other.country, &other.region));
        place.then(one.class.key().cmp(other.class.key()).reverse()).then(other.from.cmp(&one.from))
    });
    Ok(TaxDesk { table, home: shop.settings.country.clone(), today: super::write::today(shop) })
}
