//! Where things lie.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The checkout.
pub fn root() -> PathBuf {
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.ancestors().nth(2).map_or(manifest.clone(), Path::to_path_buf)
}

/// Where cargo builds: in the checkout; under CI in a place that all checkouts share, because a clean clone would build the world.
pub fn target() -> PathBuf {
    match (env::var_os("CARGO_TARGET_DIR"), env::var_os("CI")) {
        (Some(directory), _) => root().join(directory),
        (None, Some(_)) => cache().join("target"),
        (None, None) => root().join("target"),
    }
}

/// Where tools lie that every checkout of this person shares.
pub fn tools() -> PathBuf {
    cache().join("tools")
}

fn cache() -> PathBuf {
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || env::var_os("HOME").map_or_else(env::temp_dir, PathBuf::from).join(".cache");
    cache.unwrap_or_else(home).join("mercer")
}

/// The server, as released.
pub fn binary() -> PathBuf {
    target().join("release").join("mercer")
}

/// What the browser downloads, as built: beside the server, which looks for it there.
pub fn site() -> PathBuf {
    target().join("release").join("site")
}

/// Every file below a folder, or the file itself; nothing where there is nothing.
pub fn files_below(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        files.push(path.to_path_buf());
        return;
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        files_below(&entry.path(), files);
    }
}
