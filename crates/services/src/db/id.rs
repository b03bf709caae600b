//! Ids: time-ordered, unique without asking the database.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

/// 2024-01-01T00:00:00Z in milliseconds: 42 bits from here last until 2163.
const EPOCH: i64 = 1_704_067_200_000;
/// Bits below the milliseconds: how many ids one millisecond has.
const BITS: u32 = 21;

/// Makes ids. Two processes on one database start at random places of a millisecond; where they still meet, the primary
/// key refuses the second.
#[derive(Debug)]
pub struct IdSource {
    last: AtomicI64,
    offset: i64,
}

impl Default for IdSource {
    fn default() -> Self {
        Self { last: AtomicI64::new(0), offset: rand::random_range(0..1 << (BITS - 1)) }
    }
}

impl IdSource {
    /// The next id. Rises always, also when the clock is set back.
    pub fn next(&self) -> i64 {
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let milliseconds = i64::try_from(elapsed).unwrap_or(EPOCH).saturating_sub(EPOCH).max(0);
        let candidate = (milliseconds << BITS) | self.offset;
        let previous =
            self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(candidate.max(last + 1)));
        previous.map_or(candidate, |last| candidate.max(last + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_and_are_never_the_same_over_many_threads() {
        let ids = IdSource::default();
        let mut all: Vec<i64> = std::thread::scope(|scope| {
            let makers: Vec<_> =
                (0..4).map(|_| scope.spawn(|| (0..5_000).map(|_| ids.next()).collect::<Vec<_>>())).collect();
            makers.into_iter().flat_map(|maker| maker.join().unwrap()).collect()
        });
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 20_000);
        assert!(all.iter().all(|id| *id > 0));
    }
}
