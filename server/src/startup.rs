//! From a configuration to a shop: the same for every command and for tests.

use std::path::{Path, PathBuf};

/// Why there is no shop.
#[derive(Debug, thiserror::Error)]
pub enum StartupError {
    /// The data directory.
    #[error("the data directory {path} cannot be used: {reason}")]
    DataDir {
        /// Its path.
        path: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
}

/// Makes the data directory when it is missing.
///
/// # Errors
/// A directory that cannot be made.
pub fn prepare_data_dir(path: &Path) -> Result<(), StartupError> {
    std::fs::create_dir_all(path).map_err(|reason| StartupError::DataDir { path: path.to_owned(), reason })
}
