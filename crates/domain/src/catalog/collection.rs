//! Collections by rule: which products are in one, from what is known of each.
//!
//! Not here: collections by hand (a list of products), in which order shoppers find them (the shelf).

use serde::{Deserialize, Serialize};

use crate::kernel::{CategoryId, ProductTypeId, Timestamp};

/// A rule has no more conditions.
pub const MOST_CONDITIONS: usize = 12;

/// What a product must be like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// It has this tag, in any letter case.
    Tag(String),
    /// It is in this category or one below.
    Category(CategoryId),
    /// It is of this brand.
    Brand(String),
    /// It is of this type.
    Type(ProductTypeId),
    /// Its lowest price is so much or more, in minor units of the shop's currency.
    PriceFrom(i64),
    /// Its lowest price is so much or less, in minor units of the shop's currency.
    PriceTo(i64),
    /// Something of it can be bought.
    InStock,
    /// Nothing of it can be bought.
    SoldOut,
    /// Its price is reduced.
    Reduced,
    /// It has this value, by its word in addresses, of this attribute.
    Attribute {
        /// The attribute.
        key: String,
        /// The value.
        value: String,
    },
    /// It came in the last so many days.
    NewSince(i64),
}

/// Which products belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Whether one condition is enough; otherwise all must hold.
    pub any: bool,
    /// The conditions.
    pub conditions: Vec<Condition>,
}

/// What a rule asks of a product.
#[expect(missing_debug_implementations, reason = "it holds questions, which are functions")]
pub struct Candidate<'a> {
    /// Its tags, with commas between.
    pub tags: &'a str,
    /// Its brand.
    pub brand: &'a str,
    /// Its type.
    pub product_type: Option<ProductTypeId>,
    /// Its lowest price in minor units.
    pub price: i64,
    /// Whether something of it can be bought.
    pub in_stock: bool,
    /// Whether its price is reduced.
    pub is_reduced: bool,
    /// When it came.
    pub created_at: Timestamp,
    /// Whether it is in a category or one below.
    pub in_category: &'a dyn Fn(CategoryId) -> bool,
    /// Whether it has a value of an attribute.
    pub has_value: &'a dyn Fn(&str, &str) -> bool,
}

impl Rule {
    /// Whether a product belongs to the collection. A rule without conditions lets nothing in: it is not finished.
    #[must_use]
    pub fn holds(&self, candidate: &Candidate<'_>, now: Timestamp) -> bool {
        let mut held = self.conditions.iter().map(|condition| condition.holds(candidate, now));
        if self.any { held.any(|holds| holds) } else { !self.conditions.is_empty() && held.all(|holds| holds) }
    }
}

impl Condition {
    fn holds(&self, candidate: &Candidate<'_>, now: Timestamp) -> bool {
        let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
        match self {
            Self::Tag(wanted) => candidate.tags.split(',').any(|tag| same(tag, wanted)),
            Self::Category(category) => (candidate.in_category)(*category),
            Self::Brand(brand) => same(candidate.brand, brand),
            Self::Type(wanted) => candidate.product_type == Some(*wanted),
            Self::PriceFrom(least) => candidate.price >= *least,
            Self::PriceTo(most) => candidate.price <= *most,
            Self::InStock => candidate.in_stock,
            Self::SoldOut => !candidate.in_stock,
            Self::Reduced => candidate.is_reduced,
            Self::Attribute { key, value } => (candidate.has_value)(key, value),
            Self::NewSince(days) => {
                candidate.created_at >= now.plus(days.saturating_mul(Timestamp::DAY).saturating_neg())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn asked(rule: &Rule, change: impl FnOnce(&mut Candidate<'_>)) -> bool {
        let mut mug = Candidate {
            tags: "gift, Summer ,handmade",
            brand: "Marram",
            product_type: Some(ProductTypeId(4)),
            price: 2_400,
            in_stock: true,
            is_reduced: false,
            created_at: NOW.plus(-10 * Timestamp::DAY),
            in_category: &|category| category == CategoryId(7),
            has_value: &|key, value| (key, value) == ("colour", "cobalt"),
        };
        change(&mut mug);
        rule.holds(&mug, NOW)
    }

    fn all(conditions: Vec<Condition>) -> Rule {
        Rule { any: false, conditions }
    }

    fn colour(value: &str) -> Condition {
        Condition::Attribute { key: "colour".to_owned(), value: value.to_owned() }
    }

    #[test]
    fn each_condition_asks_one_thing() {
        let table = [
            (Condition::Tag("summer".to_owned()), true),
            (Condition::Tag("hand".to_owned()), false),
            (Condition::Category(CategoryId(7)), true),
            (Condition::Category(CategoryId(8)), false),
            (Condition::Brand(" marram".to_owned()), true),
            (Condition::Brand("Mar".to_owned()), false),
            (Condition::Type(ProductTypeId(4)), true),
            (Condition::Type(ProductTypeId(5)), false),
            (Condition::PriceFrom(2_400), true),
            (Condition::PriceFrom(2_401), false),
            (Condition::PriceTo(2_400), true),
            (Condition::PriceTo(2_399), false),
            (Condition::InStock, true),
            (Condition::SoldOut, false),
            (Condition::Reduced, false),
            (colour("cobalt"), true),
            (colour("plum"), false),
            (Condition::NewSince(10), true),
            (Condition::NewSince(9), false),
        ];
        for (condition, holds) in table {
            assert_eq!(asked(&all(vec![condition.clone()]), |_| ()), holds, "{condition:?}");
        }
    }

    #[test]
    fn all_means_every_condition_and_any_means_one() {
        let both = vec![Condition::InStock, colour("plum")];
        assert!(!asked(&all(both.clone()), |_| ()));
        assert!(asked(&Rule { any: true, conditions: both }, |_| ()));
    }

    #[test]
    fn a_rule_without_conditions_lets_nothing_in() {
        assert!(!asked(&Rule::default(), |_| ()));
        assert!(!asked(&Rule { any: true, conditions: Vec::new() }, |_| ()));
    }

    #[test]
    fn what_is_not_known_of_a_product_is_in_no_collection_that_asks_for_it() {
        assert!(!asked(&all(vec![Condition::Type(ProductTypeId(4))]), |mug| mug.product_type = None));
        assert!(!asked(&all(vec![Condition::Tag("gift".to_owned())]), |mug| mug.tags = ""));
    }

    #[test]
    fn a_rule_is_kept_as_text_and_read_again() {
        let rule = all(vec![Condition::Tag("gift".to_owned()), colour("plum"), Condition::InStock]);
        let text = serde_json::to_string(&rule).unwrap();
        assert_eq!(serde_json::from_str::<Rule>(&text).unwrap(), rule);
    }
}
