//! Changing the currencies.

use std::sync::Arc;

use domain::{
    currency::{CurrencyForm, Rate, Rounding, SellingCurrency},
    kernel::{Currency, ProductId, Timestamp},
};
use futures::future::BoxFuture;
use sqlx::{Any, Row as _, any::AnyArguments, query::Query};

use super::{CurrencyError, job, row, sql};
use crate::{
    Shop,
    account::Actor,
    db::{DatabaseError, Transaction, audit},
};

/// A change in its transaction: what it is about, for the log of changes.
struct Change {
    action: &'static str,
    currency: Currency,
    detail: String,
}

/// What a change is made with.
struct Pen<'a> {
    tx: &'a mut Transaction,
    /// The revision that it begins.
    revision: i64,
    actor: &'a str,
    now: Timestamp,
}

/// Changes the currencies: alone, counted, written down, and in force as soon as it is committed.
async fn change<F>(shop: &Shop, actor: &Actor, work: F) -> Result<(), CurrencyError>
where
    F: for<'a> Fn(Pen<'a>) -> BoxFuture<'a, Result<Change, CurrencyError>> + Send + Sync + 'static,
{
    let (database, name, now, work) = (shop.database.clone(), actor.name.clone(), shop.clock.now(), Arc::new(work));
    shop.database
        .write(move |tx| {
            let (database, name, work) = (database.clone(), name.clone(), Arc::clone(&work));
            Box::pin(async move {
                let counted = sqlx::query(sql::COUNT).fetch_one(tx.connection()).await?;
                let revision = counted.try_get("revision")?;
                let Change { action, currency, detail } = work(Pen { tx, revision, actor: &name, now }).await?;
                let subject = format!("currency {}", currency.code());
                let entry = audit::Entry { actor: &name, action, subject: &subject, detail: &detail };
                audit::record(tx, database.next_id(), entry, now).await?;
                job::enqueue(tx, &database, now).await?;
                Ok::<(), CurrencyError>(())
            })
        })
        .await?;
    // It is changed: who made it must not hear that it failed. The row that was queued with it reads the currencies again.
    if let Err(error) = job::renew(shop).await {
        tracing::error!(%error, "the currencies that were changed could not be read yet");
    }
    Ok(())
}

/// Sells in another currency.
///
/// # Errors
/// Fields that cannot stay, a currency that is there already; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, form: &CurrencyForm) -> Result<Currency, CurrencyError> {
    let now = shop.clock.now();
    let known = form.check(shop.settings.currency, 1, now).map_err(CurrencyError::Fields)?;
    let currency = known.currency;
    change(shop, actor, move |pen| {
        let known = known.clone();
        Box::pin(async move {
            let inserted = bind(sqlx::query(sql::INSERT), &known).execute(pen.tx.connection()).await?;
            if inserted.rows_affected() != 1 {
                return Err(CurrencyError::field("code", "You sell in this currency already."));
            }
            note_rate(pen, &known).await?;
            Ok(of("currency.create", &known))
        })
    })
    .await?;
    Ok(currency)
}

/// Changes everything of a currency but its code.
///
/// # Errors
/// As [`create`], a currency that is gone, and somebody who was faster.
pub async fn save(
    shop: &Shop,
    actor: &Actor,
    (code, version): (&str, i64),
    form: &CurrencyForm,
) -> Result<(), CurrencyError> {
    let form = CurrencyForm { code: code.to_owned(), ..form.clone() };
    let wished = form.check(shop.settings.currency, version, shop.clock.now()).map_err(CurrencyError::Fields)?;
    change(shop, actor, move |pen| {
        let wished = wished.clone();
        Box::pin(async move { write(pen, "currency.save", wished).await })
    })
    .await
}

/// Lets a rate hold again that the currency had.
///
/// # Errors
/// A rate that is not there or is from another currency than the shop's, somebody who was faster; a database that failed.
pub async fn use_again(
    shop: &Shop,
    actor: &Actor,
    (code, version): (&str, i64),
    revision: i64,
) -> Result<(), CurrencyError> {
    let (base, now) = (shop.settings.currency, shop.clock.now());
    let currency = Currency::parse(code).map_err(|_| CurrencyError::NotFound)?;
    change(shop, actor, move |pen| {
        Box::pin(async move {
            let code = currency.code().to_owned();
            let past = sqlx::query(sql::PAST_RATE).bind(code).bind(revision);
            let past = past.fetch_optional(pen.tx.connection()).await?.ok_or(CurrencyError::NotFound)?;
            if row::read(&past.try_get::<String, _>("base")?)? != base {
                return Err(CurrencyError::field(
                    "rate",
                    "This rate is from another currency than that of your prices.",
                ));
            }
            let known = before(pen.tx, currency).await?;
            let (rate, rounding) = (row::rate(&past)?, row::rounding(&past)?);
            let wished = SellingCurrency { version, base, rate, rounding, rated_at: now, ..known };
            write(pen, "currency.use_again", wished).await
        })
    })
    .await
}

/// Takes a currency away that no order is in, with the prices that things have in it.
///
/// # Errors
/// A currency that is gone or has orders, somebody who was faster; a database that failed.
pub async fn remove(shop: &Shop, actor: &Actor, (code, version): (&str, i64)) -> Result<(), CurrencyError> {
    let currency = Currency::parse(code).map_err(|_| CurrencyError::NotFound)?;
    let priced =
        sqlx::query(sql::PRICED_PRODUCTS).bind(currency.code().to_owned()).fetch_all(shop.database.reader()).await?;
    let priced: Vec<ProductId> =
        priced.iter().map(|row| row.try_get("product_id").map(ProductId)).collect::<Result<_, _>>()?;
    change(shop, actor, move |pen| {
        Box::pin(async move {
            let known = before(pen.tx, currency).await?;
            let code = currency.code().to_owned();
            let gone = sqlx::query(sql::DELETE_PRICES).bind(code.clone()).execute(pen.tx.connection()).await?;
            let deleted = sqlx::query(sql::DELETE).bind(code.clone()).bind(version);
            if deleted.execute(pen.tx.connection()).await?.rows_affected() != 1 {
                let uses = sqlx::query(sql::USES).bind(code).fetch_one(pen.tx.connection()).await?;
                let has_orders = uses.try_get::<i64, _>("orders")? > 0;
                return Err(if has_orders { CurrencyError::HasOrders } else { CurrencyError::Conflict });
            }
            let detail = format!("{}; {} own prices", detail(&known), gone.rows_affected());
            Ok(Change { action: "currency.remove", currency, detail })
        })
    })
    .await?;
    shop.shelf.refresh(&priced).await;
    Ok(())
}

/// Writes down what a currency is to be, and its rate where that is another one.
async fn write(pen: Pen<'_>, action: &'static str, wished: SellingCurrency) -> Result<Change, CurrencyError> {
    let known = before(pen.tx, wished.currency).await?;
    let price = |one: &SellingCurrency| (one.base, one.rate, one.rounding);
    let is_rated = price(&known) != price(&wished);
    let rated_at = if is_rated { wished.rated_at } else { known.rated_at };
    let wished = SellingCurrency { rated_at, ..wished };
    let saved = bind(sqlx::query(sql::SAVE), &wished).bind(wished.version).execute(pen.tx.connection()).await?;
    if saved.rows_affected() != 1 {
        return Err(CurrencyError::Conflict);
    }
    if is_rated {
        note_rate(pen, &wished).await?;
    }
    let detail = format!("{}; before: {}", detail(&wished), detail(&known));
    Ok(Change { action, currency: wished.currency, detail })
}

/// The currency as it stands in this transaction.
async fn before(tx: &mut Transaction, currency: Currency) -> Result<SellingCurrency, CurrencyError> {
    let table = row::table(tx.connection()).await?;
    table.currencies.into_iter().find(|one| one.currency == currency).ok_or(CurrencyError::NotFound)
}

async fn note_rate(pen: Pen<'_>, known: &SellingCurrency) -> Result<(), DatabaseError> {
    let SellingCurrency { currency, base, rate, rounding, .. } = known;
    let (rate, rounding): (&Rate, &Rounding) = (rate, rounding);
    sqlx::query(sql::NOTE_RATE)
        .bind(currency.code().to_owned())
        .bind(pen.revision)
        .bind(base.code().to_owned())
        .bind(rate.parts())
        .bind(rounding.key())
        .bind(pen.now.0)
        .bind(pen.actor.to_owned())
        .execute(pen.tx.connection())
        .await?;
    Ok(())
}

/// Binds a currency as both [`sql::INSERT`] and [`sql::SAVE`] take it.
fn bind<'q>(query: Query<'q, Any, AnyArguments>, known: &SellingCurrency) -> Query<'q, Any, AnyArguments> {
    query
        .bind(known.currency.code().to_owned())
        .bind(known.base.code().to_owned())
        .bind(known.rate.parts())
        .bind(known.rounding.key())
        .bind(i64::from(known.is_open))
        .bind(known.countries.join(" "))
        .bind(known.rated_at.0)
}

fn of(action: &'static str, known: &SellingCurrency) -> Change {
    Change { action, currency: known.currency, detail: detail(known) }
}

fn detail(known: &SellingCurrency) -> String {
    let standing = if known.is_open { "open" } else { "closed" };
    let (base, code, rounding) = (known.base.code(), known.currency.code(), known.rounding.label().to_lowercase());
    let countries = known.countries.join(" ");
    format!("1 {base} = {} {code}, {rounding}, {standing}, first for: {countries}", known.rate)
}
