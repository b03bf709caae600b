//! The page of a rule: what is to happen, to which of the chosen products, and what that would change.

use domain::catalog::bulk::{
    RuleInput,
    view::{RuleChoices, Selection},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::{
    NavigateOptions,
    components::Form,
    hooks::{use_navigate, use_query_map},
};

use super::{
    ChangeQuery,
    api::{ChangeSheet, StartChange, preview_change},
    preview::{PreviewView, counted},
    query::{selection_fields, selection_inputs},
    style,
};
use crate::{
    admin::parts::{
        refusal::{Complaint, Refusal},
        style as part,
    },
    data::part_data,
};

/// What can be done, by the word of the action.
const ACTIONS: [(&str, &str); 16] = [
    ("price-percent", "Raise or lower prices by a percentage"),
    ("price-by", "Raise or lower prices by an amount in ¤"),
    ("price-to", "Set prices to an amount in ¤"),
    ("clear-former", "Take former prices off"),
    ("publish", "Publish: shoppers see them"),
    ("hide", "Hide: shoppers no longer see them"),
    ("add-tag", "Add a tag"),
    ("remove-tag", "Remove a tag"),
    ("add-category", "Add to a category"),
    ("remove-category", "Take out of a category"),
    ("brand", "Set the brand"),
    ("attribute", "Set an attribute"),
    ("clear-attribute", "Clear an attribute"),
    ("tax-class", "Set the tax class"),
    ("stock-by", "Raise or lower stock by a number"),
    ("stock-to", "Set stock to a number"),
];

const CONDITIONS: [(&str, &str); 6] = [
    ("brand", "the brand is"),
    ("tag", "there is the tag"),
    ("category", "the category is"),
    ("price-below", "the price is below"),
    ("price-above", "the price is above"),
    ("stock-below", "fewer are in stock than"),
];

/// Changes many products by a rule.
#[component]
pub fn RulePage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(ChangeQuery::from_address));
    let start = ServerAction::<StartChange>::new();
    let data = part_data(move || query.get(), |query| async move { (preview_change(query.clone()).await, query) });
    let navigate = StoredValue::new(use_navigate());
    Effect::new(move || {
        if let Some(Ok(id)) = start.value().get() {
            let address = format!("/admin/products/changes/{id}");
            navigate.with_value(|navigate| navigate(&address, NavigateOptions::default()));
        }
    });
    view! {
        <nav class=style::path aria-label="Path">
            <a href="/admin/products">"Products"</a>
            " /"
        </nav>
        <Transition>
            {move || Suspend::new(async move {
                match data.await {
                    (Ok(sheet), query) => view! { <Sheet sheet query start /> }.into_any(),
                    (Err(error), _) => {
                        view! {
                            <Refusal error />
                            <p class=style::back>
                                <a class=part::button href="/admin/products">
                                    "Select products"
                                </a>
                            </p>
                        }
                        .into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Sheet(sheet: ChangeSheet, query: ChangeQuery, start: ServerAction<StartChange>) -> impl IntoView {
    let ChangeSheet { choices, count, preview, wrong } = sheet;
    let refused = move || start.value().get().and_then(Result::err).map(|error| error.to_string());
    let changed = preview.as_ref().map_or(0, |preview| preview.changed_products);
    let button = format!("Change {}", counted(changed, "product"));
    view! {
        <header class=part::titlerow>
            <h1 class=part::title>{format!("Change {}", counted(count, "product"))}</h1>
        </header>
        <div class=style::columns>
            <section class=part::card aria-labelledby="rule">
                <div class=part::cardhead>
                    <h2 id="rule">"What to change"</h2>
                </div>
                <RuleForm selection=query.selection.clone() rule=query.rule.clone() choices wrong />
            </section>
            <section class=part::card aria-labelledby="preview">
                <div class=part::cardhead>
                    <h2 id="preview">"What would change"</h2>
                    <span class=part::aside>"Nothing is changed yet"</span>
                </div>
                <div class=style::block>
                    {match preview {
                        None => {
                            view! {
                                <p class=part::small>
                                    "Choose what to change and press Preview: the first twenty values, old and new, stand here."
                                </p>
                            }
                                .into_any()
                        }
                        Some(preview) => {
                            view! {
                                <PreviewView preview />
                                <Complaint message=Signal::derive(refused) />
                                <Apply query=query.clone() start changed button />
                            }
                                .into_any()
                        }
                    }}
                </div>
            </section>
        </div>
    }
}

/// The button that makes the change.
#[component]
fn Apply(query: ChangeQuery, start: ServerAction<StartChange>, changed: usize, button: String) -> impl IntoView {
    let rule = query.rule;
    let fields = [
        ("rule[action]", rule.action),
        ("rule[value]", rule.value),
        ("rule[attribute]", rule.attribute),
        ("rule[rounding]", rule.rounding),
        ("rule[keep_former]", rule.keep_former),
        ("rule[condition]", rule.condition),
        ("rule[condition_value]", rule.condition_value),
    ];
    let fields = selection_inputs(&query.selection).into_iter().chain(fields);
    let pending = start.pending();
    (changed > 0).then(|| {
        view! {
            <ActionForm action=start attr:class=style::apply>
                {fields.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()}
                <button class=part::primary disabled=move || pending.get()>
                    {move || if pending.get() { "Changing …".to_owned() } else { button.clone() }}
                </button>
                <span class=part::small>"It can be undone."</span>
            </ActionForm>
        }
    })
}

fn options(choices: Vec<(String, String)>, chosen: &str) -> impl IntoView + use<> {
    let chosen = chosen.to_owned();
    choices
        .into_iter()
        .map(move |(key, label)| {
            let selected = key == chosen;
            view! { <option value=key selected=selected>{label}</option> }
        })
        .collect_view()
}

/// What can be done, with the shop's currency where an amount is asked for.
fn actions(currency: &str) -> Vec<(String, String)> {
    owned(&ACTIONS).into_iter().map(|(key, label)| (key, label.replace('¤', currency))).collect()
}

fn owned(choices: &[(&str, &str)]) -> Vec<(String, String)> {
    choices.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect()
}

/// The rule as a form that only asks: sending it shows the preview. Fields that an action does not need are hidden by style, so
/// that it works without a script.
#[component]
fn RuleForm(
    selection: Selection,
    rule: RuleInput,
    choices: RuleChoices,
    wrong: Option<(String, String)>,
) -> impl IntoView {
    let complaint = move |field: &str| {
        let words = wrong.as_ref().filter(|(wrong, _)| wrong == field).map(|(_, words)| words.clone());
        words.map(|words| view! { <p class=part::complaint role="alert">{words}</p> })
    };
    let categories: Vec<(String, String)> =
        choices.categories.iter().map(|(id, path)| (id.to_string(), path.clone())).collect();
    let classes: Vec<(String, String)> =
        choices.tax_classes.iter().map(|class| (class.clone(), class.clone())).collect();
    let attributes = choices
        .attributes
        .iter()
        .map(|(key, label, kind)| (key.clone(), format!("{label} ({})", kind.label().to_lowercase())));
    let attributes: Vec<(String, String)> = attributes.collect();
    let words: Vec<String> = choices.brands.iter().chain(&choices.tags).cloned().collect();
    let currency = choices.currency.clone();
    view! {
        <Form method="GET" action="/admin/products/change" attr:class=style::rule>
            {selection_fields(&selection)
                .into_iter()
                .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                .collect_view()}
            <div class=part::field>
                <label for="action">"Change"</label>
                <select id="action" name="action" required>
                    <option value="">"Choose what to change"</option>
                    {options(actions(&currency), &rule.action)}
                </select>
                {complaint("action")}
            </div>
            <div class=format!("{} {}", part::field, style::attribute)>
                <label for="attribute">"Attribute"</label>
                <select id="attribute" name="attribute">
                    {options(attributes, &rule.attribute)}
                </select>
                {complaint("attribute")}
            </div>
            <div class=format!("{} {}", part::field, style::value)>
                <label for="value">"Amount or new value"</label>
                <input id="value" name="value" value=rule.value.clone() list="words" autocomplete="off" />
                <p class=part::hint>
                    {format!(
                        "A percentage like +5 or −12.5, an amount in {currency}, a number, a brand, a tag or the value of the attribute; several values with semicolons between.",
                    )}
                </p>
                {complaint("value")}
            </div>
            <datalist id="words">{words.into_iter().map(|word| view! { <option value=word></option> }).collect_view()}</datalist>
            <div class=format!("{} {}", part::field, style::category)>
                <label for="category_value">"Category"</label>
                <select id="category_value" name="category_value">
                    {options(categories.clone(), &rule.value)}
                </select>
            </div>
            <div class=format!("{} {}", part::field, style::class)>
                <label for="tax_class">"Tax class"</label>
                <select id="tax_class" name="tax_class">
                    {options(classes, &rule.value)}
                </select>
            </div>
            <div class=format!("{} {}", part::field, style::price)>
                <label for="rounding">"Round"</label>
                <select id="rounding" name="rounding">
                    <option value="">"Do not round"</option>
                    {options(choices.roundings, &rule.rounding)}
                </select>
                {complaint("rounding")}
                <label>
                    <input
                        class=part::tick
                        type="checkbox"
                        name="keep_former"
                        value="yes"
                        checked=rule.keep_former == "yes"
                    />
                    "Keep the old price as the former price where it falls"
                </label>
            </div>
            <div class=part::field>
                <label for="condition">"Only if"</label>
                <select id="condition" name="condition">
                    <option value="">"No condition"</option>
                    {options(owned(&CONDITIONS), &rule.condition)}
                </select>
                {complaint("condition")}
            </div>
            <div class=format!("{} {}", part::field, style::condition)>
                <label for="condition_value">"Brand, tag, amount or number"</label>
                <input
                    id="condition_value"
                    name="condition_value"
                    value=rule.condition_value.clone()
                    list="words"
                    autocomplete="off"
                />
                {complaint("condition_value")}
            </div>
            <div class=format!("{} {}", part::field, style::conditioncategory)>
                <label for="condition_category">"Category"</label>
                <select id="condition_category" name="condition_category">
                    {options(categories, &rule.condition_value)}
                </select>
            </div>
            <button class=part::button>"Preview"</button>
        </Form>
    }
}
