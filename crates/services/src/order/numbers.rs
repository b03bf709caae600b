//! The numbers of orders on PostgreSQL, taken before the transactions of their orders.
//!
//! The row that counts them is locked until a commit is on disk: taken inside, it would let one order follow the other, each after its
//! own wait for the disk. Here those who wait get theirs together, from one short transaction. On SQLite, where the pieces of a group
//! share their commit, the number is taken with the order. A number that comes to no order is given to the next one; one that was
//! held when the program ended is missing.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use sqlx::Row as _;

use super::{FIRST_NUMBER, SERIES, sql};
use crate::db::{Database, DatabaseError, Engine};

/// Those that were taken and belong to no order yet.
#[derive(Debug, Default)]
pub struct Numbers {
    waiting: AtomicI64,
    taking: tokio::sync::Mutex<()>,
    free: Mutex<Vec<i64>>,
}

/// A number that belongs to whoever holds it. Dropped without [`Held::use_up`], it is free for the next one.
#[derive(Debug)]
pub(crate) struct Held {
    number: i64,
    is_used: AtomicBool,
    numbers: Arc<Numbers>,
}

impl Numbers {
    /// A number for an order that is about to be placed; `None` where it is taken with the order.
    pub(crate) async fn hold(self: &Arc<Self>, database: &Database) -> Result<Option<Held>, DatabaseError> {
        if database.engine() == Engine::Sqlite {
            return Ok(None);
        }
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let number = self.next(database).await;
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        Ok(Some(Held { number: number?, is_used: AtomicBool::default(), numbers: Arc::clone(self) }))
    }

    async fn next(&self, database: &Database) -> Result<i64, DatabaseError> {
        let _turn = self.taking.lock().await;
        if let Some(number) = self.lowest() {
            return Ok(number);
        }
        let count = self.waiting.load(Ordering::Relaxed).max(1);
        let first = take(database, count).await?;
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.extend(first.saturating_add(1)..first.saturating_add(count));
        Ok(first)
    }

    fn lowest(&self) -> Option<i64> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let (place, _) = free.iter().enumerate().min_by_key(|(_, number)| **number)?;
        Some(free.swap_remove(place))
    }
}

impl Held {
    /// The number.
    pub fn number(&self) -> i64 {
        self.number
    }

    /// It stands on an order, or nobody knows whether it does.
    pub fn use_up(&self) {
        self.is_used.store(true, Ordering::Relaxed);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if !*self.is_used.get_mut() {
            self.numbers.free.lock().unwrap_or_else(PoisonError::into_inner).push(self.number);
        }
    }
}

async fn take(database: &Database, count: i64) -> Result<i64, DatabaseError> {
    database
        .write_one(move |tx| {
            Box::pin(async move {
                let query = sqlx::query(sql::NEXT_NUMBERS).bind(SERIES).bind(FIRST_NUMBER).bind(count);
                Ok(query.fetch_one(tx.connection()).await?.try_get("number")?)
            })
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_comes_to_no_order_is_the_next_ones_and_one_that_is_used_is_not() {
        let numbers = Arc::new(Numbers::default());
        numbers.free.lock().unwrap().extend([7, 5, 6]);
        let hold = || Held {
            number: numbers.lowest().unwrap(),
            is_used: AtomicBool::default(),
            numbers: Arc::clone(&numbers),
        };
        let (first, second) = (hold(), hold());
        assert_eq!((first.number(), second.number()), (5, 6));
        second.use_up();
        drop((first, second));
        assert_eq!(hold().number(), 5);
        assert_eq!(*numbers.free.lock().unwrap(), [7, 5]);
    }
}
