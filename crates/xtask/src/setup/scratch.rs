//! A folder for a while.

use std::{env, fs, path::PathBuf};

use crate::Outcome;

/// A temporary folder; it is removed when this is dropped.
pub struct Scratch {
    /// Where it is.
    pub folder: PathBuf,
}

impl Scratch {
    /// A new one.
    pub fn new(name: &str) -> Outcome<Self> {
        let folder = env::temp_dir().join(format!("mercer-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
        Ok(Self { folder })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
