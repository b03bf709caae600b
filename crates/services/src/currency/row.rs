//! From rows to currencies.

use domain::{
    currency::{CurrencyTable, Rate, Rounding, SellingCurrency},
    kernel::{Currency, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::db::{Connection, DatabaseError};

/// All currencies as they stand now.
pub(super) async fn table(connection: &mut Connection) -> Result<CurrencyTable, DatabaseError> {
    let rows = sqlx::query(sql::TABLE).fetch_all(connection).await?;
    let first = rows
        .first()
        .ok_or_else(|| DatabaseError::Corrupt { what: "the settings of currencies", value: String::new() })?;
    let revision = first.try_get("revision")?;
    let currencies = rows.iter().filter_map(|row| known(row).transpose()).collect::<Result<_, _>>()?;
    Ok(CurrencyTable { revision, currencies })
}

fn known(row: &AnyRow) -> Result<Option<SellingCurrency>, DatabaseError> {
    let Some(code) = row.try_get::<Option<String>, _>("code")? else { return Ok(None) };
    Ok(Some(SellingCurrency {
        currency: read(&code)?,
        version: row.try_get("version")?,
        base: read(&row.try_get::<String, _>("base")?)?,
        rate: rate(row)?,
        rounding: rounding(row)?,
        is_open: row.try_get::<i64, _>("is_open")? == 1,
        countries: row.try_get::<String, _>("countries")?.split_whitespace().map(str::to_owned).collect(),
        rated_at: Timestamp(row.try_get("rated_at")?),
    }))
}

/// The currency with this code.
pub(super) fn read(code: &str) -> Result<Currency, DatabaseError> {
    Currency::parse(code).map_err(|_| DatabaseError::Corrupt { what: "a currency", value: code.to_owned() })
}

pub(super) fn rate(row: &AnyRow) -> Result<Rate, DatabaseError> {
    let parts: i64 = row.try_get("rate")?;
    Rate::new(parts).map_err(|_| DatabaseError::Corrupt { what: "a rate", value: parts.to_string() })
}

pub(super) fn rounding(row: &AnyRow) -> Result<Rounding, DatabaseError> {
    let word: String = row.try_get("rounding")?;
    Rounding::from_key(&word).ok_or(DatabaseError::Corrupt { what: "a rule of rounding", value: word })
}
