//! A list of objects: each is a row, its members are named like the columns. It is read twice, one object at a time: for the names
//! and for the cells.

use std::{
    collections::HashSet,
    fmt,
    fs::File,
    io::{BufReader, Seek as _},
    path::Path,
};

use serde::{
    Deserializer as _,
    de::{self, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use super::{
    FileError, Table,
    spool::{Room, Spool},
};

/// A row may have so many columns.
const MOST_COLUMNS: usize = 2_000;

/// Whether a file may be a list of objects.
pub(super) fn begins(head: &[u8]) -> bool {
    let head = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head);
    let mut signs = head.iter().filter(|byte| !byte.is_ascii_whitespace());
    signs.next() == Some(&b'[') && matches!(signs.next(), Some(b'{' | b']'))
}

/// Reads the whole list.
pub(super) fn read(path: &Path) -> Result<Table, FileError> {
    let mut columns: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    each(path, |row| {
        for name in row.keys() {
            if columns.len() < MOST_COLUMNS && known.insert(name.clone()) {
                columns.push(name.clone());
            }
        }
        Ok(())
    })?;
    if columns.is_empty() {
        return Err(FileError::Empty);
    }
    let mut spool = Spool::new(columns.clone(), Room::of(path)?)?;
    let mut line = 0;
    each(path, |row| {
        line += 1;
        let cells: Vec<String> = columns.iter().map(|name| row.get(name).map(text).unwrap_or_default()).collect();
        spool.add(line, cells.iter().map(String::as_str))
    })?;
    spool.finish()
}

/// Lists become values with semicolons between.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t')).collect(),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join("; "),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(_) => value.to_string(),
    }
}

fn each(path: &Path, take: impl FnMut(Map<String, Value>) -> Result<(), FileError>) -> Result<(), FileError> {
    let mut file = File::open(path)?;
    let mut mark = [0; 3];
    let has_mark = std::io::Read::read(&mut file, &mut mark)? == 3 && mark == [0xEF, 0xBB, 0xBF];
    if !has_mark {
        file.rewind()?;
    }
    let mut failed = None;
    let mut reader = serde_json::Deserializer::from_reader(BufReader::new(file));
    let read = reader.deserialize_seq(Objects { take, failed: &mut failed });
    if let Some(error) = failed {
        return Err(error);
    }
    read.and_then(|()| reader.end()).map_err(|error| FileError::NoRows(error.to_string()))
}

/// Takes one object after the other.
struct Objects<'a, F> {
    take: F,
    failed: &'a mut Option<FileError>,
}

impl<'de, F: FnMut(Map<String, Value>) -> Result<(), FileError>> Visitor<'de> for Objects<'_, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while let Some(row) = list.next_element::<Map<String, Value>>()? {
            if let Err(error) = (self.take)(row) {
                *self.failed = Some(error);
                return Err(de::Error::custom("the row could not be kept"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn table(json: &str) -> Result<Table, FileError> {
        let mut file = tempfile::NamedTempFile::new().unwrap_or_else(|error| panic!("{error}"));
        file.write_all(json.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        read(file.path())
    }

    #[test]
    fn objects_become_rows_whatever_members_they_have() {
        let mut table = table("\u{FEFF}[{\"Title\":\"Mug\",\"Price\":24.50},\n{\"Title\":\"Cup\",\"Tags\":[\"a\",\"b\"],\"Published\":true}]")
            .unwrap_or_else(|error| panic!("{error}"));
        let mut rows = Vec::new();
        table.rewind().unwrap_or_else(|error| panic!("{error}"));
        while let Ok(Some(row)) = table.next_row() {
            rows.push(
                ["title", "price", "tags", "published"].map(|name| row.cell(table.header.find(&[name])).to_owned()),
            );
        }
        assert_eq!(rows, [["Mug", "24.5", "", ""], ["Cup", "", "a; b", "yes"]].map(|row| row.map(str::to_owned)));
    }

    #[test]
    fn what_is_no_list_of_objects_is_refused_with_a_reason() {
        for (json, is_empty) in
            [("[]", true), ("[{}]", true), ("[{\"a\":1}", false), ("[{\"a\":1},2]", false), ("[{\"a\":1}] x", false)]
        {
            match table(json).err() {
                Some(FileError::Empty) => assert!(is_empty, "{json}"),
                Some(FileError::NoRows(_)) => assert!(!is_empty, "{json}"),
                other => panic!("{json}: {other:?}"),
            }
        }
        assert!(begins(b" [ {"));
        assert!(!begins(b"[name],[price]"));
    }
}
