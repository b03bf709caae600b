//! Customers and orders of Zen Cart.

use crate::importer::{
    file::{FileError, Tables},
    platform::shop::{Dictionary, Orders, People},
};

/// The customers of a dump.
pub(in crate::importer::platform) fn people(tables: &mut Tables, prefix: &str) -> Result<Option<People>, FileError> {
    let addresses = tables.grouped(&format!("{prefix}address_book"), "customers_id")?;
    let mut names = |table: &str, id: &str, name: &str| -> Result<Dictionary, FileError> {
        Ok(Dictionary::new(&tables.all(&format!("{prefix}{table}"))?, id, name, ""))
    };
    let countries = names("countries", "countries_id", "countries_iso_code_2")?;
    let regions = names("zones", "zone_id", "zone_name")?;
    let Some(mut customers) = tables.take(&format!("{prefix}customers")) else { return Ok(None) };
    customers.rewind()?;
    Ok(Some(People { customers, addresses, countries, regions, last: 0 }))
}

/// The orders of a dump, their states in this language.
pub(in crate::importer::platform) fn orders(
    tables: &mut Tables,
    prefix: &str,
    language: &str,
) -> Result<Option<Orders>, FileError> {
    let lines = tables.grouped(&format!("{prefix}orders_products"), "orders_id")?;
    let sums = tables.grouped(&format!("{prefix}orders_total"), "orders_id")?;
    let states = tables.all(&format!("{prefix}orders_status"))?;
    let states = Dictionary::new(&states, "orders_status_id", "orders_status_name", language);
    let Some(mut orders) = tables.take(&format!("{prefix}orders")) else { return Ok(None) };
    orders.rewind()?;
    Ok(Some(Orders { orders, lines, sums, states }))
}
