//! Goods became free: those who wait for them get them first, the longest waiting before the others, in the same transaction.

use domain::{
    inventory::{Portion, ReservationState, dealt, free},
    kernel::{OrderId, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use super::{
    owed::{self, sql as owed_sql},
    sql, take,
    write::{Cause, Part, Shift, record},
};
use crate::db::{Database, DatabaseError, Transaction};

/// Who lets goods become free, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By<'a> {
    pub actor: &'a str,
    pub now: Timestamp,
}

/// Holds what is owed of a variant, before its stock grows. Whether somebody waits for it decides whether [`cover`] has work.
pub(crate) async fn expect(tx: &mut Transaction, variant: i64) -> Result<bool, DatabaseError> {
    Ok(owed::lock(tx, variant).await?.is_some_and(|standing| standing.owed > 0))
}

/// Someone who waits.
struct Waiting {
    id: i64,
    order: OrderId,
    missing: i64,
    is_paid: bool,
    expires_at: i64,
}

impl Waiting {
    fn from_row(row: &AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            order: OrderId(row.try_get("order_id")?),
            missing: row.try_get("missing")?,
            is_paid: row.try_get::<String, _>("state")? == "due",
            expires_at: row.try_get("expires_at")?,
        })
    }
}

/// Gives what is free of a variant to those who wait for it. What is owed of it is held by [`expect`].
pub(crate) async fn cover(
    tx: &mut Transaction,
    database: &Database,
    variant: i64,
    by: By<'_>,
) -> Result<(), DatabaseError> {
    let places = take::places(tx, variant).await?;
    let places = take::locked(tx, variant, places).await?;
    if free(&places) == 0 {
        return Ok(());
    }
    let rows = sqlx::query(owed_sql::WAITING).bind(variant).fetch_all(tx.connection()).await?;
    let waiting = rows.iter().map(Waiting::from_row).collect::<Result<Vec<_>, _>>()?;
    let missing: Vec<i64> = waiting.iter().map(|one| one.missing).collect();
    for (one, portions) in waiting.iter().zip(dealt(&missing, &places)) {
        give(tx, database, variant, (one, &portions), by).await?;
    }
    Ok(())
}

/// Gives one who waits these portions: what is paid leaves the stock, what is not is held.
async fn give(
    tx: &mut Transaction,
    database: &Database,
    variant: i64,
    (one, portions): (&Waiting, &[Portion]),
    by: By<'_>,
) -> Result<(), DatabaseError> {
    let (statement, state, shift) = if one.is_paid {
        (sql::SELL_AT, ReservationState::Committed, Shift { on_hand: -1, reserved: 0, reason: "sold" })
    } else {
        (sql::HOLD_AT, ReservationState::Held, Shift { on_hand: 0, reserved: 1, reason: "held" })
    };
    let mut parts = Vec::with_capacity(portions.len());
    for portion in portions {
        let moved = sqlx::query(statement).bind(portion.quantity).bind(variant).bind(portion.location);
        if moved.execute(tx.connection()).await?.rows_affected() == 0
            || !owed::lessen(tx, one.id, variant, portion.quantity).await?
        {
            // Both rows are held, so this cannot be; the transaction is undone before anything is counted wrongly.
            return Err(DatabaseError::Corrupt { what: "what is owed", value: one.id.to_string() });
        }
        sqlx::query(owed_sql::RESERVE)
            .bind(database.next_id())
            .bind(one.order.0)
            .bind(variant)
            .bind(portion.location)
            .bind(portion.quantity)
            .bind(state.key())
            .bind(one.expires_at)
            .execute(tx.connection())
            .await?;
        parts.push(Part { variant, location: portion.location, quantity: portion.quantity });
    }
    if parts.is_empty() {
        return Ok(());
    }
    record(tx, database, &parts, shift, Cause { order: one.order, actor: by.actor, now: by.now }).await
}
