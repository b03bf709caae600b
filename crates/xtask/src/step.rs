//! Steps: what is done, and how long it took.

use std::time::{Duration, Instant};

use crate::Outcome;

/// Does a step and says so.
pub fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("▸ {name} …");
    let start = Instant::now();
    let outcome = work();
    let took = words(start.elapsed());
    match &outcome {
        Ok(_) => eprintln!("✓ {name} ({took})"),
        Err(_) => eprintln!("✗ {name} ({took})"),
    }
    outcome
}

/// "0.4 s", "2 min 05 s".
pub fn words(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_told_in_seconds_and_minutes() {
        assert_eq!(words(Duration::from_millis(420)), "0.4 s");
        assert_eq!(words(Duration::from_secs(125)), "2 min 05 s");
    }
}
