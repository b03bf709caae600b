//! The command line: one module a verb. Each prints for people; errors go to standard error with exit status 1.

mod config;
mod error;
mod migrate;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

pub use self::error::CliError;
use crate::{
    config::{Config, Overrides},
    telemetry,
};

/// Mercer: a whole online shop in one program.
#[derive(Debug, Parser)]
#[command(name = "mercer", version, about)]
pub struct Cli {
    /// The configuration file; without it mercer.toml in this directory, when there is one
    #[arg(long, global = true, env = "MERCER_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The directory of database, pictures, search index and mails (setting data_dir)
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bring the database to this version of the program
    Migrate,
    /// Explain every setting with its environment variable and default
    Config,
}

/// More workers than the cores of a small machine: rendering must not wait behind one long page.
const LEAST_WORKERS: usize = 4;

/// Does what the command line says.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let workers = std::thread::available_parallelism().map_or(LEAST_WORKERS, |cores| cores.get().max(LEAST_WORKERS));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build();
    let outcome = runtime.map_err(CliError::Runtime).and_then(|runtime| runtime.block_on(dispatch(cli)));
    outcome.unwrap_or_else(|error| {
        eprintln!("mercer: {error}");
        ExitCode::FAILURE
    })
}

async fn dispatch(cli: Cli) -> Result<ExitCode, CliError> {
    let overrides = Overrides { file: cli.config, data_dir: cli.data, port: None };
    match cli.command {
        Command::Config => config::print(),
        Command::Migrate => migrate::run(&load(&overrides)?).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn load(overrides: &Overrides) -> Result<Config, CliError> {
    let config = Config::load(overrides, std::env::vars())?;
    telemetry::start(config.log_json);
    Ok(config)
}
