//! `mercer doctor --invariants`: what must be true after any crash, and the rows that break it.

use std::process::ExitCode;

use serde::Serialize;
use services::{
    db::Database,
    maintenance::invariant::{self, BrokenRow, Checked, Strictness},
    port::{Clock as _, SystemClock},
};

use super::CliError;
use crate::config::{Config, Overrides};

/// A rule as it is printed.
#[derive(Debug, Serialize)]
struct Told {
    id: &'static str,
    sentence: &'static str,
    statement: &'static str,
    broken: usize,
    rows: Vec<BrokenRow>,
}

#[derive(Debug, Serialize)]
struct Report {
    ok: bool,
    invariants: Vec<Told>,
}

impl From<Checked> for Told {
    fn from(checked: Checked) -> Self {
        let Checked { invariant, broken, rows } = checked;
        Self { id: invariant.id, sentence: invariant.sentence, statement: invariant.statement, broken, rows }
    }
}

/// Checks every rule; exit status 1 when one is broken. The database is only read.
pub(super) async fn run(overrides: &Overrides, strictness: Strictness, json: bool) -> Result<ExitCode, CliError> {
    // A typing error must not make a shop.
    if let Some(path) = overrides.data_dir.as_deref().filter(|path| !path.is_dir()) {
        return Err(CliError::Refused(format!("there is no shop in {}", path.display())));
    }
    let config = Config::load(overrides, std::env::vars())?;
    let database = Database::open(&config.database).await?;
    let steps = database.pending_migrations().await?;
    if steps > 0 {
        return Err(CliError::Refused(format!("{steps} steps of the database are missing: run `mercer migrate`")));
    }
    let checked = invariant::check_all(&database, SystemClock.now(), strictness).await;
    database.close().await;
    let invariants: Vec<Told> = checked?.into_iter().map(Told::from).collect();
    let report = Report { ok: invariants.iter().all(|told| told.broken == 0), invariants };
    if json {
        let text = serde_json::to_string(&report).map_err(|error| CliError::Refused(error.to_string()))?;
        println!("{text}");
    } else {
        report.invariants.iter().for_each(print);
    }
    Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(told: &Told) {
    if told.broken == 0 {
        println!("✓ {} {}", told.id, told.sentence);
        return;
    }
    println!("✗ {} {}: {} rows", told.id, told.sentence, told.broken);
    for row in &told.rows {
        println!("    {}: {}", row.subject, row.detail);
    }
    if told.broken > told.rows.len() {
        println!("    and {} more", told.broken - told.rows.len());
    }
}
