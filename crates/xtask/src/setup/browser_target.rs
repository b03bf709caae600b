//! The compiler's standard library for the browser: by rustup, or built from the same version's source.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};

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
    eprintln!("  rustup cannot add {TARGET} here: building it from the compiler's own source");
    build_from_source()?;
    if works() { Ok(()) } else { Err(format!("{TARGET} was built but does not work")) }
}

fn add_by_rustup() -> bool {
    find("rustup").is_some()
        && succeeds_within(program("rustup").args(["target", "add", TARGET]), Duration::from_secs(60))
}

/// Compiles an empty crate: the only proof that counts.
fn works() -> bool {
    let Ok(folder) = scratch("works") else {
        return false;
    };
    let source = folder.join("empty.rs");
    let written = fs::write(&source, "pub fn nothing() {}\n").is_ok();
    let object = folder.join("empty.wasm");
    let mut compiler = program("rustc");
    compiler.args(["--target", TARGET, "--crate-type", "cdylib", "-o"]).arg(object).arg(source);
    written && succeeds_within(&mut compiler, Duration::from_secs(60))
}

fn scratch(name: &str) -> Outcome<PathBuf> {
    let folder = env::temp_dir().join(format!("mercer-setup-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    Ok(folder)
}

fn build_from_source() -> Outcome {
    let system = output(program("rustc").args(["--print", "sysroot"])).ok_or("rustc does not run")?;
    let rustlib = Path::new(system.trim()).join("lib").join("rustlib");
    let source = rustlib.join("src").join("rust").join("library");
    let had_source = source.is_dir();
    if !had_source {
        copy_folder(&library_source()?, &source)?;
    }
    let built = build_library(&rustlib);
    if !had_source {
        // Left there, it would make every later build believe that rustup manages it.
        let _ = fs::remove_dir_all(rustlib.join("src"));
    }
    built
}

fn build_library(rustlib: &Path) -> Outcome {
    let folder = scratch("std")?;
    let text = |error: std::io::Error| error.to_string();
    fs::create_dir_all(folder.join("src")).map_err(text)?;
    fs::write(folder.join("Cargo.toml"), "[package]\nname = \"empty\"\nedition = \"2024\"\n[workspace]\n")
        .map_err(text)?;
    fs::write(folder.join("src/lib.rs"), "").map_err(text)?;
    run(program("cargo")
        .current_dir(&folder)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode, link-time optimisation of the browser part fails.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .args(["build", "--quiet", "--release", "-Zbuild-std=std,panic_abort,panic_unwind", "--target", TARGET]))?;
    let libraries = rustlib.join(TARGET).join("lib");
    fs::create_dir_all(&libraries).map_err(text)?;
    let built = folder.join("target").join(TARGET).join("release").join("deps");
    for entry in fs::read_dir(built).map_err(text)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty") {
            fs::copy(entry.path(), libraries.join(name)).map_err(text)?;
        }
    }
    let _ = fs::remove_dir_all(folder);
    Ok(())
}

/// Debian's package of the library's source, of exactly the compiler's version, without touching the machine's own lists.
fn library_source() -> Outcome<PathBuf> {
    let version =
        output(program("rustc").arg("--version")).and_then(|text| text.split_whitespace().nth(1).map(str::to_owned));
    let version = version.ok_or("rustc does not tell its version")?;
    let help = format!(
        "the source of Rust {version}'s standard library was not found. Install it with `rustup component add rust-src` or \
         `rustup target add {TARGET}` on a machine that reaches rustup's server"
    );
    let folder = scratch("source")?;
    let package = download_package(&folder, &version).ok_or_else(|| help.clone())?;
    run(program("dpkg").arg("-x").arg(package).arg(folder.join("unpacked")))?;
    let library = folder.join("unpacked/usr/src").join(format!("rustc-{version}")).join("library");
    if library.is_dir() { Ok(library) } else { Err(help) }
}

fn download_package(folder: &Path, version: &str) -> Option<PathBuf> {
    for part in ["parts", "lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(folder.join(part)).ok()?;
    }
    fs::write(folder.join("parts/backports.sources"), backports_source()?).ok()?;
    let apt = |name: &str| {
        let mut command = program(name);
        command.current_dir(folder).args(["-o", "Dir::Etc::sourcelist=/dev/null"]);
        for (option, part) in
            [("Dir::Etc::sourceparts", "parts"), ("Dir::State::Lists", "lists"), ("Dir::Cache", "cache")]
        {
            command.arg("-o").arg(format!("{option}={}", folder.join(part).display()));
        }
        command
    };
    output(apt("apt-get").arg("update"))?;
    let table = output(apt("apt-cache").args(["madison", "rust-src"]))?;
    let found = table
        .lines()
        .filter_map(|line| line.split('|').nth(1))
        .map(str::trim)
        .find(|found| found.starts_with(version))?;
    output(apt("apt-get").args(["download", &format!("rust-src={found}")]))?;
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "deb"))
}

/// The machine's own Debian source, naming the suite that has newer compilers.
fn backports_source() -> Option<String> {
    let text = fs::read_to_string("/etc/apt/sources.list.d/debian.sources").ok()?;
    let first = text.split("\n\n").next()?;
    let lines = first.lines().map(|line| if line.starts_with("Suites:") { "Suites: trixie-backports" } else { line });
    Some(lines.collect::<Vec<_>>().join("\n") + "\n")
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    let parent = to.parent().unwrap_or(to);
    fs::create_dir_all(parent).map_err(|error| format!("{} cannot be made: {error}", parent.display()))?;
    run(program("cp").arg("-r").arg(from).arg(to))
}
