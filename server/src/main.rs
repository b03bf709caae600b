//! `mercer`: reads the command line and does what it says.

use std::process::ExitCode;

use clap::Parser as _;
use server::cli::{self, Cli};

/// Rendering a page allocates a lot and briefly, on several threads. glibc's allocator spent a third of all time on it; this one
/// also gives back in the background what a burst of work leaves behind (docs/adr/0013).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    cli::run(Cli::parse())
}
