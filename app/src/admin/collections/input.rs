//! What the fields of a collection hold, as text, and how they become one.

use domain::{
    catalog::{Condition, Rule, Sort, view::CollectionForm},
    kernel::{CollectionId, Currency, Money, Slug},
};
use serde::{Deserialize, Serialize};

/// A collection as its fields hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionInput {
    /// Which collection.
    pub id: CollectionId,
    /// The version that the fields were filled from.
    pub version: i64,
    /// The name.
    pub name: String,
    /// The readable part of the address.
    pub slug: String,
    /// A sentence or two.
    #[serde(default)]
    pub description: String,
    /// The title for search engines.
    #[serde(default)]
    pub meta_title: String,
    /// The description for search engines.
    #[serde(default)]
    pub meta_description: String,
    /// Whether shoppers see it; a box that is not ticked sends nothing.
    #[serde(default)]
    pub published: bool,
    /// Whether the rule says what is in it.
    #[serde(default)]
    pub by_rule: bool,
    /// "any" when one condition is enough.
    #[serde(default)]
    pub any: String,
    /// The word for the order in which shoppers find it.
    #[serde(default)]
    pub sort: String,
    /// The conditions; one without a field is none.
    #[serde(default)]
    pub conditions: Vec<ConditionInput>,
}

/// A condition as its fields hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionInput {
    /// What it asks of a product.
    #[serde(default)]
    pub field: String,
    /// What was typed for a tag, a price or a number of days.
    #[serde(default)]
    pub text: String,
    /// What was chosen of a list: "category 7", "brand Marram", "value colour=cobalt".
    #[serde(default)]
    pub choice: String,
}

/// The fields that a condition asks of, with their words.
pub const FIELDS: [(&str, &str); 11] = [
    ("tag", "Has the tag"),
    ("category", "Is in the category"),
    ("brand", "Is of the brand"),
    ("type", "Is of the type"),
    ("value", "Has the attribute"),
    ("price_from", "Costs at least"),
    ("price_to", "Costs at most"),
    ("new", "Came in the last … days"),
    ("in_stock", "Can be bought"),
    ("sold_out", "Is sold out"),
    ("reduced", "Is reduced"),
];

impl ConditionInput {
    /// The fields as a condition fills them.
    #[must_use]
    pub fn of(condition: &Condition, currency: Currency) -> Self {
        let text = |field: &str, text: String| Self { field: field.to_owned(), text, choice: String::new() };
        let choice = |field: &str, choice: String| Self { field: field.to_owned(), text: String::new(), choice };
        match condition {
            Condition::Tag(tag) => text("tag", tag.clone()),
            Condition::Category(id) => choice("category", format!("category {id}")),
            Condition::Brand(brand) => choice("brand", format!("brand {brand}")),
            Condition::Type(id) => choice("type", format!("type {id}")),
            Condition::Attribute { key, value } => choice("value", format!("value {key}={value}")),
            Condition::PriceFrom(minor) => text("price_from", Money::new(*minor, currency).decimal()),
            Condition::PriceTo(minor) => text("price_to", Money::new(*minor, currency).decimal()),
            Condition::NewSince(days) => text("new", days.to_string()),
            Condition::InStock => text("in_stock", String::new()),
            Condition::SoldOut => text("sold_out", String::new()),
            Condition::Reduced => text("reduced", String::new()),
        }
    }

    /// The condition; none where no field was chosen.
    fn read(&self, currency: Currency) -> Result<Option<Condition>, &'static str> {
        let text = self.text.trim();
        let chosen = |kind: &str| self.choice.strip_prefix(kind).map(str::trim).filter(|rest| !rest.is_empty());
        let price = || {
            let price = Money::parse_decimal(text, currency).map_err(|_| "Write the price like 24.00.")?;
            Ok::<_, &'static str>(price.minor)
        };
        Ok(Some(match self.field.as_str() {
            "" => return Ok(None),
            "tag" if text.is_empty() => return Err("Write the tag."),
            "tag" => Condition::Tag(text.to_owned()),
            "category" => {
                let id = chosen("category").and_then(|id| id.parse().ok());
                Condition::Category(id.ok_or("Choose the category.")?)
            }
            "brand" => Condition::Brand(chosen("brand").ok_or("Choose the brand.")?.to_owned()),
            "type" => {
                let id = chosen("type").and_then(|id| id.parse().ok());
                Condition::Type(id.ok_or("Choose the product type.")?)
            }
            "value" => {
                let pair = chosen("value").and_then(|pair| pair.split_once('='));
                let (key, value) = pair.ok_or("Choose the attribute and its value.")?;
                Condition::Attribute { key: key.to_owned(), value: value.to_owned() }
            }
            "price_from" => Condition::PriceFrom(price()?),
            "price_to" => Condition::PriceTo(price()?),
            "new" => Condition::NewSince(text.parse().map_err(|_| "Write a number of days, as in 30.")?),
            "in_stock" => Condition::InStock,
            "sold_out" => Condition::SoldOut,
            "reduced" => Condition::Reduced,
            _ => return Err("Choose what the condition asks."),
        }))
    }
}

/// The rule that the fields hold.
///
/// # Errors
/// The fields that cannot be read, by path, with what to do.
pub fn read_rule(any: &str, conditions: &[ConditionInput], currency: Currency) -> Result<Rule, Vec<(String, String)>> {
    let mut wrong = Vec::new();
    let mut rule = Rule { any: any == "any", conditions: Vec::new() };
    for (place, input) in conditions.iter().enumerate() {
        match input.read(currency) {
            Ok(condition) => rule.conditions.extend(condition),
            Err(words) => wrong.push((format!("conditions.{place}.value"), words.to_owned())),
        }
    }
    if wrong.is_empty() { Ok(rule) } else { Err(wrong) }
}

impl CollectionInput {
    /// The collection that the fields hold.
    ///
    /// # Errors
    /// The fields that cannot be read, by path, with what to do.
    pub fn read(self, currency: Currency) -> Result<CollectionForm, Vec<(String, String)>> {
        let rule = read_rule(&self.any, &self.conditions, currency);
        let words = "Use lower-case letters, digits and single hyphens, as in summer-gifts.";
        let slug = Slug::parse(&self.slug).map_err(|_| vec![("slug".to_owned(), words.to_owned())]);
        match (slug, rule) {
            (Ok(slug), Ok(rule)) => Ok(CollectionForm {
                id: self.id,
                version: self.version,
                name: self.name,
                slug,
                description: self.description,
                meta_title: self.meta_title,
                meta_description: self.meta_description,
                published: self.published,
                by_rule: self.by_rule,
                rule,
                sort: Sort::from_key(&self.sort),
            }),
            (slug, rule) => {
                let wrong = slug.err().into_iter().chain(rule.err());
                Err(wrong.flatten().collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::kernel::{CategoryId, ProductTypeId};

    use super::*;

    #[test]
    fn every_condition_is_read_from_the_fields_that_it_fills() {
        let conditions = [
            Condition::Tag("gift".to_owned()),
            Condition::Category(CategoryId(7)),
            Condition::Brand("Marram & Sons".to_owned()),
            Condition::Type(ProductTypeId(4)),
            Condition::Attribute { key: "colour".to_owned(), value: "deep-sea".to_owned() },
            Condition::PriceFrom(1_050),
            Condition::PriceTo(2_000),
            Condition::NewSince(30),
            Condition::InStock,
            Condition::SoldOut,
            Condition::Reduced,
        ];
        let inputs: Vec<_> = conditions.iter().map(|one| ConditionInput::of(one, Currency::EUR)).collect();
        let fields: Vec<&str> = FIELDS.iter().map(|(field, _)| *field).collect();
        assert!(inputs.iter().all(|input| fields.contains(&input.field.as_str())));
        let rule = read_rule("any", &inputs, Currency::EUR).unwrap();
        assert_eq!(rule, Rule { any: true, conditions: conditions.to_vec() });
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_row_and_empty_rows_are_none() {
        let row = |field: &str, text: &str, choice: &str| ConditionInput {
            field: field.to_owned(),
            text: text.to_owned(),
            choice: choice.to_owned(),
        };
        let rows = [
            row("", "gift", ""),
            row("price_from", "cheap", ""),
            row("category", "", "brand Marram"),
            row("in_stock", "", ""),
        ];
        let wrong = read_rule("all", &rows, Currency::EUR).unwrap_err();
        let paths: Vec<&str> = wrong.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["conditions.1.value", "conditions.2.value"]);
    }
}
