//! What crosses the wire.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde::{Deserialize, Serialize};

use super::{CheckoutForm, FieldError};
use crate::{
    cart::view::CartView,
    gift_card::view::AppliedCard,
    kernel::{AddressId, Money},
    payment::view::PaymentOption,
    pricing::Totals,
    shipping::view::ShippingOption,
    tax::VatStanding,
};

/// The checkout page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutView {
    /// What is bought.
    pub cart: CartView,
    /// What was typed so far; kept on the server, so that an error or a lost connection loses nothing.
    pub form: CheckoutForm,
    /// What was wrong when it was last sent.
    pub errors: Vec<FieldError>,
    /// A message that belongs to no field: a changed price, a decline.
    pub notice: Option<CheckoutNotice>,
    /// The ways of delivery.
    pub shipping_options: Vec<ShippingOption>,
    /// The ways of payment.
    pub payment_options: Vec<PaymentOption>,
    /// The sums with the chosen way of delivery.
    pub totals: Totals,
    /// The countries that it can go to, by their codes.
    pub countries: Vec<String>,
    /// Whether businesses of other member states may name their number for value added tax.
    pub asks_vat_number: bool,
    /// How it stands with the number that was typed; `None` without one.
    pub vat: Option<VatStanding>,
    /// The key of this try: sending it twice places one order.
    pub idempotency_key: String,
}

/// What follows from what was typed so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutSums {
    /// Code of the way of delivery that they are for.
    pub shipping: String,
    /// The ways of delivery.
    pub shipping_options: Vec<ShippingOption>,
    /// The sums.
    pub totals: Totals,
    /// The discount code that takes something off; empty when none does.
    pub coupon: String,
    /// How it stands with the number for value added tax; `None` without one.
    pub vat: Option<VatStanding>,
    /// The code in the field, and what is wrong with what was typed last.
    pub typed: (String, Option<String>),
    /// The gift cards that are to pay.
    pub cards: Vec<AppliedCard>,
    /// What the cards leave to pay.
    pub due: Money,
    /// A number that changes with what the lines say: then the page must show them anew.
    pub lines: u64,
}

/// What the form begins with: the page without what is bought, which does not move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutStart {
    /// What was typed so far.
    pub form: CheckoutForm,
    /// What was wrong when it was last sent.
    pub errors: Vec<FieldError>,
    /// Ways of delivery and sums.
    pub sums: CheckoutSums,
    /// The ways of payment.
    pub payment_options: Vec<PaymentOption>,
    /// The key of this try.
    pub idempotency_key: String,
    /// How many items are bought.
    pub item_count: i64,
    /// Whether every line can be had as it stands.
    pub is_orderable: bool,
    /// Whether anything of them is delivered.
    pub is_delivered: bool,
    /// Whether any of them is not there yet and comes later.
    pub has_later: bool,
    /// Whether a number for value added tax may be named.
    pub asks_vat_number: bool,
    /// The countries that it can go to, by their codes.
    pub countries: Vec<String>,
    /// Whether a customer with an account orders.
    pub is_known: bool,
    /// The addresses that the customer keeps, as they are typed.
    pub saved: Vec<(AddressId, CheckoutForm)>,
}

impl CheckoutSums {
    /// Whether a code was typed in that takes nothing off, or a card pays nothing.
    #[must_use]
    pub fn is_code_refused(&self) -> bool {
        self.typed.1.is_some() || self.cards.iter().any(|card| !card.words.is_empty())
    }
}

impl CheckoutView {
    /// What follows from what was typed.
    #[must_use]
    pub fn sums(&self) -> CheckoutSums {
        CheckoutSums {
            shipping: self.form.shipping.clone(),
            shipping_options: self.shipping_options.clone(),
            totals: self.totals.clone(),
            coupon: self.cart.applied_code().to_owned(),
            typed: self.cart.typed_code(),
            cards: self.cart.cards.clone(),
            due: self.cart.due,
            vat: self.vat,
            lines: self.lines(),
        }
    }

    fn lines(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        // Where nothing is delivered, the page says so above the form.
        (self.cart.is_delivered && self.shipping_options.is_empty()).hash(&mut hasher);
        for line in &self.cart.lines {
            (line.id.0, line.quantity.get(), line.line_total.minor, line.problem).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// What the form begins with.
    #[must_use]
    pub fn start(&self) -> CheckoutStart {
        CheckoutStart {
            form: self.form.clone(),
            errors: self.errors.clone(),
            sums: self.sums(),
            payment_options: self.payment_options.clone(),
            idempotency_key: self.idempotency_key.clone(),
            item_count: self.cart.item_count,
            is_orderable: self.cart.is_orderable(),
            is_delivered: self.cart.is_delivered,
            has_later: self.cart.lines.iter().any(|line| line.later.is_some()),
            asks_vat_number: self.asks_vat_number,
            countries: self.countries.clone(),
            is_known: false,
            saved: Vec::new(),
        }
    }
}

/// What the shopper should know before trying again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckoutNotice {
    /// A price changed since the page was shown; the page shows the new total.
    PriceChanged,
    /// Some items are no longer there in that number; the lines say which.
    StockChanged,
    /// The shop does not deliver this to that address.
    NotDelivered,
    /// The payment was declined; cart and stock are as before.
    PaymentDeclined,
    /// The payment was given up.
    PaymentCancelled,
    /// As many orders of this address or network wait for their transfer as may.
    TooManyUnpaid,
    /// The discount code does not apply to this order; the page shows the total without it.
    CouponRefused,
    /// It would take more of something from others than an order may that waits for its transfer.
    TooMuchUnpaid,
    /// A gift card pays another part than the page said; the page shows what is left to pay now.
    CardChanged,
}

impl CheckoutNotice {
    /// Every notice.
    pub const ALL: [Self; 9] = [
        Self::PriceChanged,
        Self::StockChanged,
        Self::NotDelivered,
        Self::PaymentDeclined,
        Self::PaymentCancelled,
        Self::TooManyUnpaid,
        Self::TooMuchUnpaid,
        Self::CouponRefused,
        Self::CardChanged,
    ];

    /// The word in the database.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::PriceChanged => "price_changed",
            Self::StockChanged => "stock_changed",
            Self::NotDelivered => "not_delivered",
            Self::PaymentDeclined => "payment_declined",
            Self::PaymentCancelled => "payment_cancelled",
            Self::TooManyUnpaid => "too_many_unpaid",
            Self::TooMuchUnpaid => "too_much_unpaid",
            Self::CouponRefused => "coupon_refused",
            Self::CardChanged => "card_changed",
        }
    }

    /// The notice with this word; `None` for any other.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.key() == key)
    }
}

/// What the browser sends to place an order. It names no price but the sums that the shopper saw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceOrder {
    /// What was typed.
    pub form: CheckoutForm,
    /// The key of this try.
    pub idempotency_key: String,
    /// The total that the page showed, in minor units; another one is never charged silently.
    pub seen_total: i64,
    /// What the page said is left to pay after gift cards, in minor units; without it, all of the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_due: Option<i64>,
    /// The currency of what the page showed; without it, the shop's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_currency: Option<String>,
}

/// How placing an order ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaceOrderOutcome {
    /// The order stands; go to this address: the payment page or the order's page.
    Placed {
        /// A path of this shop, or the payment page.
        continue_at: String,
    },
    /// Fields are wrong.
    Invalid(Vec<FieldError>),
    /// Something else stands in the way; show the page again.
    Refused(CheckoutNotice),
    /// The cart is empty: most likely the order was placed already.
    EmptyCart,
}
