//! Numbers for value added tax: asking whether they are somebody's, and remembering the answer.
//!
//! Invariants: nobody is asked while a transaction is open; nobody is asked about a number from which nothing follows; an answer
//! counts for its time (domain), whoever asks; without an answer the tax stays.

use std::time::Duration;

use domain::{
    kernel::Timestamp,
    tax::{VatCheck, VatClaim, VatNumber, is_member_state},
};
use sqlx::Row as _;

use super::{
    limit::{Limit, asks_too_often},
    sql,
};
use crate::{Shop, db::DatabaseError, port::VatNumbers};

/// For so long an answer is waited for: a shopper waits with us.
const PATIENCE: Duration = Duration::from_secs(6);
/// How many numbers one network may ask about.
const LIMIT: Limit = Limit { scope: "vat/network", most: 20 };
const DAY: i64 = 24 * 60 * 60 * 1_000;
/// Answers are kept for so long. Orders keep theirs.
const KEPT: i64 = 30 * DAY;

/// Whether the shop sells without tax to businesses of other member states: it is in one itself, has a number, and can ask.
#[must_use]
pub fn is_offered(shop: &Shop) -> bool {
    shop.vat_numbers.is_some() && own_number(shop).is_some() && is_member_state(&shop.settings.country)
}

fn own_number(shop: &Shop) -> Option<VatNumber> {
    let seller = shop.settings.seller.as_ref()?;
    VatNumber::parse(&seller.vat_id).ok()
}

/// What is known of a number that was typed; `None` where the shop does not ask for numbers.
///
/// # Errors
/// A database that does not answer.
pub async fn known(shop: &Shop, number: Option<VatNumber>) -> Result<Option<VatClaim>, DatabaseError> {
    let Some(number) = number.filter(|_| is_offered(shop)) else { return Ok(None) };
    let mut connection = shop.database.quick().await?;
    let row = sqlx::query(sql::VAT_CHECK).bind(number.to_string()).fetch_optional(&mut connection).await?;
    let check = row.map(|row| {
        Ok::<_, sqlx::Error>(VatCheck {
            number: number.clone(),
            is_valid: row.try_get::<i64, _>("is_valid")? == 1,
            name: row.try_get("name")?,
            inquiry: row.try_get("inquiry")?,
            checked_at: Timestamp(row.try_get("checked_at")?),
        })
    });
    Ok(Some(VatClaim { number, check: check.transpose()? }))
}

/// The same after asking, where something follows from the number for what goes to `country` and no answer counts. Who cannot be asked
/// leaves everything as it was, and so does a network that asks for ever new numbers. `from` is the network address of the request; empty
/// when unknown.
///
/// # Errors
/// A database that does not answer.
pub async fn asked(
    shop: &Shop,
    number: Option<VatNumber>,
    (country, from): (&str, &str),
) -> Result<Option<VatClaim>, DatabaseError> {
    let Some(claim) = known(shop, number).await? else { return Ok(None) };
    let now = shop.clock.now();
    let has_answer = claim.check.as_ref().is_some_and(|check| check.is_fresh(now));
    let Some(register) = shop.vat_numbers.as_ref().filter(|_| !has_answer) else { return Ok(Some(claim)) };
    if !claim.matters(&shop.settings.country, country) || asks_too_often(shop, LIMIT, from).await? {
        return Ok(Some(claim));
    }
    match ask(shop, register.as_ref(), &claim.number).await {
        Some(check) => {
            remember(shop, check.clone()).await?;
            Ok(Some(VatClaim { check: Some(check), ..claim }))
        }
        None => Ok(Some(claim)),
    }
}

async fn ask(shop: &Shop, register: &dyn VatNumbers, number: &VatNumber) -> Option<VatCheck> {
    let own = own_number(shop);
    let answer = match tokio::time::timeout(PATIENCE, register.check(number, own.as_ref())).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => {
            tracing::warn!(%error, country = number.country(), "a number for value added tax was not checked");
            return None;
        }
        Err(_) => {
            tracing::warn!(country = number.country(), "a number for value added tax was not checked in time");
            return None;
        }
    };
    Some(VatCheck {
        number: number.clone(),
        is_valid: answer.is_valid,
        name: answer.name.chars().take(200).collect(),
        inquiry: answer.inquiry.chars().take(100).collect(),
        checked_at: shop.clock.now(),
    })
}

async fn remember(shop: &Shop, check: VatCheck) -> Result<(), DatabaseError> {
    shop.database
        .write(move |tx| {
            let check = check.clone();
            Box::pin(async move {
                sqlx::query(sql::SAVE_VAT_CHECK)
                    .bind(check.number.to_string())
                    .bind(i64::from(check.is_valid))
                    .bind(check.name)
                    .bind(check.inquiry)
                    .bind(check.checked_at.0)
                    .execute(tx.connection())
                    .await?;
                let oldest = check.checked_at.0.saturating_sub(KEPT);
                sqlx::query(sql::FORGET_VAT_CHECKS).bind(oldest).execute(tx.connection()).await?;
                Ok::<_, DatabaseError>(())
            })
        })
        .await
}
