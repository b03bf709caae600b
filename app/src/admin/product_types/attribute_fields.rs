//! The fields of an attribute. What its kind does not need is hidden by the style sheet, so that it works without a script.

use domain::catalog::{AttributeChoice, AttributeKind, view::TypeAttribute};
use leptos::prelude::*;

use crate::admin::parts::{
    form::{FormState, TextField, Tick},
    record, style as part,
};

const HEADINGS: &str = "known-headings";

/// All fields of an attribute.
#[component]
pub fn AttributeFields(
    /// The form.
    form: FormState,
    /// What stands in the fields.
    attribute: TypeAttribute,
    /// The headings that the type has.
    headings: Vec<String>,
) -> impl IntoView {
    let TypeAttribute { definition, heading, required } = attribute;
    let kinds = AttributeKind::ALL.into_iter().map(|kind| {
        view! {
            <option value=kind.key() selected=kind == definition.kind>
                {kind.label()}
            </option>
        }
    });
    let refused = move || form.refusal_of("kind");
    view! {
        <div class=record::two>
            <TextField form path="label" label="Name" value=definition.label required=true />
            <div class=part::field>
                <label for=form.name("kind")>"Kind"</label>
                <select id=form.name("kind") name=form.name("kind")>
                    {kinds.collect_view()}
                </select>
                {move || refused().map(|words| view! { <p class=part::complaint>{words}</p> })}
            </div>
        </div>
        <div class=format!("{} {}", record::two, record::ofnumber)>
            <TextField form path="unit" label="Unit" value=definition.unit hint="As in cm, g or ml; may stay empty." />
            <TextField
                form
                path="decimals"
                label="Digits behind the point"
                value=definition.decimals.to_string()
                keys="numeric"
                hint="0 for whole numbers, up to 4."
            />
        </div>
        <Choices form choices=definition.choices />
        <TextField
            form
            path="heading"
            label="Heading"
            value=heading
            list=HEADINGS
            hint="Attributes of one heading stand together, as in Material or Dimensions."
        />
        <datalist id=HEADINGS>
            {headings.into_iter().map(|heading| view! { <option value=heading></option> }).collect_view()}
        </datalist>
        <Tick form path="required" label="Products of this type must have it" checked=required />
        <div class=record::offacet>
            <Tick form path="facet" label="Shoppers can filter by it" checked=definition.facet />
        </div>
    }
    .into_any()
}

#[component]
fn Choices(form: FormState, choices: Vec<AttributeChoice>) -> impl IntoView {
    let is_new = choices.is_empty();
    let rows = choices.into_iter().enumerate().map(|(place, choice)| view! { <Choice form place choice /> });
    let refused = move || form.refusal_of("choices");
    let more = form.name("more");
    view! {
        <fieldset class=format!("{} {}", part::field, record::ofchoice) id=form.name("choices")>
            <legend class=part::label>"Choices"</legend>
            <ul class=record::choices>{rows.collect_view()}</ul>
            <label class=part::small for=more.clone()>
                {if is_new { "One a line; a colour stands behind its name, as in Sea #1f5143." } else {
                    "Empty a field to take its choice away. More choices, one a line; a colour stands behind its name, as in Sea #1f5143."
                }}
            </label>
            <textarea id=more.clone() name=more rows="4"></textarea>
            {move || refused().map(|words| view! { <p class=part::complaint>{words}</p> })}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Choice(form: FormState, place: usize, choice: AttributeChoice) -> impl IntoView {
    let name = |field: &str| form.name(&format!("choices.{place}.{field}"));
    let colour = if choice.colour.is_empty() { String::new() } else { format!("#{}", choice.colour) };
    view! {
        <li>
            <input type="hidden" name=name("value") value=choice.value />
            <input name=name("label") value=choice.label.clone() maxlength="200" aria-label=format!("Choice {}", place + 1) />
            <input
                class=record::colour
                name=name("colour")
                value=colour
                placeholder="#1f5143"
                maxlength="7"
                aria-label=format!("Colour of {}", choice.label)
            />
        </li>
    }
}
