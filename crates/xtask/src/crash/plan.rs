//! How a round goes: what the provider does wrong, and how the program ends.

use std::time::Duration;

use super::random::Random;

/// How the program ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// SIGKILL after so long.
    Killed(Duration),
    /// At a place, when it comes there for the n-th time; SIGKILL when it never does.
    At(String),
    /// SIGTERM after so long: what was begun is finished.
    Asked(Duration),
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How it ends.
    pub end: End,
    /// The setting of the dial of faults.
    pub faults: &'static str,
    /// How many shoppers there are.
    pub shoppers: u64,
}

/// The longest that shoppers are let work.
pub const LONGEST: Duration = Duration::from_millis(900);

const FAULTS: [&str; 6] = [
    "none",
    "none",
    "duplicates=2, late=300, forged=30",
    "errors=20, duplicates=1, late=100",
    "delay=60, errors=10, late=200",
    "silent=10, errors=10, duplicates=1, late=400, forged=10",
];

impl Plan {
    /// Draws one.
    pub fn draw(random: &mut Random, points: &[String]) -> Self {
        let after = Duration::from_millis(60 + random.below(LONGEST.as_millis() as u64 - 60));
        let kind = random.below(10);
        let faults = random.pick(&FAULTS).copied().unwrap_or("none");
        let point = random.pick(points);
        let times = 1 + random.below(6);
        let (end, faults) = match (kind, point) {
            (0..5, Some(point)) => (End::At(format!("{point}:{times}")), faults),
            // A provider that never answers holds a request for ten seconds: nobody waits for that here.
            (9, _) => (End::Asked(after), if faults.contains("silent") { "errors=20" } else { faults }),
            _ => (End::Killed(after), faults),
        };
        Self { end, faults, shoppers: 3 + random.below(6) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ends_are_drawn_and_places_only_where_the_program_knows_them() {
        let draw = |points: &[String]| {
            let mut random = Random::new(3);
            (0..100).map(|_| Plan::draw(&mut random, points).end).collect::<Vec<End>>()
        };
        let ends = draw(&["place.after_commit".to_owned()]);
        assert!(ends.iter().any(|end| matches!(end, End::At(_))));
        assert!(ends.iter().any(|end| matches!(end, End::Killed(_))));
        assert!(ends.iter().any(|end| matches!(end, End::Asked(_))));
        assert!(draw(&[]).iter().all(|end| !matches!(end, End::At(_))));
    }
}
