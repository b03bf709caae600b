//! A campaign of crashes against the real program: shoppers who order and pay, a manager who changes stock and prices and sends and
//! cancels, a payment provider that fails and repeats itself; and in every round the program is killed, at a random moment or at a
//! named place (`services::failpoint`). Then it starts again, the shoppers do again what got no answer, and two things are asked:
//! `mercer doctor --invariants --settled`, and whether everything that a client was told stands in the database ([`promise`]).
//!
//! The seed decides what shoppers and manager do and how each round ends. It does not decide what comes first: that is up to the
//! threads, so that a seed makes a kind of round happen again, and not the same round.

mod change;
mod deeds;
mod desk;
mod ground;
mod oracle;
mod plan;
mod promise;
mod random;
mod report;
mod round;
mod shopper;

use clap::Args;

use self::{ground::Ground, random::Random, report::Report};
use crate::{Outcome, paths, postgres::Cluster, program::cargo, program::run as run_program, step::step};

/// Up to this round all orders are compared with all promises after each round; then it takes too long.
const OFTEN: u32 = 60;
/// And after so many rounds from there on.
const RARELY: u32 = 25;

/// What to crash.
#[derive(Args)]
pub struct Options {
    /// How often the program is killed.
    #[arg(long, default_value_t = 40)]
    pub rounds: u32,
    /// What shoppers, manager and deaths are drawn from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// An empty PostgreSQL database, or `postgres` for a throw-away one; without it SQLite.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// End with one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// The whole command. The program is the one that MERCER_BINARY names, or else the debug build.
pub fn run_all(options: &Options) -> Outcome {
    let report = campaign(options)?;
    if options.json {
        println!("{}", report.to_json());
    } else {
        report.print();
    }
    if report.violations.is_empty() { Ok(()) } else { Err(format!("{} violations", report.violations.len())) }
}

/// Runs the rounds; the report says what was found.
pub fn campaign(options: &Options) -> Outcome<Report> {
    let binary = match std::env::var_os("MERCER_BINARY") {
        Some(path) => path.into(),
        None => debug_build()?,
    };
    let cluster = match options.database.as_deref() {
        Some("postgres") => Some(Cluster::start()?),
        _ => None,
    };
    let url = cluster.as_ref().map(Cluster::url).or_else(|| options.database.clone());
    let ground = step("A shop to crash", || Ground::prepare(binary, url))?;
    let mut random = Random::new(options.seed);
    let mut report = Report::new(options, ground.engine());
    let mut known = Vec::new();
    for number in 1..=options.rounds {
        let plan = plan::Plan::draw(&mut random, &ground.points);
        round::play(&ground, number, &plan, &mut random, &mut known, &mut report)?;
        report.rounds = number;
        if number <= OFTEN || number.is_multiple_of(RARELY) || number == options.rounds {
            report.compare(&known, &ground.deeds.changed(), &ground.orders()?);
        }
        if !options.json && number.is_multiple_of(10) {
            eprintln!("  {number} rounds, {} orders, {} violations", report.placed, report.violations.len());
        }
    }
    report.deeds = ground.deeds.counts();
    if report.placed == 0 {
        return Err(format!("nobody could order anything; the shop is kept: {}", ground.data.display()));
    }
    if report.violations.is_empty() {
        ground.remove();
    } else {
        eprintln!("  The shop is kept: {}", ground.data.display());
    }
    Ok(report)
}

/// The program as the tests of HTTP build it: after them it is there already.
fn debug_build() -> Outcome<std::path::PathBuf> {
    let tests = ["test", "--quiet", "--no-run", "--workspace", "--exclude", "mercer-frontend", "--test", "all"];
    run_program(cargo().args(tests))?;
    Ok(paths::target().join("debug").join("mercer"))
}
