//! What is remembered of customers and orders that were imported.

use sqlx::Row as _;

use super::Desk;
use crate::{
    db::{DatabaseError, Transaction},
    importer::sql::record as sql,
};

/// What was imported under a key.
pub(super) struct Known {
    pub own_id: i64,
    pub digest: String,
}

/// What was imported under this key before.
pub(super) async fn known(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    kind: &'static str,
    key: &str,
) -> Result<Option<Known>, DatabaseError> {
    let row = sqlx::query(sql::RECORD)
        .bind(desk.platform)
        .bind(kind)
        .bind(key.to_owned())
        .fetch_optional(transaction.connection())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Known { own_id: row.try_get(0)?, digest: row.try_get(1)? }))
}

/// The id here of what was imported under this key.
pub(super) async fn own_id(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    kind: &'static str,
    key: &str,
) -> Result<Option<i64>, DatabaseError> {
    Ok(known(transaction, desk, kind, key).await?.map(|known| known.own_id))
}

/// Remembers what is imported under this key now.
pub(super) async fn remember(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    kind: &'static str,
    key: &str,
    own_id: i64,
    digest: &str,
) -> Result<(), DatabaseError> {
    sqlx::query(sql::REMEMBER_RECORD)
        .bind(desk.platform)
        .bind(kind)
        .bind(key.to_owned())
        .bind(own_id)
        .bind(digest.to_owned())
        .execute(transaction.connection())
        .await?;
    Ok(())
}
