//! A file of several tables: a dump of a database, a workbook.

use std::{collections::HashMap, sync::Arc};

use super::{FileError, Header, Place, Row, Table};

/// A row whose cells are asked for by the names of their columns.
#[derive(Clone, Debug)]
pub(crate) struct NamedRow {
    header: Arc<Header>,
    row: Row,
}

/// Tables by their names, in lower case.
#[derive(Default)]
pub(crate) struct Tables {
    tables: HashMap<String, Table>,
    names: Vec<String>,
    /// Rows of the source that could not be read.
    pub broken: Vec<BrokenRow>,
    /// The line of the first byte that was not UTF-8, when the text had to be repaired.
    pub repaired_at: Option<u64>,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BrokenRow {
    pub line: u64,
    pub table: String,
    pub reason: String,
}

/// The rows of a table that belong to an owner, found by the owner's id.
#[derive(Default)]
pub(crate) struct Grouped {
    table: Option<Table>,
    places: HashMap<String, Vec<Place>>,
}

impl NamedRow {
    /// A row under this header.
    pub fn new(header: Arc<Header>, row: Row) -> Self {
        Self { header, row }
    }

    /// The line in the file.
    pub fn line(&self) -> u64 {
        self.row.line()
    }

    /// The cell in the column of this name, in lower case; empty where there is no such column.
    pub fn get(&self, column: &str) -> &str {
        self.row.cell(self.header.find(&[column]))
    }

    /// The cell in the first of these columns that has content.
    pub fn first(&self, columns: &[&str]) -> &str {
        columns.iter().map(|column| self.get(column)).find(|cell| !cell.is_empty()).unwrap_or("")
    }
}

impl Tables {
    /// Adds a table.
    pub fn insert(&mut self, name: &str, table: Table) {
        self.names.push(name.to_lowercase());
        self.tables.insert(name.to_lowercase(), table);
    }

    /// The names of all tables in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The header of a table.
    pub fn header(&self, name: &str) -> Option<&Arc<Header>> {
        self.tables.get(name).map(|table| &table.header)
    }

    /// Takes a table out.
    pub fn take(&mut self, name: &str) -> Option<Table> {
        self.tables.remove(name)
    }

    /// Takes a table out, grouped by a column; empty when there is no such table.
    pub fn grouped(&mut self, name: &str, column: &str) -> Result<Grouped, FileError> {
        let Some(mut table) = self.take(name) else { return Ok(Grouped::default()) };
        let index = table.header.find(&[column]);
        let mut places: HashMap<String, Vec<Place>> = HashMap::new();
        table.rewind()?;
        while let Some(row) = table.next_row()? {
            places.entry(row.cell(index).to_owned()).or_default().push(row.place);
        }
        Ok(Grouped { table: Some(table), places })
    }

    /// Takes a small table out, all rows at once.
    pub fn all(&mut self, name: &str) -> Result<Vec<NamedRow>, FileError> {
        let Some(mut table) = self.take(name) else { return Ok(Vec::new()) };
        let mut rows = Vec::new();
        table.rewind()?;
        while let Some(row) = table.next_named()? {
            rows.push(row);
        }
        Ok(rows)
    }
}

impl Grouped {
    /// The rows of an owner.
    pub fn of(&mut self, owner: &str) -> Result<Vec<NamedRow>, FileError> {
        let (Some(table), Some(places)) = (self.table.as_mut(), self.places.get(owner)) else { return Ok(Vec::new()) };
        let mut rows = Vec::with_capacity(places.len());
        for place in places {
            rows.extend(table.row_at(*place)?.map(|row| NamedRow::new(Arc::clone(&table.header), row)));
        }
        Ok(rows)
    }
}
