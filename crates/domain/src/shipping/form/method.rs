//! The fields of a way of delivery.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Wrong, name, number, scaled, unscaled};
use crate::{
    kernel::{Currency, Language, Money, ShippingMethodId},
    shipping::{Basis, FreeFrom, Limits, Method, MethodKind, Tier},
};

/// Amounts beyond this are typing errors.
const MOST_MINOR: i64 = 1_000_000_000;
const MOST_GRAMS: i64 = 100_000_000;
const MOST_MILLIMETRES: i64 = 100_000;
const MOST_DAYS: i64 = 180;
const MOST_TIERS: usize = 20;

/// The fields of a way of delivery, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MethodForm {
    /// Its name in the shop's own language.
    pub name: String,
    /// Its name in further ones, by their code; empty for the same.
    pub names: BTreeMap<String, String>,
    /// The word of a [`MethodKind`].
    pub kind: String,
    /// The word of a [`Basis`].
    pub basis: String,
    /// The prices; lines without any text are none.
    pub tiers: Vec<TierForm>,
    /// The word of a [`FreeFrom`].
    pub free: String,
    /// An amount, where it is free from one.
    pub free_from: String,
    /// The most that it carries, in kilograms; empty for anything.
    pub most_kilograms: String,
    /// The longest side of what it carries, in centimetres; empty for anything.
    pub longest_centimetres: String,
    /// The fewest working days.
    pub days_least: String,
    /// The most.
    pub days_most: String,
    /// Where it stands in its zone.
    pub position: String,
    /// Whether it is offered.
    pub active: bool,
}

/// A price and where it begins, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TierForm {
    /// Kilograms, or an amount.
    pub step: String,
    /// An amount.
    pub price: String,
}

impl MethodForm {
    /// The fields of a way of delivery in this currency.
    #[must_use]
    pub fn of(method: &Method, currency: Currency) -> Self {
        let money = |minor: i64| Money::new(minor, currency).decimal();
        let tier = |tier: &Tier| TierForm {
            step: match method.basis {
                _ if tier.step == 0 => String::new(),
                Basis::Flat => String::new(),
                Basis::Weight => unscaled(tier.step, 3),
                Basis::Goods => money(tier.step),
            },
            price: money(tier.price),
        };
        let limit = |limit: Option<i64>, places| limit.map(|limit| unscaled(limit, places)).unwrap_or_default();
        Self {
            name: method.name.clone(),
            names: method.names.clone(),
            kind: method.kind.key().to_owned(),
            basis: method.basis.key().to_owned(),
            tiers: method.tiers.iter().map(tier).collect(),
            free: method.free.key().to_owned(),
            free_from: if let FreeFrom::Amount(minor) = method.free { money(minor) } else { String::new() },
            most_kilograms: limit(method.limits.grams, 3),
            longest_centimetres: limit(method.limits.longest_mm, 1),
            days_least: method.days.0.to_string(),
            days_most: method.days.1.to_string(),
            position: method.position.to_string(),
            active: method.is_active,
        }
    }

    /// The way that was meant, under this id and code.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(
        &self,
        (id, code): (ShippingMethodId, &str),
        currency: Currency,
        languages: &[Language],
    ) -> Result<Method, Vec<(String, String)>> {
        let mut wrong = Wrong::default();
        let called = wrong.wants("name", "Write a name of 1 to 80 characters.", name(&self.name));
        let names = self.names(&mut wrong, languages);
        let kind = wrong.wants("kind", "Choose whether it is brought or fetched.", MethodKind::from_key(&self.kind));
        let basis = wrong.wants("basis", "Choose what the price depends on.", Basis::from_key(&self.basis));
        let tiers = basis.map(|basis| self.tiers(&mut wrong, basis, currency)).unwrap_or_default();
        let free = self.free(&mut wrong, currency);
        let limits = self.limits(&mut wrong);
        let days = self.days(&mut wrong);
        let position = wrong.wants("position", "Write a number from 1 to 999.", number(&self.position, 1, 999));
        match (called, kind, basis, free, days, position) {
            (Some(name), Some(kind), Some(basis), Some(free), Some(days), Some(position)) if wrong.0.is_empty() => {
                Ok(Method {
                    id,
                    version: 1,
                    code: code.to_owned(),
                    name,
                    names,
                    kind,
                    currency: Some(currency),
                    basis,
                    tiers,
                    free,
                    limits,
                    days,
                    position,
                    is_active: self.active,
                })
            }
            _ => Err(wrong.0),
        }
    }

    fn names(&self, wrong: &mut Wrong, languages: &[Language]) -> BTreeMap<String, String> {
        let mut names = BTreeMap::new();
        for language in languages {
            let code = language.code();
            let Some(text) = self.names.get(code).filter(|text| !text.trim().is_empty()) else { continue };
            let text = wrong.wants(&format!("names.{code}"), "Write a name of 1 to 80 characters.", name(text));
            names.extend(text.map(|text| (code.to_owned(), text)));
        }
        names
    }

    fn tiers(&self, wrong: &mut Wrong, basis: Basis, currency: Currency) -> Vec<Tier> {
        let amount = |text: &str| {
            let money = Money::parse_decimal(text, currency).ok();
            money.map(|money| money.minor).filter(|minor| (0..=MOST_MINOR).contains(minor))
        };
        let is_written = |tier: &TierForm| !tier.step.trim().is_empty() || !tier.price.trim().is_empty();
        let most = if basis == Basis::Flat { 1 } else { MOST_TIERS };
        let mut tiers: Vec<Tier> = Vec::new();
        for (index, tier) in self.tiers.iter().enumerate().filter(|(_, tier)| is_written(tier)).take(most) {
            let step = match (basis, tier.step.trim()) {
                (Basis::Flat, _) | (_, "") => Some(0),
                (Basis::Weight, step) => scaled(step, 3, MOST_GRAMS),
                (Basis::Goods, step) => amount(step),
            };
            let step = step.filter(|step| match tiers.last() {
                None => *step == 0,
                Some(before) => before.step < *step,
            });
            let words = if tiers.is_empty() {
                "The first price begins at nothing."
            } else {
                "Each begins higher than the one before."
            };
            let step = wrong.wants(&format!("tiers.{index}.step"), words, step);
            let price =
                wrong.wants(&format!("tiers.{index}.price"), "Write an amount as in 4.90.", amount(&tier.price));
            let (Some(step), Some(price)) = (step, price) else { return tiers };
            tiers.push(Tier { step, price });
        }
        if tiers.is_empty() {
            wrong.refuse("tiers.0.price", "Write what it costs; 0 for nothing.");
        }
        tiers
    }

    fn free(&self, wrong: &mut Wrong, currency: Currency) -> Option<FreeFrom> {
        match self.free.as_str() {
            "never" => Some(FreeFrom::Never),
            "setting" => Some(FreeFrom::Setting),
            "amount" => {
                let amount = Money::parse_decimal(&self.free_from, currency).ok();
                let amount = amount.filter(|amount| (1..=MOST_MINOR).contains(&amount.minor));
                let amount = wrong.wants("free_from", "Write an amount as in 60.00.", amount)?;
                Some(FreeFrom::Amount(amount.minor))
            }
            _ => wrong.wants("free", "Choose when it is free.", None),
        }
    }

    fn limits(&self, wrong: &mut Wrong) -> Limits {
        let mut limit = |field: &str, text: &str, (places, most): (usize, i64), words: &str| match text.trim() {
            "" => None,
            text => wrong.wants(field, words, scaled(text, places, most).filter(|number| *number > 0)),
        };
        Limits {
            grams: limit(
                "most_kilograms",
                &self.most_kilograms,
                (3, MOST_GRAMS),
                "Write kilograms as in 31.5, or nothing.",
            ),
            longest_mm: limit(
                "longest_centimetres",
                &self.longest_centimetres,
                (1, MOST_MILLIMETRES),
                "Write centimetres as in 120, or nothing.",
            ),
        }
    }

    fn days(&self, wrong: &mut Wrong) -> Option<(u32, u32)> {
        let days = |text: &str| number(text, 0, MOST_DAYS).and_then(|days| u32::try_from(days).ok());
        let least = wrong.wants("days_least", "Write a number of working days.", days(&self.days_least));
        let most = wrong.wants("days_most", "Write a number of working days.", days(&self.days_most));
        let (least, most) = (least?, most?);
        wrong.wants("days_most", "These are fewer than the fewest.", (least <= most).then_some((least, most)))
    }
}
