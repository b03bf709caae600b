//! The release build: styles, what the browser downloads, the server.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use crate::{
    Outcome, paths,
    program::{cargo, run},
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

/// Builds, unless nothing changed since the last time.
pub fn release() -> Outcome {
    styles::run()?;
    let stamp = paths::target().join("release-build.stamp");
    let now = fingerprint()?;
    if fs::read_to_string(&stamp).is_ok_and(|last| last == now) && paths::binary().is_file() {
        eprintln!("✓ Release build is up to date");
        return Ok(());
    }
    step("Release build", || {
        run(cargo().env("LEPTOS_SITE_ROOT", paths::site()).env("LEPTOS_HASH_FILES", "true").args([
            "leptos",
            "build",
            "--release",
            "--split",
            "--precompress",
        ]))
    })?;
    fs::write(&stamp, now).map_err(|error| format!("{}: {error}", stamp.display()))?;
    report_sizes()
}

/// A digest of name, size and time of every file that the build reads.
fn fingerprint() -> Outcome<String> {
    let mut files = Vec::new();
    for source in SOURCES.into_iter().chain(LOOKS) {
        collect(&paths::root().join(source), &mut files);
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

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        files.push(path.to_path_buf());
        return;
    }
    let Ok(entries) = fs::read_dir(path) else {
        return;
    };
    for entry in entries.flatten() {
        collect(&entry.path(), files);
    }
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
