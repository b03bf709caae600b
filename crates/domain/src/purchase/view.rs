//! What crosses the wire to the manager.

use serde::{Deserialize, Serialize};

use super::{LineForm, PurchaseForm, PurchaseState, SupplierForm};
use crate::{
    inventory::view::StockedVariant,
    kernel::{Date, LocationId, Money, PurchaseLineId, PurchaseOrderId, SupplierId, Timestamp},
};

/// A supplier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplierRow {
    /// The id.
    pub id: SupplierId,
    /// Counts the changes.
    pub version: i64,
    /// The name.
    pub name: String,
    /// The mail address, or nothing.
    pub email: String,
    /// How many days from an order until the goods are there; 0 for not known.
    pub lead_days: i64,
    /// What else is good to know.
    pub note: String,
    /// How many purchase orders are open.
    pub open: i64,
    /// How many there ever were; then it stays.
    pub orders: i64,
}

impl SupplierRow {
    /// The fields.
    #[must_use]
    pub fn form(&self) -> SupplierForm {
        SupplierForm {
            name: self.name.clone(),
            email: self.email.clone(),
            lead_days: if self.lead_days == 0 { String::new() } else { self.lead_days.to_string() },
            note: self.note.clone(),
        }
    }
}

/// Which purchase orders are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PurchaseTab {
    /// Those with which something is to be done: drafts, and what is on its way.
    #[default]
    Open,
    /// All.
    All,
}

impl PurchaseTab {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Open, Self::All];

    /// The word in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::All => "all",
        }
    }

    /// The tab with this word; the first for any other.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.key() == key).unwrap_or_default()
    }

    /// The words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::All => "All",
        }
    }
}

/// A purchase order in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseRow {
    /// The id.
    pub id: PurchaseOrderId,
    /// What people call it.
    pub number: String,
    /// The supplier's name; empty while none is chosen.
    pub supplier: String,
    /// Where it stands.
    pub state: PurchaseState,
    /// When it is expected.
    pub expected: Option<Date>,
    /// How many items were ordered.
    pub items: i64,
    /// How many of them came.
    pub received: i64,
    /// What the goods cost, net.
    pub total: Money,
    /// When it was begun.
    pub at: Timestamp,
}

/// A page of purchase orders, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseRows {
    /// The rows.
    pub rows: Vec<PurchaseRow>,
    /// The mark of the next page.
    pub next: Option<PurchaseOrderId>,
}

/// A line of a purchase order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseLine {
    /// The id.
    pub id: PurchaseLineId,
    /// What is bought.
    pub variant: StockedVariant,
    /// What the supplier calls it.
    pub supplier_sku: String,
    /// How many.
    pub quantity: i64,
    /// What one costs, net.
    pub unit_cost: Money,
    /// How many came.
    pub received: i64,
}

impl PurchaseLine {
    /// How many are missing yet.
    #[must_use]
    pub fn missing(&self) -> i64 {
        self.quantity.saturating_sub(self.received).max(0)
    }
}

/// What came at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    /// When.
    pub at: Timestamp,
    /// Who wrote it down.
    pub actor: String,
    /// What it cost besides the goods.
    pub freight: Money,
    /// SKU and number of what came.
    pub lines: Vec<(String, i64)>,
}

/// A purchase order with everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseSheet {
    /// The head.
    pub order: PurchaseRow,
    /// Counts the changes.
    pub version: i64,
    /// The supplier, when one is chosen.
    pub supplier: Option<SupplierId>,
    /// The supplier's mail address.
    pub supplier_email: String,
    /// What else is good to know.
    pub note: String,
    /// The lines.
    pub lines: Vec<PurchaseLine>,
    /// What came, newest first.
    pub receipts: Vec<ReceiptView>,
    /// Of whom it could be bought.
    pub suppliers: Vec<(SupplierId, String)>,
    /// A fresh key for the form in which the next receipt is written down.
    pub receipt_key: String,
    /// Where goods can be brought.
    pub locations: Vec<(LocationId, String)>,
}

impl PurchaseSheet {
    /// The fields of the draft.
    #[must_use]
    pub fn form(&self) -> PurchaseForm {
        PurchaseForm {
            supplier: self.supplier.map(|supplier| supplier.to_string()).unwrap_or_default(),
            expected: self.order.expected.map(|day| day.iso()).unwrap_or_default(),
            note: self.note.clone(),
            lines: self
                .lines
                .iter()
                .map(|line| LineForm {
                    id: line.id.to_string(),
                    quantity: line.quantity.to_string(),
                    unit_cost: line.unit_cost.decimal(),
                    supplier_sku: line.supplier_sku.clone(),
                })
                .collect(),
            add: String::new(),
        }
    }
}
