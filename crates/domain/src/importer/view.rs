//! What crosses the wire about imports in the browser.

use serde::{Deserialize, Serialize};

use super::report::{FailedRow, ImportReport};
use crate::kernel::{ImportRunId, Timestamp};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportState {
    /// It is read without changing anything.
    Checking,
    /// It was read: the report says what would happen.
    Checked,
    /// It is being imported.
    Importing,
    /// It is in the shop.
    Imported,
    /// It is being taken back.
    Undoing,
    /// It was taken back.
    Undone,
    /// It was stopped; what was imported until then stays, and can be undone.
    Stopped,
    /// It could not be read.
    Failed,
}

impl ImportState {
    const ALL: [Self; 8] = [
        Self::Checking,
        Self::Checked,
        Self::Importing,
        Self::Imported,
        Self::Undoing,
        Self::Undone,
        Self::Stopped,
        Self::Failed,
    ];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Importing => "importing",
            Self::Imported => "imported",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Checking => "Being checked",
            Self::Checked => "Checked",
            Self::Importing => "Being imported",
            Self::Imported => "Imported",
            Self::Undoing => "Being undone",
            Self::Undone => "Undone",
            Self::Stopped => "Stopped",
            Self::Failed => "Failed",
        }
    }

    /// Whether work goes on.
    #[must_use]
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Checking | Self::Importing | Self::Undoing)
    }

    /// Whether it may be imported now.
    #[must_use]
    pub fn may_import(self) -> bool {
        matches!(self, Self::Checked | Self::Stopped | Self::Undone)
    }

    /// Whether it may be read again, with other choices.
    #[must_use]
    pub fn may_check(self) -> bool {
        matches!(self, Self::Checked | Self::Failed | Self::Undone)
    }

    /// Whether it may be taken back now.
    #[must_use]
    pub fn may_undo(self) -> bool {
        matches!(self, Self::Imported | Self::Stopped)
    }
}

/// An import in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRunRow {
    /// The id.
    pub id: ImportRunId,
    /// Where it stands.
    pub state: ImportState,
    /// The names of its files.
    pub files: Vec<String>,
    /// Who began it.
    pub actor: String,
    /// When.
    pub created_at: Timestamp,
}

/// An import with everything that is known about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRunView {
    /// As in the list.
    pub row: ImportRunRow,
    /// The platform that was chosen; empty when the columns tell.
    pub platform: String,
    /// What columns hold, as the manager said: "Artikel=title".
    pub mapping: Vec<String>,
    /// Whether pictures are brought, too.
    pub pictures: bool,
    /// How many are done of the present file.
    pub done: i64,
    /// How many there are in it.
    pub total: i64,
    /// When the present work began.
    pub begun_at: Option<Timestamp>,
    /// When the last work ended.
    pub ended_at: Option<Timestamp>,
    /// What the last work reported; its lists are cut to what a person reads.
    pub report: Option<ImportReport>,
    /// Rows that were not taken over, all of them.
    pub failed: usize,
    /// Pictures that could not be brought, all of them.
    pub pictures_missing: usize,
    /// Why it could not be read.
    pub error: String,
    /// The first rows of the first file, as the check read them.
    pub preview: Option<Preview>,
    /// The first file's columns and what they are taken for, when it is a table of no known platform.
    pub columns: Vec<ColumnView>,
    /// What a column can be taken for.
    pub fields: Vec<String>,
}

/// The first rows of a file, with what is wrong in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The names of the columns that hold anything.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<PreviewRow>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// The line in the file.
    pub line: u64,
    /// A beginning of each cell.
    pub cells: Vec<String>,
    /// What is to be known of the row.
    pub problems: Vec<PreviewProblem>,
}

/// What is to be known of a row, or of one of its cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewProblem {
    /// Which of the columns; the whole row without one.
    pub column: Option<usize>,
    /// What it is.
    pub reason: String,
    /// Whether the row is not taken over because of it.
    pub fails: bool,
}

/// A table to begin with, for those who have none: its columns are known, and its rows are imported as they stand.
pub const TEMPLATE: &str = "Handle,Name,Description,Brand,Category,Tags,SKU,Barcode,Price,Compare at price,Cost,Stock,Weight (g),\
Image,Published,Option1 name,Option1 value\r\n\
linen-towel,Linen towel,\"Soft from the first day, and softer with every wash.\",Marram,Bath > Towels,\"linen, bath\",LT-1,,24.90,,9.40,12,310,\
https://example.org/linen-towel.jpg,yes,,\r\n\
wool-socks,Wool socks,Warm and thin.,Marram,Clothing > Socks,wool,WS-S,,14.50,17.00,5.10,8,70,,yes,Size,S\r\n\
wool-socks,,,,,,WS-M,,14.50,17.00,5.10,5,75,,yes,Size,M\r\n";

/// A column of a table of no known platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Its name.
    pub name: String,
    /// The field that it is taken for.
    pub field: String,
    /// What stands in its first rows.
    pub example: String,
}

/// Seconds that the rest takes at the pace so far; nothing before there is a pace.
#[must_use]
pub fn seconds_left(done: i64, total: i64, milliseconds: i64) -> Option<i64> {
    let left = total.checked_sub(done).filter(|left| *left > 0)?;
    let pace = milliseconds.checked_div(done).filter(|_| milliseconds > 1_500)?;
    left.checked_mul(pace.max(1)).map(|rest| rest / 1_000 + 1)
}

/// The rows as a CSV that spreadsheets open: no cell begins with what they would take for a formula.
#[must_use]
pub fn failed_rows_csv(rows: &[FailedRow]) -> String {
    let mut csv = String::from("file,line,column,reason,value\r\n");
    for row in rows {
        let line = row.line.to_string();
        let cells = [row.file.as_str(), line.as_str(), row.column.as_str(), row.reason.as_str(), row.value.as_str()];
        csv.push_str(&cells.map(cell).join(","));
        csv.push_str("\r\n");
    }
    csv
}

fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = if is_formula { format!("'{text}") } else { text.to_owned() };
    format!("\"{}\"", guarded.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_told_once_there_is_a_pace() {
        assert_eq!(seconds_left(0, 100, 5_000), None);
        assert_eq!(seconds_left(50, 100, 1_000), None);
        assert_eq!(seconds_left(50, 100, 10_000), Some(11));
        assert_eq!(seconds_left(100, 100, 10_000), None);
        assert_eq!(seconds_left(1, i64::MAX, i64::MAX), None);
    }

    #[test]
    fn no_cell_of_the_failed_rows_is_a_formula() {
        let row = FailedRow {
            file: String::new(),
            line: 4,
            column: "Price".to_owned(),
            reason: "is no \"amount\"".to_owned(),
            value: "=HYPERLINK(1)".to_owned(),
        };
        let csv = failed_rows_csv(&[row]);
        assert_eq!(csv.lines().nth(1), Some("\"\",\"4\",\"Price\",\"is no \"\"amount\"\"\",\"'=HYPERLINK(1)\""));
    }

    #[test]
    fn what_is_busy_can_be_neither_imported_nor_undone() {
        for state in ImportState::ALL {
            assert_eq!(ImportState::from_key(state.key()), Some(state));
            assert!(!state.is_busy() || !(state.may_import() || state.may_undo() || state.may_check()), "{state:?}");
        }
        assert!(!ImportState::Failed.may_import());
    }
}
