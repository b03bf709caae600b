//! What a manager types into a draft, as typed and as checked.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::{
    checkout::{CheckoutForm, Field},
    customer::AddressForm,
    kernel::{Currency, Date, Email, Language, Money, Quantity},
};

/// For so many days a draft holds, unless somebody says otherwise.
pub const DEFAULT_DAYS: i64 = 14;
/// And for so many at most.
const MOST_DAYS: i64 = 366;
/// Lines of a draft at most.
const MOST_LINES: usize = 50;
/// Characters of a note at most.
const LONGEST_NOTE: usize = 2_000;
/// Characters of a stock-keeping unit at most.
const LONGEST_SKU: usize = 80;

/// The form. Every field may hold anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftForm {
    /// The currency that it is paid in.
    pub currency: String,
    /// The customer's language.
    pub language: String,
    /// The customer's e-mail address; empty when they type it.
    pub email: String,
    /// Name and address; what is empty they type.
    pub address: AddressForm,
    /// The items; empty lines are none.
    pub lines: Vec<DraftFormLine>,
    /// The code of a way of delivery; empty when the customer chooses.
    pub shipping: String,
    /// What that costs; empty for what the shop asks.
    pub shipping_price: String,
    /// What the customer reads above the items.
    pub note: String,
    /// The last day on which it holds.
    pub last_day: String,
}

/// What is offered, as typed and kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftGoods {
    /// The items; empty lines are none.
    pub lines: Vec<DraftFormLine>,
    /// The code of a way of delivery; empty when the customer chooses.
    pub shipping: String,
    /// What that costs; empty for what the shop asks.
    pub shipping_price: String,
}

/// A line of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftFormLine {
    /// The stock-keeping unit.
    pub sku: String,
    /// How many; an empty field is one.
    pub quantity: String,
    /// What one costs; empty for what the shop asks.
    pub price: String,
}

/// A line that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// Its place in the form.
    pub place: usize,
    /// The stock-keeping unit.
    pub sku: String,
    /// How many.
    pub quantity: Quantity,
    /// What one was agreed to cost.
    pub price: Option<Money>,
}

/// The delivery that was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShippingWish {
    /// The code of its way.
    pub code: String,
    /// What it was agreed to cost.
    pub price: Option<Money>,
}

/// A form with which nothing is wrong. Whether its items and its delivery exist is for the caller to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftWish {
    /// The currency that it is paid in.
    pub currency: Currency,
    /// The customer's language.
    pub language: Language,
    /// The customer's e-mail address, when it is known.
    pub email: Option<Email>,
    /// What is known of name and address.
    pub address: AddressForm,
    /// The items, at least one.
    pub lines: Vec<DraftLine>,
    /// The delivery; `None` when the customer chooses.
    pub shipping: Option<ShippingWish>,
    /// What the customer reads above the items.
    pub note: String,
    /// The last day on which it holds.
    pub last_day: Date,
    /// Items and delivery as they were typed.
    pub goods: DraftGoods,
}

type Wrong = Vec<(String, String)>;

impl DraftForm {
    /// Checks every field.
    ///
    /// # Errors
    /// Every field that cannot stay, with what to do.
    pub fn check(&self, today: Date) -> Result<DraftWish, Wrong> {
        let mut wrong = Vec::new();
        let currency = Currency::parse(self.currency.trim()).ok();
        let language = Language::parse(self.language.trim());
        refuse_unless(&mut wrong, currency.is_some(), "currency", "Choose a currency.");
        refuse_unless(&mut wrong, language.is_some(), "language", "Choose a language.");
        let email = match self.email.trim() {
            "" => None,
            typed => {
                let email = Email::parse(typed).ok();
                refuse_unless(
                    &mut wrong,
                    email.is_some(),
                    "email",
                    "Enter an address like name@example.org, or nothing.",
                );
                email
            }
        };
        self.check_address(&mut wrong);
        let note = self.note.trim().replace("\r\n", "\n").replace('\t', "    ");
        let is_short = note.chars().count() <= LONGEST_NOTE;
        refuse_unless(&mut wrong, is_short, "note", &format!("Use at most {LONGEST_NOTE} characters."));
        let is_plain = !note.chars().any(|one| one.is_control() && one != '\n');
        refuse_unless(
            &mut wrong,
            is_plain,
            "note",
            "Type this text anew: there are characters in it that cannot be shown.",
        );
        let last_day = self.check_day(today, &mut wrong);
        let lines = currency.map(|currency| lines(&self.lines, currency, &mut wrong)).unwrap_or_default();
        let shipping = currency.and_then(|currency| self.check_shipping(currency, &mut wrong));
        match (currency, language, last_day) {
            (Some(currency), Some(language), Some(last_day)) if wrong.is_empty() => {
                let (address, goods) = (self.trimmed(), self.goods());
                Ok(DraftWish { currency, language, email, address, lines, shipping, note, last_day, goods })
            }
            _ => Err(wrong),
        }
    }

    /// What is typed of an address keeps the rules of the checkout; what is empty is typed there.
    fn check_address(&self, wrong: &mut Wrong) {
        let typed = self.as_typed();
        let fields = [
            (Field::Country, &typed.country, "address.country"),
            (Field::FullName, &typed.full_name, "address.full_name"),
            (Field::Postcode, &typed.postcode, "address.postcode"),
            (Field::Town, &typed.town, "address.town"),
            (Field::Street, &typed.street, "address.street"),
            (Field::Extra, &typed.extra, "address.extra"),
        ];
        for (field, text, path) in fields {
            let error = (!text.trim().is_empty()).then(|| typed.check_field(field)).flatten();
            wrong.extend(error.map(|error| (path.to_owned(), error.message)));
        }
    }

    fn check_day(&self, today: Date, wrong: &mut Wrong) -> Option<Date> {
        let day = Date::parse(self.last_day.trim());
        let complaint = match day {
            None => "Write a day as in 2026-12-24.".to_owned(),
            Some(day) if day < today => "This day is over: choose today or a later one.".to_owned(),
            Some(day) if day > today.plus_days(MOST_DAYS) => format!("Choose a day within {MOST_DAYS} days."),
            Some(_) => return day,
        };
        wrong.push(("last_day".to_owned(), complaint));
        None
    }

    fn check_shipping(&self, currency: Currency, wrong: &mut Wrong) -> Option<ShippingWish> {
        let (code, typed) = (self.shipping.trim(), self.shipping_price.trim());
        if code.is_empty() {
            let words = "Choose the way of delivery that costs this.";
            refuse_unless(wrong, typed.is_empty(), "shipping", words);
            return None;
        }
        let price = price(typed, currency);
        refuse_unless(wrong, price.is_some(), "shipping_price", &amount_words(currency));
        Some(ShippingWish { code: code.to_owned(), price: price? })
    }

    /// Items and delivery, without the lines that are empty.
    #[must_use]
    pub fn goods(&self) -> DraftGoods {
        let lines = self.lines.iter().filter(|line| !line.sku.trim().is_empty()).cloned().collect();
        DraftGoods { lines, shipping: self.shipping.clone(), shipping_price: self.shipping_price.clone() }
    }

    fn trimmed(&self) -> AddressForm {
        let one = |text: &String| text.trim().to_owned();
        let AddressForm { country, full_name, postcode, town, street, extra } = &self.address;
        AddressForm {
            country: one(country).to_uppercase(),
            full_name: one(full_name),
            postcode: one(postcode),
            town: one(town),
            street: one(street),
            extra: one(extra),
        }
    }

    /// What stands in the customer's form after a change of the draft that was `before`: what differs there replaces what they typed, and
    /// everything else stays.
    #[must_use]
    pub fn carried(&self, before: &Self, typed: CheckoutForm) -> CheckoutForm {
        let (was, is) = (before.as_typed(), self.as_typed());
        let one = |was: String, is: String, typed: String| if was == is { typed } else { is };
        CheckoutForm {
            email: one(was.email, is.email, typed.email),
            country: one(was.country, is.country, typed.country),
            full_name: one(was.full_name, is.full_name, typed.full_name),
            postcode: one(was.postcode, is.postcode, typed.postcode),
            town: one(was.town, is.town, typed.town),
            street: one(was.street, is.street, typed.street),
            extra: one(was.extra, is.extra, typed.extra),
            shipping: one(was.shipping, is.shipping, typed.shipping),
            ..typed
        }
    }

    /// The form that the customer begins with.
    #[must_use]
    pub fn as_typed(&self) -> CheckoutForm {
        let AddressForm { country, full_name, postcode, town, street, extra } = self.trimmed();
        let (email, shipping) = (self.email.trim().to_owned(), self.shipping.trim().to_owned());
        CheckoutForm { email, country, full_name, postcode, town, street, extra, shipping, ..CheckoutForm::default() }
    }
}

fn lines(typed: &[DraftFormLine], currency: Currency, wrong: &mut Wrong) -> Vec<DraftLine> {
    let mut lines = Vec::new();
    let mut seen = HashSet::new();
    let filled = typed.iter().enumerate().filter(|(_, line)| !line.sku.trim().is_empty());
    for (place, line) in filled {
        let sku = line.sku.trim();
        let mut refuse = |field: &str, words: String| wrong.push((format!("lines.{place}.{field}"), words));
        if sku.chars().count() > LONGEST_SKU {
            refuse("sku", "Choose an item of the shop.".to_owned());
        }
        if !seen.insert(sku.to_lowercase()) {
            refuse("sku", format!("{sku} stands twice: put it on one line."));
        }
        let quantity = match line.quantity.trim() {
            "" => Quantity::new(1).ok(),
            text => text.parse().ok().and_then(|count| Quantity::new(count).ok()),
        };
        if quantity.is_none() {
            refuse("quantity", format!("Write a whole number from 1 to {}.", Quantity::MOST));
        }
        let price = price(line.price.trim(), currency);
        if price.is_none() {
            refuse("price", amount_words(currency));
        }
        if let (Some(quantity), Some(price)) = (quantity, price) {
            lines.push(DraftLine { place, sku: sku.to_owned(), quantity, price });
        }
    }
    refuse_unless(wrong, !seen.is_empty(), "lines", "Add at least one item.");
    refuse_unless(wrong, seen.len() <= MOST_LINES, "lines", &format!("A draft has at most {MOST_LINES} lines."));
    lines
}

/// An own price; `Some(None)` for none that was typed, `None` for what is no price.
#[allow(clippy::option_option, reason = "a field that is empty and one that is wrong are different things")]
fn price(text: &str, currency: Currency) -> Option<Option<Money>> {
    if text.is_empty() {
        return Some(None);
    }
    Money::parse_decimal(text, currency).ok().filter(|price| price.minor >= 0).map(Some)
}

fn amount_words(currency: Currency) -> String {
    let example = Money::new(1_995, currency).decimal();
    format!("Write an amount in {}, as in {example}, or nothing.", currency.code())
}

fn refuse_unless(wrong: &mut Wrong, is_right: bool, field: &str, words: &str) {
    if !is_right {
        wrong.push((field.to_owned(), words.to_owned()));
    }
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
