//! Changing an order before any of it is sent: what a manager asks for, why it cannot be, and what comes of it.
//!
//! Not here: prices ([`crate::pricing::price_kept`]) and what is read and written (services). Invariants: an order keeps at least one
//! item; what is added is a thing that a parcel brings, at today's price; everything else keeps the price that was agreed.

use serde::{Deserialize, Serialize};

use crate::{
    customer::AddressForm,
    kernel::{Currency, Money, OrderId, OrderLineId, Quantity},
    order::OrderState,
    pricing::Totals,
    shipping::view::ShippingOption,
};

/// Characters of a reason at most.
const LONGEST_REASON: usize = 200;
/// Characters of a stock-keeping unit at most.
const LONGEST_SKU: usize = 80;
/// So many lines can be added at once.
const MOST_ADDED: usize = 20;
/// The word for a delivery that stays as it is.
pub const KEEP: &str = "";
/// The word for a delivery at a price of the manager's.
pub const OWN_PRICE: &str = "own";

/// What a manager types to change an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEditForm {
    /// The order.
    pub order: OrderId,
    /// The version that was seen.
    pub version: i64,
    /// A field for each line; a line without one stays as it is.
    #[serde(default)]
    pub lines: Vec<EditFormLine>,
    /// What is added.
    #[serde(default)]
    pub added: Vec<AddedFormLine>,
    /// Where mails go.
    pub email: String,
    /// Where it goes.
    pub address: AddressForm,
    /// The way of delivery: [`KEEP`], [`OWN_PRICE`], or the code of one.
    #[serde(default)]
    pub shipping: String,
    /// What the delivery costs, where it has a price of its own.
    #[serde(default)]
    pub shipping_price: String,
    /// Why, for the customer; may be empty.
    #[serde(default)]
    pub reason: String,
}

/// The field of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditFormLine {
    /// The line.
    pub line: OrderLineId,
    /// How many; none, or an empty field, takes it out.
    #[serde(default)]
    pub quantity: String,
}

/// The fields of a line that is added; empty ones are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddedFormLine {
    /// The stock-keeping unit.
    pub sku: String,
    /// How many; an empty field is one.
    pub quantity: String,
}

/// The delivery of a changed order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditedShipping {
    /// As it was agreed.
    Kept,
    /// In the same way, at this price.
    Price(Money),
    /// In this way, at today's price.
    Way(String),
}

/// What is to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderEdit {
    /// The order.
    pub order: OrderId,
    /// The version that was seen.
    pub version: i64,
    /// How many of these lines; none takes one out.
    pub lines: Vec<(OrderLineId, i64)>,
    /// What is added, and how many.
    pub added: Vec<(String, Quantity)>,
    /// Where mails go.
    pub email: String,
    /// Where it goes.
    pub address: AddressForm,
    /// The delivery.
    pub shipping: EditedShipping,
    /// Why, for the customer; may be empty.
    pub reason: String,
}

/// Why an order cannot be changed, or not like that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// It is called off, on its way or under review.
    #[error("an order that is {} cannot be changed", state_words(*.0))]
    State(OrderState),
    /// Something of it has been sent or handed over.
    #[error("something of this order was sent or handed over: it cannot be changed any more")]
    Sent,
    /// Something of it has gone back.
    #[error("something of this order was refunded or returned: it cannot be changed any more")]
    GoneBack,
    /// A payment is on its way, and nobody knows yet whether it arrives.
    #[error("a payment of this order is being checked: change the order once its outcome is known")]
    UnderWay,
    /// What an earlier change made it cost more has not come.
    #[error("{0} of an earlier change is still to be paid: take the difference back first, or wait for it")]
    Awaited(Money),
    /// Nothing would be left.
    #[error("an order keeps at least one item: cancel it to take out everything")]
    Nothing,
    /// Nothing would be different.
    #[error("nothing was changed")]
    Unchanged,
    /// Less than gift cards pay.
    #[error("gift cards pay {0} of this order: it cannot cost less before it is paid")]
    BelowCards(Money),
    /// Nothing with this stock-keeping unit is for sale.
    #[error("nothing with the SKU {0:?} is for sale")]
    UnknownSku(String),
    /// It cannot be added to an order.
    #[error("{0} cannot be added: only products that a parcel brings and that nobody personalises can")]
    NotAddable(String),
    /// There is not so much of it.
    #[error("there is not enough of {0}")]
    Stock(String),
    /// The reverse charge depends on the country.
    #[error("the VAT number was checked for this country: cancel the order to send it to another one")]
    VatCountry,
    /// The shop sells in another way now.
    #[error("the shop has changed how it adds tax since: nothing can be added to this order")]
    TaxMode,
    /// The delivery is not possible.
    #[error("choose a way of delivery that goes to this address")]
    Shipping,
    /// A part of an earlier refund or return.
    #[error("{0} is part of an earlier refund or return and cannot be taken out")]
    Kept(String),
    /// It costs something else than was shown.
    #[error("it costs {0} now, not what was shown: please look again")]
    TotalChanged(Money),
    /// A field is wrong.
    #[error("{0}")]
    Field(String),
    /// No difference is open.
    #[error("no difference of this order is to be paid")]
    NothingAwaited,
}

fn state_words(state: OrderState) -> &'static str {
    match state {
        OrderState::PendingPayment => "not paid",
        OrderState::Confirmed => "confirmed",
        OrderState::NeedsReview => "under review",
        OrderState::Completed => "sent",
        OrderState::Cancelled => "cancelled",
    }
}

impl OrderEditForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// The first text that is no number, no amount or too long.
    pub fn read(&self, currency: Currency) -> Result<OrderEdit, EditError> {
        let mut lines = Vec::with_capacity(self.lines.len());
        for field in &self.lines {
            lines.push((field.line, count(&field.quantity, 0)?));
        }
        let mut added = Vec::new();
        for field in self.added.iter().filter(|field| !field.sku.trim().is_empty()) {
            let sku = field.sku.trim();
            if sku.chars().count() > LONGEST_SKU {
                return Err(EditError::UnknownSku(sku.chars().take(20).collect()));
            }
            let quantity = Quantity::new(count(&field.quantity, 1)?);
            added.push((sku.to_owned(), quantity.map_err(|error| EditError::Field(error.to_string()))?));
        }
        if added.len() > MOST_ADDED {
            return Err(EditError::Field(format!("Add at most {MOST_ADDED} lines at once")));
        }
        let reason = self.reason.trim().to_owned();
        if reason.chars().count() > LONGEST_REASON || reason.chars().any(char::is_control) {
            return Err(EditError::Field(format!("A reason needs at most {LONGEST_REASON} characters on one line")));
        }
        let shipping = match self.shipping.trim() {
            KEEP => EditedShipping::Kept,
            OWN_PRICE => EditedShipping::Price(price(&self.shipping_price, currency)?),
            code => EditedShipping::Way(code.to_owned()),
        };
        Ok(OrderEdit {
            order: self.order,
            version: self.version,
            lines,
            added,
            email: self.email.trim().to_owned(),
            address: self.address.clone(),
            shipping,
            reason,
        })
    }
}

/// A number of items that was typed.
fn count(text: &str, when_empty: i64) -> Result<i64, EditError> {
    let text = text.trim();
    let wrong = || EditError::Field(format!("{:?} is no number of items", text.chars().take(20).collect::<String>()));
    let count = if text.is_empty() { when_empty } else { text.parse().map_err(|_| wrong())? };
    if (0..=Quantity::MOST).contains(&count) { Ok(count) } else { Err(wrong()) }
}

/// A price that was typed.
fn price(text: &str, currency: Currency) -> Result<Money, EditError> {
    let wrong = || EditError::Field(format!("{:?} is no price", text.trim().chars().take(20).collect::<String>()));
    let amount = Money::parse_decimal(text.trim(), currency).map_err(|_| wrong())?;
    if amount.minor < 0 { Err(wrong()) } else { Ok(amount) }
}

/// A line as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditedLineView {
    /// The line; `None` for one that is added.
    pub line: Option<OrderLineId>,
    /// Its name.
    pub title: String,
    /// How many before.
    pub before: i64,
    /// How many after.
    pub after: i64,
    /// What one costs.
    pub unit_price: Money,
    /// What the line costs after, before reductions.
    pub line_total: Money,
}

/// What becomes of the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settlement {
    /// It costs the same.
    Even,
    /// It was not paid yet: the customer is asked for the new sum.
    AskedAnew,
    /// The difference is asked for, and nothing is sent before it has come.
    Awaited,
    /// The difference goes back.
    GoesBack,
}

/// What a change comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPreview {
    /// The lines after, and those that go.
    pub lines: Vec<EditedLineView>,
    /// The sums before.
    pub before: Totals,
    /// The sums after.
    pub after: Totals,
    /// What it costs more; below zero what it costs less.
    pub difference: Money,
    /// What becomes of the difference.
    pub settlement: Settlement,
    /// The discount code, and what becomes of it; empty without one.
    pub coupon: String,
    /// The ways of delivery to the address with these items.
    pub options: Vec<ShippingOption>,
    /// The way after.
    pub shipping_name: String,
}

/// A thing that can be added to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantChoice {
    /// The stock-keeping unit.
    pub sku: String,
    /// Its name.
    pub title: String,
    /// What it costs.
    pub price: Money,
    /// How many are free; `None` where nobody counts.
    pub free: Option<i64>,
}

impl Settlement {
    /// What becomes of a difference.
    #[must_use]
    pub fn of(difference: Money, is_paid: bool) -> Self {
        match (difference.minor, is_paid) {
            (_, false) => Self::AskedAnew,
            (0, true) => Self::Even,
            (1.., true) => Self::Awaited,
            (_, true) => Self::GoesBack,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> OrderEditForm {
        OrderEditForm {
            order: OrderId(1),
            version: 3,
            lines: vec![EditFormLine { line: OrderLineId(5), quantity: " 2 ".to_owned() }],
            added: vec![AddedFormLine { sku: " MUG-1 ".to_owned(), quantity: String::new() }, AddedFormLine::default()],
            email: "maren@example.org".to_owned(),
            address: AddressForm::default(),
            shipping: String::new(),
            shipping_price: String::new(),
            reason: " As agreed ".to_owned(),
        }
    }

    #[test]
    fn empty_fields_add_nothing_and_keep_the_delivery() {
        let edit = form().read(Currency::EUR).unwrap();
        assert_eq!(edit.lines, [(OrderLineId(5), 2)]);
        assert_eq!(edit.added, [("MUG-1".to_owned(), Quantity::new(1).unwrap())]);
        assert_eq!((edit.shipping, edit.reason.as_str()), (EditedShipping::Kept, "As agreed"));
        let own = OrderEditForm { shipping: OWN_PRICE.to_owned(), shipping_price: "3.50".to_owned(), ..form() };
        assert_eq!(own.read(Currency::EUR).unwrap().shipping, EditedShipping::Price(Money::new(350, Currency::EUR)));
    }

    #[test]
    fn f15_v01_numbers_and_prices_that_are_none_are_refused() {
        for quantity in ["-1", "1e3", "99999999999999999999", "two", "1.5", "1000001"] {
            let mut edited = form();
            edited.lines[0].quantity = quantity.to_owned();
            assert!(matches!(edited.read(Currency::EUR), Err(EditError::Field(_))), "{quantity}");
        }
        for price in ["-1", "", "1e3", "free", "92233720368547758080"] {
            let own = OrderEditForm { shipping: OWN_PRICE.to_owned(), shipping_price: price.to_owned(), ..form() };
            assert!(matches!(own.read(Currency::EUR), Err(EditError::Field(_))), "{price}");
        }
        let long = OrderEditForm { reason: "x".repeat(201), ..form() };
        assert!(long.read(Currency::EUR).is_err());
        let zero =
            OrderEditForm { added: vec![AddedFormLine { sku: "A".to_owned(), quantity: "0".to_owned() }], ..form() };
        assert!(zero.read(Currency::EUR).is_err());
    }

    #[test]
    fn a_difference_is_asked_for_or_goes_back_only_where_something_was_paid() {
        let of = |minor, is_paid| Settlement::of(Money::new(minor, Currency::EUR), is_paid);
        assert_eq!(
            [of(0, true), of(5, true), of(-5, true)],
            [Settlement::Even, Settlement::Awaited, Settlement::GoesBack]
        );
        assert_eq!([of(0, false), of(5, false), of(-5, false)], [Settlement::AskedAnew; 3]);
    }
}
