//! Developer commands: `cargo xtask <command>`.
//!
//! What this crate is not: it knows none of our crates and nothing of commerce; it prepares tools and runs programs. Every
//! step says what it does and how long it took; a step that cannot work says what to do.

mod bench;
mod build;
mod crash;
mod doctor;
mod named;
mod paths;
mod postgres;
mod program;
mod screenshots;
mod serve;
mod setup;
mod step;
mod styles;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What a command gives: nothing, or words on what to do.
type Outcome<T = ()> = Result<T, String>;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Developer commands of Mercer")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make sure of every tool that building needs.
    Setup(setup::Options),
    /// Write the scoped styles of all components into style/generated.
    Styles,
    /// Build styles, browser part and server, as released.
    Build,
    /// Set everything up, fill the demo shop and serve it.
    Serve(serve::Options),
    /// Run every check and every test.
    Test(test::Options),
    /// Measure the release server on a shop of 10,000 products.
    Bench(bench::Options),
    /// Kill the program again and again while shoppers order and pay, and check that no promise is broken.
    Crash(crash::Options),
    /// Take the pictures in docs/screenshots.
    Screenshots(screenshots::Options),
    /// Start a throw-away PostgreSQL and print its address until Ctrl-C.
    Pg,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Setup(options) => setup::run(&options),
        Command::Styles => styles::run(),
        Command::Build => build::release(),
        Command::Serve(options) => serve::run_all(&options),
        Command::Test(options) => return test::run_all(&options),
        Command::Bench(options) => bench::run_all(&options),
        Command::Crash(options) => crash::run_all(&options),
        Command::Screenshots(options) => screenshots::run_all(&options),
        Command::Pg => postgres::serve_until_interrupted(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nStopped: {message}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Arguments::command().debug_assert();
    }
}
