//! The log. No personal data and no secret goes in: paths without their queries, ids instead of names.

use std::io::{self, IsTerminal as _};

use tracing_subscriber::EnvFilter;

/// What is written unless RUST_LOG says otherwise.
const USUAL_FILTER: &str = "info,sqlx=warn,tantivy=warn";

/// Starts the log, on standard error. The first call decides; later ones (tests) change nothing.
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(USUAL_FILTER));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_target(false);
    let started = if json {
        builder.json().flatten_event(true).try_init()
    } else {
        builder.with_ansi(io::stderr().is_terminal()).compact().try_init()
    };
    // Only a second start in one process fails; the first one's log goes on.
    drop(started);
}
