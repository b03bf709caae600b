//! wasm-opt, from the npm package that ships it as one script. Distributions' versions are too old for externref tables.

use std::fs;

use crate::{
    Outcome, paths,
    program::{find, install_packages, output, program, run},
};

const VERSION: &str = "132";

/// Installs it unless this version is there.
pub fn ensure() -> Outcome {
    if output(program("wasm-opt").arg("--version")).is_some_and(|text| text.contains(&format!("version {VERSION}"))) {
        return Ok(());
    }
    ensure_npm()?;
    let tools = paths::tools();
    fs::create_dir_all(&tools).map_err(|error| format!("{} cannot be made: {error}", tools.display()))?;
    run(program("npm").current_dir(tools).args([
        "install",
        "--no-fund",
        "--no-audit",
        "--silent",
        &format!("binaryen@{VERSION}"),
    ]))
}

/// npm, for this tool and for the browser tests.
pub fn ensure_npm() -> Outcome {
    if find("npm").is_some() { Ok(()) } else { install_packages(&["nodejs", "npm"]) }
}
