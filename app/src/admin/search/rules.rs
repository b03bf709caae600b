//! What stands first, before others, or nowhere: the rules, and a form for what is not among the results.

use domain::{
    kernel::CategoryId,
    search::{Action, view::SearchRuleRow},
};
use leptos::{form::ActionForm, html, prelude::*};

use super::{
    page::{Actions, empty_once_added, refused},
    preview::name,
    style,
};
use crate::admin::parts::{refusal::Complaint, style as part};

/// The rules of the search that is tried, or all of them.
#[component]
pub(super) fn Rules(
    /// The rules.
    rules: Vec<SearchRuleRow>,
    /// The search that is tried; empty for every search.
    text: String,
    /// Categories to choose from.
    categories: Vec<(CategoryId, String)>,
    /// What can be done.
    actions: Actions,
) -> impl IntoView {
    let aside = if text.is_empty() { "for every search".to_owned() } else { format!("for “{text}”") };
    let none = rules.is_empty();
    view! {
        <section class=part::card aria-labelledby="rules">
            <div class=part::cardhead>
                <h2 id="rules">"Pinned, raised, hidden"</h2>
                <span class=part::aside>{aside}</span>
            </div>
            <div class=style::block>
                {none.then(|| view! { <p class=part::hint>"Results stand as the search finds them."</p> })}
                <ul class=style::rules>
                    {rules.into_iter().map(|rule| view! { <Rule rule actions /> }).collect_view()}
                </ul>
                <Add text categories actions />
            </div>
        </section>
    }
}

#[component]
fn Rule(rule: SearchRuleRow, actions: Actions) -> impl IntoView {
    let (words, look) = match rule.action {
        Action::Pin => ("Pinned", part::info),
        Action::Raise => ("Raised", part::good),
        Action::Hide => ("Hidden", part::neutral),
    };
    let place = if rule.term.is_empty() { "every search".to_owned() } else { format!("“{}”", rule.term) };
    let kind = if rule.category.is_some() { "All of " } else { "" };
    let label = format!("Remove the rule for {}", rule.name);
    view! {
        <li class=style::rule>
            <span class=format!("{} {look}", part::badge)>{words}</span>
            <span class=style::subject>{kind} {rule.name} " " <small class=part::small>{place}</small></span>
            <ActionForm action=actions.remove_rule>
                <input type="hidden" name="rule" value=rule.id.to_string() />
                <button class=part::quiet aria-label=label>"Remove"</button>
            </ActionForm>
        </li>
    }
}

#[component]
fn Add(text: String, categories: Vec<(CategoryId, String)>, actions: Actions) -> impl IntoView {
    let options =
        categories.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view();
    let choices = [(Action::Pin, "Pin first"), (Action::Raise, "Raise"), (Action::Hide, "Hide")]
        .into_iter()
        .map(|(action, words)| view! { <option value=name(action)>{words}</option> })
        .collect_view();
    let wrong = Signal::derive(move || refused(actions.add_rule.value().get()));
    let form = NodeRef::<html::Form>::new();
    let is_added = move || actions.add_rule.value().get().is_some_and(|answer| answer.is_ok());
    empty_once_added(form, Signal::derive(is_added));
    view! {
        <ActionForm action=actions.add_rule node_ref=form attr:class=style::add>
            <input type="hidden" name="text" value=text />
            <div class=part::field>
                <label for="rule-action">"Do"</label>
                <select id="rule-action" name="action">{choices}</select>
            </div>
            <div class=part::field>
                <label for="rule-product">"With a product"</label>
                <input
                    id="rule-product"
                    name="named"
                    placeholder="Name, SKU or barcode"
                    autocomplete="off"
                    aria-invalid=move || wrong.with(Option::is_some).to_string()
                />
                <Complaint message=wrong />
            </div>
            <div class=part::field>
                <label for="rule-category">"Or with a category"</label>
                <select id="rule-category" name="category">
                    <option value="">"No category"</option>
                    {options}
                </select>
            </div>
            <button class=part::button disabled=move || actions.add_rule.pending().get()>"Add rule"</button>
        </ActionForm>
    }
}
