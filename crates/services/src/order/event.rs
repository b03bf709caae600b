//! The history of an order.

use domain::kernel::{OrderId, Timestamp};

use super::sql;
use crate::db::{Database, DatabaseError, Transaction};

/// What happened to an order.
pub(crate) struct Event<'a> {
    pub order: OrderId,
    pub kind: &'static str,
    pub text: &'a str,
    pub actor: &'a str,
    pub now: Timestamp,
}

/// Adds to the history. The caller has changed the order's row before, so that two cannot take the same place.
pub(crate) async fn append(tx: &mut Transaction, database: &Database, event: Event<'_>) -> Result<(), DatabaseError> {
    sqlx::query(sql::APPEND_EVENT)
        .bind(database.next_id())
        .bind(event.order.0)
        .bind(event.kind)
        .bind(event.text.to_owned())
        .bind(event.actor.to_owned())
        .bind(event.now.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}
