//! A rule for many products: what it changes, and of which.

use serde::{Deserialize, Serialize};

use super::{
    BulkProduct, BulkVariant, Change, Field, Held, PriceChange, Rounding, Subject, attribute::read_held, check_row,
    join, new_price, read_cell,
};
use crate::{
    catalog::AttributeDefinition,
    kernel::{CategoryId, Currency, Money},
};

/// What a rule does to each product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// Shows it to shoppers, or hides it.
    Publish(bool),
    /// Changes the prices of its variants.
    Price {
        /// How.
        change: PriceChange,
        /// To which ending.
        rounding: Rounding,
        /// Keeps what was paid before as the former price, where the price falls.
        keep_former: bool,
    },
    /// Takes the former prices off its variants.
    ClearFormer,
    /// Adds a tag.
    AddTag(String),
    /// Takes a tag off.
    RemoveTag(String),
    /// Puts it into a category, behind the others.
    AddCategory(CategoryId),
    /// Takes it out of a category.
    RemoveCategory(CategoryId),
    /// Says its brand.
    Brand(String),
    /// Says what it has of an attribute; nothing takes all values off.
    Attribute(Held),
    /// Says the rate of tax of its variants.
    TaxClass(String),
    /// Adds so many to the stock of each variant, or takes them away when negative.
    StockBy(i64),
    /// Sets the stock of each variant.
    StockTo(i64),
}

/// Which of the products, or of their variants, a rule is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Those of this brand.
    Brand(String),
    /// Those with this tag.
    Tag(String),
    /// Those in this category itself.
    Category(CategoryId),
    /// Variants that cost less, in minor units.
    PriceBelow(i64),
    /// Variants that cost more, in minor units.
    PriceAbove(i64),
    /// Variants of which fewer lie on the shelf.
    StockBelow(i64),
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// For which; for all when there is none.
    pub condition: Option<Condition>,
    /// What it does.
    pub action: Action,
}

/// A rule as the fields of a form hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleInput {
    /// The word of the action: "price-percent".
    pub action: String,
    /// What the action needs: "5", "sale".
    pub value: String,
    /// The word of the attribute that is set or cleared.
    pub attribute: String,
    /// Ending and step in minor units: "90/100"; empty for none.
    pub rounding: String,
    /// "yes" keeps the old price as the former one.
    pub keep_former: String,
    /// The word of the condition: "brand"; empty for none.
    pub condition: String,
    /// What the condition needs.
    pub condition_value: String,
}

/// Why a rule cannot be read: a field, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct RuleError {
    /// "action", "value", "attribute", "rounding", "condition" or "condition_value".
    pub field: &'static str,
    /// What to do.
    pub words: String,
}

/// What a rule does to one product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// What becomes different.
    pub changes: Vec<Change>,
    /// What it cannot do, and why; nothing of that product's or variant's is changed.
    pub problems: Vec<(Subject, String)>,
}

fn wrong<T>(field: &'static str, words: impl Into<String>) -> Result<T, RuleError> {
    Err(RuleError { field, words: words.into() })
}

impl Rule {
    /// Reads a form. `attribute` is the one that the form names, if there is such a one.
    ///
    /// # Errors
    /// The first field that cannot be read.
    pub fn read(
        input: &RuleInput,
        currency: Currency,
        attribute: Option<&AttributeDefinition>,
    ) -> Result<Self, RuleError> {
        Ok(Self { condition: read_condition(input, currency)?, action: read_action(input, currency, attribute)? })
    }

    /// The attribute that it sets or clears.
    #[must_use]
    pub fn attribute(&self) -> Option<&Held> {
        match &self.action {
            Action::Attribute(held) => Some(held),
            _ => None,
        }
    }

    /// What it does to a product.
    #[must_use]
    pub fn effect(&self, product: &BulkProduct) -> Effect {
        let mut effect = Effect::default();
        let variants: Vec<&BulkVariant> =
            product.variants.iter().filter(|variant| self.is_for(product, variant)).collect();
        // A product without variants is meant by conditions on products alone.
        if variants.is_empty() && !(product.variants.is_empty() && self.is_for_product(product)) {
            return effect;
        }
        match &self.action {
            Action::Publish(published) => {
                effect.of_product(product, Field::Published, i64::from(*published).to_string())
            }
            Action::Brand(brand) => effect.of_product(product, Field::Brand, brand.clone()),
            Action::Attribute(held) => {
                // What nobody wrote down yet is nothing of the same attribute.
                let before = product.attribute.clone().unwrap_or_else(|| Held { values: Vec::new(), ..held.clone() });
                let subject = Subject::Product(product.id);
                effect.change(product, subject, Field::Attribute, before.text(), held.text());
            }
            Action::AddTag(tag) => effect.tags(product, with_tag(&product.tags, tag)),
            Action::RemoveTag(tag) => effect.tags(product, without_tag(&product.tags, tag)),
            Action::AddCategory(category) => {
                let mut categories = product.categories.clone();
                if !categories.contains(category) {
                    categories.push(*category);
                }
                effect.of_product(product, Field::Categories, join(&categories));
            }
            Action::RemoveCategory(category) => {
                let categories: Vec<CategoryId> =
                    product.categories.iter().copied().filter(|known| known != category).collect();
                effect.of_product(product, Field::Categories, join(&categories));
            }
            Action::Price { .. }
            | Action::ClearFormer
            | Action::TaxClass(_)
            | Action::StockBy(_)
            | Action::StockTo(_) => {
                for variant in variants {
                    self.change_variant(product, variant, &mut effect);
                }
            }
        }
        effect
    }

    fn is_for_product(&self, product: &BulkProduct) -> bool {
        match &self.condition {
            None => true,
            Some(Condition::Brand(brand)) => same(&product.brand, brand),
            Some(Condition::Tag(tag)) => tags(&product.tags).any(|known| same(known, tag)),
            Some(Condition::Category(category)) => product.categories.contains(category),
            Some(_) => false,
        }
    }

    fn is_for(&self, product: &BulkProduct, variant: &BulkVariant) -> bool {
        match &self.condition {
            Some(Condition::PriceBelow(minor)) => variant.price.minor < *minor,
            Some(Condition::PriceAbove(minor)) => variant.price.minor > *minor,
            Some(Condition::StockBelow(count)) => variant.on_hand < *count,
            _ => self.is_for_product(product),
        }
    }

    fn change_variant(&self, product: &BulkProduct, variant: &BulkVariant, effect: &mut Effect) {
        let subject = Subject::Variant(variant.id);
        let values = match &self.action {
            Action::Price { change, rounding, keep_former } => match new_price(variant.price, *change, *rounding) {
                Ok(price) => {
                    let mut values = vec![(Field::Price, price.minor.to_string())];
                    if *keep_former && price.minor < variant.price.minor && variant.compare_at.is_none() {
                        values.push((Field::CompareAt, variant.price.minor.to_string()));
                    }
                    values
                }
                Err(_) => {
                    effect.problems.push((subject, format!("The price of {} would be out of range.", variant.price)));
                    return;
                }
            },
            Action::ClearFormer => vec![(Field::CompareAt, String::new())],
            Action::TaxClass(class) => vec![(Field::TaxClass, class.clone())],
            Action::StockBy(count) => vec![(Field::OnHand, variant.on_hand.saturating_add(*count).to_string())],
            Action::StockTo(count) => vec![(Field::OnHand, count.to_string())],
            _ => Vec::new(),
        };
        if let Some(words) = values.iter().find_map(|(field, _)| product.fixed(*field)) {
            effect.problems.push((subject, words.to_owned()));
            return;
        }
        let stock = values.iter().find(|(field, _)| *field == Field::OnHand).and_then(|(_, count)| count.parse().ok());
        if let Some(stock) = stock.filter(|stock: &i64| *stock < variant.reserved) {
            let words = if stock < 0 {
                format!("There are only {}.", variant.on_hand)
            } else {
                format!("{} are held for orders.", variant.reserved)
            };
            effect.problems.push((subject, words));
            return;
        }
        let value = |field| {
            let new = values.iter().find(|(changed, _)| *changed == field).map(|(_, value)| value.clone());
            new.unwrap_or_else(|| product.value(Some(variant), field))
        };
        if let Some((_, error)) = check_row(value).into_iter().next() {
            effect.problems.push((subject, error.0));
            return;
        }
        for (field, after) in values {
            effect.change(product, subject, field, product.value(Some(variant), field), after);
        }
    }
}

impl Effect {
    fn change(&mut self, product: &BulkProduct, subject: Subject, field: Field, before: String, after: String) {
        if before != after {
            self.changes.push(Change { product: product.id, subject, field, before, after });
        }
    }

    fn of_product(&mut self, product: &BulkProduct, field: Field, after: String) {
        self.change(product, Subject::Product(product.id), field, product.value(None, field), after);
    }

    fn tags(&mut self, product: &BulkProduct, after: String) {
        match read_cell(Field::Tags, &after, Currency::EUR) {
            Ok(after) => self.of_product(product, Field::Tags, after),
            Err(error) => self.problems.push((Subject::Product(product.id), error.0)),
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn tags(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|tag| !tag.is_empty())
}

/// A list that has the tag already stays exactly as it is.
fn with_tag(list: &str, tag: &str) -> String {
    if tags(list).any(|known| same(known, tag)) {
        return list.to_owned();
    }
    tags(list).chain([tag.trim()]).collect::<Vec<_>>().join(", ")
}

fn without_tag(list: &str, tag: &str) -> String {
    if tags(list).all(|known| !same(known, tag)) {
        return list.to_owned();
    }
    tags(list).filter(|known| !same(known, tag)).collect::<Vec<_>>().join(", ")
}

fn read_action(
    input: &RuleInput,
    currency: Currency,
    attribute: Option<&AttributeDefinition>,
) -> Result<Action, RuleError> {
    let value = input.value.trim();
    let category = || value.parse().or_else(|_| wrong("value", "Choose a category."));
    let count = || value.replace('+', "").trim().parse().or_else(|_| wrong("value", "Write a whole number."));
    Ok(match input.action.as_str() {
        "publish" => Action::Publish(true),
        "hide" => Action::Publish(false),
        "price-percent" => price(input, PriceChange::Percent(percent(value)?))?,
        "price-by" => price(input, PriceChange::By(amount("value", value, currency)?))?,
        "price-to" => match amount("value", value, currency)? {
            minor if minor >= 0 => price(input, PriceChange::To(minor))?,
            _ => return wrong("value", "A price is 0 or more."),
        },
        "clear-former" => Action::ClearFormer,
        "add-tag" => Action::AddTag(tag(value)?),
        "remove-tag" => Action::RemoveTag(tag(value)?),
        "add-category" => Action::AddCategory(category()?),
        "remove-category" => Action::RemoveCategory(category()?),
        "brand" => match read_cell(Field::Brand, value, currency) {
            Ok(brand) => Action::Brand(brand),
            Err(error) => return wrong("value", error.0),
        },
        "attribute" | "clear-attribute" => {
            let Some(definition) = attribute else { return wrong("attribute", "Choose the attribute.") };
            let typed = (input.action == "attribute").then_some(value);
            Action::Attribute(read_held(definition, typed).or_else(|words| wrong("value", words))?)
        }
        "tax-class" if value.is_empty() => return wrong("value", "Choose a tax class."),
        "tax-class" => Action::TaxClass(value.to_owned()),
        "stock-by" => Action::StockBy(count()?),
        "stock-to" => match count()? {
            count if count >= 0 => Action::StockTo(count),
            _ => return wrong("value", "Stock is a whole number from 0 up."),
        },
        _ => return wrong("action", "Choose what to change."),
    })
}

fn read_condition(input: &RuleInput, currency: Currency) -> Result<Option<Condition>, RuleError> {
    let value = input.condition_value.trim();
    let field = "condition_value";
    Ok(Some(match input.condition.as_str() {
        "" => return Ok(None),
        "brand" => Condition::Brand(value.to_owned()),
        "tag" if value.is_empty() => return wrong(field, "Write the tag."),
        "tag" => Condition::Tag(value.to_owned()),
        "category" => Condition::Category(value.parse().or_else(|_| wrong(field, "Choose a category."))?),
        "price-below" => Condition::PriceBelow(amount(field, value, currency)?),
        "price-above" => Condition::PriceAbove(amount(field, value, currency)?),
        "stock-below" => Condition::StockBelow(value.parse().or_else(|_| wrong(field, "Write a whole number."))?),
        _ => return wrong("condition", "Choose for which."),
    }))
}

fn price(input: &RuleInput, change: PriceChange) -> Result<Action, RuleError> {
    let rounding = match input.rounding.split_once('/') {
        None if input.rounding.is_empty() => Rounding::Exact,
        Some((ending, of)) => match (ending.parse(), of.parse()) {
            (Ok(ending), Ok(of)) if of > 0 && (0..of).contains(&ending) => Rounding::Ending { ending, of },
            _ => return wrong("rounding", "Choose how to round."),
        },
        None => return wrong("rounding", "Choose how to round."),
    };
    Ok(Action::Price { change, rounding, keep_former: input.keep_former == "yes" })
}

fn tag(value: &str) -> Result<String, RuleError> {
    match value {
        "" => wrong("value", "Write the tag."),
        value if value.contains(',') => wrong("value", "Write one tag, without a comma."),
        value if value.chars().count() > 100 => wrong("value", "A tag has at most 100 characters."),
        value => Ok(value.to_owned()),
    }
}

fn amount(field: &'static str, value: &str, currency: Currency) -> Result<i64, RuleError> {
    let value = value.trim_start_matches('+').replace('−', "-");
    Money::parse_decimal(&value, currency)
        .map(|money| money.minor)
        .or_else(|_| wrong(field, "Write an amount like 2.50."))
}

/// "5", "+5 %", "-12.5" in hundredths of a percent.
fn percent(value: &str) -> Result<i64, RuleError> {
    let bare = value.replace('−', "-").replace(['+', '%', ' ', '\u{a0}'], "");
    let hundredths = Money::parse_decimal(&bare, Currency::EUR).map(|percent| percent.minor);
    match hundredths {
        Ok(hundredths) if (-10_000..=1_000_000).contains(&hundredths) => Ok(hundredths),
        Ok(_) => wrong("value", "A price can fall by 100 % and rise by 10,000 % at most."),
        Err(_) => wrong("value", "Write a percentage like 5 or -12.5."),
    }
}

#[cfg(test)]
#[path = "rule_tests.rs"]
mod tests;
