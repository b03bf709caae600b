//! What the grid holds: the rows as they were read, what was typed over them, where the cursor is, and what can be taken back.
//! It knows no browser.

mod cursor;

use std::collections::HashMap;

use domain::{
    catalog::{
        bulk::{
            BulkProduct, BulkVariant, Change, Field, Subject, check_row, read_cell, show_cell,
            view::{Conflict, GridData, Refused},
        },
        full_name,
    },
    kernel::{Currency, ProductId},
};

/// Which value: cells of one product in several rows are the same value.
pub type Cell = (Subject, Field);
/// Row and column.
pub type Spot = (usize, usize);

/// A row: a variant with its product.
#[derive(Clone, Debug)]
pub struct GridRow {
    product: BulkProduct,
    variant: BulkVariant,
}

impl GridRow {
    /// The product's name.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.product.title
    }

    /// The variant's options; empty for an only variant.
    #[must_use]
    pub fn variant(&self) -> &str {
        &self.variant.title
    }

    /// Whose value a column of this row is.
    #[must_use]
    pub fn cell(&self, field: Field) -> Cell {
        let subject =
            if field.is_of_product() { Subject::Product(self.product.id) } else { Subject::Variant(self.variant.id) };
        (subject, field)
    }
}

/// What one step did: for each value what was typed before and after; none is what was read.
type Step = Vec<(Cell, Option<String>, Option<String>)>;

/// The grid.
#[derive(Clone, Debug)]
pub struct Model {
    /// The rows.
    pub rows: Vec<GridRow>,
    /// The columns that are shown.
    pub columns: Vec<Field>,
    /// Where the cursor is.
    pub active: Spot,
    /// Where the selection began.
    pub anchor: Spot,
    currency: Currency,
    tax_classes: Vec<String>,
    read: HashMap<Cell, String>,
    typed: HashMap<Cell, String>,
    past: Vec<Step>,
    future: Vec<Step>,
    refused: HashMap<Cell, String>,
    conflicts: HashMap<Cell, Option<String>>,
}

/// The columns that the grid can show; categories have no cell.
#[must_use]
pub fn columns() -> Vec<Field> {
    Field::ALL.into_iter().filter(|field| *field != Field::Categories).collect()
}

impl Model {
    /// A grid of these.
    #[must_use]
    pub fn new(data: GridData) -> Self {
        let mut rows = Vec::new();
        let mut read = HashMap::new();
        for product in data.products {
            for variant in product.variants.clone() {
                let row = GridRow { product: BulkProduct { variants: Vec::new(), ..product.clone() }, variant };
                for field in columns() {
                    read.insert(row.cell(field), row.product.value(Some(&row.variant), field));
                }
                rows.push(row);
            }
        }
        Self {
            rows,
            columns: columns(),
            active: (0, 0),
            anchor: (0, 0),
            currency: data.currency,
            tax_classes: data.tax_classes,
            read,
            typed: HashMap::new(),
            past: Vec::new(),
            future: Vec::new(),
            refused: HashMap::new(),
            conflicts: HashMap::new(),
        }
    }

    fn cell(&self, spot: Spot) -> Option<Cell> {
        Some(self.rows.get(spot.0)?.cell(*self.columns.get(spot.1)?))
    }

    fn read_text(&self, cell: Cell) -> String {
        self.read.get(&cell).map(|value| show_cell(cell.1, value, self.currency)).unwrap_or_default()
    }

    /// What a cell shows.
    #[must_use]
    pub fn text(&self, spot: Spot) -> String {
        let Some(cell) = self.cell(spot) else { return String::new() };
        self.typed.get(&cell).cloned().unwrap_or_else(|| self.read_text(cell))
    }

    /// Whether something else is typed than was read.
    #[must_use]
    pub fn is_changed(&self, spot: Spot) -> bool {
        self.cell(spot).is_some_and(|cell| self.typed.contains_key(&cell))
    }

    /// Whether somebody else has changed the value meanwhile.
    #[must_use]
    pub fn is_conflict(&self, spot: Spot) -> bool {
        self.cell(spot).is_some_and(|cell| self.conflicts.contains_key(&cell))
    }

    /// Why a cell cannot stay as it is.
    #[must_use]
    pub fn error(&self, spot: Spot) -> Option<String> {
        let cell = self.cell(spot)?;
        self.refused.get(&cell).cloned().or_else(|| self.wrong(spot.0, cell))
    }

    fn wrong(&self, row: usize, cell: Cell) -> Option<String> {
        if let Some(typed) = self.typed.get(&cell)
            && let Err(words) = self.value(cell.1, typed)
        {
            return Some(words);
        }
        let row = self.rows.get(row)?;
        if self.typed.contains_key(&cell)
            && let Some(words) = row.product.fixed(cell.1)
        {
            return Some(words.to_owned());
        }
        if cell.1 != Field::CompareAt {
            return None;
        }
        let changed =
            [Field::Price, Field::CompareAt].into_iter().any(|field| self.typed.contains_key(&row.cell(field)));
        let value = |field| {
            let cell = row.cell(field);
            let typed = self.typed.get(&cell).and_then(|typed| self.value(field, typed).ok());
            typed.or_else(|| self.read.get(&cell).cloned()).unwrap_or_default()
        };
        let errors = if changed { check_row(value) } else { Vec::new() };
        errors.into_iter().next().map(|(_, error)| error.0)
    }

    fn value(&self, field: Field, typed: &str) -> Result<String, String> {
        let value = read_cell(field, typed, self.currency).map_err(|error| error.0)?;
        if field == Field::TaxClass && !self.tax_classes.contains(&value) {
            return Err(format!("Write one of these: {}.", self.tax_classes.join(", ")));
        }
        Ok(value)
    }

    /// Types into cells; all of it is one step.
    pub fn type_into(&mut self, cells: Vec<(Spot, String)>) {
        let mut step = Step::new();
        for (spot, text) in cells {
            let Some(cell) = self.cell(spot) else { continue };
            let text = text.trim().to_owned();
            let before = self.typed.get(&cell).cloned();
            // The same value in another spelling is no change.
            let same = self.value(cell.1, &text).is_ok_and(|value| self.read.get(&cell) == Some(&value));
            let after = (!same).then_some(text);
            if before != after {
                self.put(cell, after.clone());
                step.push((cell, before, after));
            }
        }
        if !step.is_empty() {
            self.past.push(step);
            self.future.clear();
        }
    }

    fn put(&mut self, cell: Cell, text: Option<String>) {
        self.refused.remove(&cell);
        match text {
            Some(text) => self.typed.insert(cell, text),
            None => self.typed.remove(&cell),
        };
    }

    /// Takes the last step back; says whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.past.pop() else { return false };
        for (cell, before, _) in step.iter().rev() {
            self.put(*cell, before.clone());
        }
        self.future.push(step);
        true
    }

    /// Makes the step again that was taken back last; says whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.future.pop() else { return false };
        for (cell, _, after) in &step {
            self.put(*cell, after.clone());
        }
        self.past.push(step);
        true
    }

    /// Whether there is something to take back, and to make again.
    #[must_use]
    pub fn steps(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }

    /// Puts every cell back to what was read.
    pub fn discard(&mut self) {
        let step: Step = self.typed.drain().map(|(cell, typed)| (cell, Some(typed), None)).collect();
        if !step.is_empty() {
            self.past.push(step);
            self.future.clear();
        }
        self.refused.clear();
        self.conflicts.clear();
    }

    /// Shows or hides a column.
    pub fn toggle(&mut self, field: Field) {
        let shown = |columns: &[Field]| columns.contains(&field);
        let was = shown(&self.columns);
        if was && self.columns.len() == 1 {
            return;
        }
        let before = self.columns.clone();
        self.columns = columns().into_iter().filter(|known| (before.contains(known)) != (*known == field)).collect();
        let (active, anchor) = (self.active, self.anchor);
        self.go(anchor, false);
        self.go(active, true);
    }

    /// How many values are typed over.
    #[must_use]
    pub fn changed_count(&self) -> usize {
        self.typed.len()
    }

    /// Every cell that cannot stay, in the order of the grid; columns that are hidden count with their row's first.
    #[must_use]
    pub fn errors(&self) -> Vec<(Spot, String)> {
        let mut errors = Vec::new();
        for (row, known) in self.rows.iter().enumerate() {
            for field in columns() {
                let cell = known.cell(field);
                // A product's value stands in several rows and counts once.
                let again = field.is_of_product()
                    && row > 0
                    && self.rows.get(row - 1).is_some_and(|above| above.cell(field) == cell);
                if again {
                    continue;
                }
                if let Some(words) = self.refused.get(&cell).cloned().or_else(|| self.wrong(row, cell)) {
                    let column = self.columns.iter().position(|shown| *shown == field).unwrap_or(0);
                    errors.push(((row, column), format!("{}: {words}", field.label())));
                }
            }
        }
        errors
    }

    /// The changes to save; to be asked only while there is no error.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let products: HashMap<Subject, ProductId> = self
            .rows
            .iter()
            .flat_map(|row| {
                [(Subject::Product(row.product.id), row.product.id), (Subject::Variant(row.variant.id), row.product.id)]
            })
            .collect();
        let change = |(cell, typed): (&Cell, &String)| {
            Some(Change {
                product: *products.get(&cell.0)?,
                subject: cell.0,
                field: cell.1,
                before: self.read.get(cell)?.clone(),
                after: self.value(cell.1, typed).ok()?,
            })
        };
        let mut changes: Vec<Change> = self.typed.iter().filter_map(change).collect();
        changes.sort_by_key(|change| (change.product, change.subject, change.field));
        changes
    }

    /// Everything that was sent stands in the shop now; what was typed since stays typed.
    pub fn saved(&mut self, sent: &[Change]) {
        for change in sent {
            let cell = (change.subject, change.field);
            self.read.insert(cell, change.after.clone());
            let typed = self.typed.get(&cell).cloned();
            if typed.is_some_and(|typed| self.value(cell.1, &typed).as_ref() == Ok(&change.after)) {
                self.typed.remove(&cell);
            }
        }
        self.past.clear();
        self.future.clear();
        self.refused.clear();
        self.conflicts.clear();
    }

    /// The server refused these.
    pub fn refuse(&mut self, refused: Vec<Refused>) {
        self.refused = refused.into_iter().map(|refused| ((refused.subject, refused.field), refused.words)).collect();
    }

    /// Somebody else has changed these.
    pub fn meet(&mut self, conflicts: Vec<Conflict>) {
        self.conflicts =
            conflicts.into_iter().map(|conflict| ((conflict.subject, conflict.field), conflict.theirs)).collect();
    }

    /// The conflicts with where they are, their value and ours, in words.
    #[must_use]
    pub fn conflicts(&self) -> Vec<(Cell, String, Option<String>, String)> {
        let mut conflicts: Vec<_> = self
            .conflicts
            .iter()
            .map(|(cell, theirs)| {
                let row = self.rows.iter().find(|row| row.cell(cell.1) == *cell);
                let name = row.map_or_else(String::new, |row| {
                    full_name(row.title(), if cell.1.is_of_product() { "" } else { row.variant() })
                });
                let theirs = theirs.as_ref().map(|theirs| show_cell(cell.1, theirs, self.currency));
                let mine = self.typed.get(cell).cloned().unwrap_or_default();
                (*cell, format!("{name} · {}", cell.1.label()), theirs, mine)
            })
            .collect();
        conflicts.sort_by(|one, other| one.1.cmp(&other.1));
        conflicts
    }

    /// Settles a conflict: what is typed goes on from their value, or is given up for it.
    pub fn settle(&mut self, cell: Cell, keep_mine: bool) {
        let Some(theirs) = self.conflicts.remove(&cell) else { return };
        match theirs {
            Some(theirs) => {
                self.read.insert(cell, theirs);
                if !keep_mine {
                    self.typed.remove(&cell);
                }
            }
            None => {
                self.typed.remove(&cell);
            }
        }
        // The steps before lead back to a value that is no more.
        self.past.clear();
        self.future.clear();
    }
}

#[cfg(test)]
mod tests;
