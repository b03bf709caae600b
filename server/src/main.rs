//! `mercer`: reads the command line and does what it says.

use std::process::ExitCode;

use clap::Parser as _;
use server::cli::{self, Cli};

/// Rendering a page allocates a lot and briefly, on several threads. glibc's allocator spent a third of all time on it, and kept
/// much more memory than was used.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(Cli::parse())
}
