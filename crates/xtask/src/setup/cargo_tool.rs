//! Tools that cargo installs.

use std::fs;

use crate::{
    Outcome, paths,
    program::{find, output, program, run},
};

/// A tool and its version.
pub struct Tool {
    /// The package.
    package: &'static str,
    /// The version that we build with.
    version: &'static str,
    /// How it tells its version.
    version_command: &'static [&'static str],
    /// Whether its own lock file is used.
    locked: bool,
}

/// 0.3.11's lock file needs a newer compiler; older ones have faults with split and hashed files.
pub const LEPTOS: Tool =
    Tool { package: "cargo-leptos", version: "0.3.10", version_command: &["cargo-leptos", "--version"], locked: true };

/// Installs the tool unless this version is there.
pub fn ensure(tool: &Tool) -> Outcome {
    install(tool.package, tool.version, tool.version_command, tool.locked)
}

/// The tool must have the version of the library in Cargo.lock.
pub fn ensure_wasm_bindgen() -> Outcome {
    let version = locked_version("wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen")?;
    // Without its lock file: it may pin versions that cannot be had any more.
    install("wasm-bindgen-cli", &version, &["wasm-bindgen", "--version"], false)
}

fn install(package: &str, version: &str, version_command: &[&str], locked: bool) -> Outcome {
    let [name, arguments @ ..] = version_command else {
        return Ok(());
    };
    if output(program(name).args(arguments)).is_some_and(|text| text.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    eprintln!("  {package} {version} is missing and will be built once; this takes some minutes");
    if find("cargo-binstall").is_some() {
        let mut quick = program("cargo");
        quick.args(["binstall", "--no-confirm", "--disable-telemetry", &format!("{package}@{version}")]);
        if run(&mut quick).is_ok() {
            return Ok(());
        }
    }
    build(package, version, locked)
}

/// Builds it once, outside the checkout. It only has to run: optimising it to the last would take three times as long.
fn build(package: &str, version: &str, locked: bool) -> Outcome {
    let scratch = paths::tools().join("build");
    let mut build = program("cargo");
    build.args(["install", package, "--version", version, "--root"]).arg(paths::tools());
    build.env("CARGO_TARGET_DIR", &scratch);
    for (setting, value) in [("LTO", "false"), ("CODEGEN_UNITS", "16"), ("OPT_LEVEL", "1"), ("DEBUG", "false")] {
        build.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    if locked {
        build.arg("--locked");
    }
    run(&mut build)?;
    let _ = fs::remove_dir_all(scratch);
    Ok(())
}

fn locked_version(package: &str) -> Option<String> {
    let lock: toml::Table = fs::read_to_string(paths::root().join("Cargo.lock")).ok()?.parse().ok()?;
    let packages = lock.get("package")?.as_array()?;
    let found = packages.iter().find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))?;
    found.get("version")?.as_str().map(str::to_owned)
}
