//! The checks, each of which says how many of its tests passed and failed.

use super::count::{self, Count};
use crate::{
    Outcome, build, crash, paths,
    postgres::Cluster,
    program::{captured, cargo, find, program, run},
    setup,
    step::step,
    styles, tidy,
};

/// The word for `--only`, the name in the table, the work.
pub type Check = (&'static str, &'static str, fn() -> Outcome<Count>);

/// Every check, the quick ones first.
pub const CHECKS: [Check; 6] = [
    ("format", "format", format),
    ("tidy", "graph of crates, browser's download, length and words of files", tidy_house),
    ("lint", "clippy, for server and browser", lint),
    ("rust", "tests of rules, services on SQLite and PostgreSQL, HTTP", rust_tests),
    ("crash", "the program killed 40 times, on SQLite and PostgreSQL", crashes),
    ("browser", "tests in Chromium, with and without JavaScript, phone and desktop", browser_tests),
];

fn format() -> Outcome<Count> {
    run(cargo().args(["fmt", "--all", "--check"])).map(|()| Count::passed(1))
}

fn tidy_house() -> Outcome<Count> {
    tidy::run().map(Count::passed)
}

fn lint() -> Outcome<Count> {
    let strict = ["--quiet", "--", "--deny", "warnings"];
    let server = ["clippy", "--workspace", "--exclude", "mercer-frontend", "--all-targets"];
    let browser =
        ["clippy", "--package", "mercer-frontend", "--package", "mercer-app", "--target", "wasm32-unknown-unknown"];
    run(cargo().args(server).args(strict))?;
    run(cargo().args(browser).args(["--features", "mercer-app/hydrate"]).args(strict)).map(|()| Count::passed(2))
}

fn rust_tests() -> Outcome<Count> {
    styles::run()?;
    let cluster = step("A throw-away PostgreSQL", Cluster::start)?;
    let s3 = step("A server that speaks S3", setup::s3::ensure)?;
    let stripe = step("A double of Stripe", setup::stripe::ensure)?;
    let invoices = step("A check of electronic invoices", setup::invoice_check::ensure)?;
    let with_nextest = find("cargo-nextest").is_some();
    let arguments: &[&str] = if with_nextest {
        &["nextest", "run", "--no-fail-fast", "--status-level", "fail"]
    } else {
        &["test", "--no-fail-fast", "--quiet"]
    };
    let mut command = cargo();
    command.args(arguments).args(["--workspace", "--exclude", "mercer-frontend"]);
    let (text, success) = captured(
        command
            .env("MERCER_TEST_POSTGRES", cluster.url())
            .env("MERCER_TEST_S3", s3)
            .env("MERCER_TEST_STRIPE", stripe)
            .env("MERCER_TEST_INVOICES", invoices),
    )?;
    let count = if with_nextest { count::nextest(&text) } else { count::cargo_test(&text) };
    count.settled(success)
}

/// Each round is a test.
fn crashes() -> Outcome<Count> {
    let mut count = Count::default();
    for (rounds, seed, database) in [(30, 1, None), (10, 2, Some("postgres".to_owned()))] {
        let report = crash::campaign(&crash::Options { rounds, seed, database, json: false })?;
        report.print();
        let failed = report.violations.len().min(rounds as usize);
        count = count.plus(Count { passed: rounds as usize - failed, failed });
    }
    Ok(count)
}

fn browser_tests() -> Outcome<Count> {
    let chromium = setup::chromium::ensure()?;
    build::release()?;
    setup::npm::install_browser_suite()?;
    let mut command = program("npx");
    command.current_dir(paths::root().join("end2end")).args(["playwright", "test"]);
    command.env("CHROMIUM_PATH", chromium).env("MERCER_BINARY", paths::binary());
    let (text, success) = captured(&mut command)?;
    count::playwright(&text).settled(success)
}
