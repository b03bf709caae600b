//! From rows to coupons.

use domain::{
    coupon::{Benefit, Coupon, CouponCode, TypedCoupon},
    kernel::{Currency, Email, Money, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::{
    db::{Connection, DatabaseError, Transaction},
    setting::digest,
};

fn corrupt(what: &'static str, value: &str) -> DatabaseError {
    DatabaseError::Corrupt { what, value: value.to_owned() }
}

/// The coupon in the columns that begin with `coupon_`, when there is one.
pub(crate) fn coupon(row: &AnyRow) -> Result<Option<Coupon>, DatabaseError> {
    if row.try_get::<Option<i64>, _>("coupon_id")?.is_none() {
        return Ok(None);
    }
    let (code, kind): (String, String) = (row.try_get("coupon_code")?, row.try_get("coupon_kind")?);
    let (number, currency): (i64, String) = (row.try_get("coupon_number")?, row.try_get("coupon_currency")?);
    let currency = Currency::parse(&currency).map_err(|_| corrupt("a currency", &currency))?;
    let moment = |column: &str| row.try_get::<Option<i64>, _>(column).map(|moment| moment.map(Timestamp));
    Ok(Some(Coupon {
        benefit: match kind.as_str() {
            "percent" => Benefit::Percent(number),
            "amount" => Benefit::Amount(Money::new(number, currency)),
            "free_shipping" => Benefit::FreeShipping,
            _ => return Err(corrupt("the kind of a coupon", &kind)),
        },
        code: CouponCode::parse(&code).ok_or_else(|| corrupt("the code of a coupon", &code))?,
        least: Money::new(row.try_get("coupon_least")?, currency),
        valid_from: moment("coupon_valid_from")?,
        valid_until: moment("coupon_valid_until")?,
        most_uses: row.try_get("coupon_most_uses")?,
        most_per_customer: row.try_get("coupon_most_per_customer")?,
        used: row.try_get("coupon_used")?,
        is_active: row.try_get::<i64, _>("coupon_active")? == 1,
    }))
}

/// By what customers are told apart: the digest of their mail address.
pub(crate) fn customer_key(email: &str) -> String {
    digest(email)
}

/// What a cart has of a coupon: what was typed, and the coupon in the columns that begin with `coupon_`. `email` gives the address
/// that was typed so far; it is asked for only where a customer may not use the code any number of times.
pub(crate) async fn of_cart(
    connection: &mut Connection,
    row: &AnyRow,
    email: impl FnOnce() -> Option<Email>,
) -> Result<Option<TypedCoupon>, DatabaseError> {
    let typed: String = row.try_get("typed_code")?;
    if typed.is_empty() {
        return Ok(None);
    }
    let coupon = coupon(row)?;
    let is_bounded = coupon.as_ref().is_some_and(|coupon| coupon.most_per_customer.is_some());
    let used_by_customer = match email().filter(|_| is_bounded) {
        None => 0,
        Some(email) => {
            let query = sqlx::query(sql::USED_BY_CUSTOMER).bind(typed.clone()).bind(customer_key(email.as_str()));
            query.fetch_one(connection).await?.try_get("used_by_customer")?
        }
    };
    Ok(Some(TypedCoupon { typed, coupon, used_by_customer }))
}

/// What was typed and what is known of it now, for an order of this mail address.
pub(crate) async fn typed(tx: &mut Transaction, typed: String, email: &str) -> Result<TypedCoupon, DatabaseError> {
    let query = sqlx::query(sql::OF_CUSTOMER).bind(typed.clone()).bind(customer_key(email));
    let row = query.fetch_optional(tx.connection()).await?;
    let Some(row) = row else { return Ok(TypedCoupon { typed, coupon: None, used_by_customer: 0 }) };
    Ok(TypedCoupon { typed, coupon: coupon(&row)?, used_by_customer: row.try_get("used_by_customer")? })
}
