//! The guarded movements.

use std::collections::BTreeMap;

use domain::{
    inventory::{Demand, ReservationState},
    kernel::{OrderId, Timestamp, VariantId},
};
use sqlx::{Row, any::AnyRow};

use super::{
    cover::{self, By},
    owed, sql,
};
pub(crate) use super::{owed::TakenBack, take::take};
use crate::db::{Database, DatabaseError, Transaction, many, with_rows};

/// Whose stock is moved, by whom and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause<'a> {
    pub order: OrderId,
    pub actor: &'a str,
    pub now: Timestamp,
}

/// A part of the stock that was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    pub variant: i64,
    pub location: i64,
    pub quantity: i64,
}

/// What was taken out of the free stock.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    pub(super) parts: Vec<Part>,
    /// What was not there.
    pub(super) owed: Vec<(VariantId, i64)>,
    pub(super) remaining: Vec<(VariantId, i64)>,
}

/// What moving does to the two counters, for each item.
#[derive(Clone, Copy)]
pub(super) struct Shift {
    pub on_hand: i64,
    pub reserved: i64,
    pub reason: &'static str,
}

/// Writes down for whom, and until when, was taken.
pub(crate) async fn note_held(
    tx: &mut Transaction,
    database: &Database,
    taken: &Taken,
    cause: Cause<'_>,
    expires_at: Timestamp,
) -> Result<(), DatabaseError> {
    let parts = &taken.parts;
    owed::note(tx, database, &taken.owed, cause, expires_at).await?;
    if parts.is_empty() {
        return Ok(());
    }
    insert_reservations(tx, database, parts, cause, expires_at).await?;
    record(tx, database, parts, Shift { on_hand: 0, reserved: 1, reason: "held" }, cause).await
}

/// The order is paid: what was held for it leaves the stock.
pub(crate) async fn commit(tx: &mut Transaction, database: &Database, cause: Cause<'_>) -> Result<(), DatabaseError> {
    let (mut parts, owes) = leave_held(tx, cause.order, ReservationState::Committed).await?;
    if owes {
        owed::lock_of_order(tx, cause.order).await?;
        // What came for it while we waited is held by now.
        parts.extend(leave_held(tx, cause.order, ReservationState::Committed).await?.0);
        parts.sort_unstable();
        owed::pay(tx, cause.order).await?;
    }
    shift(tx, database, &parts, Shift { on_hand: -1, reserved: -1, reason: "sold" }, cause).await
}

/// The order is given up: what was held for it is free again, and what had left the stock comes back.
pub(crate) async fn release(
    tx: &mut Transaction,
    database: &Database,
    state: ReservationState,
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    let (mut held, owes) = leave_held(tx, cause.order, state).await?;
    if owes {
        owed::lock_of_order(tx, cause.order).await?;
        held.extend(leave_held(tx, cause.order, state).await?.0);
        held.sort_unstable();
        owed::release(tx, cause.order).await?;
    }
    set_free(tx, database, &held, Shift { on_hand: 0, reserved: -1, reason: state.key() }, cause).await?;
    let rows = sqlx::query(sql::LEAVE_COMMITTED).bind(cause.order.0).fetch_all(tx.connection()).await?;
    let gone = parts(&rows)?;
    set_free(tx, database, &gone, Shift { on_hand: 1, reserved: 0, reason: "returned" }, cause).await
}

/// Lets goods become free again, and gives them to those who wait for them.
async fn set_free(
    tx: &mut Transaction,
    database: &Database,
    parts: &[Part],
    change: Shift,
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    for of_variant in parts.chunk_by(|one, other| one.variant == other.variant) {
        let Some(first) = of_variant.first() else { continue };
        let is_awaited = cover::expect(tx, first.variant).await?;
        shift(tx, database, of_variant, change, cause).await?;
        if is_awaited {
            cover::cover(tx, database, first.variant, By { actor: cause.actor, now: cause.now }).await?;
        }
    }
    Ok(())
}

/// Items of an order are not wanted any more. What of them never came is owed no more; `demand` came back or was never sent, and returns to
/// where it was taken from, never more than was taken. The caller has locked the order.
pub(crate) async fn give_back(
    tx: &mut Transaction,
    database: &Database,
    (taken_back, demand): (TakenBack<'_>, &[Demand]),
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    let never_came = owed::let_go(tx, cause.order, taken_back).await?;
    let returned = lessen(tx, cause.order, (demand, &never_came), SOLD).await?;
    set_free(tx, database, &returned, Shift { on_hand: 1, reserved: 0, reason: "returned" }, cause).await
}

/// An order that waits for its money needs less: what it is owed of that it is owed no more, and what it holds is free again, never more
/// than it held. The caller has locked the order.
pub(crate) async fn let_go(
    tx: &mut Transaction,
    database: &Database,
    demand: &[Demand],
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    let never_came = owed::let_go(tx, cause.order, TakenBack::Unsent(demand)).await?;
    let free = lessen(tx, cause.order, (demand, &never_came), HELD).await?;
    let reason = ReservationState::Released.key();
    set_free(tx, database, &free, Shift { on_hand: 0, reserved: -1, reason }, cause).await
}

/// The statements that make what an order has less.
#[derive(Clone, Copy)]
struct Lessening {
    parts: &'static str,
    all: &'static str,
    some: &'static str,
}

const SOLD: Lessening = Lessening { parts: sql::COMMITTED, all: sql::RELEASE, some: sql::LESSEN };
const HELD: Lessening = Lessening { parts: sql::HELD, all: sql::RELEASE_HELD, some: sql::LESSEN_HELD };

/// Makes what an order has less by what is not wanted and did come, place by place, and says where that was.
async fn lessen(
    tx: &mut Transaction,
    order: OrderId,
    (demand, never_came): (&[Demand], &BTreeMap<i64, i64>),
    statements: Lessening,
) -> Result<Vec<Part>, DatabaseError> {
    let mut lessened = Vec::new();
    for need in demand {
        let rows = sqlx::query(statements.parts).bind(order.0).bind(need.variant.0);
        let mut open = need.quantity.saturating_sub(never_came.get(&need.variant.0).copied().unwrap_or(0));
        for row in rows.fetch_all(tx.connection()).await? {
            let (id, quantity): (i64, i64) = (row.try_get("id")?, row.try_get("quantity")?);
            let less = open.min(quantity);
            if less <= 0 {
                break;
            }
            let statement = if less == quantity { statements.all } else { statements.some };
            if sqlx::query(statement).bind(id).bind(less).execute(tx.connection()).await?.rows_affected() == 1 {
                open = open.saturating_sub(less);
                lessened.push(Part { variant: need.variant.0, location: row.try_get("location_id")?, quantity: less });
            }
        }
    }
    lessened.sort_unstable();
    Ok(lessened)
}

/// Puts off the end of an order's holds.
pub(crate) async fn extend(tx: &mut Transaction, order: OrderId, until: Timestamp) -> Result<(), DatabaseError> {
    sqlx::query(sql::EXTEND).bind(order.0).bind(until.0).execute(tx.connection()).await?;
    sqlx::query(owed::sql::EXTEND).bind(order.0).bind(until.0).execute(tx.connection()).await?;
    Ok(())
}

/// What an order held and holds no more, and whether it may be owed something besides.
async fn leave_held(
    tx: &mut Transaction,
    order: OrderId,
    state: ReservationState,
) -> Result<(Vec<Part>, bool), DatabaseError> {
    let rows = sqlx::query(sql::LEAVE_HELD).bind(order.0).bind(state.key()).fetch_all(tx.connection()).await?;
    let owes = match rows.first() {
        Some(row) => row.try_get::<i64, _>("owes")? == 1,
        None => true,
    };
    Ok((parts(&rows)?, owes))
}

fn parts(rows: &[AnyRow]) -> Result<Vec<Part>, DatabaseError> {
    let part = |row: &AnyRow| -> Result<Part, DatabaseError> {
        Ok(Part {
            variant: row.try_get("variant_id")?,
            location: row.try_get("location_id")?,
            quantity: row.try_get("quantity")?,
        })
    };
    let mut parts = rows.iter().map(part).collect::<Result<Vec<Part>, DatabaseError>>()?;
    parts.sort_unstable();
    Ok(parts)
}

async fn shift(
    tx: &mut Transaction,
    database: &Database,
    parts: &[Part],
    shift: Shift,
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    for part in parts {
        sqlx::query(sql::SHIFT)
            .bind(part.variant)
            .bind(part.location)
            .bind(part.quantity.saturating_mul(shift.on_hand))
            .bind(part.quantity.saturating_mul(shift.reserved))
            .execute(tx.connection())
            .await?;
    }
    if parts.is_empty() { Ok(()) } else { record(tx, database, parts, shift, cause).await }
}

async fn insert_reservations(
    tx: &mut Transaction,
    database: &Database,
    parts: &[Part],
    cause: Cause<'_>,
    expires_at: Timestamp,
) -> Result<(), DatabaseError> {
    let statement = with_rows(sql::INSERT_RESERVATIONS, 7, parts.len());
    let query = parts.iter().fold(many(statement), |query, part| {
        query
            .bind(database.next_id())
            .bind(cause.order.0)
            .bind(part.variant)
            .bind(part.location)
            .bind(part.quantity)
            .bind(ReservationState::Held.key())
            .bind(expires_at.0)
    });
    query.execute(tx.connection()).await?;
    Ok(())
}

/// Writes the ledger.
pub(super) async fn record(
    tx: &mut Transaction,
    database: &Database,
    parts: &[Part],
    shift: Shift,
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    let statement = with_rows(sql::INSERT_MOVES, 9, parts.len());
    let query = parts.iter().fold(many(statement), |query, part| {
        query
            .bind(database.next_id())
            .bind(part.variant)
            .bind(part.location)
            .bind(part.quantity.saturating_mul(shift.on_hand))
            .bind(part.quantity.saturating_mul(shift.reserved))
            .bind(shift.reason)
            .bind(cause.order.0)
            .bind(cause.actor.to_owned())
            .bind(cause.now.0)
    });
    query.execute(tx.connection()).await?;
    Ok(())
}
