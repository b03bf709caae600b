//! Where the cursor is, what is selected, and what happens to the selection.

use domain::catalog::full_name;

use super::{Model, Spot};
use crate::admin::bulk::grid::tsv;

impl Model {
    /// The last row and column.
    #[must_use]
    pub fn end(&self) -> Spot {
        (self.rows.len().saturating_sub(1), self.columns.len().saturating_sub(1))
    }

    /// Puts the cursor somewhere; with `extend` the selection reaches from where it began to there.
    pub fn go(&mut self, spot: Spot, extend: bool) {
        let end = self.end();
        self.active = (spot.0.min(end.0), spot.1.min(end.1));
        if !extend {
            self.anchor = self.active;
        }
    }

    /// Moves the cursor by rows and columns.
    pub fn step(&mut self, rows: isize, columns: isize, extend: bool) {
        let to = (self.active.0.saturating_add_signed(rows), self.active.1.saturating_add_signed(columns));
        self.go(to, extend);
    }

    /// Moves on by one cell, from row to row; says whether there was one.
    pub fn next(&mut self, back: bool) -> bool {
        let width = self.columns.len().max(1);
        let place = self.active.0.saturating_mul(width).saturating_add(self.active.1);
        let next = if back { place.checked_sub(1) } else { place.checked_add(1) };
        let Some(next) = next.filter(|next| *next < self.rows.len().saturating_mul(width)) else { return false };
        self.go((next / width, next % width), false);
        true
    }

    /// What is wrong with the cell under the cursor, with its row and column; nothing when nothing is.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let (words, field) = (self.error(self.active)?, self.columns.get(self.active.1)?);
        let row = self.rows.get(self.active.0)?;
        Some(format!("{} · {}: {words}", full_name(row.title(), row.variant()), field.label()))
    }

    /// Goes to the first cell that cannot stay or, `onwards` from one of them, to the next; says whether there is one.
    pub fn go_to_error(&mut self, onwards: bool) -> bool {
        let errors: Vec<Spot> = self.errors().into_iter().map(|(spot, _)| spot).collect();
        let here = errors.iter().position(|spot| *spot == self.active).filter(|_| onwards);
        let next = here.and_then(|here| errors.get(here.saturating_add(1))).or(errors.first()).copied();
        if let Some(spot) = next {
            self.go(spot, false);
        }
        next.is_some()
    }

    /// The selected cells: first and last.
    #[must_use]
    pub fn range(&self) -> (Spot, Spot) {
        let ((row, column), (other_row, other_column)) = (self.active, self.anchor);
        ((row.min(other_row), column.min(other_column)), (row.max(other_row), column.max(other_column)))
    }

    /// Whether a cell is selected.
    #[must_use]
    pub fn is_selected(&self, spot: Spot) -> bool {
        let (first, last) = self.range();
        (first.0..=last.0).contains(&spot.0) && (first.1..=last.1).contains(&spot.1)
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.anchor = (0, 0);
        self.active = self.end();
    }

    /// The selected cells as a spreadsheet takes them.
    #[must_use]
    pub fn copy(&self) -> String {
        let (first, last) = self.range();
        let row = |row: usize| (first.1..=last.1).map(|column| self.text((row, column))).collect();
        tsv::write(&(first.0..=last.0).map(row).collect::<Vec<Vec<String>>>())
    }

    /// Puts a range in: at the selection's first cell. One cell, or one row, fills the whole selection.
    pub fn paste(&mut self, text: &str) {
        let pasted = tsv::read(text);
        let (first, last) = self.range();
        let width = pasted.iter().map(Vec::len).max().unwrap_or(0);
        let times =
            |selected: usize, size: usize| if size > 0 && selected.is_multiple_of(size) { selected / size } else { 1 };
        let down = times(last.0 - first.0 + 1, pasted.len());
        let right = times(last.1 - first.1 + 1, width);
        let mut cells = Vec::new();
        for (place, row) in (0..down).flat_map(|_| &pasted).enumerate() {
            for (offset, text) in (0..right).flat_map(|_| row).enumerate() {
                cells.push(((first.0 + place, first.1 + offset), text.clone()));
            }
        }
        self.type_into(cells);
        let end = self.end();
        self.anchor = first;
        let (height, width) = (pasted.len() * down, width * right);
        self.active = ((first.0 + height.max(1) - 1).min(end.0), (first.1 + width.max(1) - 1).min(end.1));
    }

    /// Writes the selection's first row into the rows below; a single row takes the one above.
    pub fn fill_down(&mut self) {
        let (first, last) = self.range();
        let (source, from) = match (first.0 == last.0, first.0.checked_sub(1)) {
            (true, Some(above)) => (above, first.0),
            (true, None) => return,
            (false, _) => (first.0, first.0 + 1),
        };
        let rows = from..=last.0;
        let cells = rows.flat_map(|row| (first.1..=last.1).map(move |column| (row, column)));
        let cells: Vec<(Spot, String)> = cells.map(|spot| (spot, self.text((source, spot.1)))).collect();
        self.type_into(cells);
    }

    /// Empties the selection.
    pub fn clear(&mut self) {
        let (first, last) = self.range();
        let cells =
            (first.0..=last.0).flat_map(|row| (first.1..=last.1).map(move |column| ((row, column), String::new())));
        self.type_into(cells.collect());
    }
}
