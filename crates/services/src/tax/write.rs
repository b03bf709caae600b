//! Changing the rates.

use std::sync::Arc;

use domain::{
    kernel::{Date, TaxRateId, Timestamp, country},
    tax::{TaxRate, TaxRateForm, TaxSettingsForm, TaxTable},
};
use futures::future::BoxFuture;
use sqlx::{Any, any::AnyArguments, query::Query};

use super::{TaxError, job, row, sql};
use crate::{
    Shop,
    account::Actor,
    db::{Transaction, audit, many, with_rows},
};

/// A change in its transaction: what it is about, for the log of changes.
pub(super) struct Change {
    pub action: &'static str,
    pub subject: String,
    pub detail: String,
}

/// The day by the clock of the shop.
pub(super) fn today(shop: &Shop) -> Date {
    shop.shipping.now().local(shop.clock.now()).date()
}

/// Changes the rates: alone, counted, written down, and in force as soon as it is committed. What would leave a day without the standard
/// rate that it had is refused: nothing would be charged on it.
pub(super) async fn change<T, F>(shop: &Shop, actor: &Actor, work: F) -> Result<T, TaxError>
where
    F: for<'a> Fn(&'a mut Transaction, TaxTable, Timestamp) -> BoxFuture<'a, Result<(Change, T), TaxError>>
        + Send
        + Sync
        + 'static,
    T: Send + 'static,
{
    let (database, name, now, work) = (shop.database.clone(), actor.name.clone(), shop.clock.now(), Arc::new(work));
    let today = today(shop);
    let made = shop
        .database
        .write(move |tx| {
            let (database, name, work) = (database.clone(), name.clone(), Arc::clone(&work));
            Box::pin(async move {
                sqlx::query(sql::COUNT).execute(tx.connection()).await?;
                let before = row::table(tx.connection()).await?;
                let (Change { action, subject, detail }, made) = work(tx, before.clone(), now).await?;
                refuse_gap(&before, &row::table(tx.connection()).await?, today)?;
                let entry = audit::Entry { actor: &name, action, subject: &subject, detail: &detail };
                audit::record(tx, database.next_id(), entry, now).await?;
                job::enqueue(tx, &database, now).await?;
                Ok::<T, TaxError>(made)
            })
        })
        .await?;
    // It is changed: who made it must not hear that it failed. The row that was queued with it reads the rates again.
    if let Err(error) = job::renew(shop).await {
        tracing::error!(%error, "the rates of tax that were changed could not be read yet");
    }
    Ok(made)
}

/// Makes a rate. One of the same class and place that holds on its first day ends on the day before, and goes on after the last day of
/// a rate that has one.
///
/// # Errors
/// Fields that cannot stay, days on which another such rate holds; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, form: &TaxRateForm) -> Result<TaxRateId, TaxError> {
    let id = TaxRateId(shop.database.next_id());
    let goes_on = TaxRateId(shop.database.next_id());
    let rate = form.check(id, 1).map_err(TaxError::Fields)?;
    change(shop, actor, move |tx, mut table, now| {
        let rate = rate.clone();
        Box::pin(async move {
            let mut after = None;
            let is_before =
                |known: &&mut TaxRate| known.is_alike(&rate) && known.from < rate.from && known.overlaps(&rate);
            if let Some(before) = table.rates.iter_mut().find(is_before) {
                after = rest_after(before, &rate, goes_on);
                before.until = Some(rate.from.plus_days(-1));
                end(tx, before, now).await?;
            }
            refuse_overlap(&table, &rate)?;
            for rate in std::iter::once(&rate).chain(&after) {
                let query = many(with_rows(sql::INSERT_RATES, 9, 1));
                bind_rate(query, rate, now).execute(tx.connection()).await?;
            }
            Ok((of("tax.create", &rate), ()))
        })
    })
    .await?;
    Ok(id)
}

/// Changes everything of a rate.
///
/// # Errors
/// As [`create`], a rate that is gone, and somebody who was faster.
pub async fn save(shop: &Shop, actor: &Actor, id: TaxRateId, version: i64, form: &TaxRateForm) -> Result<(), TaxError> {
    let rate = form.check(id, version).map_err(TaxError::Fields)?;
    change(shop, actor, move |tx, table, now| {
        let rate = rate.clone();
        Box::pin(async move {
            if table.rates.iter().all(|known| known.id != id) {
                return Err(TaxError::NotFound);
            }
            refuse_overlap(&table, &rate)?;
            let query = bind_rate(sqlx::query(sql::SAVE), &rate, now).bind(version);
            changed(query.execute(tx.connection()).await?.rows_affected())?;
            Ok((of("tax.save", &rate), ()))
        })
    })
    .await
}

/// Deletes a rate that has not begun. The one that it would have followed holds on its days.
///
/// # Errors
/// A rate that is gone or has begun, somebody who was faster; a database that failed.
pub async fn delete(shop: &Shop, actor: &Actor, id: TaxRateId, version: i64) -> Result<(), TaxError> {
    let today = today(shop);
    change(shop, actor, move |tx, table, now| {
        Box::pin(async move {
            let rate = table.rates.iter().find(|rate| rate.id == id).ok_or(TaxError::NotFound)?;
            if rate.from <= today {
                return Err(TaxError::HasBegun);
            }
            let deleted = sqlx::query(sql::DELETE).bind(id.0).bind(version).execute(tx.connection()).await?;
            changed(deleted.rows_affected())?;
            if let Some(before) = table.before(rate) {
                end(tx, &TaxRate { until: rate.until, ..before.clone() }, now).await?;
            }
            Ok((of("tax.delete", rate), ()))
        })
    })
    .await
}

/// Changes where the shop collects taxes.
///
/// # Errors
/// A country without a standard rate, somebody who was faster; a database that failed.
pub async fn save_settings(shop: &Shop, actor: &Actor, version: i64, form: &TaxSettingsForm) -> Result<(), TaxError> {
    let (settings, today) = (form.check(&shop.settings.country, version), today(shop));
    change(shop, actor, move |tx, table, now| {
        let settings = settings.clone();
        Box::pin(async move {
            let without = |code: &String| Some((code.clone(), table.day_without(code, today)?));
            if let Some((code, day)) = settings.registered.iter().find_map(without) {
                let words =
                    format!("{} has no standard rate on {}: make that rate first.", country_name(&code), day.long());
                return Err(TaxError::field("registered", &words));
            }
            let registered = settings.registered.join(" ");
            let saved = sqlx::query(sql::SAVE_SETTINGS)
                .bind(version)
                .bind(i64::from(settings.is_oss))
                .bind(registered.clone())
                .bind(now.0)
                .bind(i64::from(settings.adds_tax))
                .execute(tx.connection())
                .await?;
            changed(saved.rows_affected())?;
            let prices = if settings.adds_tax { "without" } else { "with" };
            let detail =
                format!("Prices {prices} tax; One Stop Shop: {}; registered in: {registered}", settings.is_oss);
            Ok((Change { action: "tax.settings", subject: "tax settings".to_owned(), detail }, ()))
        })
    })
    .await
}

/// The last day of a rate as it is to be.
async fn end(tx: &mut Transaction, rate: &TaxRate, now: Timestamp) -> Result<(), TaxError> {
    let end = sqlx::query(sql::END).bind(rate.id.0).bind(rate.until.map(Date::days)).bind(now.0);
    end.execute(tx.connection()).await?;
    Ok(())
}

/// What is left of a rate after the days of one that takes its place for a while.
fn rest_after(rate: &TaxRate, passing: &TaxRate, id: TaxRateId) -> Option<TaxRate> {
    let from = passing.until?.plus_days(1);
    let is_left = rate.until.is_none_or(|until| from <= until);
    is_left.then(|| TaxRate { id, version: 1, from, ..rate.clone() })
}

/// Binds a rate as both [`sql::INSERT_RATES`] and [`sql::SAVE`] take it.
pub(super) fn bind_rate<'q>(
    query: Query<'q, Any, AnyArguments>,
    rate: &TaxRate,
    now: Timestamp,
) -> Query<'q, Any, AnyArguments> {
    query
        .bind(rate.id.0)
        .bind(rate.class.key())
        .bind(rate.country.clone())
        .bind(rate.region.clone())
        .bind(rate.postcodes.join(" "))
        .bind(rate.rate.millionths())
        .bind(rate.from.days())
        .bind(rate.until.map(Date::days))
        .bind(now.0)
}

/// Somebody was faster when no row has the version that was seen.
fn changed(rows: u64) -> Result<(), TaxError> {
    if rows == 1 { Ok(()) } else { Err(TaxError::Conflict) }
}

fn refuse_overlap(table: &TaxTable, rate: &TaxRate) -> Result<(), TaxError> {
    let others = table.rates.iter().filter(|other| other.id != rate.id && other.is_alike(rate));
    match others.into_iter().find(|other| other.overlaps(rate)) {
        None => Ok(()),
        Some(other) => {
            let words = format!("A rate of {} % holds from {} on these days already.", other.rate, other.from.long());
            Err(TaxError::field("from", &words))
        }
    }
}

fn refuse_gap(before: &TaxTable, after: &TaxTable, today: Date) -> Result<(), TaxError> {
    match before.day_taken_by(after, today) {
        None => Ok(()),
        Some((code, day)) => {
            let (country, day) = (country_name(code), day.long());
            let words = format!(
                "On {day} {country} would have no standard rate. Make the rate that holds then: the former one ends by it."
            );
            Err(TaxError::field("from", &words))
        }
    }
}

fn country_name(code: &str) -> String {
    country(code).map_or_else(|| code.to_owned(), |country| country.name.to_owned())
}

fn of(action: &'static str, rate: &TaxRate) -> Change {
    let until = rate.until.map(|until| format!(" until {}", until.iso())).unwrap_or_default();
    let (class, country, percent) = (rate.class.key(), &rate.country, rate.rate);
    let detail = format!("{class} {country} {}: {percent} % from {}{until}", rate.region, rate.from.iso());
    Change { action, subject: format!("tax rate {}", rate.id), detail }
}
