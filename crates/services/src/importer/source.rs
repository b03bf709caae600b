//! A file as a stream of what is in it.

use std::path::{Path, PathBuf};

use domain::{
    importer::report::FailedRow,
    kernel::{Currency, Date},
};

use super::{
    ImportError,
    file::{self, FileError, Opened, Table, Tables},
    group::Groups,
    imported::Imported,
    notes::Notes,
    platform::{Mapping, Platform, ReadContext, Reader, Store},
};

/// How a file is to be read.
#[derive(Clone, Debug)]
pub struct SourceRequest {
    /// The platform; without one the columns or tables tell.
    pub platform: Option<Platform>,
    /// What columns of a table of no known platform hold.
    pub mapping: Mapping,
    /// The currency of all prices.
    pub currency: Currency,
    /// Today.
    pub today: Date,
}

/// A file of another platform, opened and looked through once.
pub struct Source {
    path: PathBuf,
    stream: Stream,
    platform: Platform,
    rows: u64,
    done: usize,
    context: ReadContext,
    notes: Notes,
}

/// Where they come from.
enum Stream {
    /// Rows of one table.
    Rows(Box<Rows>),
    /// Several tables that belong together.
    Store(Box<Store>),
}

struct Rows {
    table: Table,
    reader: Reader,
    groups: Groups,
}

impl Source {
    /// Opens a file.
    ///
    /// # Errors
    /// A file that cannot be read, is no table, or has columns of no known platform.
    pub fn open(path: &Path, request: &SourceRequest) -> Result<Self, ImportError> {
        let opened = file::open(path, Store::wants).map_err(|error| at(path, error))?;
        match opened {
            Opened::Table(table) => Self::of_table(path, request, *table),
            Opened::Dump(tables) => Self::of_dump(path, request, tables),
            Opened::Workbook(tables) => Self::of_workbook(path, request, tables),
        }
    }

    fn of_table(path: &Path, request: &SourceRequest, mut table: Table) -> Result<Self, ImportError> {
        let known = request.platform.or_else(|| Platform::recognise(&table.header, &request.mapping));
        let platform = known.ok_or_else(|| ImportError::UnknownPlatform { path: path.display().to_string() })?;
        let reader = Reader::new(platform, &table.header, &request.mapping)?;
        let mut notes = Notes::default();
        tell_repair(table.repaired_at, &mut notes);
        if table.was_utf16 {
            notes.warn(1, "", "", "the file is UTF-16; it was read as such");
        }
        let groups = Groups::find(&mut table, &reader, &mut notes).map_err(|error| at(path, error))?;
        let rows = groups.rows;
        let stream = Stream::Rows(Box::new(Rows { table, reader, groups }));
        Ok(Self::new(path, request, stream, platform, rows, notes))
    }

    fn of_dump(path: &Path, request: &SourceRequest, mut tables: Tables) -> Result<Self, ImportError> {
        let mut notes = Notes::default();
        tell_repair(tables.repaired_at, &mut notes);
        for row in std::mem::take(&mut tables.broken) {
            notes.fail(row.line, &row.table, "", row.reason);
        }
        let store = Store::of_dump(&mut tables, request.platform, context(request), &mut notes);
        let store = store.map_err(|error| at(path, error))?.ok_or_else(|| other_tables(path, request))?;
        Ok(Self::of_store(path, request, store, notes))
    }

    /// A workbook of several sheets that belong together, or one with a sheet whose columns are known.
    fn of_workbook(path: &Path, request: &SourceRequest, mut tables: Tables) -> Result<Self, ImportError> {
        let mut notes = Notes::default();
        let store = Store::of_workbook(&mut tables, request.platform, &mut notes).map_err(|error| at(path, error))?;
        if let Some(store) = store {
            return Ok(Self::of_store(path, request, store, notes));
        }
        let is_known = |name: &&str| {
            tables.header(name).is_some_and(|header| Platform::recognise(header, &request.mapping).is_some())
        };
        let chosen = tables.names().find(is_known).or_else(|| tables.names().next()).map(str::to_owned);
        let table = chosen.and_then(|name| tables.take(&name)).ok_or_else(|| at(path, FileError::Empty))?;
        Self::of_table(path, request, table)
    }

    /// Of several tables the rows that stand for a thing count, not those that belong to one.
    fn of_store(path: &Path, request: &SourceRequest, store: Store, notes: Notes) -> Self {
        let (platform, rows) = (store.platform(), u64::try_from(store.count()).unwrap_or(u64::MAX));
        Self::new(path, request, Stream::Store(Box::new(store)), platform, rows, notes)
    }

    fn new(path: &Path, request: &SourceRequest, stream: Stream, platform: Platform, rows: u64, notes: Notes) -> Self {
        Self { path: path.to_owned(), stream, platform, rows, done: 0, context: context(request), notes }
    }

    /// The next product, customer or order; `None` at the end. What cannot be taken over is noted and skipped.
    ///
    /// # Errors
    /// A file that cannot be read on.
    pub fn next_thing(&mut self) -> Result<Option<Imported>, ImportError> {
        loop {
            let next = match &mut self.stream {
                Stream::Rows(rows) => rows.next(self.done, self.context, &mut self.notes),
                Stream::Store(store) => store.next(self.context, &mut self.notes),
            };
            match next.map_err(|error| at(&self.path, error))? {
                None => return Ok(None),
                Some(thing) => {
                    self.done += 1;
                    if thing.is_some() {
                        return Ok(thing);
                    }
                }
            }
        }
    }

    /// Which platform the file comes from.
    #[must_use]
    pub fn platform(&self) -> Platform {
        self.platform
    }

    /// Whether the file tells of customers or orders.
    #[must_use]
    pub fn tells_of_people(&self) -> bool {
        match &self.stream {
            Stream::Rows(rows) => matches!(rows.reader, Reader::Records(_)),
            Stream::Store(store) => store.tells_of_people(),
        }
    }

    /// How many rows the file has, without its header.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// How many things were read, and how many the rows make up.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let total = match &self.stream {
            Stream::Rows(rows) => rows.groups.len(),
            Stream::Store(store) => store.count(),
        };
        (self.done, total)
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

impl Rows {
    /// What a group is; `Some(None)` when it is not taken over, `None` behind the last.
    fn next(
        &mut self,
        group: usize,
        context: ReadContext,
        notes: &mut Notes,
    ) -> Result<Option<Option<Imported>>, FileError> {
        if group >= self.groups.len() {
            return Ok(None);
        }
        let rows = self.groups.rows_of(group, &mut self.table)?;
        Ok(Some(self.reader.read(&rows, context, notes)))
    }
}

fn context(request: &SourceRequest) -> ReadContext {
    ReadContext { currency: request.currency, today: request.today }
}

fn at(path: &Path, error: FileError) -> ImportError {
    ImportError::File { path: path.display().to_string(), error }
}

fn other_tables(path: &Path, request: &SourceRequest) -> ImportError {
    ImportError::OtherTables { path: path.display().to_string(), platform: request.platform }
}

fn tell_repair(line: Option<u64>, notes: &mut Notes) {
    if let Some(line) = line {
        let reason = "the file is not UTF-8; the other bytes were read as Windows-1252, from this line on";
        notes.warn(line, "", "", reason);
    }
}
