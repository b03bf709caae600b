//! Why a command could not do its work.

use crate::{config::ConfigError, startup::StartupError};

/// Why a command could not do its work, in words for the person who typed it.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The settings.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The program's own threads.
    #[error("the program cannot start its threads: {0}")]
    Runtime(std::io::Error),
    /// The parts of the shop.
    #[error(transparent)]
    Startup(#[from] StartupError),
    /// The database.
    #[error(transparent)]
    Database(#[from] services::db::DatabaseError),
    /// The demo shop.
    #[error(transparent)]
    Seed(#[from] super::seed::SeedError),
    /// The people of the admin.
    #[error(transparent)]
    Account(#[from] services::account::AccountError),
    /// Anything else, told whole.
    #[error("{0}")]
    Refused(String),
}
