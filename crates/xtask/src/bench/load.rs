//! Many connections at once, each sending its next request when the last one is answered, and what that measured.

use std::{
    io::Result,
    thread,
    time::{Duration, Instant},
};

use super::client::Connection;

/// How hard and how long.
#[derive(Clone, Copy)]
pub struct Load {
    /// How many connections.
    pub connections: usize,
    /// What passes before anything counts.
    pub warm_up: Duration,
    /// What counts.
    pub time: Duration,
}

impl Load {
    /// The load that the figures are promised for: 16 connections.
    pub const FULL: Self = Self { connections: 16, warm_up: Duration::from_secs(1), time: Duration::from_secs(5) };
    /// One visitor alone.
    pub const ALONE: Self = Self { connections: 1, warm_up: Duration::from_millis(200), time: Duration::from_secs(1) };
}

/// What was measured.
#[derive(Default)]
pub struct Measured {
    /// How long each answer took, sorted.
    latencies: Vec<Duration>,
    /// How many answers were not what they should be.
    pub errors: usize,
    seconds: f64,
}

impl Measured {
    /// From latencies in any order.
    pub fn new(mut latencies: Vec<Duration>, errors: usize, time: Duration) -> Self {
        latencies.sort_unstable();
        Self { latencies, errors, seconds: time.as_secs_f64() }
    }

    /// Answers a second.
    pub fn per_second(&self) -> f64 {
        self.latencies.len() as f64 / self.seconds.max(f64::EPSILON)
    }

    /// So many of a hundred answers took at most this many milliseconds.
    pub fn percentile_ms(&self, percent: usize) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let position = (self.latencies.len() * percent / 100).min(last);
        self.latencies.get(position).map_or(0.0, |latency| latency.as_secs_f64() * 1_000.0)
    }
}

/// Drives the server at `port`. `visitor` makes the work of one connection from its number; the work says whether the answer was
/// what it should be.
pub fn drive<V>(port: u16, load: Load, visitor: impl Fn(usize) -> V + Sync) -> Measured
where
    V: FnMut(&mut Connection) -> Result<bool>,
{
    let begin = Instant::now() + load.warm_up;
    let end = begin + load.time;
    let parts: Vec<(Vec<Duration>, usize)> = thread::scope(|scope| {
        let visitor = &visitor;
        let threads: Vec<_> =
            (0..load.connections).map(|number| scope.spawn(move || visit(port, begin, end, visitor(number)))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let errors = parts.iter().map(|(_, errors)| errors).sum();
    Measured::new(parts.into_iter().flat_map(|(latencies, _)| latencies).collect(), errors, load.time)
}

fn visit(
    port: u16,
    begin: Instant,
    end: Instant,
    mut work: impl FnMut(&mut Connection) -> Result<bool>,
) -> (Vec<Duration>, usize) {
    let mut connection = Connection::new(port);
    let mut latencies = Vec::new();
    let mut errors = 0;
    loop {
        let start = Instant::now();
        if start >= end {
            return (latencies, errors);
        }
        let good = work(&mut connection).unwrap_or(false);
        let done = Instant::now();
        match good {
            true if start >= begin && done <= end => latencies.push(done - start),
            true => {}
            false => errors += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_and_rate_come_from_the_sorted_latencies() {
        let latencies = (1..=100).rev().map(Duration::from_millis).collect();
        let measured = Measured::new(latencies, 0, Duration::from_secs(2));
        assert_eq!(measured.per_second(), 50.0);
        assert_eq!(measured.percentile_ms(50), 51.0);
        assert_eq!(measured.percentile_ms(99), 100.0);
    }

    #[test]
    fn nothing_measured_is_zero_and_no_crash() {
        let measured = Measured::default();
        assert_eq!((measured.per_second(), measured.percentile_ms(99)), (0.0, 0.0));
    }
}
