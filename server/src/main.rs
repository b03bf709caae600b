//! `mercer`: reads the command line and does what it says.

use std::process::ExitCode;

use clap::Parser as _;
use server::cli::{self, Cli};

fn main() -> ExitCode {
    cli::run(Cli::parse())
}
