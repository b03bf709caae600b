//! The pictures in docs/screenshots: the release build on the demo shop, in Chromium.

use clap::Args;

use crate::{
    Outcome, build, paths,
    program::{program, run},
    setup,
    step::step,
};

/// What to show.
#[derive(Args)]
pub struct Options {
    /// Show what was built last, whatever has changed since.
    #[arg(long)]
    as_built: bool,
}

/// Takes them all.
pub fn run_all(options: &Options) -> Outcome {
    let chromium = setup::chromium::ensure()?;
    if !options.as_built {
        build::release()?;
    }
    setup::npm::install_browser_suite()?;
    step("Screenshots", || {
        run(program("npx")
            .current_dir(paths::root().join("end2end"))
            .args(["playwright", "test", "--config", "screenshots.config.ts"])
            .env("CHROMIUM_PATH", chromium)
            .env("MERCER_BINARY", paths::binary()))
    })
}
