//! The rate that an order was priced by.

use domain::{
    currency::{Rounding, Selling, Worth},
    kernel::{Currency, Money, OrderId},
};
use sqlx::{Row as _, any::AnyRow};

use super::{row, sql};
use crate::db::{Connection, DatabaseError, Transaction};

/// Writes it down with the order. One in the shop's own currency has none.
pub(crate) async fn note(tx: &mut Transaction, order: OrderId, selling: &Selling) -> Result<(), DatabaseError> {
    if selling.is_base() {
        return Ok(());
    }
    sqlx::query(sql::NOTE_ORDER)
        .bind(order.0)
        .bind(selling.base.code().to_owned())
        .bind(selling.rate.parts())
        .bind(selling.rounding.key())
        .bind(selling.revision)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// How an order in this currency was priced: by its own rate for ever, whatever has become of the table.
pub(crate) async fn of(
    connection: &mut Connection,
    order: OrderId,
    currency: Currency,
) -> Result<Selling, DatabaseError> {
    let found = sqlx::query(sql::OF_ORDER).bind(order.0).fetch_optional(connection).await?;
    let Some(found) = found else { return Ok(Selling::base(currency, 0)) };
    Ok(Selling {
        base: row::read(&found.try_get::<String, _>("base")?)?,
        currency,
        rate: row::rate(&found)?,
        rounding: row::rounding(&found)?,
        revision: found.try_get("revision")?,
    })
}

/// Adds what orders of one currency and one rate came to: a row with `currency`, `base`, `rate` and the sum in a column.
pub(crate) fn add(worth: &mut Worth, found: &AnyRow, column: &str) -> Result<(), DatabaseError> {
    let currency = row::read(&found.try_get::<String, _>("currency")?)?;
    let amount = Money::new(found.try_get(column)?, currency);
    let agreed = match found.try_get::<Option<String>, _>("base")? {
        // The sum is told to the unit, by no other rule.
        Some(base) => {
            let (base, rate) = (row::read(&base)?, row::rate(found)?);
            Some(Selling { base, currency, rate, rounding: Rounding::Smallest, revision: 0 })
        }
        None => None,
    };
    let beyond = |_| DatabaseError::Corrupt { what: "the sum of orders", value: amount.to_string() };
    worth.add(amount, agreed.as_ref()).map_err(beyond)
}
