//! What is read by every request and seldom changed: kept in memory as it stands in the database.

use std::sync::{Arc, PoisonError, RwLock};

/// A value that many read at once. It is never changed, only replaced as a whole by the write that changed the database: whoever
/// has taken it keeps one and the same for all that it reckons.
#[derive(Debug, Default)]
pub struct Snapshot<T>(RwLock<Arc<T>>);

impl<T> Snapshot<T> {
    /// The value at this moment.
    #[must_use]
    pub fn now(&self) -> Arc<T> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another in its place, unless that is older than what is there: two writes may read in another order than they wrote.
    pub fn replace(&self, value: T, revision: impl Fn(&T) -> i64) {
        let mut now = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if revision(&value) >= revision(&now) {
            *now = Arc::new(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_was_read_earlier_never_takes_the_place_of_a_later_one() {
        let snapshot: Snapshot<i64> = Snapshot::default();
        let taken = snapshot.now();
        snapshot.replace(2, |value| *value);
        snapshot.replace(1, |value| *value);
        assert_eq!((*taken, *snapshot.now()), (0, 2), "who has taken one keeps it");
    }
}
