//! The ways of delivery that an order can choose.

use super::{Method, MethodKind, ShippingTable, view::ShippingOption};
use crate::{
    currency::Selling,
    kernel::{Currency, DateWindow, Destination, Language, Money, MoneyError, Timestamp},
};

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The sum of the goods before discounts.
    pub goods: Money,
    /// What they weigh; what no weight is known of weighs nothing.
    pub grams: i64,
    /// The longest side of any of them.
    pub longest_mm: i64,
    /// The currency of the goods, and how the amounts of the table get there.
    pub selling: Selling,
}

impl Parcel {
    /// Goods of which nothing else is known, in the shop's own currency.
    #[must_use]
    pub fn worth(goods: Money) -> Self {
        Self::sold(goods, Selling::base(goods.currency, 0))
    }

    /// Goods of which nothing else is known, in the currency of whoever buys them.
    #[must_use]
    pub fn sold(goods: Money, selling: Selling) -> Self {
        Self { goods, grams: 0, longest_mm: 0, selling }
    }
}

/// What the ways of delivery depend on.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// The shop's own country.
    pub home: &'a str,
    /// Where the order goes.
    pub destination: Destination<'a>,
    /// What is sent.
    pub parcel: Parcel,
    /// The value of the goods from which delivery is free by the shop's settings.
    pub free_from: Option<Money>,
    /// Who reads; `None` for the shop's own language.
    pub language: Option<Language>,
    /// When it is ordered, by the shop's own clock.
    pub now: Timestamp,
}

impl ShippingTable {
    /// The ways of delivery that this order can choose, the usual one first; empty when the shop does not deliver it there.
    ///
    /// # Errors
    /// Amounts that cannot be computed.
    pub fn options(&self, delivery: &Delivery<'_>) -> Result<Vec<ShippingOption>, MoneyError> {
        self.methods(delivery).map(|method| self.option(method, delivery)).collect()
    }

    fn option(&self, method: &Method, delivery: &Delivery<'_>) -> Result<ShippingOption, MoneyError> {
        let leaves = self.calendar.leaves_on(delivery.now);
        let day = |days: u32| match method.kind {
            MethodKind::Delivery => self.calendar.arrives_on(leaves, days),
            MethodKind::Pickup => self.calendar.ready_on(leaves, days),
        };
        Ok(ShippingOption {
            code: method.code.clone(),
            name: method.name(delivery.language).to_owned(),
            price: method.price(&delivery.parcel, delivery.free_from)?,
            arrives: DateWindow { from: day(method.days.0), to: day(method.days.1) },
        })
    }

    /// Whether the shopper fetches what is sent in this way.
    #[must_use]
    pub fn is_pickup(&self, delivery: &Delivery<'_>, code: &str) -> bool {
        self.methods(delivery).any(|method| method.code == code && method.kind == MethodKind::Pickup)
    }

    /// The most that a way there cost which is no faster than the usual one, where an order went by a faster one; `None` where it did
    /// not, or where that is not known any more. The order knows its way by the name that it had.
    ///
    /// # Errors
    /// Amounts that cannot be computed.
    pub fn usual_price_beside(&self, delivery: &Delivery<'_>, name: &str) -> Result<Option<Money>, MoneyError> {
        let methods = self.zone(delivery).map(|zone| zone.methods.as_slice()).unwrap_or_default();
        let brought = || methods.iter().filter(|method| method.kind == MethodKind::Delivery);
        let offered = || brought().filter(|method| method.is_active && method.is_in(delivery.parcel.selling.base));
        let (Some(usual), Some(chosen)) = (offered().next(), brought().find(|method| method.is_called(name))) else {
            return Ok(None);
        };
        if !chosen.is_faster_than(usual) {
            return Ok(None);
        }
        let mut most: Option<Money> = None;
        for method in offered().filter(|method| !method.is_faster_than(usual)) {
            let price = method.price_at_most(&delivery.parcel)?;
            most = most.into_iter().chain([price]).max_by_key(|price| price.minor);
        }
        Ok(most)
    }

    /// What is missing for free delivery: zero when one of the ways is free that otherwise costs something, `None` where none ever is.
    ///
    /// # Errors
    /// Amounts of two currencies.
    pub fn missing_for_free(&self, delivery: &Delivery<'_>) -> Result<Option<Money>, MoneyError> {
        let mut least: Option<Money> = None;
        for method in self.methods(delivery).filter(|method| method.kind == MethodKind::Delivery) {
            let missing = method.missing_for_free(&delivery.parcel, delivery.free_from)?;
            least = [least, missing].into_iter().flatten().min_by_key(|missing| missing.minor);
        }
        Ok(least)
    }
}

/// What stands in the place of a way of delivery when there is nothing to deliver.
#[must_use]
pub fn no_delivery(currency: Currency, now: Timestamp) -> ShippingOption {
    ShippingOption {
        code: NO_DELIVERY.to_owned(),
        name: "Nothing to deliver".to_owned(),
        price: Money::zero(currency),
        arrives: DateWindow { from: now.date(), to: now.date() },
    }
}

/// The code of [`no_delivery`].
pub const NO_DELIVERY: &str = "none";

#[cfg(test)]
#[path = "options_tests.rs"]
mod tests;
