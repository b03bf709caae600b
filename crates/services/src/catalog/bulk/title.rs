//! Rules in words, as the list of changes calls them.

use domain::{
    catalog::bulk::{Action, Condition, PriceChange, Rounding, Rule},
    kernel::{Currency, Money},
};

use super::show::Words;

/// A rule in words: "Price +5 %, rounded to end in 0.90, where the brand is Marram".
pub(super) fn describe(rule: &Rule, currency: Currency, words: &Words) -> String {
    let amount = |minor: i64| Money::new(minor, currency).to_string();
    let action = match &rule.action {
        Action::Publish(true) => "Publish".to_owned(),
        Action::Publish(false) => "Hide".to_owned(),
        Action::Price { change, rounding, keep_former } => {
            let change = match change {
                PriceChange::To(minor) => format!("Price {}", amount(*minor)),
                PriceChange::Percent(hundredths) => {
                    let percent = Money::new(*hundredths, Currency::EUR).decimal();
                    let percent = percent.trim_end_matches('0').trim_end_matches('.').replace('-', "−");
                    format!("Price {}{percent} %", if *hundredths >= 0 { "+" } else { "" })
                }
                PriceChange::By(minor) => format!("Price {}{}", if *minor >= 0 { "+" } else { "" }, amount(*minor)),
            };
            let rounding = match rounding {
                Rounding::Exact => String::new(),
                Rounding::Ending { ending: 0, of } => format!(", rounded to {}", amount(*of)),
                Rounding::Ending { ending, .. } => {
                    format!(", rounded to end in {}", Money::new(*ending, currency).decimal())
                }
            };
            format!("{change}{rounding}{}", if *keep_former { ", the old price as the former one" } else { "" })
        }
        Action::ClearFormer => "Take the former prices off".to_owned(),
        Action::AddTag(tag) => format!("Add tag “{tag}”"),
        Action::RemoveTag(tag) => format!("Remove tag “{tag}”"),
        Action::AddCategory(id) => format!("Add to {}", words.category(*id)),
        Action::RemoveCategory(id) => format!("Take out of {}", words.category(*id)),
        Action::Brand(brand) if brand.is_empty() => "No brand".to_owned(),
        Action::Brand(brand) => format!("Brand “{brand}”"),
        Action::Attribute(held) if held.values.is_empty() => format!("Clear “{}”", held.label),
        Action::Attribute(held) => held.words(),
        Action::TaxClass(class) => format!("Tax class “{class}”"),
        Action::StockBy(count) => format!("Stock {}{count}", if *count >= 0 { "+" } else { "" }),
        Action::StockTo(count) => format!("Stock {count}"),
    };
    let condition = rule.condition.as_ref().map_or_else(String::new, |condition| match condition {
        Condition::Brand(brand) => format!(", where the brand is “{brand}”"),
        Condition::Tag(tag) => format!(", where the tags hold “{tag}”"),
        Condition::Category(id) => format!(", in {}", words.category(*id)),
        Condition::PriceBelow(minor) => format!(", where the price is below {}", amount(*minor)),
        Condition::PriceAbove(minor) => format!(", where the price is above {}", amount(*minor)),
        Condition::StockBelow(count) => format!(", where fewer than {count} are in stock"),
    });
    action + &condition
}
