//! A report of payouts with a line for each movement, as Stripe gives it: "Payout reconciliation, itemized", or the same columns of its
//! balance report.

use serde::{Deserialize, Serialize};

use crate::kernel::{AttemptId, Columns, Currency, Date, LineProblem, Money};

/// So many lines are read at once.
const MOST_LINES: usize = 20_000;

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PayoutKind {
    /// Somebody paid.
    Charge,
    /// Money went back.
    Refund,
    /// What the provider takes besides.
    Fee,
    /// A dispute, a correction, money that is held back.
    Other,
}

impl PayoutKind {
    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Charge => "charge",
            Self::Refund => "refund",
            Self::Fee => "fee",
            Self::Other => "other",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Charge, Self::Refund, Self::Fee, Self::Other].into_iter().find(|kind| kind.key() == key)
    }

    /// The word in the admin.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Charge => "Payment",
            Self::Refund => "Refund",
            Self::Fee => "Fee",
            Self::Other => "Other",
        }
    }

    fn of_category(category: &str) -> Self {
        match category.trim().to_ascii_lowercase().as_str() {
            "charge" | "payment" => Self::Charge,
            "refund" | "payment_refund" | "partial_capture_reversal" => Self::Refund,
            "fee" | "stripe_fee" | "network_cost" | "tax_fee" => Self::Fee,
            _ => Self::Other,
        }
    }
}

/// A line of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutEntry {
    /// The provider's name for the payout.
    pub payout: String,
    /// When the bank got it.
    pub day: Option<Date>,
    /// The provider's name for the movement.
    pub reference: String,
    /// What it is about.
    pub kind: PayoutKind,
    /// The names under which the provider knows what moved.
    pub names: Vec<String>,
    /// Our key of the try, where the report has it.
    pub attempt: Option<AttemptId>,
    /// The order's number, where the report says it.
    pub order: Option<String>,
    /// The provider's words.
    pub words: String,
    /// What moved.
    pub gross: Money,
    /// What the provider took of it.
    pub fee: Money,
}

impl PayoutEntry {
    /// What is left.
    #[must_use]
    pub fn net(&self) -> i64 {
        self.gross.minor.saturating_sub(self.fee.minor)
    }

    /// What the provider keeps: its fee, and all of what is a fee by itself.
    #[must_use]
    pub fn kept(&self) -> i64 {
        if self.kind == PayoutKind::Fee { self.net().saturating_neg() } else { self.fee.minor }
    }
}

const PAYOUT: &[&str] = &["automatic_payout_id", "payout_id", "transfer"];
const DAY: &[&str] = &["automatic_payout_effective_at_utc", "automatic_payout_effective_at", "transfer date (utc)"];
const REFERENCE: &[&str] = &["balance_transaction_id", "id"];
const CATEGORY: &[&str] = &["reporting_category", "type"];
const CURRENCY: &[&str] = &["currency"];
const GROSS: &[&str] = &["gross", "amount"];
const FEE: &[&str] = &["fee"];
const NET: &[&str] = &["net"];
const SOURCES: [&[&str]; 3] = [&["source_id", "source"], &["payment_intent_id"], &["charge_id"]];
const WORDS: &[&str] = &["description"];
const ATTEMPT: &[&str] = &["payment_metadata[attempt]", "attempt (metadata)"];
const ORDER: &[&str] = &["payment_metadata[order]", "order (metadata)"];

/// Reads a report: the names of its columns, and its lines with their numbers. Lines about a payout itself say nothing new.
///
/// # Errors
/// What is wrong with which line; then nothing of the report is of use.
pub fn read(names: &[String], rows: &[(u64, Vec<String>)]) -> Result<Vec<PayoutEntry>, Vec<LineProblem>> {
    let columns = Columns { names };
    let needed = [PAYOUT, REFERENCE, CATEGORY, CURRENCY, GROSS, FEE, NET];
    let missing: Vec<&str> = needed
        .iter()
        .filter(|wanted| columns.place(wanted).is_none())
        .filter_map(|wanted| wanted.first().copied())
        .collect();
    if !missing.is_empty() {
        let words = format!(
            "The columns {} are missing: download the report “Payout reconciliation”, itemized, with all columns.",
            missing.join(", ")
        );
        return Err(vec![LineProblem { line: 1, words }]);
    }
    if rows.len() > MOST_LINES {
        let words = "The report has more than 20,000 lines: download it for a shorter time.".to_owned();
        return Err(vec![LineProblem { line: 1, words }]);
    }
    let mut problems = Vec::new();
    let mut entries: Vec<PayoutEntry> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for (line, cells) in rows {
        match entry(&columns, cells) {
            Ok(None) => {}
            Ok(Some(entry)) if !known.insert((entry.payout.clone(), entry.reference.clone())) => {
                problems.push(LineProblem { line: *line, words: format!("{} stands there twice.", entry.reference) });
            }
            Ok(Some(entry)) => entries.push(entry),
            Err(words) => problems.push(LineProblem { line: *line, words }),
        }
    }
    if problems.is_empty() && entries.is_empty() {
        let words = "There is no movement of money in this file.".to_owned();
        problems.push(LineProblem { line: 1, words });
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

fn entry(columns: &Columns<'_>, cells: &[String]) -> Result<Option<PayoutEntry>, String> {
    let cell = |wanted: &[&str]| columns.cell(cells, wanted);
    let category = cell(CATEGORY);
    if category.is_empty() && cells.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(None);
    }
    if category.to_ascii_lowercase().starts_with("payout") {
        return Ok(None);
    }
    let (payout, reference) = (cell(PAYOUT), cell(REFERENCE));
    if payout.is_empty() {
        return Err("It belongs to no payout: choose payouts that were paid.".to_owned());
    }
    if reference.is_empty() {
        return Err("The column balance_transaction_id is empty.".to_owned());
    }
    let code = cell(CURRENCY);
    let currency = Currency::parse(code).map_err(|_| format!("“{code}” is no currency."))?;
    let amount = |name: &str, wanted: &[&str]| {
        let text = cell(wanted);
        Money::parse_decimal(text, currency).map_err(|_| format!("“{text}” in the column {name} is no amount."))
    };
    let (gross, fee, net) = (amount("gross", GROSS)?, amount("fee", FEE)?, amount("net", NET)?);
    if gross.minus(fee) != Ok(net) {
        return Err(format!("{} less {} is not {}.", gross.decimal(), fee.decimal(), net.decimal()));
    }
    let words: String = cell(WORDS).chars().take(200).collect();
    let names = SOURCES.iter().map(|wanted| cell(wanted).to_owned()).filter(|name| !name.is_empty()).collect();
    let order = Some(cell(ORDER)).filter(|order| !order.is_empty()).or_else(|| words.strip_prefix("Order "));
    Ok(Some(PayoutEntry {
        payout: payout.to_owned(),
        day: cell(DAY).get(..10).and_then(Date::parse),
        reference: reference.to_owned(),
        kind: PayoutKind::of_category(category),
        names,
        attempt: cell(ATTEMPT).parse().ok().map(AttemptId),
        order: order.map(|order| order.trim().to_owned()),
        words,
        gross,
        fee,
    }))
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
