//! From rows to rates.

use domain::{
    kernel::{Date, TaxRateId},
    tax::{TaxClass, TaxPercent, TaxRate, TaxSettings, TaxTable},
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::db::{Connection, DatabaseError};

/// All rates as they stand now.
pub(super) async fn table(connection: &mut Connection) -> Result<TaxTable, DatabaseError> {
    let rows = sqlx::query(sql::TABLE).fetch_all(connection).await?;
    let first =
        rows.first().ok_or_else(|| DatabaseError::Corrupt { what: "the settings of taxes", value: String::new() })?;
    let settings = TaxSettings {
        version: first.try_get("settings_version")?,
        is_oss: first.try_get::<i64, _>("is_oss")? == 1,
        adds_tax: first.try_get::<i64, _>("adds_tax")? == 1,
        registered: words(first, "registered")?,
    };
    let rates = rows.iter().filter_map(|row| rate(row).transpose()).collect::<Result<_, _>>()?;
    Ok(TaxTable { revision: first.try_get("revision")?, settings, rates })
}

fn words(row: &AnyRow, column: &str) -> Result<Vec<String>, sqlx::Error> {
    Ok(row.try_get::<String, _>(column)?.split_whitespace().map(str::to_owned).collect())
}

/// The percentage in a column.
pub(crate) fn percent(row: &AnyRow, column: &str) -> Result<TaxPercent, DatabaseError> {
    let millionths: i64 = row.try_get(column)?;
    TaxPercent::new(millionths)
        .map_err(|_| DatabaseError::Corrupt { what: "a percentage of tax", value: millionths.to_string() })
}

fn rate(row: &AnyRow) -> Result<Option<TaxRate>, DatabaseError> {
    let Some(id) = row.try_get::<Option<i64>, _>("id")? else { return Ok(None) };
    let class: String = row.try_get("class")?;
    Ok(Some(TaxRate {
        id: TaxRateId(id),
        version: row.try_get("version")?,
        class: TaxClass::of(&class),
        country: row.try_get("country")?,
        region: row.try_get("region")?,
        postcodes: words(row, "postcodes")?,
        rate: percent(row, "rate")?,
        from: Date::from_days(row.try_get("valid_from")?),
        until: row.try_get::<Option<i64>, _>("valid_until")?.map(Date::from_days),
    }))
}
