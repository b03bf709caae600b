//! A file as a stream of products.

use std::path::{Path, PathBuf};

use domain::{
    importer::report::FailedRow,
    kernel::{Currency, Date},
};

use super::{
    ImportError,
    file::{FileError, Table},
    group::Groups,
    notes::Notes,
    platform::{Platform, ReadContext, Reader},
    product::ImportedProduct,
};

/// A file of another platform, opened and looked through once.
pub struct Source {
    path: PathBuf,
    table: Table,
    reader: Reader,
    groups: Groups,
    next: usize,
    context: ReadContext,
    platform: Platform,
    notes: Notes,
}

impl Source {
    /// Opens a file. Without a platform its columns tell which one it is.
    ///
    /// # Errors
    /// A file that cannot be read, is no table, or has columns of no known platform.
    pub fn open(path: &Path, platform: Option<Platform>, currency: Currency, today: Date) -> Result<Self, ImportError> {
        let at = |error: FileError| ImportError::File { path: path.display().to_string(), error };
        let mut table = Table::open(path).map_err(at)?;
        let platform = platform
            .or_else(|| Platform::recognise(&table.header))
            .ok_or_else(|| ImportError::UnknownPlatform { path: path.display().to_string() })?;
        let reader = Reader::new(platform, &table.header)?;
        let mut notes = Notes::default();
        if let Some(line) = table.repaired_at {
            let reason = "the file is not UTF-8; the other bytes were read as Windows-1252, from this line on";
            notes.warn(line, "", "", reason);
        }
        if table.was_utf16 {
            notes.warn(1, "", "", "the file is UTF-16; it was read as such");
        }
        let groups = Groups::find(&mut table, &reader, &mut notes).map_err(at)?;
        let context = ReadContext { currency, today };
        Ok(Self { path: path.to_owned(), table, reader, groups, next: 0, context, platform, notes })
    }

    /// The next product; `None` at the end. What cannot be taken over is noted and skipped.
    ///
    /// # Errors
    /// A file that cannot be read on.
    pub fn next_product(&mut self) -> Result<Option<ImportedProduct>, ImportError> {
        while self.next < self.groups.len() {
            let rows = self
                .groups
                .rows_of(self.next, &mut self.table)
                .map_err(|error| ImportError::File { path: self.path.display().to_string(), error })?;
            self.next += 1;
            if let Some(product) = self.reader.read(&rows, self.context, &mut self.notes) {
                return Ok(Some(product));
            }
        }
        Ok(None)
    }

    /// Which platform the file comes from.
    #[must_use]
    pub fn platform(&self) -> Platform {
        self.platform
    }

    /// How many rows the file has, without its header.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.groups.rows
    }

    /// How many products the rows make up, and how many of them were read.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.next, self.groups.len())
    }

    /// Rows that were not taken over so far.
    #[must_use]
    pub fn failed(&self) -> &[FailedRow] {
        &self.notes.failed
    }

    /// What is to be known so far.
    #[must_use]
    pub fn warnings(&self) -> &[FailedRow] {
        &self.notes.warnings
    }
}
