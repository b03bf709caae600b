//! Reading the test runners' closing lines.

/// How many passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Good ones.
    pub passed: usize,
    /// Bad ones.
    pub failed: usize,
}

impl Count {
    /// So many good ones.
    pub const fn passed(passed: usize) -> Self {
        Self { passed, failed: 0 }
    }

    /// The sum of both.
    pub const fn plus(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// A runner that counts no failed test but fails has failed once, for instance to compile; one that counts nothing at all has
    /// not done its work.
    pub fn settled(self, success: bool) -> Result<Self, String> {
        match (success, self.passed, self.failed) {
            (true, 0, 0) => Err("no test ran".to_owned()),
            (false, passed, 0) => Ok(Self { passed, failed: 1 }),
            _ => Ok(self),
        }
    }
}

/// What `cargo nextest run` tells.
pub fn nextest(text: &str) -> Count {
    let summary = text.lines().rfind(|line| line.trim_start().starts_with("Summary")).unwrap_or_default();
    let failed = ["failed", "timed out", "exec"].into_iter().map(|word| number_before(summary, word)).sum();
    Count { passed: number_before(summary, "passed"), failed }
}

/// What `cargo test` tells, once for every program.
pub fn cargo_test(text: &str) -> Count {
    let lines = text.lines().filter(|line| line.starts_with("test result:"));
    lines.fold(Count::default(), |sum, line| {
        sum.plus(Count { passed: number_before(line, "passed"), failed: number_before(line, "failed") })
    })
}

/// What Playwright's list reporter tells.
pub fn playwright(text: &str) -> Count {
    let closing = |word: &str| {
        let ends = |line: &&str| {
            let mut parts = line.split_whitespace();
            let number = parts.next().is_some_and(|part| part.parse::<usize>().is_ok());
            let rest = parts.collect::<Vec<_>>().join(" ");
            number && (rest == word || rest.starts_with(&format!("{word} (")))
        };
        text.lines().map(str::trim).rfind(ends).map_or(0, |line| number_before(line, word))
    };
    Count { passed: closing("passed"), failed: closing("failed") + closing("did not run") + closing("interrupted") }
}

/// The number before some words: 12 in "12 passed".
fn number_before(line: &str, words: &str) -> usize {
    let at = line.match_indices(words).map(|(at, _)| at).find(|at| {
        line.get(..*at).is_some_and(|before| before.trim_end().ends_with(|letter: char| letter.is_ascii_digit()))
    });
    let before = at.and_then(|at| line.get(..at)).unwrap_or_default().trim_end();
    let digits = before.rsplit(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextests_summary_is_counted() {
        let text = "     Summary [   1.2s] 12 tests run: 11 passed (1 slow), 1 failed, 0 skipped\n";
        assert_eq!(nextest(text), Count { passed: 11, failed: 1 });
    }

    #[test]
    fn cargo_tells_once_for_every_program() {
        let text =
            "test result: ok. 3 passed; 0 failed; 0 ignored\ntest result: FAILED. 2 passed; 1 failed; 0 ignored\n";
        assert_eq!(cargo_test(text), Count { passed: 5, failed: 1 });
    }

    #[test]
    fn playwrights_closing_lines_are_counted_and_not_the_names_of_tests() {
        let text = "  ✓  1 [phone] › 3 passed over (1s)\n  2 failed\n    [phone] a test\n  1 did not run\n  40 passed (1.2m)\n";
        assert_eq!(playwright(text), Count { passed: 40, failed: 3 });
    }

    #[test]
    fn a_runner_that_fails_without_a_failed_test_has_failed_once() {
        assert_eq!(Count::passed(3).settled(false), Ok(Count { passed: 3, failed: 1 }));
        assert!(Count::default().settled(true).is_err());
    }
}
