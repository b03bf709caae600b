//! The compiler's standard library for the browser: by rustup, or built from the same version's source.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{library_source, scratch::Scratch};
use crate::{
    Outcome,
    program::{find, output, program, run, succeeds_within},
};

const TARGET: &str = "wasm32-unknown-unknown";

/// Does nothing when the target is there.
pub fn ensure(from_source: bool) -> Outcome {
    if !from_source && works() {
        return Ok(());
    }
    if !from_source && add_by_rustup() && works() {
        return Ok(());
    }
    let reason = if from_source { "as asked" } else { "rustup cannot add it here" };
    eprintln!("  building {TARGET} from the compiler's own source, {reason}; this takes a minute");
    build_from_source()?;
    if works() { Ok(()) } else { Err(format!("{TARGET} was built but does not work")) }
}

fn add_by_rustup() -> bool {
    find("rustup").is_some()
        && succeeds_within(program("rustup").args(["target", "add", TARGET]), Duration::from_secs(60))
}

/// Compiles an empty crate: the only proof that counts.
fn works() -> bool {
    let Ok(scratch) = Scratch::new("works") else {
        return false;
    };
    let source = scratch.folder.join("empty.rs");
    let written = fs::write(&source, "pub fn nothing() {}\n").is_ok();
    let mut compiler = program("rustc");
    compiler
        .args(["--target", TARGET, "--crate-type", "cdylib", "-o"])
        .arg(scratch.folder.join("empty.wasm"))
        .arg(source);
    written && succeeds_within(&mut compiler, Duration::from_secs(60))
}

fn build_from_source() -> Outcome {
    let system = output(program("rustc").args(["--print", "sysroot"])).ok_or("rustc does not run")?;
    let rustlib = Path::new(system.trim()).join("lib").join("rustlib");
    let source = rustlib.join("src").join("rust").join("library");
    let had_source = source.is_dir();
    if !had_source {
        let scratch = Scratch::new("source")?;
        copy_folder(&library_source::unpack(&scratch.folder, TARGET)?, &source)?;
    }
    let built = build_library(&rustlib);
    if !had_source {
        // Left there, it would make every later build believe that rustup manages it.
        let _ = fs::remove_dir_all(rustlib.join("src"));
    }
    built
}

fn build_library(rustlib: &Path) -> Outcome {
    let scratch = Scratch::new("std")?;
    let folder = &scratch.folder;
    let text = |error: std::io::Error| error.to_string();
    fs::create_dir_all(folder.join("src")).map_err(text)?;
    fs::write(folder.join("Cargo.toml"), "[package]\nname = \"empty\"\nedition = \"2024\"\n[workspace]\n")
        .map_err(text)?;
    fs::write(folder.join("src/lib.rs"), "").map_err(text)?;
    run(program("cargo")
        .current_dir(folder)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode, link-time optimisation of the browser part fails.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .args(["build", "--quiet", "--release", "-Zbuild-std=std,panic_abort,panic_unwind", "--target", TARGET]))?;
    let libraries = rustlib.join(TARGET).join("lib");
    fs::create_dir_all(&libraries).map_err(text)?;
    // Two copies of one library would leave the compiler without a choice.
    for old in libraries_in(&libraries).map_err(text)? {
        fs::remove_file(old).map_err(text)?;
    }
    let built = folder.join("target").join(TARGET).join("release").join("deps");
    for library in libraries_in(&built).map_err(text)? {
        let name = library.file_name().unwrap_or_default();
        if !name.to_string_lossy().starts_with("libempty") {
            fs::copy(&library, libraries.join(name)).map_err(text)?;
        }
    }
    Ok(())
}

fn libraries_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    Ok(paths.filter(|path| path.extension().is_some_and(|ending| ending == "rlib")).collect())
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    let parent = to.parent().unwrap_or(to);
    fs::create_dir_all(parent).map_err(|error| format!("{} cannot be made: {error}", parent.display()))?;
    run(program("cp").arg("-r").arg(from).arg(to))
}
