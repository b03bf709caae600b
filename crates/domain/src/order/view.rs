//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::{OrderNumber, OrderState};
pub use super::{
    figures::{DashboardView, FoundCustomer, MOST_COUNTED, OrderPulse, shown_count},
    tab::OrderTab,
};
use crate::{
    catalog::{
        ProductKind,
        personalisation::Answer,
        view::{PartView, Picture},
    },
    currency::{Selling, Worth},
    customer::Address,
    document::view::DocumentView,
    fulfilment::{FulfilmentState, view::ParcelView},
    gift_card::view::{IssuedCard, PaidCard},
    inventory::Later,
    kernel::{
        CustomerId, DateWindow, DownloadId, Language, LocationId, Money, OrderId, OrderLineId, ReturnId, Timestamp,
    },
    payment::{
        PaymentState,
        view::{PaymentOption, TransferInstructions},
    },
    pricing::Totals,
    refund::{
        Refundable,
        view::{RefundView, WrongPayment},
    },
    returns::{ReturnKind, view::ReturnView},
    tax::view::BuyerVat,
};

/// A line, as it was agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLineView {
    /// The id.
    pub id: OrderLineId,
    /// The product's name at that time.
    pub title: String,
    /// The option values.
    pub variant_title: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// The kind of the product at that time.
    pub kind: ProductKind,
    /// Whether a parcel brings it.
    pub is_delivered: bool,
    /// What it is to be made with.
    pub answers: Vec<Answer>,
    /// What a bundle was made of.
    pub parts: Vec<PartView>,
    /// The product's address part, while it is for sale.
    pub product_slug: Option<String>,
    /// A picture.
    pub picture: Option<Picture>,
    /// How many.
    pub quantity: i64,
    /// How many of them were sent.
    pub sent: i64,
    /// How many of those have come back with a return that has ended.
    pub sent_back: i64,
    /// How many of them are not there yet, and when they should be.
    pub later: Option<Later>,
    /// How many of them have gone back: for which the money did or is on its way, and which a return took back without any.
    pub refunded: i64,
    /// The price of one.
    pub unit_price: Money,
    /// The price of the line.
    pub line_total: Money,
}

impl OrderLineView {
    /// How many still have to be sent: what has gone back is not sent any more, unless it had been sent before.
    #[must_use]
    pub fn open(&self) -> i64 {
        let unsent_back = self.refunded.saturating_sub(self.sent_back);
        self.quantity.saturating_sub(unsent_back).saturating_sub(self.sent).max(0)
    }

    /// How many can be sent now: those that are owed have to come first.
    #[must_use]
    pub fn ready(&self) -> i64 {
        self.open().saturating_sub(self.later.map_or(0, |later| later.quantity)).max(0)
    }

    /// What is said of the items that are not there yet; `None` when all are.
    #[must_use]
    pub fn later_words(&self, language: Option<Language>) -> Option<String> {
        self.later.map(|later| later.words(self.quantity, language))
    }
}

/// An entry of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// What happened, in words.
    pub text: String,
    /// Who did it: "customer", "payment provider", a person's name.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

/// An order on the shopper's page, which a secret link opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    /// The number.
    pub number: OrderNumber,
    /// Where it stands.
    pub state: OrderState,
    /// Where the payment stands.
    pub payment_state: PaymentState,
    /// Where the delivery stands.
    pub fulfilment_state: FulfilmentState,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Where mails go.
    pub email: String,
    /// The lines.
    pub lines: Vec<OrderLineView>,
    /// The sums.
    pub totals: Totals,
    /// The discount code that took something off; empty without one.
    pub coupon: String,
    /// What gift cards pay of it, in the order in which they do.
    pub paid_cards: Vec<PaidCard>,
    /// Where it goes.
    pub address: Address,
    /// The buyer's number for value added tax; `None` for everybody who named none.
    pub vat: Option<BuyerVat>,
    /// The way of delivery.
    pub shipping_name: String,
    /// When it should arrive, said when it was ordered.
    pub arrives: DateWindow,
    /// The way of payment.
    pub payment_name: String,
    /// Whether people move its money, not a provider.
    pub payment_by_hand: bool,
    /// What is to be paid in cash when the parcel arrives, until somebody says that it was.
    pub cash_due: Option<Money>,
    /// What a change made it cost more than was paid, until that has come: then it is sent.
    #[serde(default)]
    pub awaited: Option<Money>,
    /// How to pay, while a bank transfer is awaited.
    pub transfer: Option<TransferInstructions>,
    /// Where to pay, or to try again, while a payment on the payment page is open.
    pub pay_at: Option<String>,
    /// The ways of payment that can be chosen in place of the present one, while the order can still be paid.
    pub pay_otherwise: Vec<PaymentOption>,
    /// The parcels.
    pub parcels: Vec<ParcelView>,
    /// The files that were bought, once they are paid.
    pub downloads: Vec<DownloadView>,
    /// The gift cards that were bought, once they are paid.
    pub gift_cards: Vec<IssuedCard>,
    /// What went back, or is on its way, the newest first.
    pub refunds: Vec<RefundView>,
    /// What is sent back or was withdrawn from, the newest first.
    pub returns: Vec<ReturnView>,
    /// Invoice and credit notes, in the order in which they were issued.
    pub documents: Vec<DocumentView>,
    /// The language in which the shopper read the shop: an ISO 639-1 code, or empty for the shop's own.
    pub language: String,
}

impl OrderView {
    /// What gift cards leave to pay, or left.
    #[must_use]
    pub fn due(&self) -> Money {
        let on_cards = self.paid_cards.iter().fold(0_i64, |sum, card| sum.saturating_add(card.amount.minor));
        Money::new(self.totals.total.minor.saturating_sub(on_cards), self.totals.total.currency)
    }

    /// What is to be paid now: all that gift cards leave, or what a change made it cost more.
    #[must_use]
    pub fn to_pay(&self) -> Money {
        self.awaited.unwrap_or_else(|| self.due())
    }

    /// Whether nothing can be paid although something is open: its payment is being checked.
    #[must_use]
    pub fn is_being_checked(&self) -> bool {
        self.pay_at.is_none() && self.transfer.is_none() && self.pay_otherwise.is_empty()
    }

    /// Whether it can be changed: nothing of it was sent, has gone back or is awaited.
    #[must_use]
    pub fn is_editable(&self) -> bool {
        matches!(self.state, OrderState::PendingPayment | OrderState::Confirmed)
            && self.awaited.is_none()
            && self.parcels.is_empty()
            && self.payment_state != PaymentState::Unknown
            && self.returns.iter().all(|view| !view.state.is_open())
            && self.lines.iter().all(|line| line.sent == 0 && line.refunded == 0)
    }

    /// Whether a parcel brings any of it.
    #[must_use]
    pub fn is_delivered(&self) -> bool {
        self.lines.iter().any(|line| line.is_delivered)
    }

    /// Whether the shopper has withdrawn from all that is left of it.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        let open = || self.returns.iter().filter(|view| view.kind == ReturnKind::Withdrawal && view.state.is_open());
        open().next().is_some()
            && self.lines.iter().all(|line| {
                let lines = open().flat_map(|view| &view.lines).filter(|asked| asked.line == line.id);
                let asked = lines.fold(0_i64, |sum, asked| sum.saturating_add(asked.quantity));
                line.quantity.saturating_sub(line.refunded) <= asked
            })
    }
}

/// A file that was bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DownloadView {
    /// The id.
    pub id: DownloadId,
    /// The file's name.
    pub name: String,
    /// How large it is.
    pub bytes: i64,
    /// How often it was fetched.
    pub used: i64,
    /// How often it can be fetched in all; `None` for as often as one likes.
    pub most: Option<i64>,
    /// Until when; `None` for ever.
    pub until: Option<Timestamp>,
    /// Where it is fetched, for a while; `None` when it cannot be any more.
    pub address: Option<String>,
}

impl DownloadView {
    /// "3.4 MB".
    #[must_use]
    pub fn size(&self) -> String {
        size_words(self.bytes)
    }

    /// What its bounds are: "2 of 3 left, until 4 Dec 2026".
    #[must_use]
    pub fn bounds(&self) -> String {
        let left = self.most.map(|most| format!("{} of {most} left", most.saturating_sub(self.used).max(0)));
        let until = self.until.map(|until| format!("until {}", until.date().long()));
        [left, until].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// A number of bytes as people read it.
#[must_use]
pub fn size_words(bytes: i64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    let mut tenths = bytes.max(0).saturating_mul(10) / 1_000;
    if tenths < 10 {
        return format!("{} bytes", bytes.max(0));
    }
    for unit in UNITS {
        if tenths < 10_000 {
            let part = if tenths < 100 { format!(".{}", tenths % 10) } else { String::new() };
            return format!("{}{part} {unit}", tenths / 10);
        }
        tenths /= 1_000;
    }
    format!("{} PB", tenths / 10)
}

/// An order in the admin's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// The id.
    pub id: OrderId,
    /// The number.
    pub number: OrderNumber,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// The customer's name.
    pub customer_name: String,
    /// Where it goes: the country code.
    pub country: String,
    /// How many items.
    pub item_count: i64,
    /// What is to be paid.
    pub total: Money,
    /// Where it stands.
    pub state: OrderState,
    /// Where the payment stands.
    pub payment_state: PaymentState,
    /// Where the delivery stands.
    pub fulfilment_state: FulfilmentState,
}

/// A page of the admin's order list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRows {
    /// The rows, newest first.
    pub rows: Vec<OrderRow>,
    /// The mark after which the next page starts; `None` on the last page.
    pub next: Option<OrderId>,
    /// How many orders are to be sent, counted as far as [`MOST_COUNTED`].
    pub to_send: i64,
    /// How many need review, counted as far.
    pub needs_review: i64,
}

/// What of an order a location gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceItem {
    /// The product.
    pub title: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// How many.
    pub quantity: i64,
}

/// A location from which items of an order are taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceView {
    /// Which.
    pub location: LocationId,
    /// Its name.
    pub name: String,
    /// What it gives.
    pub items: Vec<SourceItem>,
}

/// An order in the admin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderDetail {
    /// The id.
    pub id: OrderId,
    /// Counts the changes.
    pub version: i64,
    /// What the shopper sees.
    pub order: OrderView,
    /// From which locations it is taken.
    pub sources: Vec<SourceView>,
    /// The locations from which a parcel can be sent; none where there is no choice.
    pub locations: Vec<(LocationId, String)>,
    /// Who ordered.
    pub customer: CustomerId,
    /// How many orders this customer has placed, this one included.
    pub customer_orders: i64,
    /// What this customer has paid in all.
    pub customer_spent: Worth,
    /// What can still go back; `None` while nothing is paid.
    pub refundable: Option<Refundable>,
    /// What of the delivery is paid back with each return that is open, when all of it is accepted.
    pub deliveries_back: Vec<(ReturnId, Money)>,
    /// Payments that were not agreed and can go back.
    pub wrong_payments: Vec<WrongPayment>,
    /// The history, newest first.
    pub timeline: Vec<TimelineEntry>,
    /// By which rate it was priced; by none in the shop's own currency.
    pub sold_at: Selling,
    /// Who carried the shop's last parcel; empty before the first.
    pub last_carrier: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_as_people_read_them() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (34_567, "34 kB"),
            (999_999, "999 kB"),
            (3_456_789, "3.4 MB"),
            (25_000_000_000, "25 GB"),
            (-1, "0 bytes"),
        ] {
            assert_eq!(size_words(bytes), words);
        }
    }
}
