//! Every check and every test, with a table at the end.

use std::{
    process::Stdio,
    time::{Duration, Instant},
};

use clap::Args;

use crate::{
    Outcome, build, paths,
    postgres::Cluster,
    program::{cargo, find, program, run},
    setup,
    step::{step, words},
    tidy,
};

/// What to test.
#[derive(Args)]
pub struct Options {
    /// Only this: format, lint, tidy, rust, browser.
    #[arg(long)]
    only: Option<String>,
    /// As in `setup`.
    #[command(flatten)]
    setup: setup::Options,
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    rows: Vec<(&'static str, Duration, String)>,
}

/// One check: how many of its tests passed and failed.
type Count = (usize, usize);

/// The word for `--only`, the name in the table, the check.
type Check = (&'static str, &'static str, fn() -> Outcome<Count>);

/// Runs everything and fails when anything failed.
pub fn run_all(options: &Options) -> Outcome {
    setup::run(&options.setup)?;
    let mut tally = Tally::default();
    let wanted = |name: &str| options.only.as_deref().is_none_or(|only| only == name);
    let checks: [Check; 5] = [
        ("format", "Format", format),
        ("lint", "Clippy, for server and browser", lint),
        ("tidy", "Tidy: graph of crates, browser's download, length of files", tidy_house),
        ("rust", "Tests of domain, services on SQLite and PostgreSQL, and HTTP", rust_tests),
        ("browser", "Tests in Chromium", browser_tests),
    ];
    for (_, name, check) in checks.into_iter().filter(|(key, ..)| wanted(key)) {
        tally.add(name, check);
    }
    tally.close()
}

impl Tally {
    fn add(&mut self, name: &'static str, check: fn() -> Outcome<Count>) {
        let start = Instant::now();
        let (words, count) = match step(name, check) {
            Ok((passed, failed)) => (format!("{passed} passed, {failed} failed"), (passed, failed)),
            Err(message) => {
                eprintln!("         {message}");
                ("failed".to_owned(), (0, 1))
            }
        };
        self.passed += count.0;
        self.failed += count.1;
        self.rows.push((name, start.elapsed(), words));
    }

    fn close(self) -> Outcome {
        println!();
        for (name, took, result) in &self.rows {
            println!("{:>12}  {result:<28}  {name}", words(*took));
        }
        println!("\n{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 { Ok(()) } else { Err("not everything passed".to_owned()) }
    }
}

fn format() -> Outcome<Count> {
    run(cargo().args(["fmt", "--all", "--check"])).map(|()| (1, 0))
}

fn lint() -> Outcome<Count> {
    run(cargo().args([
        "clippy",
        "--workspace",
        "--exclude",
        "mercer-frontend",
        "--all-targets",
        "--quiet",
        "--",
        "--deny",
        "warnings",
    ]))?;
    let browser =
        ["clippy", "--package", "mercer-frontend", "--package", "mercer-app", "--target", "wasm32-unknown-unknown"];
    run(cargo().args(browser).args(["--features", "mercer-app/hydrate", "--quiet", "--", "--deny", "warnings"]))
        .map(|()| (2, 0))
}

fn tidy_house() -> Outcome<Count> {
    tidy::run().map(|checks| (checks, 0))
}

fn rust_tests() -> Outcome<Count> {
    let cluster = step("A throw-away PostgreSQL", Cluster::start)?;
    let with_nextest = find("cargo-nextest").is_some();
    let arguments: &[&str] = if with_nextest {
        &["nextest", "run", "--no-fail-fast", "--status-level", "fail"]
    } else {
        &["test", "--no-fail-fast"]
    };
    let mut command = cargo();
    command
        .args(arguments)
        .args(["--workspace", "--exclude", "mercer-frontend"])
        .env("MERCER_TEST_POSTGRES", cluster.url());
    let (text, success) = captured(&mut command)?;
    let count = if with_nextest { count_nextest(&text) } else { count_cargo(&text) };
    settle(count, success)
}

fn browser_tests() -> Outcome<Count> {
    let chromium = setup::chromium::ensure()?;
    setup::wasm_opt::ensure_npm()?;
    build::release()?;
    let folder = paths::root().join("end2end");
    install_browser_suite()?;
    let mut command = program("npx");
    command.current_dir(folder).args(["playwright", "test"]).env("CHROMIUM_PATH", chromium);
    command.env("MERCER_BINARY", paths::binary()).env("LEPTOS_SITE_ROOT", paths::site());
    let (text, success) = captured(&mut command)?;
    settle(count_playwright(&text), success)
}

/// The npm packages of the browser tests.
pub fn install_browser_suite() -> Outcome {
    run(program("npm")
        .current_dir(paths::root().join("end2end"))
        .args(["ci", "--no-fund", "--no-audit", "--silent"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}

fn settle((passed, failed): Count, success: bool) -> Outcome<Count> {
    match (success, passed, failed) {
        (true, 0, 0) => Err("no test ran".to_owned()),
        (false, passed, 0) => Ok((passed, 1)),
        (_, passed, failed) => Ok((passed, failed)),
    }
}

/// Runs with the output shown and kept.
fn captured(command: &mut std::process::Command) -> Outcome<(String, bool)> {
    use std::io::{BufRead as _, BufReader};
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .map_err(|error| format!("{:?} could not be started: {error}", command.get_program()))?;
    let mut text = String::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            text.push_str(&line);
            text.push('\n');
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    Ok((text, status.success()))
}

/// The number before a word: 12 in "12 passed".
fn number_before(line: &str, word: &str) -> usize {
    let words: Vec<&str> = line.split([' ', ',', ';', '.', '(', ')']).filter(|part| !part.is_empty()).collect();
    let found = words.iter().position(|part| *part == word).and_then(|index| words.get(index.checked_sub(1)?));
    found.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn count_nextest(text: &str) -> Count {
    let summary = text.lines().rfind(|line| line.contains("Summary")).unwrap_or_default();
    (number_before(summary, "passed"), number_before(summary, "failed"))
}

fn count_cargo(text: &str) -> Count {
    let lines = text.lines().filter(|line| line.starts_with("test result:"));
    lines.fold((0, 0), |sum, line| (sum.0 + number_before(line, "passed"), sum.1 + number_before(line, "failed")))
}

fn count_playwright(text: &str) -> Count {
    let count = |word: &str| {
        text.lines()
            .map(str::trim)
            .filter(|line| line.starts_with(char::is_numeric))
            .map(|line| number_before(line, word))
            .sum()
    };
    (count("passed"), count("failed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runners_closing_lines_are_counted() {
        assert_eq!(count_nextest("     Summary [   1.2s] 12 tests run: 11 passed, 1 failed, 0 skipped\n"), (11, 1));
        assert_eq!(
            count_cargo("test result: ok. 3 passed; 0 failed; 0 ignored\ntest result: FAILED. 2 passed; 1 failed;\n"),
            (5, 1)
        );
        assert_eq!(count_playwright("  ✓ 1 a test\n  2 failed\n    [phone] a test\n  40 passed (1.2m)\n"), (40, 2));
    }
}
