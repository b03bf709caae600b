//! What crosses the wire from the cart to a page.

use serde::{Deserialize, Serialize};

use crate::{
    catalog::{
        personalisation::Answer,
        view::{PartView, Picture},
    },
    coupon::view::CouponView,
    gift_card::view::AppliedCard,
    inventory::Later,
    kernel::{CartLineId, Money, Quantity, Timestamp, VariantId},
    pricing::Totals,
};

/// Why a line cannot be ordered as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LineProblem {
    /// The product is no longer for sale.
    Unavailable,
    /// None are left.
    SoldOut,
    /// Only this many are left.
    OnlyLeft(i64),
    /// What it is made with has changed since: it has to be chosen anew.
    Outdated,
}

/// A line of the cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLineView {
    /// The id.
    pub id: CartLineId,
    /// What is bought.
    pub variant: VariantId,
    /// The product's address part.
    pub product_slug: String,
    /// The product's name.
    pub title: String,
    /// The option values: "Terracotta, 350 ml".
    pub variant_title: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// What it is to be made with.
    pub answers: Vec<Answer>,
    /// What a bundle is made of.
    pub parts: Vec<PartView>,
    /// A picture.
    pub picture: Option<Picture>,
    /// How many.
    pub quantity: Quantity,
    /// The price of one, tax included.
    pub unit_price: Money,
    /// The price of the line.
    pub line_total: Money,
    /// What stands in the way.
    pub problem: Option<LineProblem>,
    /// How many of it are not there yet and come later.
    pub later: Option<Later>,
    /// How many of it can be had in all, beside the other lines; at most [`Quantity::MOST`].
    pub most: i64,
    /// When it was put in: what is put back goes to its old place.
    pub added_at: Timestamp,
}

impl CartLineView {
    /// What is said of the items that are not there yet; `None` when all are.
    #[must_use]
    pub fn later_words(&self) -> Option<String> {
        self.later.map(|later| later.words(self.quantity.get(), None))
    }

    /// How many are left, when the line has all of them.
    #[must_use]
    pub fn all_that_are_left(&self) -> Option<i64> {
        (self.most < Quantity::MOST && self.quantity.get() >= self.most).then_some(self.most)
    }
}

/// A cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartView {
    /// Counts the changes.
    pub version: i64,
    /// The lines, oldest first.
    pub lines: Vec<CartLineView>,
    /// The sums. Shipping is an estimate for the shop's own country until an address is known.
    pub totals: Totals,
    /// Whether anything in it is delivered: files and gift cards need no parcel.
    pub is_delivered: bool,
    /// How many items there are over all lines.
    pub item_count: i64,
    /// What is missing for free delivery; `None` when there is no such offer or it is reached.
    pub missing_for_free_shipping: Option<Money>,
    /// The discount code that was typed in.
    pub coupon: Option<CouponView>,
    /// The gift cards that are to pay, in the order in which they do.
    pub cards: Vec<AppliedCard>,
    /// Why the last code of a card that was typed in was not taken, in words; empty when it was.
    pub card_refusal: String,
    /// What the cards leave to pay.
    pub due: Money,
}

impl CartView {
    /// What stands in the field for codes: the discount code that takes nothing off, and what is wrong with what was typed last.
    #[must_use]
    pub fn typed_code(&self) -> (String, Option<String>) {
        if !self.card_refusal.is_empty() {
            return (String::new(), Some(self.card_refusal.clone()));
        }
        let refused = self.coupon.as_ref().filter(|coupon| coupon.problem.is_some());
        refused.map(|coupon| (coupon.code.clone(), coupon.problem.clone())).unwrap_or_default()
    }

    /// The discount code that takes something off; empty when none does.
    #[must_use]
    pub fn applied_code(&self) -> &str {
        let coupon = self.coupon.as_ref().filter(|coupon| coupon.problem.is_none());
        coupon.map(|coupon| coupon.code.as_str()).unwrap_or_default()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether every line can be ordered as it stands.
    #[must_use]
    pub fn is_orderable(&self) -> bool {
        !self.is_empty() && self.lines.iter().all(|line| line.problem.is_none())
    }
}
