//! Every check and every test, with a table at the end. The very last line says how many passed and failed.

mod check;
mod count;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::Args;

use self::{
    check::{CHECKS, Check},
    count::Count,
};
use crate::{
    Outcome, setup,
    step::{step, words},
};

/// What to test.
#[derive(Args)]
pub struct Options {
    /// Only this: format, tidy, lint, rust, crash, browser.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// As in `setup`.
    #[command(flatten)]
    setup: setup::Options,
}

#[derive(Default)]
struct Tally {
    sum: Count,
    rows: Vec<(&'static str, Duration, String)>,
}

/// Runs everything, whatever failed before, and fails when anything failed.
pub fn run_all(options: &Options) -> ExitCode {
    let mut tally = Tally::default();
    match chosen(options.only.as_deref()) {
        Ok(checks) => {
            if tally.add("set-up", || setup::run(&options.setup).map(|()| Count::default())) {
                for (_, name, check) in checks {
                    tally.add(name, check);
                }
            }
        }
        Err(message) => {
            tally.add("choice of checks", || Err(message));
        }
    }
    tally.close()
}

fn chosen(only: Option<&str>) -> Outcome<Vec<Check>> {
    let checks: Vec<Check> = CHECKS.into_iter().filter(|(key, ..)| only.is_none_or(|only| only == *key)).collect();
    if checks.is_empty() {
        let keys: Vec<&str> = CHECKS.iter().map(|(key, ..)| *key).collect();
        return Err(format!("there is no such check; there are: {}", keys.join(", ")));
    }
    Ok(checks)
}

impl Tally {
    /// Does a check and whether it could be done at all.
    fn add(&mut self, name: &'static str, check: impl FnOnce() -> Outcome<Count>) -> bool {
        let start = Instant::now();
        let outcome = step(name, check);
        let (words, count) = match &outcome {
            Ok(count) if *count == Count::default() => ("done".to_owned(), *count),
            Ok(count) => (format!("{} passed, {} failed", count.passed, count.failed), *count),
            Err(message) => {
                eprintln!("  {message}");
                ("failed".to_owned(), Count { passed: 0, failed: 1 })
            }
        };
        self.sum = self.sum.plus(count);
        self.rows.push((name, start.elapsed(), words));
        outcome.is_ok()
    }

    fn close(self) -> ExitCode {
        println!();
        for (name, took, result) in &self.rows {
            println!("{:>12}  {result:<24}  {name}", words(*took));
        }
        let whole = self.rows.iter().map(|(_, took, _)| *took).sum();
        println!("{:>12}  in all", words(whole));
        println!("{} passed, {} failed", self.sum.passed, self.sum.failed);
        if self.sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_check_can_be_chosen_by_its_word() {
        assert_eq!(chosen(Some("lint")).unwrap().len(), 1);
        assert_eq!(chosen(None).unwrap().len(), CHECKS.len());
        assert!(chosen(Some("everything")).is_err());
    }

    #[test]
    fn a_check_that_cannot_be_done_counts_as_one_failure() {
        let mut tally = Tally::default();
        assert!(tally.add("good", || Ok(Count::passed(3))));
        assert!(!tally.add("bad", || Err("why".to_owned())));
        assert_eq!(tally.sum, Count { passed: 3, failed: 1 });
    }
}
