//! From a fresh clone to a shop that one can buy in.

use std::path::PathBuf;

use clap::Args;

use crate::{
    Outcome, build, paths,
    program::{program, run},
    setup,
};

/// What to serve.
#[derive(Args)]
pub struct Options {
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Where the shop's data lies.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Begin with an empty shop instead of the demo.
    #[arg(long)]
    empty: bool,
    /// As in `setup`.
    #[command(flatten)]
    setup: setup::Options,
}

/// Sets up, builds and serves until Ctrl-C.
fn run_server(options: &Options) -> Outcome {
    let mut server = program(&paths::binary().to_string_lossy());
    server.args([
        "serve",
        if options.empty { "--empty" } else { "--demo" },
        "--port",
        &options.port.to_string(),
        "--data",
    ]);
    server.arg(options.data.clone().unwrap_or_else(|| paths::root().join("data")));
    run(&mut server)
}

/// The whole command.
pub fn run_all(options: &Options) -> Outcome {
    if options.setup.std_from_source {
        setup::run(&options.setup)?;
    }
    build::release()?;
    run_server(options)
}
