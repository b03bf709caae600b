//! What a code does to a cart, or why it does nothing.

use super::{Benefit, Coupon, CouponState, view::CouponView};
use crate::{
    currency::Selling,
    kernel::{Currency, Date, Money, MoneyError, Timestamp},
    pricing::{Adjustment, AdjustmentKind},
};

/// The code of a cart: what was typed, and what is known of it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedCoupon {
    /// What was typed, in the form in which it is kept.
    pub typed: String,
    /// The coupon with this code.
    pub coupon: Option<Coupon>,
    /// How many orders of this customer use it; 0 while nobody knows who orders.
    pub used_by_customer: i64,
}

/// Why a code takes nothing off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CouponProblem {
    /// There is none.
    Unknown,
    /// It is valid from this day on.
    NotYet(Date),
    /// It is no longer valid.
    Over,
    /// As many orders as may use it do.
    UsedUp,
    /// As many orders of this customer as may use it do.
    UsedByYou,
    /// So much is missing to its least value.
    Missing(Money),
    /// There is nothing that it could make cheaper.
    Nothing,
}

impl CouponProblem {
    /// In words, for the shopper.
    #[must_use]
    pub fn words(self, code: &str) -> String {
        match self {
            Self::Unknown => format!("We know no discount code “{code}”. Is it spelled right?"),
            Self::NotYet(day) => format!("“{code}” is valid from {} on.", day.long()),
            Self::Over => format!("“{code}” is no longer valid."),
            Self::UsedUp => format!("“{code}” has been used as often as it may be."),
            Self::UsedByYou => format!("You have used “{code}” already."),
            Self::Missing(missing) => format!("For “{code}” you need goods for {missing} more."),
            Self::Nothing => format!("“{code}” takes nothing off what is in your bag."),
        }
    }
}

impl TypedCoupon {
    /// The same with its amounts in the currency of whoever buys. One of another currency than the shop's stays: it is over.
    ///
    /// # Errors
    /// Amounts that overflow.
    pub fn sold_in(&self, selling: &Selling) -> Result<Self, MoneyError> {
        let convert = |coupon: &Coupon| -> Result<Coupon, MoneyError> {
            if selling.is_base() || coupon.least.currency != selling.base {
                return Ok(coupon.clone());
            }
            let benefit = match coupon.benefit {
                Benefit::Amount(amount) => Benefit::Amount(selling.convert(amount)?),
                other => other,
            };
            Ok(Coupon { benefit, least: selling.convert(coupon.least)?, ..coupon.clone() })
        };
        let coupon = self.coupon.as_ref().map(convert).transpose()?;
        Ok(Self { coupon, ..self.clone() })
    }

    /// What it takes off goods of this worth and their delivery, or why it takes off nothing.
    ///
    /// # Errors
    /// Amounts that overflow or are of another currency.
    pub fn effect(
        &self,
        goods: Money,
        shipping: Money,
        now: Timestamp,
    ) -> Result<Result<Adjustment, CouponProblem>, MoneyError> {
        let Some(coupon) = &self.coupon else { return Ok(Err(CouponProblem::Unknown)) };
        if let Some(problem) = self.standing(coupon, goods.currency, now) {
            return Ok(Err(problem));
        }
        let missing = coupon.least.minus(goods)?;
        if missing.minor > 0 {
            return Ok(Err(CouponProblem::Missing(missing)));
        }
        let (kind, off) = match coupon.benefit {
            Benefit::Percent(percent) => (AdjustmentKind::Discount, goods.ratio(percent, 100)?),
            Benefit::Amount(amount) => (AdjustmentKind::Discount, amount),
            Benefit::FreeShipping => (AdjustmentKind::ShippingDiscount, shipping),
        };
        let most = if kind == AdjustmentKind::Discount { goods } else { shipping };
        let off = off.minor.min(most.minor);
        if off <= 0 {
            return Ok(Err(CouponProblem::Nothing));
        }
        let amount = Money::new(off.saturating_neg(), goods.currency);
        Ok(Ok(Adjustment { kind, label: self.typed.clone(), amount }))
    }

    /// Why it cannot be used, whatever is in the cart.
    fn standing(&self, coupon: &Coupon, currency: Currency, now: Timestamp) -> Option<CouponProblem> {
        match coupon.state(now) {
            // The shop may have sold in another currency before.
            _ if coupon.least.currency != currency => Some(CouponProblem::Over),
            CouponState::Off | CouponState::Over => Some(CouponProblem::Over),
            CouponState::NotYet => Some(CouponProblem::NotYet(coupon.valid_from.unwrap_or(now).date())),
            CouponState::UsedUp => Some(CouponProblem::UsedUp),
            CouponState::InUse => {
                let is_spent = coupon.most_per_customer.is_some_and(|most| self.used_by_customer >= most);
                is_spent.then_some(CouponProblem::UsedByYou)
            }
        }
    }

    /// As the page shows it.
    #[must_use]
    pub fn view(&self, problem: Option<CouponProblem>) -> CouponView {
        CouponView { code: self.typed.clone(), problem: problem.map(|problem| problem.words(&self.typed)) }
    }
}

#[cfg(test)]
#[path = "effect_tests.rs"]
mod tests;
