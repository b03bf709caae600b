//! What crosses the wire to the manager.

use serde::{Deserialize, Serialize};

use super::{CountState, LocationStock};
use crate::kernel::{Date, LocationId, Money, OrderId, ProductId, PurchaseOrderId, StockCountId, Timestamp, VariantId};

/// What a movement came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoveSubject {
    /// An order, with its number.
    Order(OrderId, String),
    /// A purchase order, with its number.
    Purchase(PurchaseOrderId, String),
    /// A count, with what was counted.
    Count(StockCountId, String),
}

/// A movement of a variant's stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementRow {
    /// The mark of a page.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// Why, in words.
    pub reason: String,
    /// In which location.
    pub place: String,
    /// From what.
    pub subject: Option<MoveSubject>,
    /// How many came or went.
    pub change: i64,
    /// How many more, or fewer, are held for orders.
    pub held: i64,
    /// How many were on hand afterwards.
    pub on_hand: i64,
}

/// A variant on the desks of stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockedVariant {
    /// Which.
    pub id: VariantId,
    /// Its product.
    pub product: ProductId,
    /// The product's title, and the variant's behind it.
    pub title: String,
    /// The stock-keeping unit.
    pub sku: String,
}

/// What there is of a variant, and what it costs. Never shown to shoppers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantStock {
    /// The variant.
    pub variant: StockedVariant,
    /// How many there are.
    pub on_hand: i64,
    /// How many of them are held for orders.
    pub reserved: i64,
    /// How many were ordered of suppliers and did not come yet.
    pub on_order: i64,
    /// The variant's own threshold.
    pub low_stock: Option<i64>,
    /// That of the shop.
    pub shop_low_stock: i64,
    /// What one costs on average, net.
    pub cost: Option<Money>,
    /// Whether that is the average of what came, and not what somebody typed.
    pub is_average: bool,
    /// What is on hand, at that cost.
    pub value: Option<Money>,
    /// Price without tax less cost, and its share of that price in hundredths of a percent.
    pub margin: Option<(Money, i64)>,
}

/// What may be owed of a variant, and what is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackorderRule {
    /// How many may be owed at most; 0 for a variant that is sold only while it is there.
    pub most: i64,
    /// How many are.
    pub owed: i64,
    /// The day on which it should come.
    pub expected_on: Option<Date>,
}

/// An order that waits for goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingOrder {
    /// Which.
    pub id: OrderId,
    /// Its number.
    pub number: String,
    /// The customer's name.
    pub customer_name: String,
    /// How many it misses.
    pub missing: i64,
    /// Whether it is paid.
    pub is_paid: bool,
    /// Since when it waits.
    pub since: Timestamp,
}

/// A variant of which something is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedRow {
    /// Which.
    pub variant: StockedVariant,
    /// What may be owed, and what is.
    pub rule: BackorderRule,
    /// To how many orders.
    pub orders: i64,
    /// Since when the first of them waits.
    pub since: Timestamp,
    /// How many were ordered of suppliers and did not come yet.
    pub on_order: i64,
}

/// A variant's stock and a page of its movements, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementPage {
    /// What there is.
    pub stock: VariantStock,
    /// Where it lies.
    pub locations: Vec<LocationStock>,
    /// The key of the next transfer.
    pub key: String,
    /// What may be owed of it; `None` for what is not counted.
    pub backorder: Option<BackorderRule>,
    /// Who waits for it, the longest first.
    pub waiting: Vec<WaitingOrder>,
    /// The movements.
    pub rows: Vec<MovementRow>,
    /// The mark of the next page.
    pub next: Option<i64>,
}

/// A variant that is low.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LowRow {
    /// Which.
    pub variant: StockedVariant,
    /// How many there are.
    pub on_hand: i64,
    /// How many of them are held for orders.
    pub reserved: i64,
    /// How many can be sold.
    pub available: i64,
    /// How many were ordered of suppliers and did not come yet.
    pub on_order: i64,
    /// How many were sold in the last 30 days.
    pub sold: i64,
    /// For how many days they last; `None` where none was sold.
    pub days_left: Option<i64>,
    /// From how many on down it is low.
    pub low_stock: i64,
    /// How many to buy.
    pub suggested: i64,
}

/// Every variant that is low, those that last shortest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LowStockDesk {
    /// The variants.
    pub rows: Vec<LowRow>,
    /// Whether there are more.
    pub has_more: bool,
    /// The threshold of the shop.
    pub shop_low_stock: i64,
}

/// A count in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRow {
    /// Which.
    pub id: StockCountId,
    /// What is counted: "Everything", "Mugs".
    pub label: String,
    /// Where it stands.
    pub state: CountState,
    /// Who began it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// Who ended it, and when.
    pub ended: Option<(String, Timestamp)>,
    /// How many variants were counted.
    pub counted: i64,
}

/// The counts, newest first, and what can be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRows {
    /// The counts.
    pub rows: Vec<CountRow>,
    /// What can be counted: what a form sends, and its words.
    pub scopes: Vec<(String, String)>,
    /// Where can be counted.
    pub locations: Vec<(LocationId, String)>,
}

/// A variant that was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountLine {
    /// Which.
    pub variant: StockedVariant,
    /// How many were counted.
    pub counted: i64,
    /// How many should have been there then.
    pub seen: i64,
    /// How many are on hand now, by the books.
    pub on_hand: i64,
    /// How many of them are held for orders.
    pub reserved: i64,
    /// When the counting of it began.
    pub at: Timestamp,
}

impl CountLine {
    /// By how much the stock is wrong.
    #[must_use]
    pub fn difference(&self) -> i64 {
        self.counted.saturating_sub(self.seen)
    }

    /// How many there will be when the count is finished now.
    #[must_use]
    pub fn after(&self) -> i64 {
        self.on_hand.saturating_add(self.difference())
    }

    /// Whether so few would be left that orders that hold some could not have them.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.difference() < 0 && self.after() < self.reserved
    }
}

/// A count with its lines, those that were counted last first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountSheet {
    /// The count.
    pub count: CountRow,
    /// What was counted.
    pub lines: Vec<CountLine>,
    /// What was not counted yet, a hundred at most.
    pub uncounted: Vec<(StockedVariant, i64)>,
    /// How many those are.
    pub uncounted_count: i64,
    /// The last scan of whoever looks: what the undo takes back.
    pub last: Option<String>,
}

/// What a scan has come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanOutcome {
    /// What was counted.
    pub variant: StockedVariant,
    /// How many of it now.
    pub counted: i64,
}
