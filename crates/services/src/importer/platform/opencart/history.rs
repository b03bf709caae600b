//! Customers and orders of OpenCart.

use crate::importer::{
    file::{FileError, Tables},
    platform::shop::{Dictionary, Orders, People},
};

/// The customers of a dump.
pub(in crate::importer::platform) fn people(tables: &mut Tables, prefix: &str) -> Result<Option<People>, FileError> {
    let addresses = tables.grouped(&format!("{prefix}address"), "customer_id")?;
    let mut names = |table: &str, id: &str, name: &str| -> Result<Dictionary, FileError> {
        Ok(Dictionary::new(&tables.all(&format!("{prefix}{table}"))?, id, name, ""))
    };
    let countries = names("country", "country_id", "iso_code_2")?;
    let regions = names("zone", "zone_id", "name")?;
    let Some(mut customers) = tables.take(&format!("{prefix}customer")) else { return Ok(None) };
    customers.rewind()?;
    Ok(Some(People { customers, addresses, countries, regions, last: 0 }))
}

/// The customers of a workbook.
pub(in crate::importer::platform) fn people_of_sheets(tables: &mut Tables) -> Result<Option<People>, FileError> {
    let addresses = tables.grouped("addresses", "customer_id")?;
    let Some(mut customers) = tables.take("customers") else { return Ok(None) };
    customers.rewind()?;
    let (countries, regions) = (Dictionary::default(), Dictionary::default());
    Ok(Some(People { customers, addresses, countries, regions, last: 0 }))
}

/// The orders of a dump, their states in this language.
pub(in crate::importer::platform) fn orders(
    tables: &mut Tables,
    prefix: &str,
    language: &str,
) -> Result<Option<Orders>, FileError> {
    let lines = tables.grouped(&format!("{prefix}order_product"), "order_id")?;
    let sums = tables.grouped(&format!("{prefix}order_total"), "order_id")?;
    let states = tables.all(&format!("{prefix}order_status"))?;
    let states = Dictionary::new(&states, "order_status_id", "name", language);
    let Some(mut orders) = tables.take(&format!("{prefix}order")) else { return Ok(None) };
    orders.rewind()?;
    Ok(Some(Orders { orders, lines, sums, states }))
}
