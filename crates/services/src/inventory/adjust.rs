//! Movements that no order makes: what was bought, and what a count found.

use domain::{
    inventory::MoveReason,
    kernel::{Timestamp, VariantId},
};

use super::{
    admin_sql as sql,
    cover::{self, By},
};
use crate::db::{Database, DatabaseError, Transaction};

/// Why stock moves, by whom and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Why<'a> {
    pub reason: MoveReason,
    /// The receipt, the count, the transfer or the location.
    pub subject: i64,
    pub actor: &'a str,
    pub now: Timestamp,
}

/// Moves what is on hand by a difference and writes the ledger; `false` when so many cannot be taken away, because orders hold them. What
/// came is given to those who wait for it.
pub(crate) async fn shift(
    tx: &mut Transaction,
    database: &Database,
    (variant, location): (VariantId, i64),
    change: i64,
    why: Why<'_>,
) -> Result<bool, DatabaseError> {
    let is_awaited = change > 0 && cover::expect(tx, variant.0).await?;
    let is_moved = shift_only(tx, database, (variant, location), change, why).await?;
    if is_moved && is_awaited {
        cover::cover(tx, database, variant.0, By { actor: why.actor, now: why.now }).await?;
    }
    Ok(is_moved)
}

/// The same, where the caller gives what came to those who wait.
pub(crate) async fn shift_only(
    tx: &mut Transaction,
    database: &Database,
    (variant, location): (VariantId, i64),
    change: i64,
    why: Why<'_>,
) -> Result<bool, DatabaseError> {
    if change == 0 {
        return Ok(true);
    }
    let moved = sqlx::query(sql::ADJUST).bind(variant.0).bind(location).bind(change);
    if moved.execute(tx.connection()).await?.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query(sql::ADD_MOVE)
        .bind(database.next_id())
        .bind(variant.0)
        .bind(location)
        .bind(change)
        .bind(why.reason.key())
        .bind(why.subject)
        .bind(why.actor.to_owned())
        .bind(why.now.0)
        .execute(tx.connection())
        .await?;
    Ok(true)
}
