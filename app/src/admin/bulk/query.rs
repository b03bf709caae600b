//! Which products are meant and what is to happen to them, as it stands in an address.

use domain::catalog::bulk::{RuleInput, view::Selection};
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::admin::products::{filter_fields, filter_of};

/// What the page of a change is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeQuery {
    /// Which products.
    pub selection: Selection,
    /// What is to happen; without an action nothing is previewed.
    pub rule: RuleInput,
}

/// The products that an address names: `ids` as often as somebody ticked a box, or with commas between.
#[must_use]
pub fn selection_of(map: &ParamsMap) -> Selection {
    Selection {
        ids: map.get_all("ids").unwrap_or_default().join(","),
        all: map.get("all").unwrap_or_default(),
        filter: filter_of(map),
    }
}

/// The fields that name the same products again.
#[must_use]
pub fn selection_fields(selection: &Selection) -> Vec<(&'static str, String)> {
    let mut fields = filter_fields(&selection.filter);
    if selection.is_all() {
        fields.push(("all", "1".to_owned()));
    } else {
        fields.push(("ids", selection.ids.clone()));
    }
    fields
}

/// The same as a server function's form names them.
#[must_use]
pub fn selection_inputs(selection: &Selection) -> Vec<(&'static str, String)> {
    let filter = &selection.filter;
    let published = filter.published.map(|published| published.to_string()).unwrap_or_default();
    let category = filter.category.map(|id| id.to_string()).unwrap_or_default();
    let stock = filter.stock.map(|level| format!("{level:?}")).unwrap_or_default();
    let completeness = filter.completeness.map(|level| format!("{level:?}")).unwrap_or_default();
    let inputs = [
        ("selection[ids]", selection.ids.clone()),
        ("selection[all]", selection.all.clone()),
        ("selection[filter][text]", filter.text.clone()),
        ("selection[filter][published]", published),
        ("selection[filter][category]", category),
        ("selection[filter][brand]", filter.brand.clone()),
        ("selection[filter][tag]", filter.tag.clone()),
        ("selection[filter][stock]", stock),
        ("selection[filter][price_from]", filter.price_from.clone()),
        ("selection[filter][price_to]", filter.price_to.clone()),
        ("selection[filter][completeness]", completeness),
        ("selection[filter][untold]", filter.untold.map(|language| language.code().to_owned()).unwrap_or_default()),
    ];
    // A field that is not sent is empty; an empty one would have to be a number or a word.
    inputs.into_iter().filter(|(name, value)| !value.is_empty() || *name == "selection[ids]").collect()
}

impl ChangeQuery {
    /// Reads it from an address. A form has a field of its own for categories and rates of tax.
    #[must_use]
    pub fn from_address(map: &ParamsMap) -> Self {
        let text = |name: &str| map.get(name).unwrap_or_default().trim().to_owned();
        let action = text("action");
        let value = match action.as_str() {
            "add-category" | "remove-category" => text("category_value"),
            "tax-class" => text("tax_class"),
            _ => text("value"),
        };
        let condition = text("condition");
        let condition_value =
            if condition == "category" { text("condition_category") } else { text("condition_value") };
        Self {
            selection: selection_of(map),
            rule: RuleInput {
                action,
                value,
                attribute: text("attribute"),
                rounding: text("rounding"),
                keep_former: text("keep_former"),
                condition,
                condition_value,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticked_boxes_and_lists_name_the_same_products() {
        let mut boxes = ParamsMap::new();
        boxes.insert("ids", "3".to_owned());
        boxes.insert("ids", "5".to_owned());
        let list: ParamsMap = [("ids", "3,5")].into_iter().collect();
        assert_eq!(selection_of(&boxes), selection_of(&list));
        assert_eq!(selection_of(&list).named().len(), 2);
    }

    #[test]
    fn a_category_comes_from_its_own_field() {
        let map: ParamsMap =
            [("action", "add-category"), ("value", "x"), ("category_value", "7"), ("all", "1"), ("stock", "low")]
                .into_iter()
                .collect();
        let query = ChangeQuery::from_address(&map);
        assert_eq!(query.rule.value, "7");
        assert!(query.selection.is_all());
        assert_eq!(selection_fields(&query.selection), [("stock", "low".to_owned()), ("all", "1".to_owned())]);
    }
}
