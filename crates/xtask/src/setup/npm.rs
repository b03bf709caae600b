//! What comes from npm: wasm-opt, and the packages of the browser tests.

use std::fs;

use crate::{
    Outcome, paths,
    program::{find, install_packages, output, program, run},
};

/// The version of binaryen, which ships wasm-opt as one script. Distributions' versions are too old for externref tables.
const BINARYEN: &str = "132";
const QUIETLY: [&str; 3] = ["--no-fund", "--no-audit", "--silent"];

/// wasm-opt, unless this version is there.
pub fn ensure_wasm_opt() -> Outcome {
    let told = output(program("wasm-opt").arg("--version"));
    if told.is_some_and(|text| text.contains(&format!("version {BINARYEN}"))) {
        return Ok(());
    }
    ensure_npm()?;
    let tools = paths::tools();
    fs::create_dir_all(&tools).map_err(|error| format!("{} cannot be made: {error}", tools.display()))?;
    let package = format!("binaryen@{BINARYEN}");
    run(program("npm").arg("install").args(QUIETLY).arg("--prefix").arg(&tools).arg(package))
}

/// The packages of the browser tests, as their lock file says; the browser itself is the system's.
pub fn install_browser_suite() -> Outcome {
    ensure_npm()?;
    let suite = paths::root().join("end2end");
    let lock = fs::read_to_string(suite.join("package-lock.json")).map_err(|error| format!("end2end: {error}"))?;
    let installed = suite.join("node_modules").join(".mercer-lock.json");
    if fs::read_to_string(&installed).is_ok_and(|last| last == lock) {
        return Ok(());
    }
    run(program("npm").current_dir(&suite).arg("ci").args(QUIETLY).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(&installed, lock).map_err(|error| format!("{}: {error}", installed.display()))
}

fn ensure_npm() -> Outcome {
    if find("npm").is_some() { Ok(()) } else { install_packages(&["nodejs", "npm"]) }
}
