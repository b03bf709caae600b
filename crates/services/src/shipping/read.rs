//! Looking at the table, and asking it.

use domain::{
    kernel::{Destination, Money},
    shipping::{
        Delivery, Parcel,
        view::{ShippingDesk, ShippingOption},
    },
};

use super::{ShippingError, row, terms};
use crate::Shop;

/// The table as the manager edits it, straight from the database.
///
/// # Errors
/// A database that does not answer, or amounts that cannot be computed.
pub async fn desk(shop: &Shop) -> Result<ShippingDesk, ShippingError> {
    let mut connection = shop.database.connect().await.map_err(ShippingError::from)?;
    let mut table = row::table(&mut connection).await?;
    let settings = &shop.settings;
    for method in table.zones.iter_mut().flat_map(|zone| &mut zone.methods) {
        *method = method.in_currency(settings.currency)?;
    }
    Ok(ShippingDesk {
        table,
        currency: settings.currency,
        home: settings.country.clone(),
        free_from: settings.free_shipping_from,
        languages: settings.languages.clone(),
        time_zones: terms::time_zones(),
    })
}

/// What a shopper would be offered now.
///
/// # Errors
/// Amounts that cannot be computed.
pub fn preview(
    shop: &Shop,
    destination: Destination<'_>,
    goods: Money,
    grams: i64,
) -> Result<Vec<ShippingOption>, ShippingError> {
    let terms = shop.shipping.now();
    let parcel = Parcel { grams, ..Parcel::worth(goods) };
    let delivery = Delivery {
        home: &shop.settings.country,
        destination,
        parcel,
        free_from: shop.settings.free_shipping_from,
        language: None,
        now: terms.local(shop.clock.now()),
    };
    Ok(terms.table.options(&delivery)?)
}
