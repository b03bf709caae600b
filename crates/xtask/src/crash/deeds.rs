//! What the manager of a campaign has done: a campaign in which everything is refused proves nothing.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Mutex, PoisonError},
};

/// What was done, of all rounds.
#[derive(Default)]
pub struct Deeds(Mutex<Known>);

#[derive(Default)]
struct Known {
    counts: BTreeMap<&'static str, u32>,
    changed: HashSet<String>,
}

impl Deeds {
    /// The shop has done this.
    pub fn count(&self, what: &'static str) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known.counts.entry(what).or_default() += 1;
    }

    /// Somebody sets out to change the order of this address: it may cost something else than its shopper was told.
    pub fn note_change(&self, email: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).changed.insert(email.to_owned());
    }

    /// The addresses whose orders somebody set out to change.
    pub fn changed(&self) -> HashSet<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).changed.clone()
    }

    /// How often the shop has done what.
    pub fn counts(&self) -> BTreeMap<&'static str, u32> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).counts.clone()
    }
}
