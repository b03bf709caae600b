//! What a campaign found.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Duration,
};

use serde_json::{Value, json};

use super::{
    Options, oracle,
    plan::{End, Plan},
    promise::{Promise, Told},
};

/// The sums of all rounds, and every violation.
#[derive(Debug, Default)]
pub struct Report {
    seed: u64,
    engine: &'static str,
    /// Rounds that were played.
    pub rounds: u32,
    ends: BTreeMap<String, u32>,
    /// Orders of which clients were told that they stand.
    pub placed: usize,
    refused: usize,
    paid: usize,
    unanswered: usize,
    slowest_start: Duration,
    /// What the manager has done.
    pub deeds: BTreeMap<&'static str, u32>,
    broken_promises: BTreeSet<String>,
    /// What was found.
    pub violations: Vec<String>,
}

impl Report {
    /// Nothing yet.
    pub fn new(options: &Options, engine: &'static str) -> Self {
        Self { seed: options.seed, engine, ..Self::default() }
    }

    /// Adds a round.
    pub fn count(&mut self, plan: &Plan, start: Duration, promises: &[Promise], unanswered: usize) {
        let end = match &plan.end {
            End::Killed(_) => "killed",
            End::Asked(_) => "asked to end",
            End::At(point) => point.split(':').next().unwrap_or_default(),
        };
        *self.ends.entry(end.to_owned()).or_default() += 1;
        let told = |told: Told| promises.iter().filter(|promise| promise.told == told).count();
        self.placed += told(Told::Placed);
        self.refused += told(Told::Refused);
        self.paid += promises.iter().filter(|promise| promise.is_paid).count();
        self.unanswered += unanswered;
        self.slowest_start = self.slowest_start.max(start);
    }

    /// Compares everything that clients were told with all orders; what was found before is not told again.
    pub fn compare(&mut self, known: &[Promise], changed: &HashSet<String>, orders: &[Value]) {
        for what in oracle::compare(known, changed, orders) {
            if self.broken_promises.insert(what.clone()) {
                self.violations.push(format!("after round {}: {what}", self.rounds));
            }
        }
    }

    /// As one object.
    pub fn to_json(&self) -> Value {
        json!({
            "seed": self.seed, "database": self.engine, "rounds": self.rounds, "ends": self.ends, "placed": self.placed,
            "refused": self.refused, "paid": self.paid, "unanswered_at_first": self.unanswered,
            "slowest_start_ms": self.slowest_start.as_millis() as u64, "deeds": self.deeds, "violations": self.violations,
        })
    }

    /// For people.
    pub fn print(&self) {
        println!("seed {}, {}, {} rounds", self.seed, self.engine, self.rounds);
        for (end, times) in &self.ends {
            println!("{times:>8}  {end}");
        }
        println!("{:>8}  orders placed, {} of them paid, {} refused", self.placed, self.paid, self.refused);
        println!("{:>8}  requests got their answer only after the crash", self.unanswered);
        println!("{:>8}  ms the slowest start", self.slowest_start.as_millis());
        for (deed, times) in &self.deeds {
            println!("{times:>8}  {deed}");
        }
        for violation in &self.violations {
            println!("✗ {violation}");
        }
        println!("{:>8}  violations", self.violations.len());
    }
}
