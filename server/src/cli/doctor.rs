//! `mercer doctor`: looks at every part and says what is wrong. It repairs nothing; a data directory that is
//! not there yet is created, as by every command.

use std::{io, path::Path, process::ExitCode};

use serde::Serialize;
use services::{
    Shop, account, catalog,
    db::{Database, Engine},
    maintenance::{
        self,
        invariant::{self, Strictness},
    },
    outbox,
};

use super::{CliError, invariants};
use crate::{
    config::{Config, Overrides},
    http::site,
    startup,
};

/// The options of `mercer doctor`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Print one JSON object instead of lines
    #[arg(long)]
    json: bool,
    /// Only check what must be true after any crash, and name the rows that break it
    #[arg(long)]
    invariants: bool,
    /// With --invariants: take nothing for being under way; for a shop that stands still, after `mercer reconcile`
    #[arg(long, requires = "invariants")]
    settled: bool,
}

/// What was looked at, and what was found.
#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    ok: bool,
    detail: String,
}

#[derive(Debug, Serialize)]
struct Report {
    ok: bool,
    findings: Vec<Finding>,
}

/// What a check gives: that all is well, or what is wrong.
type Checked = Result<String, String>;

/// Checks everything; exit status 1 when something is wrong.
pub(super) async fn run(overrides: &Overrides, arguments: &Arguments) -> Result<ExitCode, CliError> {
    if arguments.invariants {
        let strictness = if arguments.settled { Strictness::Settled } else { Strictness::Open };
        return invariants::run(overrides, strictness, arguments.json).await;
    }
    let findings = examine(overrides).await;
    let report = Report { ok: findings.iter().all(|finding| finding.ok), findings };
    if arguments.json {
        let text = serde_json::to_string(&report).map_err(|error| CliError::Refused(error.to_string()))?;
        println!("{text}");
    } else {
        for finding in &report.findings {
            println!("{} {:14} {}", if finding.ok { "✓" } else { "✗" }, finding.check, finding.detail);
        }
    }
    Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Looks at one part after the other; what cannot be looked at without an earlier one is left out.
async fn examine(overrides: &Overrides) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut note = |check, outcome: Checked| {
        let ok = outcome.is_ok();
        findings.push(Finding { check, ok, detail: outcome.unwrap_or_else(|wrong| wrong) });
        ok
    };
    let config = match Config::load(overrides, std::env::vars()) {
        Ok(config) => config,
        Err(error) => {
            note("configuration", Err(error.to_string()));
            return findings;
        }
    };
    note("configuration", Ok(described(&config)));
    note("data directory", writable(&config.shop.data_dir));
    note("pictures", files(&config).await);
    note("built pages", built_pages(&config));
    if let Some(stripe) = startup::check_stripe(&config).await.transpose() {
        note("stripe", stripe);
    }
    let database = match Database::open(&config.database).await {
        Ok(database) => database,
        Err(error) => {
            note("database", Err(error.to_string()));
            return findings;
        }
    };
    note("database", version(&database).await);
    note("integrity", integrity(&database).await);
    if !note("migrations", migrations(&database).await) {
        return findings;
    }
    match startup::assemble(&config, database) {
        Ok(shop) => {
            note("mail", startup::check_mail(&config).await);
            note("search", search(&shop).await);
            note("outbox", effects(&shop).await);
            note("rules", rules(&shop).await);
            note("owner", owner(&shop).await);
            shop.database.close().await;
        }
        Err(error) => {
            note("shop", Err(error.to_string()));
        }
    }
    findings
}

fn told<T>(outcome: Result<T, impl std::fmt::Display>) -> Result<T, String> {
    outcome.map_err(|error| error.to_string())
}

fn described(config: &Config) -> String {
    let file = config.file.as_ref().map_or("no file".to_owned(), |path| path.display().to_string());
    let kind = if config.shop.production { "production" } else { "for trying out" };
    format!("{kind}, {}, {file}", config.shop.base_url)
}

fn writable(directory: &Path) -> Checked {
    let probe = directory.join(".doctor");
    let tried: io::Result<()> = std::fs::create_dir_all(directory)
        .and_then(|()| std::fs::write(&probe, b"x"))
        .and_then(|()| std::fs::remove_file(&probe));
    tried
        .map(|()| format!("{} can be written", directory.display()))
        .map_err(|error| format!("{} cannot be written: {error}", directory.display()))
}

async fn files(config: &Config) -> Checked {
    match startup::check_bucket(config).await? {
        Some(words) => Ok(words),
        None => writable(&config.shop.data_dir.join("media")),
    }
}

fn built_pages(config: &Config) -> Checked {
    let options = site::options(config.server.site_root.as_deref(), config.server.listen);
    let directory = Path::new(options.site_root.as_ref()).join(options.site_pkg_dir.as_ref());
    if directory.is_dir() {
        Ok(directory.display().to_string())
    } else {
        Err(format!("{} is missing: set server.site_root, or build the pages", directory.display()))
    }
}

async fn version(database: &Database) -> Checked {
    let engine = match database.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    Ok(format!("{engine} {}", told(database.version().await)?))
}

async fn integrity(database: &Database) -> Checked {
    let damage = told(maintenance::damage(database).await)?;
    if damage.is_empty() { Ok("nothing is damaged".to_owned()) } else { Err(damage.join("; ")) }
}

async fn migrations(database: &Database) -> Checked {
    match told(database.pending_migrations().await)? {
        0 => Ok("up to date".to_owned()),
        steps => Err(format!("{steps} steps are missing: run `mercer migrate`")),
    }
}

async fn search(shop: &Shop) -> Checked {
    told(shop.shelf.reload().await)?;
    let begun = std::time::Instant::now();
    let indexed = told(catalog::job::index_everything(shop).await)?;
    let seconds = begun.elapsed().as_secs_f64();
    let published = u64::try_from(shop.shelf.size()).unwrap_or(u64::MAX);
    if indexed == published {
        Ok(format!("{indexed} products can be found; the index took {seconds:.1} s"))
    } else {
        Err(format!("{published} products are published, but {indexed} can be found"))
    }
}

async fn effects(shop: &Shop) -> Checked {
    let counts = told(outbox::counts(shop).await)?;
    let text = format!("{} wait, {} were given up", counts.waiting, counts.dead);
    if counts.dead == 0 { Ok(text) } else { Err(text) }
}

async fn rules(shop: &Shop) -> Checked {
    let checked = told(invariant::check_all(&shop.database, shop.clock.now(), Strictness::Open).await)?;
    let words = |checked: &invariant::Checked| {
        format!("{} {}: {} rows", checked.invariant.id, checked.invariant.sentence, checked.broken)
    };
    let broken: Vec<String> = checked.iter().filter(|checked| checked.broken > 0).map(words).collect();
    if broken.is_empty() {
        return Ok("stock, orders and payments agree".to_owned());
    }
    Err(format!("{} (`mercer doctor --invariants` names them)", broken.join("; ")))
}

async fn owner(shop: &Shop) -> Checked {
    Ok(if told(account::read::has_owner(shop).await)? {
        "an owner can sign in".to_owned()
    } else {
        "nobody owns the shop yet: run `mercer admin invite`".to_owned()
    })
}
