//! Moving in from another platform: a file of theirs becomes products, customers and past orders of ours.
//!
//! A file is read as tables (`file`), rows are put together to what they tell about (`group`), a reader of the platform says what
//! they mean (`platform`, one room each), and what comes out ([`product`], [`customer`], [`order`]) knows no platform any more.
//!
//! From there it is one way for all: what only the whole file can tell (`settle`), a batch of products in one transaction
//! (`write`), their pictures (`picture`), and the report (`run`).
//!
//! Not here: the words of the report (domain), asking the web for pictures (port). Invariants: the same file twice changes
//! nothing; a dry run changes nothing and reports the same; one broken product never stops the rest; nothing is deleted.

#[cfg(test)]
mod acceptance;
mod archive;
pub mod category;
mod colour;
pub mod customer;
mod file;
mod group;
mod imported;
mod links;
mod notes;
pub mod order;
mod own;
mod picture;
mod platform;
pub mod product;
mod run;
mod settle;
mod source;
pub mod sql;
pub mod task;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod torture;
pub mod undo;
mod value;
mod write;

pub use archive::PictureArchive;
pub use file::FileError;
pub use imported::Imported;
pub use picture::{Media, Pictures};
pub use platform::{Mapping, Platform};
pub use run::{ImportRequest, Progress, run};
pub use source::{Source, SourceRequest};

use crate::db::DatabaseError;

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
    #[error("{path}: these columns belong to no platform that is known; say which one it comes from")]
    UnknownPlatform {
        /// Which file.
        path: String,
    },
    /// A file of one table where several are needed.
    #[error("this file is one table; of {} a dump of its database or the workbook of its export tool is needed", platform.name())]
    NoTable {
        /// The platform it was read as.
        platform: Platform,
    },
    /// Tables of a dump or workbook that are another platform's, or nobody's.
    #[error("{path}: these tables are not those of {}", platform.map_or("OpenCart or Zen Cart", Platform::name))]
    OtherTables {
        /// Which file.
        path: String,
        /// The platform it was read as.
        platform: Option<Platform>,
    },
    /// A mapping that names no column or no field.
    #[error("{0}")]
    Mapping(String),
    /// A column that every row needs is not there.
    #[error("the file has no column {column:?}, which every product file of {} has", platform.name())]
    MissingColumn {
        /// The platform it was read as.
        platform: Platform,
        /// The column.
        column: String,
    },
    /// A ZIP that cannot be read, or that must not be.
    #[error("{path}: {reason}")]
    Archive {
        /// Which file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The work ended without an answer.
    #[error("the import was interrupted; what was imported so far stays")]
    Interrupted,
}
