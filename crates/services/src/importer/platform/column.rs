//! Reading a cell of a named column, with a note when it cannot be read.

use domain::kernel::{Currency, Money};

use crate::importer::{
    file::{Header, Row},
    notes::Notes,
    value,
};

/// A column of a table: where it is, and its name in the file.
#[derive(Clone, Debug, Default)]
pub(in crate::importer) struct Column {
    index: Option<usize>,
    name: String,
}

/// Columns that the file has and the shop has no place for, and columns that become attributes.
#[derive(Clone, Debug, Default)]
pub(in crate::importer) struct Extras {
    /// Kept as attributes: column, label, whether shoppers may look for products by it.
    pub attributes: Vec<(Column, String, bool)>,
    /// Left out, with a warning where they are first filled.
    pub left_out: Vec<Column>,
}

impl Column {
    /// The column of one of these names, in lower case.
    pub fn find(header: &Header, names: &[&str]) -> Self {
        let index = header.find(names);
        let name = index.map_or_else(|| names.first().copied().unwrap_or_default(), |index| header.name(index));
        Self { index, name: name.to_owned() }
    }

    /// The column at an index.
    pub fn at(header: &Header, index: usize) -> Self {
        Self { index: Some(index), name: header.name(index).to_owned() }
    }

    /// Whether the file has it.
    pub fn exists(&self) -> bool {
        self.index.is_some()
    }

    /// The name in the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The cell as it stands, without blanks around it and without the guard against formulas.
    pub fn raw<'r>(&self, row: &'r Row) -> &'r str {
        value::unguarded(row.cell(self.index))
    }

    /// The cell as a line of text.
    pub fn line(&self, row: &Row, notes: &mut Notes) -> String {
        let text = value::clean_line(self.raw(row));
        self.check_letters(row, &text, notes);
        text
    }

    /// The cell as sanitised HTML.
    pub fn html(&self, row: &Row, notes: &mut Notes) -> String {
        let cell = self.raw(row);
        self.check_letters(row, cell, notes);
        value::clean_html(cell)
    }

    fn check_letters(&self, row: &Row, text: &str, notes: &mut Notes) {
        if value::looks_garbled(text) {
            let offer = value::ungarbled(text).filter(|offer| offer.chars().count() <= 80);
            let reason = offer.map_or_else(
                || "letters look garbled: UTF-8 was read as Windows-1252 before the export".to_owned(),
                |offer| format!("letters look garbled; it may have been {offer:?}"),
            );
            notes.warn(row.line(), &self.name, text, reason);
        }
    }

    /// The cell as an amount; what cannot be read is a failure of the row.
    pub fn amount(&self, row: &Row, currency: Currency, notes: &mut Notes) -> Result<Option<Money>, ()> {
        let cell = self.raw(row);
        match value::amount(cell, currency) {
            Ok(None) => Ok(None),
            Ok(Some(amount)) => {
                if amount.rounded {
                    let kept = amount.money.decimal();
                    notes.warn(
                        row.line(),
                        &self.name,
                        cell,
                        format!("has more decimals than the currency; {kept} is kept"),
                    );
                }
                Ok(Some(amount.money))
            }
            Err(reason) => {
                notes.fail(row.line(), &self.name, cell, reason);
                Err(())
            }
        }
    }

    /// The cell as an amount that may be missing: what cannot be read is a warning.
    pub fn optional_amount(&self, row: &Row, currency: Currency, notes: &mut Notes) -> Option<Money> {
        let cell = self.raw(row);
        value::amount(cell, currency)
            .map_err(|reason| notes.warn(row.line(), &self.name, cell, format!("{reason}; left out")))
            .ok()
            .flatten()
            .map(|amount| amount.money)
    }

    /// The cell as a whole number that may be missing.
    pub fn number(&self, row: &Row, notes: &mut Notes) -> Option<i64> {
        let cell = self.raw(row);
        value::whole_number(cell)
            .map_err(|reason| notes.warn(row.line(), &self.name, cell, format!("{reason}; left out")))
            .ok()
            .flatten()
    }

    /// The cell as a weight in grams that may be missing.
    pub fn grams(&self, row: &Row, unit: &str, notes: &mut Notes) -> Option<i64> {
        let cell = self.raw(row);
        value::grams(cell, unit)
            .map_err(|reason| notes.warn(row.line(), &self.name, cell, format!("{reason}; left out")))
            .ok()
            .flatten()
    }

    /// The cell as a side of a parcel in millimetres that may be missing.
    pub fn millimetres(&self, row: &Row, unit: &str, notes: &mut Notes) -> Option<i64> {
        let cell = self.raw(row);
        value::millimetres(cell, unit)
            .map_err(|reason| notes.warn(row.line(), &self.name, cell, format!("{reason}; left out")))
            .ok()
            .flatten()
    }

    /// The cell as a customs code; empty when it is none.
    pub fn customs_code(&self, row: &Row, notes: &mut Notes) -> String {
        let cell = self.raw(row);
        value::customs_code(cell)
            .map_err(|reason| notes.warn(row.line(), &self.name, cell, format!("{reason}; left out")))
            .unwrap_or_default()
    }

    /// The cell as the code of a country; empty when it is none.
    pub fn origin(&self, row: &Row, notes: &mut Notes) -> String {
        let cell = self.raw(row);
        value::origin(cell)
            .map_err(|reason| notes.warn(row.line(), &self.name, cell, format!("{reason}; left out")))
            .unwrap_or_default()
    }

    /// The cell as yes or no.
    pub fn flag(&self, row: &Row) -> Option<bool> {
        value::flag(self.raw(row))
    }

    /// The cell as a barcode. A spreadsheet that took it for a number wrote "4.00638E+12": that is none any more.
    pub fn barcode(&self, row: &Row, notes: &mut Notes) -> String {
        let code = self.line(row, notes);
        if is_rounded_number(&code) {
            notes.warn(
                row.line(),
                &self.name,
                &code,
                "a spreadsheet has rounded this code to a number; it is left out",
            );
            return String::new();
        }
        code
    }

    /// The cell as a stock-keeping unit; one that is too long is left out.
    pub fn sku(&self, row: &Row, notes: &mut Notes) -> String {
        let sku = value::clean_line(self.raw(row));
        if sku.chars().count() > 64 {
            notes.warn(row.line(), &self.name, &sku, "is longer than 64 characters; a new one is made");
            return String::new();
        }
        sku
    }
}

/// "4.00638E+12", "4,00638E+12".
fn is_rounded_number(code: &str) -> bool {
    let Some((number, power)) = code.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    number.split_once(['.', ',']).is_some_and(|(whole, fraction)| digits(whole) && digits(fraction))
        && power.strip_prefix('+').is_some_and(digits)
}

impl Extras {
    /// Warns once for every left-out column that has content.
    pub fn warn(&self, row: &Row, notes: &mut Notes) {
        for column in &self.left_out {
            let cell = column.raw(row);
            if !matches!(cell.to_lowercase().as_str(), "" | "0" | "false" | "no") {
                notes.warn_once(
                    row.line(),
                    column.name(),
                    cell,
                    "this column has no place in the shop; it is left out",
                );
            }
        }
    }
}
