//! The rule of a collection, and what it finds while it is written.

use domain::{
    catalog::{
        MOST_CONDITIONS,
        view::{CollectionForm, ProductPick, RuleChoices, RuleMatches},
    },
    kernel::Currency,
};
use leptos::{form::FromFormData, html, prelude::*, task::spawn_local, web_sys};

use super::{
    CollectionInput, ConditionInput,
    api::{SaveCollection, match_rule},
    condition::ConditionRow,
};
use crate::admin::parts::{
    form::FormState,
    record,
    rest::{REST, once_typing_rests},
    style as part,
};

/// So many empty rows stand below the conditions.
const EMPTY_ROWS: usize = 2;

/// The rule with its preview.
#[component]
pub fn RuleCard(
    /// The form's state.
    form: FormState,
    /// The form itself.
    node: NodeRef<html::Form>,
    /// What was saved.
    collection: CollectionForm,
    /// What can be chosen.
    choices: RuleChoices,
    /// What the saved rule finds.
    matches: RuleMatches,
    /// The currency of prices.
    currency: Currency,
) -> impl IntoView {
    let found = RwSignal::new(matches);
    let choices = StoredValue::new(choices);
    let mut rows: Vec<ConditionInput> =
        collection.rule.conditions.iter().map(|condition| ConditionInput::of(condition, currency)).collect();
    let most = rows.len().saturating_add(EMPTY_ROWS).min(MOST_CONDITIONS).max(rows.len());
    rows.resize(most, ConditionInput::default());
    let count = RwSignal::new(rows.len());
    let first = StoredValue::new(rows);
    let row = move |place: usize| first.with_value(|rows| rows.get(place).cloned().unwrap_or_default());
    let any = collection.rule.any;
    let ask = once_typing_rests(REST, move |()| follow(node, found));
    view! {
        <section class=part::card aria-labelledby="rule" on:input=move |_| ask(()) on:change=move |_| ask(())>
            <div class=part::cardhead>
                <h2 id="rule">"Rule"</h2>
                <span class=part::aside>"prices in " {currency.code()}</span>
            </div>
            <div class=record::block>
                <div class=part::field>
                    <label for=form.name("any")>"A product is in it when"</label>
                    <select id=form.name("any") name=form.name("any")>
                        <option value="all" selected=!any>"all of these hold"</option>
                        <option value="any" selected=any>"one of these holds"</option>
                    </select>
                </div>
                <ul class=record::conditions>
                    <For each=move || 0..count.get() key=|place| *place let:place>
                        <ConditionRow form place condition=row(place) choices />
                    </For>
                </ul>
                <button
                    type="button"
                    class=format!("{} {}", part::button, record::scripted)
                    disabled={move || count.get() >= MOST_CONDITIONS}
                    on:click=move |_| count.update(|count| *count = count.saturating_add(1))
                >
                    "One more condition"
                </button>
            </div>
            <Found found />
        </section>
    }
    .into_any()
}

/// Asks what the rule finds now.
fn follow(node: NodeRef<html::Form>, found: RwSignal<RuleMatches>) {
    let Some(collection) = typed(node) else { return };
    spawn_local(async move {
        if let Ok(matches) = match_rule(collection.any, collection.sort, collection.conditions).await {
            let _ = found.try_set(matches);
        }
    });
}

fn typed(node: NodeRef<html::Form>) -> Option<CollectionInput> {
    let data = web_sys::FormData::new_with_form(&node.try_get_untracked().flatten()?).ok()?;
    SaveCollection::from_form_data(&data).ok().map(|typed| typed.collection)
}

#[component]
fn Found(found: RwSignal<RuleMatches>) -> impl IntoView {
    let words = move || match found.with(|found| found.total) {
        0 => "No product in the shop is like that".to_owned(),
        1 => "1 product in the shop is like that".to_owned(),
        total => format!("{total} products in the shop are like that"),
    };
    view! {
        <div class=record::found>
            <h3 role="status">{words}</h3>
            <ul class=record::tiles>
                {move || found.with(|found| found.first.clone()).into_iter().map(tile).collect_view()}
            </ul>
        </div>
    }
}

fn tile(pick: ProductPick) -> impl IntoView {
    let picture = pick.picture.map(|picture| {
        view! { <img src=picture.address_for(320) alt="" width="160" height="160" loading="lazy" /> }.into_any()
    });
    view! {
        <li>
            {picture.unwrap_or_else(|| view! { <span class=record::blank></span> }.into_any())}
            <a href=format!("/admin/products/{}", pick.id)>{pick.title}</a>
            <small>{pick.price.map(|price| price.to_string())}</small>
        </li>
    }
}
