//! Every product in memory, as the manager's list filters and sorts it: which products match, and in which order. What the list
//! shows of them is read from the database.
//!
//! Not here: what shoppers see (the shelf). Invariants: nothing is read before somebody asks; whoever has written tells the shelf,
//! which tells the register, and the next question reads those products anew; what other processes have written is found by
//! `updated_at`. So a list never shows an old value, and a place in an order is old at most for stock that another process sold.

mod entry;
mod index;
mod load;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeSet,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError, RwLock},
};

use domain::kernel::ProductId;
use sqlx::Row as _;

use self::entry::Words;
pub(in crate::catalog) use self::index::{Bounds, Counts, Index, Stretch};
use super::admin::sql;
use crate::db::{Database, DatabaseError};

/// Above this many changed products everything is read anew.
const MOST_READ_ONE_BY_ONE: usize = 5_000;

/// What must be read anew before the next answer.
#[derive(Debug, Default)]
struct Stale {
    everything: bool,
    products: BTreeSet<i64>,
}

/// Every product, as the manager's list filters and sorts it.
#[derive(Default)]
pub struct Register {
    index: RwLock<Option<Index>>,
    stale: Mutex<Stale>,
    turn: tokio::sync::Mutex<()>,
}

impl fmt::Debug for Register {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Register").finish_non_exhaustive()
    }
}

impl Register {
    /// These products were changed.
    pub(in crate::catalog) fn mark(&self, products: &[ProductId]) {
        self.stale().products.extend(products.iter().map(|id| id.0));
    }

    /// Anything may have changed.
    pub(in crate::catalog) fn mark_everything(&self) {
        self.stale().everything = true;
    }

    fn stale(&self) -> MutexGuard<'_, Stale> {
        self.stale.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the index as it is after every change that was made before.
    pub(in crate::catalog) async fn ask<T>(
        &self,
        database: &Database,
        question: impl FnOnce(&Index) -> T,
    ) -> Result<T, DatabaseError> {
        self.catch_up(database).await?;
        let index = self.index.read().unwrap_or_else(PoisonError::into_inner);
        Ok(question(index.as_ref().unwrap_or(&Index::default())))
    }

    fn latest(&self) -> Option<i64> {
        self.index.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(|index| index.latest)
    }

    async fn catch_up(&self, database: &Database) -> Result<(), DatabaseError> {
        if let Some(latest) = self.latest() {
            let most = i64::try_from(MOST_READ_ONE_BY_ONE).unwrap_or(i64::MAX).saturating_add(1);
            let rows = sqlx::query(sql::CHANGED_SINCE).bind(latest).bind(most).fetch_all(database.reader()).await?;
            let changed: Vec<i64> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
            let mut stale = self.stale();
            stale.products.extend(changed);
            if !stale.everything && stale.products.is_empty() {
                return Ok(());
            }
        }
        let _turn = self.turn.lock().await;
        let stale = std::mem::take(&mut *self.stale());
        let read = self.read_anew(database, &stale).await;
        if read.is_err() {
            let mut waiting = self.stale();
            waiting.everything |= stale.everything;
            waiting.products.extend(stale.products);
        }
        read
    }

    async fn read_anew(&self, database: &Database, stale: &Stale) -> Result<(), DatabaseError> {
        if self.latest().is_none() || stale.everything || stale.products.len() > MOST_READ_ONE_BY_ONE {
            let mut words = Words::default();
            let entries = load::everything(database, &mut words).await?;
            let made = tokio::task::spawn_blocking(move || Index::new(entries, words)).await;
            let index = made.map_err(|_| DatabaseError::Interrupted)?;
            *self.index.write().unwrap_or_else(PoisonError::into_inner) = Some(index);
            return Ok(());
        }
        if stale.products.is_empty() {
            return Ok(());
        }
        let mut words = Words::default();
        let entries = load::some(database, &stale.products, &mut words).await?;
        if let Some(index) = self.index.write().unwrap_or_else(PoisonError::into_inner).as_mut() {
            let there: BTreeSet<i64> = entries.iter().map(|entry| entry.id).collect();
            let entries = index.translate(entries, &words);
            index.change(entries, stale.products.difference(&there).copied());
        }
        Ok(())
    }
}
