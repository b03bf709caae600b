//! What a manager types in.

use serde::{Deserialize, Serialize};

use crate::kernel::{Currency, Date, Email, LocationId, Money, PurchaseLineId, SupplierId};

/// So many lines fit on one purchase order.
pub const MOST_LINES: usize = 200;
/// The most of one variant that is bought, or comes, at once.
const MOST_ITEMS: i64 = 1_000_000;
/// The most that one item, or a freight, costs, in minor units.
const MOST_COST: i64 = 100_000_000_000;
const LONGEST_NAME: usize = 120;
const LONGEST_NOTE: usize = 2_000;
const LONGEST_SKU: usize = 100;
const LONGEST_LEAD: i64 = 730;

/// Fields that cannot stay, by their paths, each with what to do.
type Wrong = Vec<(String, String)>;

/// The fields of a supplier, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SupplierForm {
    /// The name.
    pub name: String,
    /// The mail address, or nothing.
    pub email: String,
    /// How many days from an order until the goods are there; empty for not known.
    pub lead_days: String,
    /// What else is good to know.
    pub note: String,
}

/// A supplier, as it can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplierDraft {
    /// The name.
    pub name: String,
    /// The mail address, or nothing.
    pub email: String,
    /// How many days from an order until the goods are there.
    pub lead_days: i64,
    /// What else is good to know.
    pub note: String,
}

impl SupplierForm {
    /// The supplier that was meant.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(&self) -> Result<SupplierDraft, Wrong> {
        let mut wrong = Wrong::new();
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            refuse(&mut wrong, "name", "Write a name of up to 120 characters.");
        }
        let email = match self.email.trim() {
            "" => String::new(),
            text => match Email::parse(text) {
                Ok(email) => email.as_str().to_owned(),
                Err(_) => {
                    refuse(&mut wrong, "email", "Write a mail address like orders@example.org, or nothing.");
                    String::new()
                }
            },
        };
        let lead_days = match self.lead_days.trim() {
            "" => 0,
            text => text.parse().ok().filter(|days| (0..=LONGEST_LEAD).contains(days)).unwrap_or_else(|| {
                refuse(&mut wrong, "lead_days", "Write a number of days from 0 to 730, or nothing.");
                0
            }),
        };
        let note = note(&self.note, &mut wrong);
        if wrong.is_empty() { Ok(SupplierDraft { name, email, lead_days, note }) } else { Err(wrong) }
    }
}

/// A line of a purchase order, as its fields hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineForm {
    /// Which line.
    pub id: String,
    /// How many; empty or 0 takes the line away.
    pub quantity: String,
    /// What one costs, net, as in "4.20".
    pub unit_cost: String,
    /// What the supplier calls it.
    pub supplier_sku: String,
}

/// The fields of a draft, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PurchaseForm {
    /// The supplier's id, or nothing.
    pub supplier: String,
    /// The day on which the goods are expected, as "2026-12-01"; empty for not known.
    pub expected: String,
    /// What else is good to know.
    pub note: String,
    /// The lines.
    pub lines: Vec<LineForm>,
    /// SKU or barcode of a variant to put on it; empty for none.
    pub add: String,
}

/// A line as it is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedLine {
    /// Which.
    pub id: PurchaseLineId,
    /// How many; 0 takes it away.
    pub quantity: i64,
    /// What one costs, net, in minor units.
    pub unit_cost: i64,
    /// What the supplier calls it.
    pub supplier_sku: String,
}

/// A draft, as it can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseDraft {
    /// Of whom.
    pub supplier: Option<SupplierId>,
    /// When it is expected.
    pub expected: Option<Date>,
    /// What else is good to know.
    pub note: String,
    /// Its lines.
    pub lines: Vec<WantedLine>,
    /// A code of a variant to put on it.
    pub add: Option<String>,
}

impl PurchaseForm {
    /// The draft that was meant.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(&self, currency: Currency) -> Result<PurchaseDraft, Wrong> {
        let mut wrong = Wrong::new();
        let supplier = match self.supplier.trim() {
            "" => None,
            text => text.parse().ok().or_else(|| {
                refuse(&mut wrong, "supplier", "Choose a supplier.");
                None
            }),
        };
        let expected = match self.expected.trim() {
            "" => None,
            text => Date::parse(text).or_else(|| {
                refuse(&mut wrong, "expected", "Write a day as in 2026-12-01, or nothing.");
                None
            }),
        };
        let note = note(&self.note, &mut wrong);
        if self.lines.len() > MOST_LINES {
            refuse(&mut wrong, "add", "Up to 200 lines fit on one purchase order.");
        }
        let lines = self.lines.iter().enumerate().filter_map(|(place, line)| line.check(place, currency, &mut wrong));
        let lines = lines.collect();
        let add = Some(self.add.trim()).filter(|code| !code.is_empty()).map(str::to_owned);
        if wrong.is_empty() { Ok(PurchaseDraft { supplier, expected, note, lines, add }) } else { Err(wrong) }
    }
}

impl LineForm {
    fn check(&self, place: usize, currency: Currency, wrong: &mut Wrong) -> Option<WantedLine> {
        let path = |field: &str| format!("lines.{place}.{field}");
        let id = self.id.parse().ok();
        let quantity = match self.quantity.trim() {
            "" => Some(0),
            text => text.parse().ok().filter(|count| (0..=MOST_ITEMS).contains(count)),
        };
        if id.is_none() || quantity.is_none() {
            refuse(wrong, &path("quantity"), "Write a whole number; 0 takes the line away.");
        }
        let unit_cost = match self.unit_cost.trim() {
            "" => Some(0),
            text => cost(text, currency),
        };
        if unit_cost.is_none() {
            refuse(wrong, &path("unit_cost"), "Write what one costs, as in 4.20.");
        }
        let supplier_sku = self.supplier_sku.trim().to_owned();
        if supplier_sku.chars().count() > LONGEST_SKU {
            refuse(wrong, &path("supplier_sku"), "Write up to 100 characters.");
        }
        Some(WantedLine { id: id?, quantity: quantity?, unit_cost: unit_cost?, supplier_sku })
    }
}

/// How many of a line came, as its field holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceiptLineForm {
    /// Which line.
    pub line: String,
    /// How many; empty for none.
    pub quantity: String,
}

/// What came, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceiptForm {
    /// The key of the form: what is sent twice is one receipt.
    pub key: String,
    /// What the delivery cost besides the goods, as in "12.00"; empty for nothing.
    pub freight: String,
    /// How many of which line.
    pub lines: Vec<ReceiptLineForm>,
    /// Whether more than was ordered is right.
    pub over: bool,
    /// To which location it was brought; empty for where most of each variant lies.
    pub location: String,
}

/// How many of a line came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedReceipt {
    /// Which line.
    pub line: PurchaseLineId,
    /// How many.
    pub quantity: i64,
}

/// What came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptWish {
    /// The key of the form.
    pub key: String,
    /// What it cost besides the goods, in minor units.
    pub freight: i64,
    /// The lines of which something came.
    pub lines: Vec<WantedReceipt>,
    /// Whether more than was ordered is right.
    pub over: bool,
    /// To which location it was brought.
    pub location: Option<LocationId>,
}

impl ReceiptForm {
    /// What was meant.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(&self, currency: Currency) -> Result<ReceiptWish, Wrong> {
        let mut wrong = Wrong::new();
        let key = self.key.trim();
        if key.is_empty() || key.len() > 100 {
            refuse(&mut wrong, "lines", "Open the page again: this form has no key.");
        }
        let freight = match self.freight.trim() {
            "" => Some(0),
            text => cost(text, currency),
        };
        if freight.is_none() {
            refuse(&mut wrong, "freight", "Write an amount as in 12.00, or nothing.");
        }
        let mut lines: Vec<WantedReceipt> = Vec::new();
        for (place, form) in self.lines.iter().enumerate() {
            let quantity = match form.quantity.trim() {
                "" => Some(0),
                text => text.parse().ok().filter(|count| (0..=MOST_ITEMS).contains(count)),
            };
            match (form.line.parse().ok(), quantity) {
                (Some(_), Some(0)) => {}
                (Some(line), Some(quantity)) if lines.iter().all(|known| known.line != line) => {
                    lines.push(WantedReceipt { line, quantity });
                }
                _ => refuse(&mut wrong, &format!("lines.{place}.quantity"), "Write how many came: a whole number."),
            }
        }
        if wrong.is_empty() && lines.is_empty() {
            refuse(&mut wrong, "lines", "Write how many came of at least one line.");
        }
        match freight {
            Some(freight) if wrong.is_empty() => {
                let location = self.location.trim().parse().ok();
                Ok(ReceiptWish { key: key.to_owned(), freight, lines, over: self.over, location })
            }
            _ => Err(wrong),
        }
    }
}

fn refuse(wrong: &mut Wrong, field: &str, words: &str) {
    wrong.push((field.to_owned(), words.to_owned()));
}

fn note(text: &str, wrong: &mut Wrong) -> String {
    let text = text.trim();
    if text.chars().count() > LONGEST_NOTE {
        refuse(wrong, "note", "Write up to 2,000 characters.");
    }
    text.to_owned()
}

fn cost(text: &str, currency: Currency) -> Option<i64> {
    let amount = Money::parse_decimal(text, currency).ok()?;
    (0..=MOST_COST).contains(&amount.minor).then_some(amount.minor)
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
