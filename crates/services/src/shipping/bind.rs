//! A way of delivery as the statements take it.

use domain::{
    kernel::{Currency, Timestamp},
    shipping::{FreeFrom, Method},
};
use sqlx::{Any, any::AnyArguments, query::Query};

use crate::db::DatabaseError;

/// Binds everything from the code on.
pub(super) fn method<'q>(
    query: Query<'q, Any, AnyArguments>,
    method: &Method,
    now: Timestamp,
) -> Result<Query<'q, Any, AnyArguments>, DatabaseError> {
    let encode = |error: serde_json::Error| sqlx::Error::Encode(Box::new(error));
    let tiers: Vec<(i64, i64)> = method.tiers.iter().map(|tier| (tier.step, tier.price)).collect();
    let free_from = if let FreeFrom::Amount(minor) = method.free { Some(minor) } else { None };
    Ok(query
        .bind(method.code.clone())
        .bind(method.name.clone())
        .bind(serde_json::to_string(&method.names).map_err(encode)?)
        .bind(method.kind.key())
        .bind(method.currency.as_ref().map(Currency::code).unwrap_or_default().to_owned())
        .bind(method.basis.key())
        .bind(serde_json::to_string(&tiers).map_err(encode)?)
        .bind(method.free.key())
        .bind(free_from)
        .bind(method.limits.grams)
        .bind(method.limits.longest_mm)
        .bind(i64::from(method.days.0))
        .bind(i64::from(method.days.1))
        .bind(method.position)
        .bind(i64::from(method.is_active))
        .bind(now.0))
}
