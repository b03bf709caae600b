//! The pictures in docs/screenshots: the release build on the demo shop, in Chromium.

use crate::{
    Outcome, build, paths,
    program::{program, run},
    setup,
    step::step,
};

/// Takes them all.
pub fn run_all() -> Outcome {
    let chromium = setup::chromium::ensure()?;
    build::release()?;
    setup::npm::install_browser_suite()?;
    step("Screenshots", || {
        run(program("npx")
            .current_dir(paths::root().join("end2end"))
            .args(["playwright", "test", "--config", "screenshots.config.ts"])
            .env("CHROMIUM_PATH", chromium)
            .env("MERCER_BINARY", paths::binary()))
    })
}
