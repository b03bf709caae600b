//! A small file of lines with named columns, as other programs write it: found by the names, told of by the lines.

use serde::{Deserialize, Serialize};

/// Why a line of a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineProblem {
    /// Its line in the file; the first line has the names of the columns.
    pub line: u64,
    /// What is wrong, in a sentence.
    pub words: String,
}

impl LineProblem {
    /// What is wrong with a line.
    #[must_use]
    pub fn new(line: u64, words: &str) -> Self {
        Self { line, words: words.to_owned() }
    }
}

/// The places of the columns.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    /// The first line.
    pub names: &'a [String],
}

impl Columns<'_> {
    /// The place of the first of these columns that is there, however it is capitalised.
    #[must_use]
    pub fn place(&self, wanted: &[&str]) -> Option<usize> {
        wanted.iter().find_map(|wanted| {
            self.names.iter().position(|name| name.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case(wanted))
        })
    }

    /// What a line says in the first of these columns that is there; empty without one.
    #[must_use]
    pub fn cell<'b>(&self, cells: &'b [String], wanted: &[&str]) -> &'b str {
        self.place(wanted).and_then(|place| cells.get(place)).map(|cell| cell.trim()).unwrap_or_default()
    }
}
