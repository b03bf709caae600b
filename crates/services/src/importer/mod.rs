//! Moving in from another platform: a file of theirs becomes products of ours.
//!
//! A file is read as a table (`file`), its rows are put together to products (`group`), a reader of the platform says what
//! they mean (`platform`, one file each), and what comes out ([`product`]) knows no platform any more.
//!
//! Not here: the words of the report (domain).

mod file;
mod group;
mod notes;
mod platform;
pub mod product;
mod source;
#[cfg(test)]
mod testing;
mod value;

pub use file::FileError;
pub use platform::Platform;
pub use source::Source;

/// Why an import could not run.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is no table.
    #[error("{path}: {error}")]
    File {
        /// Which file.
        path: String,
        /// What is wrong with it.
        error: FileError,
    },
    /// The columns are nobody's.
    #[error("{path}: these columns belong to no platform that can be imported; name one with --from")]
    UnknownPlatform {
        /// Which file.
        path: String,
    },
    /// A column that every row needs is not there.
    #[error("the file has no column {column:?}, which every product file of {} has", platform.name())]
    MissingColumn {
        /// The platform it was read as.
        platform: Platform,
        /// The column.
        column: String,
    },
}
