//! A coupon and where it stands.

use serde::{Deserialize, Serialize};

use super::CouponCode;
use crate::kernel::{Money, Timestamp};

/// What a coupon gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Benefit {
    /// So many percent of the goods, 1 to 100.
    Percent(i64),
    /// An amount off the goods.
    Amount(Money),
    /// The delivery.
    FreeShipping,
}

impl Benefit {
    /// The word in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Percent(_) => "percent",
            Self::Amount(_) => "amount",
            Self::FreeShipping => "free_shipping",
        }
    }

    /// Percent, or minor units; 0 where there is no number.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Percent(percent) => percent,
            Self::Amount(amount) => amount.minor,
            Self::FreeShipping => 0,
        }
    }

    /// In words: "10 % off".
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Percent(percent) => format!("{percent} % off"),
            Self::Amount(amount) => format!("{amount} off"),
            Self::FreeShipping => "Free delivery".to_owned(),
        }
    }
}

/// A coupon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coupon {
    /// Its code.
    pub code: CouponCode,
    /// What it gives.
    pub benefit: Benefit,
    /// What the goods must be worth at least.
    pub least: Money,
    /// From when on it is valid.
    pub valid_from: Option<Timestamp>,
    /// From when on it is no longer.
    pub valid_until: Option<Timestamp>,
    /// How many orders may use it.
    pub most_uses: Option<i64>,
    /// How many orders of one customer may.
    pub most_per_customer: Option<i64>,
    /// How many orders use it.
    pub used: i64,
    /// Whether it was not switched off.
    pub is_active: bool,
}

/// Where a coupon stands, whatever is in a cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CouponState {
    /// It can be used.
    InUse,
    /// Its time is still to come.
    NotYet,
    /// Its time is over.
    Over,
    /// As many orders as may use it do.
    UsedUp,
    /// Somebody switched it off.
    Off,
}

impl CouponState {
    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::InUse => "In use",
            Self::NotYet => "Not yet",
            Self::Over => "Over",
            Self::UsedUp => "Used up",
            Self::Off => "Switched off",
        }
    }
}

impl Coupon {
    /// Where it stands at a moment.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> CouponState {
        if !self.is_active {
            CouponState::Off
        } else if self.valid_until.is_some_and(|until| now >= until) {
            CouponState::Over
        } else if self.most_uses.is_some_and(|most| self.used >= most) {
            CouponState::UsedUp
        } else if self.valid_from.is_some_and(|from| now < from) {
            CouponState::NotYet
        } else {
            CouponState::InUse
        }
    }

    /// How often it is used, of how many: "3 of 100".
    #[must_use]
    pub fn uses(&self) -> String {
        match self.most_uses {
            Some(most) => format!("{} of {most}", self.used),
            None => self.used.to_string(),
        }
    }
}
