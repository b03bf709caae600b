//! Rates out of a file: shown first, then made, all of them or none.

use domain::{
    kernel::{Date, TaxRateId, Timestamp},
    tax::{RateFile, RatePlan, TaxRate, read_rates, view::RateFileOutcome},
};

use super::{
    TaxError, row, sql,
    write::{Change, bind_rate, change},
};
use crate::{
    Shop,
    account::Actor,
    db::{Transaction, many, with_rows},
    sheet,
};

/// So many rates are written by one statement.
const ROWS: usize = 50;

/// What a file would change from a day on.
///
/// # Errors
/// Lines that cannot be read, each with why; a database that failed.
pub async fn preview(shop: &Shop, file: &str, from: &str) -> Result<RateFileOutcome, TaxError> {
    let (file, from) = (read(file)?, day(from)?);
    let mut connection = shop.database.connect().await?;
    let table = row::table(&mut connection).await?;
    let plan = table.plan(&file.rates, from, || TaxRateId(0)).map_err(TaxError::File)?;
    Ok(outcome(&plan, &file, false))
}

/// Lets the rates of a file hold from a day on.
///
/// # Errors
/// As [`preview`], and days that would have no rate.
pub async fn take(shop: &Shop, actor: &Actor, file: &str, from: &str) -> Result<RateFileOutcome, TaxError> {
    let (file, from) = (read(file)?, day(from)?);
    let (database, sent) = (shop.database.clone(), file.clone());
    let plan = change(shop, actor, move |tx, table, now| {
        let (database, file) = (database.clone(), sent.clone());
        Box::pin(async move {
            let plan = table.plan(&file.rates, from, || TaxRateId(database.next_id())).map_err(TaxError::File)?;
            write(tx, &plan, now).await?;
            let detail = format!(
                "{} rates made, {} ended, {} left as they were, from {}",
                plan.new.len(),
                plan.ended.len(),
                plan.same,
                from.iso()
            );
            Ok((Change { action: "tax.import", subject: "tax rates".to_owned(), detail }, plan))
        })
    })
    .await?;
    Ok(outcome(&plan, &file, true))
}

fn read(file: &str) -> Result<RateFile, TaxError> {
    let (names, rows) = sheet::read(file).map_err(|problem| TaxError::File(vec![problem]))?;
    read_rates(&names, &rows).map_err(TaxError::File)
}

fn day(text: &str) -> Result<Date, TaxError> {
    Date::parse(text.trim()).ok_or_else(|| TaxError::field("from", "Write a day as in 2026-12-01."))
}

async fn write(tx: &mut Transaction, plan: &RatePlan, now: Timestamp) -> Result<(), TaxError> {
    for (id, until) in &plan.ended {
        let end = sqlx::query(sql::END).bind(id.0).bind(Some(until.days())).bind(now.0);
        end.execute(tx.connection()).await?;
    }
    for rates in plan.new.chunks(ROWS) {
        let statement = with_rows(sql::INSERT_RATES, 9, rates.len());
        let query = rates.iter().fold(many(statement), |query, rate: &TaxRate| bind_rate(query, rate, now));
        query.execute(tx.connection()).await?;
    }
    Ok(())
}

fn outcome(plan: &RatePlan, file: &RateFile, is_taken: bool) -> RateFileOutcome {
    RateFileOutcome::Read {
        new: plan.new.len(),
        ended: plan.ended.len(),
        same: plan.same,
        untaxed_deliveries: file.untaxed_deliveries,
        is_taken,
    }
}
