//! Changing the rates.

use std::sync::Arc;

use domain::{
    kernel::{TaxRateId, Timestamp},
    tax::{TaxRate, TaxRateForm, TaxSettingsForm, TaxTable, percent},
};
use futures::future::BoxFuture;
use sqlx::{Any, any::AnyArguments, query::Query};

use super::{TaxError, job, row, sql};
use crate::{
    Shop,
    account::Actor,
    db::{Transaction, audit},
};

/// A change in its transaction: what it is about, for the log of changes.
struct Change {
    action: &'static str,
    subject: String,
    detail: String,
}

/// Changes the rates: alone, counted, written down, and in force as soon as it is committed.
async fn change<F>(shop: &Shop, actor: &Actor, work: F) -> Result<(), TaxError>
where
    F: for<'a> Fn(&'a mut Transaction, TaxTable, Timestamp) -> BoxFuture<'a, Result<Change, TaxError>>
        + Send
        + Sync
        + 'static,
{
    let (database, name, now, work) = (shop.database.clone(), actor.name.clone(), shop.clock.now(), Arc::new(work));
    shop.database
        .write(move |tx| {
            let (database, name, work) = (database.clone(), name.clone(), Arc::clone(&work));
            Box::pin(async move {
                sqlx::query(sql::COUNT).execute(tx.connection()).await?;
                let table = row::table(tx.connection()).await?;
                let Change { action, subject, detail } = work(tx, table, now).await?;
                let entry = audit::Entry { actor: &name, action, subject: &subject, detail: &detail };
                audit::record(tx, database.next_id(), entry, now).await?;
                job::enqueue(tx, &database, now).await?;
                Ok::<(), TaxError>(())
            })
        })
        .await?;
    Ok(job::renew(shop).await?)
}

/// Makes a rate. One of the same class and place that holds on its first day ends on the day before.
///
/// # Errors
/// Fields that cannot stay, days on which another such rate holds; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, form: &TaxRateForm) -> Result<TaxRateId, TaxError> {
    let id = TaxRateId(shop.database.next_id());
    let rate = form.check(id, 1).map_err(TaxError::Fields)?;
    change(shop, actor, move |tx, mut table, now| {
        let rate = rate.clone();
        Box::pin(async move {
            let is_before =
                |known: &&mut TaxRate| known.is_alike(&rate) && known.from < rate.from && known.overlaps(&rate);
            if let Some(before) = table.rates.iter_mut().find(is_before) {
                let last = rate.from.plus_days(-1);
                before.until = Some(last);
                let end = sqlx::query(sql::END).bind(before.id.0).bind(last.days()).bind(now.0);
                end.execute(tx.connection()).await?;
            }
            refuse_overlap(&table, &rate)?;
            bind(sqlx::query(sql::INSERT), &rate, now).execute(tx.connection()).await?;
            Ok(of("tax.create", &rate))
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
            let query = bind(sqlx::query(sql::SAVE), &rate, now).bind(version);
            changed(query.execute(tx.connection()).await?.rows_affected())?;
            Ok(of("tax.save", &rate))
        })
    })
    .await
}

/// Deletes a rate that has not begun.
///
/// # Errors
/// A rate that is gone or has begun, somebody who was faster; a database that failed.
pub async fn delete(shop: &Shop, actor: &Actor, id: TaxRateId, version: i64) -> Result<(), TaxError> {
    change(shop, actor, move |tx, table, now| {
        Box::pin(async move {
            let rate = table.rates.iter().find(|rate| rate.id == id).ok_or(TaxError::NotFound)?;
            if rate.from <= now.date() {
                return Err(TaxError::HasBegun);
            }
            let deleted = sqlx::query(sql::DELETE).bind(id.0).bind(version).execute(tx.connection()).await?;
            changed(deleted.rows_affected())?;
            Ok(of("tax.delete", rate))
        })
    })
    .await
}

/// Changes where the shop collects taxes.
///
/// # Errors
/// Somebody who was faster; a database that failed.
pub async fn save_settings(shop: &Shop, actor: &Actor, version: i64, form: &TaxSettingsForm) -> Result<(), TaxError> {
    let settings = form.check(&shop.settings.country, version);
    change(shop, actor, move |tx, _, now| {
        let settings = settings.clone();
        Box::pin(async move {
            let registered = settings.registered.join(" ");
            let saved = sqlx::query(sql::SAVE_SETTINGS)
                .bind(version)
                .bind(i64::from(settings.is_oss))
                .bind(registered.clone())
                .bind(now.0)
                .execute(tx.connection())
                .await?;
            changed(saved.rows_affected())?;
            let detail = format!("One Stop Shop: {}; registered in: {registered}", settings.is_oss);
            Ok(Change { action: "tax.settings", subject: "tax settings".to_owned(), detail })
        })
    })
    .await
}

/// Binds a rate as both [`sql::INSERT`] and [`sql::SAVE`] take it.
fn bind<'q>(query: Query<'q, Any, AnyArguments>, rate: &TaxRate, now: Timestamp) -> Query<'q, Any, AnyArguments> {
    query
        .bind(rate.id.0)
        .bind(rate.class.key())
        .bind(rate.country.clone())
        .bind(rate.region.clone())
        .bind(rate.postcodes.join(" "))
        .bind(rate.rate)
        .bind(rate.from.days())
        .bind(rate.until.map(domain::kernel::Date::days))
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
            let words =
                format!("A rate of {} % holds from {} on these days already.", percent(other.rate), other.from.long());
            Err(TaxError::field("from", &words))
        }
    }
}

fn of(action: &'static str, rate: &TaxRate) -> Change {
    let until = rate.until.map(|until| format!(" until {}", until.iso())).unwrap_or_default();
    let (class, country, percent) = (rate.class.key(), &rate.country, percent(rate.rate));
    let detail = format!("{class} {country} {}: {percent} % from {}{until}", rate.region, rate.from.iso());
    Change { action, subject: format!("tax rate {}", rate.id), detail }
}
