//! Which rows make up a product, found in a first pass that keeps of every row only where it begins.
//!
//! Rows of one product may lie anywhere: a variation may come before its parent, a handle may return after others. The
//! second pass reads them by place; where they lie together that is plain reading on.

use std::collections::{HashMap, HashSet};

use super::{
    file::{FileError, Place, Row, Table},
    notes::Notes,
    platform::Reader,
};

/// To which product a row belongs.
pub(super) enum Membership {
    /// To the product of this name, with all other rows that say so.
    Together(String),
    /// It is a product of its own, which others may call by these names.
    Product(Vec<String>),
    /// To the product that is called so.
    ChildOf(String),
    /// Together with all rows of this name, and the products of these other names are its variants.
    ParentOf(String, Vec<String>),
    /// To what the row before it belongs to.
    Continued,
    /// To none, and why not.
    None(&'static str),
}

/// A product that names its variants, which are rows of their own.
#[derive(Debug)]
struct Parent {
    group: usize,
    line: u64,
    variants: Vec<String>,
}

/// Of every product the places of its rows, in the order of its first row.
#[derive(Debug, Default)]
pub(super) struct Groups {
    groups: Vec<Vec<Place>>,
    by_name: HashMap<String, usize>,
    children: Vec<(String, Place)>,
    parents: Vec<Parent>,
    latest: Option<usize>,
    /// How many rows the table has.
    pub rows: u64,
}

/// The line of the last row when the file ends within it: it has no end and fewer cells than all the others.
fn cut_off(table: &mut Table) -> Result<Option<u64>, FileError> {
    if !table.ends_open {
        return Ok(None);
    }
    let columns = table.header.len();
    let (mut last, mut others_are_whole, mut others) = (None, true, 0_u64);
    while let Some(row) = table.next_row()? {
        if let Some((_, cells)) = last {
            others += 1;
            others_are_whole &= cells >= columns;
        }
        last = Some((row.line(), row.len()));
        if !others_are_whole {
            return Ok(None);
        }
    }
    Ok(last.filter(|(_, cells)| others > 0 && *cells < columns).map(|(line, _)| line))
}

impl Groups {
    /// Reads the table once.
    pub fn find(table: &mut Table, reader: &Reader, notes: &mut Notes) -> Result<Self, FileError> {
        let mut groups = Self::default();
        for (line, text) in &table.broken {
            groups.rows += 1;
            notes.fail(*line, "", text, "a quote opens in this line and is not closed before the next row");
        }
        table.rewind()?;
        let cut_off = cut_off(table)?;
        table.rewind()?;
        while let Some(row) = table.next_row()? {
            groups.rows += 1;
            if Some(row.line()) == cut_off {
                let reason = "the file ends within this row; it was cut off here";
                notes.fail(row.line(), "", row.cell(Some(0)), reason);
                continue;
            }
            if let Some((column, bytes)) = row.too_long() {
                let name = table.header.name(column);
                notes.fail(row.line(), name, "", format!("the cell has {bytes} bytes; at most 524288 are taken"));
                continue;
            }
            if let Some(cell) = row.beyond(table.header.len()) {
                notes.warn(row.line(), "", cell, "the row has more cells than the header; the last ones are left out");
            }
            groups.add(&row, reader, notes);
        }
        groups.adopt(notes);
        groups.gather(notes);
        Ok(groups)
    }

    fn add(&mut self, row: &Row, reader: &Reader, notes: &mut Notes) {
        match reader.membership(row) {
            Membership::Together(name) => {
                self.join(row.place, name);
            }
            Membership::ParentOf(name, variants) => {
                let group = self.join(row.place, name);
                self.parents.push(Parent { group, line: row.line(), variants });
            }
            Membership::Continued => match self.latest.and_then(|index| self.groups.get_mut(index)) {
                Some(group) => group.push(row.place),
                None => notes.fail(row.line(), "", "", "the row goes on with one before it, but there is none"),
            },
            Membership::Product(names) => self.begin(row.place, names),
            Membership::ChildOf(parent) => self.children.push((parent, row.place)),
            Membership::None(reason) => notes.fail(row.line(), "", "", reason),
        }
    }

    /// Adds a row to the group of its name, which it may begin.
    fn join(&mut self, place: Place, name: String) -> usize {
        let index = self.by_name.get(&name).copied().unwrap_or(self.groups.len());
        match self.groups.get_mut(index) {
            Some(group) => group.push(place),
            None => self.begin(place, vec![name]),
        }
        self.latest = Some(index);
        index
    }

    fn begin(&mut self, place: Place, names: Vec<String>) {
        for name in names {
            self.by_name.entry(name).or_insert(self.groups.len());
        }
        self.groups.push(vec![place]);
    }

    /// Gives every child to its parent, wherever in the file that is.
    fn adopt(&mut self, notes: &mut Notes) {
        for (parent, place) in std::mem::take(&mut self.children) {
            match self.by_name.get(&parent).and_then(|index| self.groups.get_mut(*index)) {
                Some(group) => group.push(place),
                None => {
                    let named = parent.split_once(':').map_or(parent.as_str(), |(_, name)| name);
                    notes.fail(place.line, "Parent", named, "the parent product is not in the file");
                }
            }
        }
    }

    /// Puts the rows of variants behind those of the product that names them. They are no products of their own then.
    fn gather(&mut self, notes: &mut Notes) {
        let mut gathered = HashSet::new();
        let parents = std::mem::take(&mut self.parents);
        let is_parent: HashSet<usize> = parents.iter().map(|parent| parent.group).collect();
        for parent in parents {
            for name in parent.variants {
                let found = self.by_name.get(&name).copied().filter(|index| *index != parent.group);
                let Some(index) = found else {
                    notes.fail(parent.line, "", &name, "the product that is a variant of this one is not in the file");
                    continue;
                };
                if is_parent.contains(&index) {
                    notes.fail(parent.line, "", &name, "a product with variants of its own is no variant");
                    continue;
                }
                // Named twice, it is one variant still: of the product that names it first.
                if !gathered.insert(index) {
                    continue;
                }
                let places = self.groups.get(index).cloned().unwrap_or_default();
                if let Some(group) = self.groups.get_mut(parent.group) {
                    group.extend(places);
                }
            }
        }
        for index in gathered {
            if let Some(group) = self.groups.get_mut(index) {
                group.clear();
            }
        }
        self.groups.retain(|group| !group.is_empty());
        self.by_name.clear();
    }

    /// How many products there are.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// The rows of a product.
    pub fn rows_of(&self, group: usize, table: &mut Table) -> Result<Vec<Row>, FileError> {
        let mut rows = Vec::new();
        for place in self.groups.get(group).map(Vec::as_slice).unwrap_or_default() {
            rows.extend(table.row_at(*place)?);
        }
        Ok(rows)
    }
}
