//! A way of delivery: what it costs, what it carries, how long it takes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{NO_DELIVERY, Parcel};
use crate::{
    currency::Selling,
    kernel::{Currency, Language, Money, MoneyError, ShippingMethodId},
};

/// Whether something is brought or fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MethodKind {
    /// It is brought.
    Delivery,
    /// The shopper fetches it where the shop is.
    Pickup,
}

impl MethodKind {
    /// The word in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Delivery => "delivery",
            Self::Pickup => "pickup",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Delivery, Self::Pickup].into_iter().find(|kind| kind.key() == key)
    }
}

/// What the price depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// Nothing: one price.
    Flat,
    /// The weight, in grams: a price holds for more than its step.
    Weight,
    /// The value of the goods, in minor units: a price holds from its step on.
    Goods,
}

impl Basis {
    /// The word in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::Weight => "weight",
            Self::Goods => "goods",
        }
    }

    /// The basis with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Flat, Self::Weight, Self::Goods].into_iter().find(|basis| basis.key() == key)
    }
}

/// A price and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// Grams, or minor units of the goods, by the [`Basis`]; 0 for the first.
    pub step: i64,
    /// What it costs, in minor units.
    pub price: i64,
}

/// From which value of the goods on it costs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FreeFrom {
    /// From none.
    Never,
    /// From the one in the shop's settings, if there is one.
    Setting,
    /// From this one, in minor units.
    Amount(i64),
}

impl FreeFrom {
    /// The word in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Setting => "setting",
            Self::Amount(_) => "amount",
        }
    }
}

/// What it carries at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The weight of all things together.
    pub grams: Option<i64>,
    /// The longest side of each of them.
    pub longest_mm: Option<i64>,
}

/// A way of delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// Which.
    pub id: ShippingMethodId,
    /// Counts its changes.
    pub version: i64,
    /// The word in forms and on orders; once in a zone, and it never changes.
    pub code: String,
    /// Its name in the shop's own language.
    pub name: String,
    /// Its name in further ones, by their code.
    pub names: BTreeMap<String, String>,
    /// Whether it is brought or fetched.
    pub kind: MethodKind,
    /// The currency of its amounts; `None` in the table that a new shop begins with, where they are hundredths of whatever the shop
    /// sells in.
    pub currency: Option<Currency>,
    /// What the price depends on.
    pub basis: Basis,
    /// The prices, by rising step; never empty.
    pub tiers: Vec<Tier>,
    /// From which value of the goods on it costs nothing.
    pub free: FreeFrom,
    /// What it carries.
    pub limits: Limits,
    /// The fewest and the most working days on the road, or until it can be fetched.
    pub days: (u32, u32),
    /// Where it stands among the ways of its zone; the first is the usual one.
    pub position: i64,
    /// Whether it is offered.
    pub is_active: bool,
}

impl Method {
    /// Its name for somebody who reads this language; `None` for the shop's own.
    #[must_use]
    pub fn name(&self, language: Option<Language>) -> &str {
        let own = language.and_then(|language| self.names.get(language.code()));
        own.filter(|name| !name.is_empty()).unwrap_or(&self.name)
    }

    /// Whether it takes this parcel, and its amounts can be told in the parcel's currency.
    #[must_use]
    pub fn carries(&self, parcel: &Parcel) -> bool {
        let within = |limit: Option<i64>, measure| limit.is_none_or(|limit| measure <= limit);
        self.is_active
            && self.is_in(parcel.selling.base)
            && within(self.limits.grams, parcel.grams)
            && within(self.limits.longest_mm, parcel.longest_mm)
    }

    /// Whether its amounts are of this currency.
    #[must_use]
    pub fn is_in(&self, currency: Currency) -> bool {
        self.currency.is_none_or(|own| own == currency)
    }

    /// Whether it has this name in any language.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.names.values().any(|own| own == name)
    }

    /// Whether it takes fewer days at most, or as many and fewer at least.
    #[must_use]
    pub fn is_faster_than(&self, other: &Self) -> bool {
        (self.days.1, self.days.0) < (other.days.1, other.days.0)
    }

    /// What this parcel costs.
    ///
    /// # Errors
    /// An amount that cannot be computed.
    pub fn price(&self, parcel: &Parcel, setting: Option<Money>) -> Result<Money, MoneyError> {
        let free = self.missing_for_free(parcel, setting)?.is_some_and(|missing| missing.minor == 0);
        if free {
            return Ok(Money::zero(parcel.goods.currency));
        }
        self.tier_price(parcel)
    }

    /// What it costs where it is not free.
    fn tier_price(&self, parcel: &Parcel) -> Result<Money, MoneyError> {
        let mut price = self.tiers.first().map_or(0, |tier| tier.price);
        for tier in &self.tiers {
            let is_reached = match self.basis {
                Basis::Flat => false,
                Basis::Weight => tier.step < parcel.grams,
                Basis::Goods => self.step(tier, &parcel.selling)? <= parcel.goods.minor,
            };
            if is_reached {
                price = tier.price;
            }
        }
        self.sold_for(price, &parcel.selling)
    }

    /// From which value of the goods on a price holds, in minor units of the currency that is paid in.
    fn step(&self, tier: &Tier, selling: &Selling) -> Result<i64, MoneyError> {
        if selling.is_base() { Ok(tier.step) } else { Ok(self.sold_for(tier.step, selling)?.minor) }
    }

    /// The most that it can have cost when it is not known what was weighed, nor from which value on it was free.
    ///
    /// # Errors
    /// An amount that cannot be computed.
    pub fn price_at_most(&self, parcel: &Parcel) -> Result<Money, MoneyError> {
        if self.basis != Basis::Weight {
            return self.tier_price(parcel);
        }
        let most = self.tiers.iter().map(|tier| tier.price).max();
        self.sold_for(most.unwrap_or(0), &parcel.selling)
    }

    /// What the goods must be worth for it to be free.
    ///
    /// # Errors
    /// An amount that cannot be computed.
    pub fn free_from(&self, selling: &Selling, setting: Option<Money>) -> Result<Option<Money>, MoneyError> {
        match self.free {
            FreeFrom::Never => Ok(None),
            FreeFrom::Setting => setting.map(|from| selling.convert(from)).transpose(),
            FreeFrom::Amount(minor) => self.sold_for(minor, selling).map(Some),
        }
    }

    /// What is missing for it to be free: zero when nothing is, `None` when it never is.
    ///
    /// # Errors
    /// Amounts of two currencies.
    pub fn missing_for_free(&self, parcel: &Parcel, setting: Option<Money>) -> Result<Option<Money>, MoneyError> {
        let Some(from) = self.free_from(&parcel.selling, setting)? else { return Ok(None) };
        let missing = from.minus(parcel.goods)?;
        Ok(Some(Money::new(missing.minor.max(0), missing.currency)))
    }

    /// One of its amounts in the currency that is paid in.
    fn sold_for(&self, minor: i64, selling: &Selling) -> Result<Money, MoneyError> {
        selling.convert(self.money(minor, selling.base)?)
    }

    fn money(&self, minor: i64, currency: Currency) -> Result<Money, MoneyError> {
        if self.currency.is_some() {
            return Ok(Money::new(minor, currency));
        }
        let unit = 10_i64.checked_pow(currency.exponent()).ok_or(MoneyError::Overflow)?;
        Money::new(minor, currency).ratio(unit, 100)
    }

    /// Its amounts as they are in this currency: as a form edits them.
    ///
    /// # Errors
    /// An amount that cannot be computed.
    pub fn in_currency(&self, currency: Currency) -> Result<Self, MoneyError> {
        if self.currency.is_some() {
            return Ok(self.clone());
        }
        let tier = |tier: &Tier| {
            let step = if self.basis == Basis::Goods { self.money(tier.step, currency)?.minor } else { tier.step };
            Ok(Tier { step, price: self.money(tier.price, currency)?.minor })
        };
        let free = match self.free {
            FreeFrom::Amount(minor) => FreeFrom::Amount(self.money(minor, currency)?.minor),
            other => other,
        };
        let tiers = self.tiers.iter().map(tier).collect::<Result<_, MoneyError>>()?;
        Ok(Self { currency: Some(currency), tiers, free, ..self.clone() })
    }
}

/// A code for a way of delivery with this name that is none of those taken.
#[must_use]
pub fn code_for(name: &str, taken: &[&str]) -> String {
    const MOST: usize = 32;
    let words = name.to_lowercase();
    let words = words.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let code: String = words.collect::<Vec<_>>().join("-").chars().take(MOST).collect();
    let code = code.trim_end_matches('-');
    let code = if code.is_empty() || code == NO_DELIVERY { "way" } else { code };
    let is_free = |code: &String| !taken.contains(&code.as_str());
    let numbered = (2_u32..).map(|number| format!("{code}-{number}"));
    std::iter::once(code.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::code_for;

    #[test]
    fn a_code_is_made_of_the_name_and_is_no_other_ones() {
        assert_eq!(code_for("Parcel to your door!", &[]), "parcel-to-your-door");
        assert_eq!(code_for("Parcel", &["parcel", "parcel-2"]), "parcel-3");
        assert_eq!(code_for("None", &[]), "way");
        assert_eq!(code_for("Доставка", &["way"]), "way-2");
        assert!(code_for(&"long ".repeat(20), &[]).len() <= 32);
    }
}
