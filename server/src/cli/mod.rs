//! The command line: one module a verb. Each prints for people; errors go to standard error with exit status 1.

mod admin;
mod config;
mod doctor;
mod error;
mod export;
mod import;
mod invariants;
mod media;
mod migrate;
mod reconcile;
mod seed;
mod serve;

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
    /// The directory of database, pictures and mails (setting data_dir)
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the shop
    Serve(serve::Arguments),
    /// Fill an empty shop with the demo shop
    Seed(seed::Arguments),
    /// Take over another shop: Shopify, WooCommerce, Magento, OpenCart, Zen Cart, or any table
    Import(import::Arguments),
    /// Write products, customers or orders to a CSV, XLSX or JSON file that can be imported again
    Export(export::Arguments),
    /// Move the shop's files into a bucket, or back
    #[command(subcommand)]
    Media(media::Arguments),
    /// Bring the database to this version of the program
    Migrate,
    /// Hear now of every open payment, give up orders whose time is over, and do what waits outside: mails, refunds, documents
    Reconcile,
    /// Invite, list and disable the people of the admin
    Admin(admin::Arguments),
    /// Check configuration, database, search, pictures and mail; exit status 1 when something is wrong
    Doctor(doctor::Arguments),
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
    let port = if let Command::Serve(arguments) = &cli.command { arguments.port } else { None };
    let overrides = Overrides { file: cli.config, data_dir: cli.data, port };
    match cli.command {
        Command::Config => {
            config::print();
            Ok(ExitCode::SUCCESS)
        }
        Command::Doctor(arguments) => doctor::run(&overrides, &arguments).await,
        command => work(command, load(&overrides)?).await.map(|()| ExitCode::SUCCESS),
    }
}

fn load(overrides: &Overrides) -> Result<Config, CliError> {
    let config = Config::load(overrides, std::env::vars())?;
    telemetry::start(config.log_json);
    Ok(config)
}

async fn work(command: Command, config: Config) -> Result<(), CliError> {
    match command {
        Command::Serve(arguments) => serve::run(config, &arguments).await,
        Command::Seed(arguments) => seed::run(&config, &arguments).await,
        Command::Import(arguments) => import::run(&config, &arguments).await,
        Command::Export(arguments) => export::run(&config, &arguments).await,
        Command::Media(arguments) => media::run(&config, &arguments).await,
        Command::Migrate => migrate::run(&config).await,
        Command::Reconcile => reconcile::run(&config).await,
        Command::Admin(arguments) => admin::run(&config, &arguments).await,
        Command::Doctor(_) | Command::Config => Ok(()),
    }
}
