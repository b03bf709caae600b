//! Changing the table.

use std::sync::Arc;

use domain::{
    kernel::{ShippingMethodId, ShippingZoneId, Timestamp},
    shipping::{CalendarForm, Method, MethodForm, Places, ShippingTable, ZoneForm, code_for},
};
use futures::future::BoxFuture;

use super::{ShippingError, bind, job, row, sql, terms};
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

/// Changes the table: alone, counted, written down, and in force as soon as it is committed.
async fn change<F>(shop: &Shop, actor: &Actor, work: F) -> Result<(), ShippingError>
where
    F: for<'a> Fn(&'a mut Transaction, ShippingTable, Timestamp) -> BoxFuture<'a, Result<Change, ShippingError>>
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
                Ok::<(), ShippingError>(())
            })
        })
        .await?;
    // It is changed: who made it must not hear that it failed. The row that was queued with it reads the table again.
    if let Err(error) = job::renew(shop).await {
        tracing::error!(%error, "the table of delivery that was changed could not be read yet");
    }
    Ok(())
}

/// Changes the calendar.
///
/// # Errors
/// Fields that cannot stay, somebody who was faster; a database that failed.
pub async fn save_calendar(shop: &Shop, actor: &Actor, version: i64, form: &CalendarForm) -> Result<(), ShippingError> {
    let calendar = form.check(version).map_err(ShippingError::Fields)?;
    if terms::time_zone(&calendar).is_none() {
        return Err(ShippingError::field("time_zone", "Choose a time zone of the list, as in Europe/Berlin."));
    }
    change(shop, actor, move |tx, _, now| {
        let calendar = calendar.clone();
        Box::pin(async move {
            let holidays: Vec<String> = calendar.holidays.iter().map(domain::shipping::Holiday::line).collect();
            let saved = sqlx::query(sql::SAVE_CALENDAR)
                .bind(calendar.version)
                .bind(calendar.time_zone.clone())
                .bind(calendar.cut_off_minute)
                .bind(i64::from(calendar.handling_days))
                .bind(row::working_days(&calendar))
                .bind(holidays.join("\n"))
                .bind(now.0)
                .execute(tx.connection())
                .await?;
            changed(saved.rows_affected())?;
            let detail = format!("until {}, {}", calendar.cut_off(), calendar.time_zone);
            Ok(Change { action: "shipping.calendar", subject: "shipping calendar".to_owned(), detail })
        })
    })
    .await
}

/// Makes a zone without any way of delivery yet.
///
/// # Errors
/// Fields that cannot stay, places that another zone has as closely; a database that failed.
pub async fn create_zone(shop: &Shop, actor: &Actor, form: &ZoneForm) -> Result<ShippingZoneId, ShippingError> {
    let (name, places) = form.check().map_err(ShippingError::Fields)?;
    let id = ShippingZoneId(shop.database.next_id());
    change(shop, actor, move |tx, table, now| {
        let (name, places) = (name.clone(), places.clone());
        Box::pin(async move {
            refuse_shared(&table, None, &places)?;
            let (countries, postcodes) = row::countries(&places);
            sqlx::query(sql::INSERT_ZONE)
                .bind(id.0)
                .bind(name.clone())
                .bind(places.key())
                .bind(countries)
                .bind(postcodes)
                .bind(now.0)
                .execute(tx.connection())
                .await?;
            Ok(of_zone("shipping.create_zone", id, &format!("{name}: {}", places.words())))
        })
    })
    .await?;
    Ok(id)
}

/// Changes name and places of a zone.
///
/// # Errors
/// As [`create_zone`], a zone that is gone, and somebody who was faster.
pub async fn save_zone(
    shop: &Shop,
    actor: &Actor,
    id: ShippingZoneId,
    version: i64,
    form: &ZoneForm,
) -> Result<(), ShippingError> {
    let (name, places) = form.check().map_err(ShippingError::Fields)?;
    change(shop, actor, move |tx, table, now| {
        let (name, places) = (name.clone(), places.clone());
        Box::pin(async move {
            if table.zones.iter().all(|zone| zone.id != id) {
                return Err(ShippingError::NotFound);
            }
            refuse_shared(&table, Some(id), &places)?;
            let (countries, postcodes) = row::countries(&places);
            let saved = sqlx::query(sql::SAVE_ZONE)
                .bind(id.0)
                .bind(name.clone())
                .bind(places.key())
                .bind(countries)
                .bind(postcodes)
                .bind(now.0)
                .bind(version)
                .execute(tx.connection())
                .await?;
            changed(saved.rows_affected())?;
            Ok(of_zone("shipping.save_zone", id, &format!("{name}: {}", places.words())))
        })
    })
    .await
}

/// Deletes a zone with its ways of delivery. Orders keep what they agreed.
///
/// # Errors
/// A zone that is gone, somebody who was faster; a database that failed.
pub async fn delete_zone(shop: &Shop, actor: &Actor, id: ShippingZoneId, version: i64) -> Result<(), ShippingError> {
    change(shop, actor, move |tx, table, _| {
        Box::pin(async move {
            let zone = table.zones.iter().find(|zone| zone.id == id).ok_or(ShippingError::NotFound)?;
            sqlx::query(sql::DELETE_METHODS).bind(id.0).execute(tx.connection()).await?;
            let deleted = sqlx::query(sql::DELETE_ZONE).bind(id.0).bind(version).execute(tx.connection()).await?;
            changed(deleted.rows_affected())?;
            Ok(of_zone("shipping.delete_zone", id, &zone.name))
        })
    })
    .await
}

/// Makes a way of delivery in a zone.
///
/// # Errors
/// Fields that cannot stay, a zone that is gone; a database that failed.
pub async fn create_method(
    shop: &Shop,
    actor: &Actor,
    zone: ShippingZoneId,
    form: &MethodForm,
) -> Result<ShippingMethodId, ShippingError> {
    let id = ShippingMethodId(shop.database.next_id());
    let method = checked(shop, (id, ""), form)?;
    change(shop, actor, move |tx, table, now| {
        let mut method = method.clone();
        Box::pin(async move {
            let zone = table.zones.iter().find(|known| known.id == zone).ok_or(ShippingError::NotFound)?;
            let taken: Vec<&str> = zone.methods.iter().map(|method| method.code.as_str()).collect();
            method.code = code_for(&method.name, &taken);
            let query = sqlx::query(sql::INSERT_METHOD).bind(id.0).bind(zone.id.0);
            bind::method(query, &method, now)?.execute(tx.connection()).await?;
            Ok(of_method("shipping.create_method", &method))
        })
    })
    .await?;
    Ok(id)
}

/// Changes everything of a way of delivery but its code, which bags and orders know.
///
/// # Errors
/// Fields that cannot stay, a way that is gone, somebody who was faster; a database that failed.
pub async fn save_method(
    shop: &Shop,
    actor: &Actor,
    id: ShippingMethodId,
    version: i64,
    form: &MethodForm,
) -> Result<(), ShippingError> {
    let method = checked(shop, (id, ""), form)?;
    change(shop, actor, move |tx, table, now| {
        let mut method = method.clone();
        Box::pin(async move {
            let (_, known) = table.method(id).ok_or(ShippingError::NotFound)?;
            method.code.clone_from(&known.code);
            let query = sqlx::query(sql::SAVE_METHOD).bind(id.0).bind(version);
            let saved = bind::method(query, &method, now)?.execute(tx.connection()).await?;
            changed(saved.rows_affected())?;
            Ok(of_method("shipping.save_method", &method))
        })
    })
    .await
}

/// Deletes a way of delivery. Orders keep what they agreed.
///
/// # Errors
/// A way that is gone, somebody who was faster; a database that failed.
pub async fn delete_method(
    shop: &Shop,
    actor: &Actor,
    id: ShippingMethodId,
    version: i64,
) -> Result<(), ShippingError> {
    change(shop, actor, move |tx, table, _| {
        Box::pin(async move {
            let (_, method) = table.method(id).ok_or(ShippingError::NotFound)?;
            let deleted = sqlx::query(sql::DELETE_METHOD).bind(id.0).bind(version).execute(tx.connection()).await?;
            changed(deleted.rows_affected())?;
            Ok(of_method("shipping.delete_method", method))
        })
    })
    .await
}

fn checked(shop: &Shop, of: (ShippingMethodId, &str), form: &MethodForm) -> Result<Method, ShippingError> {
    form.check(of, shop.settings.currency, &shop.settings.languages).map_err(ShippingError::Fields)
}

/// Somebody was faster when no row has the version that was seen.
fn changed(rows: u64) -> Result<(), ShippingError> {
    if rows == 1 { Ok(()) } else { Err(ShippingError::Conflict) }
}

/// Two zones that are equally close to a place would leave to chance which of them decides.
fn refuse_shared(table: &ShippingTable, own: Option<ShippingZoneId>, places: &Places) -> Result<(), ShippingError> {
    let others = table.zones.iter().filter(|zone| Some(zone.id) != own);
    for zone in others {
        if let Some(place) = places.shared_with(&zone.places) {
            let field = if matches!(places, Places::Countries { .. }) { "countries" } else { "places" };
            return Err(ShippingError::field(field, &format!("The zone “{}” has this already: {place}.", zone.name)));
        }
    }
    Ok(())
}

fn of_zone(action: &'static str, id: ShippingZoneId, detail: &str) -> Change {
    Change { action, subject: format!("shipping zone {id}"), detail: detail.to_owned() }
}

fn of_method(action: &'static str, method: &Method) -> Change {
    let prices: Vec<String> = method.tiers.iter().map(|tier| format!("{}:{}", tier.step, tier.price)).collect();
    let detail = format!("{} {} {} {}", method.code, method.name, method.basis.key(), prices.join(" "));
    Change { action, subject: format!("shipping method {}", method.id), detail }
}
