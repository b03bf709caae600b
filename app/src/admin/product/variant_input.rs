//! What the fields of a variant hold, as text, and how it becomes a variant.

use domain::{
    catalog::view::VariantForm,
    kernel::{Money, VariantId},
};
use serde::{Deserialize, Serialize};

/// A variant as its fields hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantInput {
    /// Which variant.
    pub id: VariantId,
    /// The stock-keeping unit.
    pub sku: String,
    /// The price, as "24.00" or "24,00".
    pub price: String,
    /// The former price, or nothing.
    pub compare_at: String,
    /// What one costs the shop, or nothing.
    #[serde(default)]
    pub cost: String,
    /// The number below its bars, or nothing.
    #[serde(default)]
    pub barcode: String,
    /// The word of its class of tax; nothing leaves it as it is.
    #[serde(default)]
    pub tax_class: String,
    /// What one weighs in grams, or nothing.
    #[serde(default)]
    pub weight_grams: String,
    /// How much is in it, or nothing.
    #[serde(default)]
    pub content_amount: String,
    /// The unit of that.
    #[serde(default)]
    pub content_unit: String,
    /// How many there are.
    pub on_hand: String,
    /// How many there were when the page was read.
    pub seen_on_hand: i64,
}

impl VariantInput {
    /// The fields as a saved variant fills them.
    #[must_use]
    pub fn of(form: &VariantForm) -> Self {
        Self {
            id: form.id,
            sku: form.sku.clone(),
            price: form.price.decimal(),
            compare_at: form.compare_at.map(Money::decimal).unwrap_or_default(),
            cost: form.cost.map(Money::decimal).unwrap_or_default(),
            barcode: form.barcode.clone(),
            tax_class: form.tax_class.clone(),
            weight_grams: if form.weight_grams == 0 { String::new() } else { form.weight_grams.to_string() },
            content_amount: form.content_amount.map(|amount| amount.to_string()).unwrap_or_default(),
            content_unit: form.content_unit.clone(),
            on_hand: form.on_hand.to_string(),
            seen_on_hand: form.on_hand,
        }
    }

    /// Writes the fields over a variant, and says which cannot be read.
    pub fn write_over(self, form: &mut VariantForm) -> Vec<(&'static str, String)> {
        let mut wrong = Vec::new();
        let currency = form.price.currency;
        let amount = |text: &str| Money::parse_decimal(text, currency);
        match amount(&self.price) {
            Ok(price) => form.price = price,
            Err(_) => wrong.push(("price", "Write the price like 24.00.".to_owned())),
        }
        match self.compare_at.trim() {
            "" => form.compare_at = None,
            text => match amount(text) {
                Ok(former) => form.compare_at = Some(former),
                Err(_) => wrong.push(("compare_at", "Write the price like 24.00, or leave it empty.".to_owned())),
            },
        }
        match self.cost.trim() {
            "" => form.cost = None,
            text => match amount(text) {
                Ok(cost) => form.cost = Some(cost),
                Err(_) => wrong.push(("cost", "Write the cost like 9.50, or leave it empty.".to_owned())),
            },
        }
        match self.weight_grams.trim() {
            "" => form.weight_grams = 0,
            text => match text.parse() {
                Ok(grams) => form.weight_grams = grams,
                Err(_) => wrong.push(("weight_grams", "Write whole grams, or leave it empty.".to_owned())),
            },
        }
        match self.content_amount.trim() {
            "" => (form.content_amount, form.content_unit) = (None, String::new()),
            text => match text.parse() {
                Ok(amount) => (form.content_amount, form.content_unit) = (Some(amount), self.content_unit),
                Err(_) => {
                    let words = "Write a whole number, as in 1500 g for 1.5 kg, or leave it empty.";
                    wrong.push(("content_amount", words.to_owned()));
                }
            },
        }
        match self.on_hand.trim().parse() {
            Ok(on_hand) => form.on_hand = on_hand,
            Err(_) => wrong.push(("on_hand", "Write a whole number from 0 up.".to_owned())),
        }
        form.barcode = self.barcode;
        if !self.tax_class.is_empty() {
            form.tax_class = self.tax_class;
        }
        form.seen_on_hand = self.seen_on_hand;
        form.sku = self.sku;
        wrong
    }

    /// What it is sold by.
    #[must_use]
    pub fn terms(&self) -> [String; 5] {
        let Self { sku, price, compare_at, cost, tax_class, .. } = self.clone();
        [sku, price, compare_at, cost, tax_class]
    }

    /// What it is as a thing.
    #[must_use]
    pub fn goods(&self) -> [String; 4] {
        let Self { barcode, weight_grams, content_amount, content_unit, .. } = self.clone();
        // Without an amount the unit says nothing.
        let content_unit = if content_amount.is_empty() { String::new() } else { content_unit };
        [barcode, weight_grams, content_amount, content_unit]
    }
}
