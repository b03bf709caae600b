//! From rows to the table.

use domain::{
    kernel::{Currency, ShippingMethodId, ShippingZoneId},
    shipping::{Basis, Calendar, FreeFrom, Holiday, Limits, Method, MethodKind, Places, ShippingTable, Tier, Zone},
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::db::{Connection, DatabaseError};

fn corrupt(what: &'static str, value: &str) -> DatabaseError {
    DatabaseError::Corrupt { what, value: value.to_owned() }
}

/// The table as it stands now.
pub(super) async fn table(connection: &mut Connection) -> Result<ShippingTable, DatabaseError> {
    let rows = sqlx::query(sql::TABLE).fetch_all(connection).await?;
    let first = rows.first().ok_or_else(|| corrupt("the calendar of delivery", ""))?;
    let mut table =
        ShippingTable { revision: first.try_get("revision")?, calendar: calendar(first)?, zones: Vec::new() };
    for row in &rows {
        let Some(id) = row.try_get::<Option<i64>, _>("zone_id")?.map(ShippingZoneId) else { continue };
        if table.zones.last().is_none_or(|zone| zone.id != id) {
            table.zones.push(zone(row, id)?);
        }
        let method = row.try_get::<Option<i64>, _>("method_id")?.map(|id| method(row, ShippingMethodId(id)));
        if let (Some(zone), Some(method)) = (table.zones.last_mut(), method) {
            zone.methods.push(method?);
        }
    }
    Ok(table)
}

fn calendar(row: &AnyRow) -> Result<Calendar, DatabaseError> {
    let (working_days, holidays): (String, String) = (row.try_get("working_days")?, row.try_get("holidays")?);
    let holiday = |line: &str| Holiday::parse(line).ok_or_else(|| corrupt("a holiday", line));
    Ok(Calendar {
        version: row.try_get("calendar_version")?,
        time_zone: row.try_get("time_zone")?,
        cut_off_minute: row.try_get("cut_off_minute")?,
        handling_days: days(row, "handling_days")?,
        working_days: ['1', '2', '3', '4', '5', '6', '7'].map(|day| working_days.contains(day)),
        holidays: holidays.lines().map(holiday).collect::<Result<_, _>>()?,
    })
}

/// The digits of the days on which the shop works.
pub(super) fn working_days(calendar: &Calendar) -> String {
    ('1'..='7').zip(calendar.working_days).filter(|(_, works)| *works).map(|(day, _)| day).collect()
}

fn zone(row: &AnyRow, id: ShippingZoneId) -> Result<Zone, DatabaseError> {
    let places: String = row.try_get("places")?;
    let words = |column: &str| -> Result<Vec<String>, sqlx::Error> {
        Ok(row.try_get::<String, _>(column)?.split_whitespace().map(str::to_owned).collect())
    };
    Ok(Zone {
        id,
        version: row.try_get("zone_version")?,
        name: row.try_get("zone_name")?,
        places: match places.as_str() {
            "home" => Places::Home,
            "union" => Places::Union,
            "world" => Places::World,
            "countries" => Places::Countries { codes: words("countries")?, postcodes: words("postcodes")? },
            _ => return Err(corrupt("the places of a zone", &places)),
        },
        methods: Vec::new(),
    })
}

/// Countries and postcodes, with spaces between.
pub(super) fn countries(places: &Places) -> (String, String) {
    match places {
        Places::Countries { codes, postcodes } => (codes.join(" "), postcodes.join(" ")),
        Places::Home | Places::Union | Places::World => (String::new(), String::new()),
    }
}

fn method(row: &AnyRow, id: ShippingMethodId) -> Result<Method, DatabaseError> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let (names, kind, currency, basis) = (text("names")?, text("kind")?, text("currency")?, text("basis")?);
    let (tiers, free) = (text("tiers")?, text("free")?);
    let pairs: Vec<(i64, i64)> = serde_json::from_str(&tiers).map_err(|_| corrupt("prices of delivery", &tiers))?;
    let of_code = |code: &str| Currency::parse(code).map_err(|_| corrupt("a currency", code));
    Ok(Method {
        id,
        version: row.try_get("method_version")?,
        code: text("code")?,
        name: text("name")?,
        names: serde_json::from_str(&names).map_err(|_| corrupt("names of a way of delivery", &names))?,
        kind: MethodKind::from_key(&kind).ok_or_else(|| corrupt("a kind of delivery", &kind))?,
        currency: if currency.is_empty() { None } else { Some(of_code(&currency)?) },
        basis: Basis::from_key(&basis).ok_or_else(|| corrupt("the basis of a price", &basis))?,
        tiers: pairs.into_iter().map(|(step, price)| Tier { step, price }).collect(),
        free: match (free.as_str(), row.try_get::<Option<i64>, _>("free_from")?) {
            ("never", None) => FreeFrom::Never,
            ("setting", None) => FreeFrom::Setting,
            ("amount", Some(amount)) => FreeFrom::Amount(amount),
            _ => return Err(corrupt("when delivery is free", &free)),
        },
        limits: Limits { grams: row.try_get("most_grams")?, longest_mm: row.try_get("longest_mm")? },
        days: (days(row, "days_least")?, days(row, "days_most")?),
        position: row.try_get("position")?,
        is_active: row.try_get::<i64, _>("active")? == 1,
    })
}

fn days(row: &AnyRow, column: &str) -> Result<u32, DatabaseError> {
    let days: i64 = row.try_get(column)?;
    u32::try_from(days).map_err(|_| corrupt("a number of days", &days.to_string()))
}
