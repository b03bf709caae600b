//! Hosts that do not answer: after a few tries in a row they are left alone, so that a thousand pictures of a dead server do
//! not take a thousand waits.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// So often in a row a host may fail.
const TRIES: u32 = 3;

#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<HashMap<String, u32>>);

fn host(source: &str) -> String {
    let rest = source.split_once("://").map_or(source, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase()
}

impl Hosts {
    /// Whether the host of an address may be asked.
    pub fn check(&self, source: &str) -> Result<(), String> {
        let host = host(source);
        let failures = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&host).copied().unwrap_or(0);
        if failures >= TRIES {
            Err(format!("{host} did not answer {TRIES} times; it was not asked again"))
        } else {
            Ok(())
        }
    }

    /// Whether it could be reached.
    pub fn learn(&self, source: &str, unreachable: bool) {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if unreachable {
            let failures = hosts.entry(host(source)).or_default();
            *failures = failures.saturating_add(1);
        } else {
            hosts.remove(&host(source));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_fails_three_times_in_a_row_is_left_alone() {
        let hosts = Hosts::default();
        for _ in 0..3 {
            assert!(hosts.check("https://A.example/1.jpg").is_ok());
            hosts.learn("https://a.example/1.jpg", true);
        }
        assert!(hosts.check("https://a.example/2.jpg?x").is_err());
        assert!(hosts.check("https://b.example/2.jpg").is_ok());
        hosts.learn("https://a.example/3.jpg", false);
        assert!(hosts.check("https://a.example/2.jpg").is_ok());
    }
}
