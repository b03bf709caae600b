//! What can be wrong with the settings, told so that it can be put right at once.

use std::{fmt, path::PathBuf};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// An option of the command line.
    CommandLine,
    /// An environment variable.
    Environment(String),
    /// The file.
    File(PathBuf),
    /// Nobody said otherwise.
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CommandLine => write!(formatter, "the command line"),
            Self::Environment(variable) => write!(formatter, "the environment variable {variable}"),
            Self::File(path) => write!(formatter, "{}", path.display()),
            Self::Default => write!(formatter, "the default"),
        }
    }
}

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The setting's key.
    pub key: String,
    /// Its value; `None` when it must not be shown.
    pub value: Option<String>,
    /// Where the value came from.
    pub source: Source,
    /// What would be right.
    pub wanted: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, value, source, wanted } = self;
        match value {
            Some(value) => write!(formatter, "{key} = {value:?} (from {source}): {wanted}"),
            None => write!(formatter, "{key} (from {source}): {wanted}"),
        }
    }
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration file {path} cannot be read: {reason}")]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
    /// The file is no TOML.
    #[error("the configuration file {path} is not TOML: {reason}")]
    Malformed {
        /// Its path.
        path: PathBuf,
        /// Where and why.
        reason: Box<toml::de::Error>,
    },
    /// Settings that cannot be used: all of them, not only the first.
    #[error("the configuration cannot be used:{}", list(.0))]
    Problems(Vec<Problem>),
    /// The shop's secret cannot be kept.
    #[error("the shop's secret cannot be kept in {data_dir}: {reason}")]
    Secret {
        /// The directory.
        data_dir: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("\n  {problem}")).collect()
}
