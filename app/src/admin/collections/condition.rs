//! One condition of a rule: what it asks, and the field that suits it. The style sheet shows the one that is needed, so that it
//! works without a script.

use domain::catalog::view::RuleChoices;
use leptos::prelude::*;

use super::input::{ConditionInput, FIELDS};
use crate::admin::parts::{form::FormState, record, style as part};

/// A row of the rule.
#[component]
pub fn ConditionRow(
    /// The form.
    form: FormState,
    /// Its place in the rule.
    place: usize,
    /// What stands in the fields.
    condition: ConditionInput,
    /// What can be chosen.
    choices: StoredValue<RuleChoices>,
) -> impl IntoView {
    let name = move |field: &str| form.name(&format!("conditions.{place}.{field}"));
    let ConditionInput { field, text, choice } = condition;
    let number = place.saturating_add(1);
    let fields = FIELDS.into_iter().map(|(key, words)| {
        view! { <option value=key selected=key == field>{words}</option> }
    });
    let refused = move || form.refusal_of(&format!("conditions.{place}.value"));
    view! {
        <li class=record::condition>
            <select name=name("field") aria-label=format!("Condition {number}")>
                <option value="" selected=field.is_empty()>"No condition"</option>
                {fields.collect_view()}
            </select>
            <input
                class=record::typed
                name=name("text")
                value=text
                maxlength="100"
                autocomplete="off"
                aria-label=format!("Value of condition {number}")
            />
            <select class=record::chosen name=name("choice") aria-label=format!("Choice of condition {number}")>
                <option value="">"Choose …"</option>
                {choices.with_value(|choices| options(choices, &choice))}
            </select>
            {move || refused().map(|words| view! { <p class=part::complaint>{words}</p> })}
        </li>
    }
    .into_any()
}

/// Everything that can be chosen, by what it is; the browser shows the groups, the style sheet hides those of other fields.
fn options(choices: &RuleChoices, chosen: &str) -> AnyView {
    let group = |label: &'static str, class: &'static str, list: Vec<(String, String)>| {
        let options = list.into_iter().map(|(value, words)| {
            let is_chosen = value == chosen;
            view! { <option value=value selected=is_chosen>{words}</option> }
        });
        let options = options.collect_view();
        view! { <optgroup label=label class=class>{options}</optgroup> }
    };
    let categories = choices.categories.iter().map(|(id, path)| (format!("category {id}"), path.clone()));
    let brands = choices.brands.iter().map(|brand| (format!("brand {brand}"), brand.clone()));
    let types = choices.types.iter().map(|(id, name)| (format!("type {id}"), name.clone()));
    let values = choices.values.iter().map(|(key, value, words)| (format!("value {key}={value}"), words.clone()));
    view! {
        {group("Categories", record::ofcategory, categories.collect())}
        {group("Brands", record::ofbrand, brands.collect())}
        {group("Product types", record::oftype, types.collect())}
        {group("Attributes", record::ofvalue, values.collect())}
    }
    .into_any()
}
