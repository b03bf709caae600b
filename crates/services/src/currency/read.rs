//! Looking at the currencies, and which one somebody wants.

use domain::{
    currency::{
        Selling,
        view::{CurrencyChoice, CurrencyDesk, CurrencySheet, PastRate, PriceSample},
    },
    kernel::{Currency, Money, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use super::{CurrencyError, row, sql};
use crate::{
    Shop,
    db::{Connection, DatabaseError},
};

/// What somebody is sold in who chose this word, and whose browser wants these languages; `None` for the shop's own currency. A word that is
/// none of the shop's currencies is as good as no word, and what a browser wants counts only as long as nobody has chosen.
#[must_use]
pub fn wanted(shop: &Shop, chosen: Option<&str>, languages: Option<&str>) -> Option<Selling> {
    let table = shop.currencies.now();
    if table.currencies.is_empty() {
        return None;
    }
    let base = shop.settings.currency;
    let chosen = chosen.and_then(|code| Currency::parse(code).ok());
    let is_known = |code: &Currency| *code == base || table.offered(base).any(|one| one.currency == *code);
    let currency = match chosen.filter(is_known) {
        Some(chosen) => Some(chosen),
        None => languages.and_then(|languages| table.of_languages(base, languages)),
    };
    Some(table.selling(base, currency)).filter(|selling| !selling.is_base())
}

/// What a shopper can choose from, the shop's own currency first; nothing where there is only one.
#[must_use]
pub fn choices(shop: &Shop) -> Vec<CurrencyChoice> {
    let (table, base) = (shop.currencies.now(), shop.settings.currency);
    let mut codes: Vec<Currency> = table.offered(base).map(|one| one.currency).collect();
    if codes.is_empty() {
        return Vec::new();
    }
    codes.insert(0, base);
    let current = shop.selling().currency;
    let choice = |code: Currency| CurrencyChoice { code: code.code().to_owned(), is_current: code == current };
    codes.into_iter().map(choice).collect()
}

/// The currencies as the manager edits them, straight from the database.
///
/// # Errors
/// A database that does not answer.
pub async fn desk(shop: &Shop) -> Result<CurrencyDesk, CurrencyError> {
    let mut connection = shop.database.connect().await?;
    let table = row::table(&mut connection).await?;
    let base = shop.settings.currency;
    Ok(CurrencyDesk { base, table, samples: samples(&mut connection, base).await? })
}

/// One currency, with the rates that it had.
///
/// # Errors
/// A currency that is not there, a database that does not answer.
pub async fn sheet(shop: &Shop, code: &str) -> Result<CurrencySheet, CurrencyError> {
    let mut connection = shop.database.connect().await?;
    let table = row::table(&mut connection).await?;
    let wanted = Currency::parse(code).map_err(|_| CurrencyError::NotFound)?;
    let currency = table.currencies.into_iter().find(|one| one.currency == wanted).ok_or(CurrencyError::NotFound)?;
    let code = currency.currency.code().to_owned();
    let past = sqlx::query(sql::PAST_RATES).bind(code.clone()).fetch_all(&mut connection).await?;
    let uses = sqlx::query(sql::USES).bind(code).fetch_one(&mut connection).await?;
    let base = shop.settings.currency;
    let (orders, own_prices) = (uses.try_get("orders")?, uses.try_get("prices")?);
    let samples = samples(&mut connection, base).await?;
    let past = past.iter().map(past_rate).collect::<Result<_, _>>()?;
    Ok(CurrencySheet { currency, base, revision: table.revision, past, orders, own_prices, samples })
}

fn past_rate(found: &AnyRow) -> Result<PastRate, DatabaseError> {
    Ok(PastRate {
        revision: found.try_get("revision")?,
        rate: row::rate(found)?,
        rounding: row::rounding(found)?,
        since: Timestamp(found.try_get("since")?),
        actor: found.try_get("actor")?,
    })
}

async fn samples(connection: &mut Connection, base: Currency) -> Result<Vec<PriceSample>, DatabaseError> {
    let rows = sqlx::query(sql::SAMPLES).bind(base.code().to_owned()).fetch_all(connection).await?;
    let sample =
        |row: &AnyRow| Ok(PriceSample { title: row.try_get("title")?, price: Money::new(row.try_get("price")?, base) });
    rows.iter().map(sample).collect()
}
