//! What is counted while pages are served, and written down now and then: a page never waits for it.
//!
//! Invariants: memory is bounded whatever is asked for; nothing is kept of who asked.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// So many different things are counted between two writings; more are not counted.
const MOST: usize = 2_000;

/// How often things happened since they were written down.
#[derive(Debug)]
pub struct Tally<K>(Mutex<BTreeMap<K, i64>>);

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Ord> Tally<K> {
    /// It happened so many times.
    pub fn add(&self, key: K, times: i64) {
        let mut counts = self.counts();
        let has_room = counts.len() < MOST;
        if let Some(count) = counts.get_mut(&key) {
            *count = count.saturating_add(times);
        } else if has_room {
            counts.insert(key, times);
        }
    }

    /// All that was counted; counting begins anew.
    pub fn take(&self) -> BTreeMap<K, i64> {
        std::mem::take(&mut *self.counts())
    }

    /// What could not be written down.
    pub fn put_back(&self, counts: BTreeMap<K, i64>) {
        for (key, times) in counts {
            self.add(key, times);
        }
    }

    fn counts(&self) -> std::sync::MutexGuard<'_, BTreeMap<K, i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is counted.
#[derive(Debug, Default)]
pub struct Counted {
    /// Uses of old addresses.
    pub redirects: Tally<String>,
    /// Searches: the words, and whether something was found.
    pub searches: Tally<(String, bool)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_bounded_taken_once_and_put_back_when_they_could_not_be_written() {
        let tally = Tally::default();
        for number in 0..MOST + 10 {
            tally.add(number, 1);
        }
        tally.add(0, 2);
        tally.add(MOST + 5, 2);
        let taken = tally.take();
        assert_eq!((taken.len(), taken.get(&0), taken.get(&(MOST + 5))), (MOST, Some(&3), None));
        assert!(tally.take().is_empty());
        tally.put_back(taken);
        tally.add(0, 1);
        assert_eq!(tally.take().get(&0), Some(&4));
    }
}
