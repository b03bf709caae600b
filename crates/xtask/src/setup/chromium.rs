//! A browser for the browser tests.

use std::{env, path::PathBuf};

use crate::{
    Outcome,
    program::{find, install_packages},
};

/// Where Chromium lies; installs it where that is allowed.
pub fn ensure() -> Outcome<PathBuf> {
    if let Some(path) = look() {
        return Ok(path);
    }
    install_packages(&["chromium"])?;
    look().ok_or_else(|| "Chromium was installed but is not found; say where it is with CHROMIUM_PATH".to_owned())
}

fn look() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM_PATH").map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(find))
}
