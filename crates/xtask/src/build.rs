//! The release build: styles, what the browser downloads, the server.
//!
//! It leaves three things in `release/` of the target directory that belong together, and are all that a server needs: the program
//! `mercer`; `hash.txt`, which the program reads for the hashed file names; and `site/`, the files themselves, plain and compressed.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    time::UNIX_EPOCH,
};

use crate::{
    Outcome, paths,
    program::{cargo, run},
    setup,
    step::step,
    styles,
};

const SOURCES: [&str; 12] = [
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "app",
    "frontend",
    "server",
    "crates/adapters",
    "crates/demo",
    "crates/domain",
    "crates/services",
    "crates/ui",
    "migrations",
];
const LOOKS: [&str; 2] = ["style", "public"];

/// Builds, unless nothing changed since the last time; then no tool is needed either.
pub fn release() -> Outcome {
    styles::run()?;
    let stamp = paths::target().join("release").join("build.stamp");
    let now = fingerprint()?;
    let built = paths::binary().is_file() && paths::site().is_dir();
    if built && fs::read_to_string(&stamp).is_ok_and(|last| last == now) {
        eprintln!("✓ Release build is up to date");
        return Ok(());
    }
    setup::run(&setup::Options::default())?;
    step("Release build", || {
        let arguments = ["leptos", "build", "--release", "--split", "--precompress"];
        run(cargo().env("LEPTOS_SITE_ROOT", paths::site()).args(arguments))
    })?;
    remove_type_declarations();
    fs::write(&stamp, now).map_err(|error| format!("{}: {error}", stamp.display()))?;
    report_sizes()
}

/// wasm-bindgen writes declarations for TypeScript, which no browser asks for.
fn remove_type_declarations() {
    let mut files = Vec::new();
    paths::files_below(&paths::site(), &mut files);
    for file in files.iter().filter(|file| is_type_declaration(&file.to_string_lossy())) {
        let _ = fs::remove_file(file);
    }
}

fn is_type_declaration(name: &str) -> bool {
    name.contains(".d.") && [".ts", ".ts.br", ".ts.gz"].iter().any(|ending| name.ends_with(ending))
}

/// A digest of name, size and time of every file that the build reads.
fn fingerprint() -> Outcome<String> {
    let mut files = Vec::new();
    for source in SOURCES.into_iter().chain(LOOKS) {
        paths::files_below(&paths::root().join(source), &mut files);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let facts = fs::metadata(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let changed = facts.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        (file, facts.len(), changed).hash(&mut hasher);
    }
    Ok(format!("{:x}", hasher.finish()))
}

fn report_sizes() -> Outcome {
    let folder = paths::site().join("pkg");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut rows: Vec<(String, u64)> = entries
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "br"))
        .filter_map(|entry| Some((entry.file_name().to_string_lossy().into_owned(), entry.metadata().ok()?.len())))
        .collect();
    rows.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    for (name, size) in rows {
        eprintln!("  {:>8.1} kB  {name}", size as f64 / 1_000.0);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_declarations_for_typescript_are_removed() {
        assert!(is_type_declaration("pkg/mercer.d.a-3x.ts.br"));
        assert!(is_type_declaration("pkg/mercer_bg.wasm.d.XAx.ts"));
        assert!(!is_type_declaration("pkg/mercer.d0.js"));
        assert!(!is_type_declaration("pkg/mercer.d.x.wasm"));
    }
}
