//! A dump of a MySQL database: its INSERT statements become tables. One pass; nothing is executed, and no database is needed.
//!
//! Invariants: memory does not grow with the dump; a dump that was cut off in the middle of a statement is refused as a whole.

mod scanner;
#[cfg(test)]
mod tests;
mod value;

use std::{
    collections::{HashMap, hash_map::Entry},
    fs::File,
    io::{Seek as _, SeekFrom},
    path::Path,
};

use self::scanner::Scanner;
use super::{
    FileError, Tables, encoding,
    spool::{Room, Spool},
    tables::BrokenRow,
};

/// Words that begin what is no column in the brackets of CREATE TABLE.
const NO_COLUMN: [&str; 9] =
    ["PRIMARY", "KEY", "UNIQUE", "INDEX", "FULLTEXT", "SPATIAL", "CONSTRAINT", "FOREIGN", "CHECK"];

/// Whether the beginning of a file is that of a dump.
pub(super) fn begins(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).to_uppercase();
    let marks = ["INSERT INTO", "CREATE TABLE", "DROP TABLE", "-- MYSQL DUMP", "-- MARIADB DUMP", "-- PHPMYADMIN SQL"];
    let first = text.trim_start_matches('\u{FEFF}').trim_start();
    let begins =
        ["--", "#", "/*", "SET ", "DROP ", "CREATE ", "INSERT ", "USE ", "UPDATE ", "TRUNCATE ", "DELETE ", "START "];
    begins.iter().any(|word| first.starts_with(word)) && marks.iter().any(|mark| text.contains(mark))
}

/// Reads the tables of a dump that `wants` names.
pub(super) fn read(path: &Path, wants: fn(&str) -> bool) -> Result<Tables, FileError> {
    let opened = encoding::open(path)?;
    let mut file: File = opened.file;
    file.seek(SeekFrom::Start(opened.start))?;
    let mut dump = Dump {
        scanner: Scanner::new(file),
        wants,
        columns: HashMap::new(),
        spools: HashMap::new(),
        broken: Vec::new(),
        room: Room::of(path)?,
    };
    while dump.statement()? {}
    let mut tables = dump.finish()?;
    tables.repaired_at = opened.repaired_at;
    Ok(tables)
}

/// A dump that is being read.
struct Dump {
    scanner: Scanner,
    wants: fn(&str) -> bool,
    /// The columns of each table, as its CREATE TABLE names them.
    columns: HashMap<String, Vec<String>>,
    spools: HashMap<String, Spool>,
    broken: Vec<BrokenRow>,
    room: Room,
}

impl Dump {
    /// Reads a statement; `false` at the end.
    fn statement(&mut self) -> Result<bool, FileError> {
        let word = self.scanner.word()?;
        match word.as_str() {
            "INSERT" | "REPLACE" => self.insert()?,
            "CREATE" => self.create()?,
            "DELIMITER" => self.skip_programs()?,
            _ => self.scanner.skip_statement()?,
        }
        self.scanner.skip_blank()?;
        Ok(self.scanner.peek()?.is_some())
    }

    /// Passes over stored programs, up to where statements end with a semicolon again.
    fn skip_programs(&mut self) -> Result<(), FileError> {
        self.scanner.skip_line()?;
        while self.scanner.peek()?.is_some() {
            let is_delimiter = self.scanner.word()? == "DELIMITER";
            self.scanner.skip_line()?;
            if is_delimiter {
                break;
            }
        }
        Ok(())
    }

    /// Passes over the rest of a statement that must have an end.
    fn rest_of_statement(&mut self, line: u64) -> Result<(), FileError> {
        self.scanner.skip_statement()?;
        let is_whole = self.scanner.has_ended_statement();
        if is_whole { Ok(()) } else { Err(FileError::CutOff { line }) }
    }

    fn create(&mut self) -> Result<(), FileError> {
        let begins_at = self.scanner.line;
        if self.scanner.word()? != "TABLE" {
            return self.scanner.skip_statement();
        }
        let mut name = self.scanner.name()?;
        if name.eq_ignore_ascii_case("if") {
            self.scanner.word()?;
            self.scanner.word()?;
            name = self.scanner.name()?;
        }
        if self.scanner.takes(b'(')? {
            let columns = self.column_definitions()?;
            self.columns.insert(name.to_lowercase(), columns);
        }
        self.rest_of_statement(begins_at)
    }

    fn column_definitions(&mut self) -> Result<Vec<String>, FileError> {
        let mut columns = Vec::new();
        loop {
            self.scanner.skip_blank()?;
            let is_quoted = matches!(self.scanner.peek()?, Some(b'`' | b'"'));
            let name = self.scanner.name()?;
            if is_quoted || !NO_COLUMN.contains(&name.to_uppercase().as_str()) {
                columns.push(name);
            }
            // The rest of the definition: a comma ends it, a bracket of its own does not.
            loop {
                match self.scanner.peek()? {
                    Some(quote @ (b'\'' | b'"' | b'`')) => {
                        self.scanner.quoted(quote)?;
                        continue;
                    }
                    Some(b'(') => {
                        self.scanner.next()?;
                        self.scanner.skip_brackets()?;
                        continue;
                    }
                    _ => {}
                }
                match self.scanner.next()? {
                    Some(b',') => break,
                    Some(b')') | None => return Ok(columns),
                    Some(_) => {}
                }
            }
        }
    }

    fn insert(&mut self) -> Result<(), FileError> {
        let begins_at = self.scanner.line;
        let mut name = self.scanner.name()?;
        while matches!(name.to_uppercase().as_str(), "INTO" | "IGNORE" | "LOW_PRIORITY" | "DELAYED") {
            name = self.scanner.name()?;
        }
        let table = name.to_lowercase();
        if !(self.wants)(&table) {
            return self.scanner.skip_statement();
        }
        let named = if self.scanner.takes(b'(')? { Some(self.names()?) } else { None };
        if !matches!(self.scanner.word()?.as_str(), "VALUES" | "VALUE") {
            let reason = "is filled by another table or by SET, which is not read".to_owned();
            self.broken.push(BrokenRow { line: begins_at, table, reason });
            return self.rest_of_statement(begins_at);
        }
        self.rows(&table, named)
    }

    fn names(&mut self) -> Result<Vec<String>, FileError> {
        let mut names = Vec::new();
        loop {
            names.push(self.scanner.name()?);
            match self.scanner.next()? {
                Some(b',') => {}
                Some(b')') => return Ok(names),
                _ => return Err(FileError::CutOff { line: self.scanner.line }),
            }
        }
    }

    fn rows(&mut self, table: &str, named: Option<Vec<String>>) -> Result<(), FileError> {
        let columns = self.columns.get(table).or(named.as_ref()).cloned();
        let Some(columns) = columns else {
            let reason = "has no column names: neither CREATE TABLE nor INSERT tells them".to_owned();
            self.broken.push(BrokenRow { line: self.scanner.line, table: table.to_owned(), reason });
            return self.scanner.skip_statement();
        };
        let written = named.unwrap_or_else(|| columns.clone());
        let spool = match self.spools.entry(table.to_owned()) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(Spool::new(columns, self.room.clone())?),
        };
        let order = spool.order_of(&written);
        let mut values = Vec::new();
        loop {
            self.scanner.skip_blank()?;
            let line = self.scanner.line;
            match self.scanner.next()? {
                Some(b'(') => {
                    value::row(&mut self.scanner, &mut values)?;
                    if values.len() == written.len() {
                        let cell = |index: &Option<usize>| index.and_then(|index| values.get(index));
                        spool.add(line, order.iter().map(|index| cell(index).map_or("", String::as_str)))?;
                    } else {
                        let reason = format!("the row has {} values for {} columns", values.len(), written.len());
                        self.broken.push(BrokenRow { line, table: table.to_owned(), reason });
                    }
                }
                Some(b',') => {}
                Some(b';') => return Ok(()),
                // ON DUPLICATE KEY UPDATE …
                Some(_) => return self.scanner.skip_statement(),
                None => return Err(FileError::CutOff { line }),
            }
        }
    }

    fn finish(self) -> Result<Tables, FileError> {
        let mut tables = Tables::default();
        tables.broken = self.broken;
        for (name, spool) in self.spools {
            tables.insert(&name, spool.finish()?);
        }
        Ok(tables)
    }
}
