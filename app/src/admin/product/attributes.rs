//! The attributes of a product, by the headings of its type; each kind has the field that suits it.

use domain::{
    catalog::{AttributeDefinition, AttributeField, AttributeKind},
    kernel::ProductTypeId,
};
use leptos::prelude::*;

use super::{
    FORM,
    attribute_input::{self, attribute_key, attribute_path, value_key},
    editor::EditorState,
    input::field_name,
    style,
};
use crate::admin::parts::{rich_text::RichText, style as part};

/// What the fields look like; what stands in them is asked for by each field.
#[derive(Clone, PartialEq)]
struct Shape {
    definition: AttributeDefinition,
    heading: Option<String>,
    required: bool,
    several: bool,
}

fn shapes(fields: &[AttributeField]) -> Vec<Shape> {
    let shape = |field: &AttributeField| Shape {
        definition: field.definition.clone(),
        heading: field.heading.clone(),
        required: field.required,
        several: field.values.len() > 1,
    };
    fields.iter().map(shape).collect()
}

/// The card of attributes.
#[component]
pub fn Attributes(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let shapes = Memo::new(move |_| editor.saved.with(|saved| shapes(&saved.attributes)));
    view! {
        <section class=part::card aria-labelledby="attributes">
            <div class=part::cardhead>
                <h2 id="attributes">"Attributes"</h2>
                <TypeChoice editor />
            </div>
            <div class=style::block>{move || groups(editor, shapes.get())}</div>
        </section>
    }
}

/// Which type the product is of.
#[component]
fn TypeChoice(editor: EditorState) -> impl IntoView {
    let types = editor.choices.with_value(|choices| choices.types.clone());
    let name = field_name("type_id");
    let is_chosen = move |id: Option<ProductTypeId>| editor.saved.with(|saved| saved.type_id == id);
    let refusal = move || editor.refusal_of("type");
    view! {
        <div class=format!("{} {}", part::field, style::producttype)>
            <label for=name.clone() class=part::hidden>"Product type"</label>
            <select
                id=name.clone()
                name=name
                form=FORM
                aria-invalid=move || refusal().is_some().to_string()
            >
                <option value="" selected=move || is_chosen(None)>"No type"</option>
                {types
                    .into_iter()
                    .map(|(id, label)| {
                        view! {
                            <option value=id.to_string() selected=move || is_chosen(Some(id))>{label}</option>
                        }
                    })
                    .collect_view()}
            </select>
            {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
        </div>
    }
}

fn groups(editor: EditorState, shapes: Vec<Shape>) -> AnyView {
    if shapes.is_empty() {
        return view! {
            <p class=part::hint>
                "A type gives a product its attributes: choose one above and save, or "
                <a href="/admin/product-types">"look at the product types"</a> "."
            </p>
        }
        .into_any();
    }
    let mut groups: Vec<(Option<String>, Vec<Shape>)> = Vec::new();
    for shape in shapes {
        match groups.last_mut().filter(|(heading, _)| *heading == shape.heading) {
            Some((_, group)) => group.push(shape),
            None => groups.push((shape.heading.clone(), vec![shape])),
        }
    }
    let is_only = groups.len() == 1;
    groups
        .into_iter()
        .map(|(heading, group)| {
            let words = match heading {
                None if is_only => String::new(),
                None => "Besides its type".to_owned(),
                Some(heading) => heading,
            };
            view! {
                {(!words.is_empty()).then(|| view! { <h3 class=style::subheading>{words}</h3> })}
                <div class=style::two>
                    {group.into_iter().map(|shape| view! { <OneAttribute editor shape /> }).collect_view()}
                </div>
            }
        })
        .collect_view()
        .into_any()
}

/// One attribute: its label, the field that suits its kind and, below it, what is wrong with it.
#[component]
fn OneAttribute(editor: EditorState, shape: Shape) -> impl IntoView {
    let Shape { definition, required, several, .. } = shape;
    let path = attribute_path(&definition.key);
    let name = field_name(&path);
    let path = StoredValue::new(path);
    let refusal = move || path.with_value(|path| editor.refusal_of(path));
    let required = required.then(|| view! { <span class=part::small>" required"</span> });
    let label = definition.label.clone();
    let id = name.clone();
    let body = match definition.kind {
        AttributeKind::Choices | AttributeKind::Colour => view! {
            <fieldset
                class=format!("{} {}", part::field, style::categories)
                id=id
                tabindex="-1"
                data-wrong=move || refusal().is_some().to_string()
            >
                <legend class=part::label>{label} {required}</legend>
                // What says that the field was there, when nothing is chosen.
                <input type="hidden" name=name form=FORM value="" />
                <Boxes editor definition />
            </fieldset>
        }
        .into_any(),
        // It tells by itself what is wrong with it.
        AttributeKind::RichText => {
            let value = text_of(editor, &definition.key);
            let required = if required.is_some() { ", required" } else { "" };
            return view! {
                <div class=style::whole>
                    <RichText name owner=FORM label=format!("{label}{required}") value refusal=Signal::derive(refusal) />
                </div>
            }
            .into_any();
        }
        _ => view! {
            <label for=id>{label} {required}</label>
            <Typed editor definition several name refused=Signal::derive(move || refusal().is_some()) />
        }
        .into_any(),
    };
    view! {
        <div class=part::field>
            {body}
            {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
        </div>
    }
    .into_any()
}

/// What stands in the field of an attribute.
fn text_of(editor: EditorState, key: &str) -> Signal<String> {
    let key = attribute_key(key);
    Signal::derive(move || {
        editor.saved.with(|saved| {
            attribute_input::of(&saved.attributes).remove(&key).map(|field| field.text).unwrap_or_default()
        })
    })
}

#[component]
fn Typed(
    editor: EditorState,
    definition: AttributeDefinition,
    several: bool,
    name: String,
    refused: Signal<bool>,
) -> impl IntoView {
    let value = text_of(editor, &definition.key);
    let invalid = move || refused.get().to_string();
    let choose = |choices: Vec<(String, String)>, name: String| {
        let options = choices.into_iter().map(|(word, label)| {
            let own = word.clone();
            view! { <option value=word selected=move || value.get() == own>{label}</option> }
        });
        view! {
            <select id=name.clone() name=name form=FORM aria-invalid=invalid>
                <option value="" selected=move || value.get().is_empty()>"—"</option>
                {options.collect_view()}
            </select>
        }
    };
    let area = |lines: &'static str, name: String| {
        view! {
            <textarea id=name.clone() name=name form=FORM rows=lines aria-invalid=invalid>
                {move || value.get()}
            </textarea>
        }
    };
    match definition.kind {
        AttributeKind::Choice => {
            let choices = definition.choices.into_iter().map(|choice| (choice.value, choice.label)).collect();
            choose(choices, name).into_any()
        }
        AttributeKind::YesNo => choose(
            [("yes", "Yes"), ("no", "No")].map(|(word, label)| (word.to_owned(), label.to_owned())).to_vec(),
            name,
        )
        .into_any(),
        AttributeKind::Text if several => view! {
            {area("3", name)}
            <p class=part::hint>"One value a line."</p>
        }
        .into_any(),
        kind => {
            let unit = (kind == AttributeKind::Number && !definition.unit.is_empty()).then_some(definition.unit);
            view! {
                <span class=style::measure>
                    <input
                        id=name.clone()
                        name=name
                        form=FORM
                        type=if kind == AttributeKind::Date { "date" } else { "text" }
                        inputmode=if kind == AttributeKind::Number { "decimal" } else { "text" }
                        value=move || value.get()
                        maxlength="1000"
                        autocomplete="off"
                        aria-invalid=invalid
                    />
                    {unit.map(|unit| view! { <span class=part::aside>{unit}</span> })}
                </span>
            }
            .into_any()
        }
    }
}

/// Choices to tick, with their colours.
#[component]
fn Boxes(editor: EditorState, definition: AttributeDefinition) -> impl IntoView {
    let AttributeDefinition { key, choices, .. } = definition;
    if choices.is_empty() {
        return view! { <p class=part::hint>"Nothing can be chosen yet."</p> }.into_any();
    }
    let boxes = choices.into_iter().map(|choice| {
        let (key, value) = (key.clone(), choice.value.clone());
        let name = field_name(&format!("attributes.{}.chosen.{}", attribute_key(&key), value_key(&value)));
        let is_chosen = move || {
            editor.saved.with(|saved| {
                let field = saved.attributes.iter().find(|field| field.definition.key == key);
                field.is_some_and(|field| field.values.iter().any(|held| held.value == value))
            })
        };
        let colour = (!choice.colour.is_empty()).then(|| {
            view! {
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <circle cx="8" cy="8" r="7" fill=format!("#{}", choice.colour)></circle>
                </svg>
            }
        });
        view! {
            <label>
                <input type="checkbox" name=name form=FORM value="true" checked=is_chosen />
                {colour}
                {choice.label}
            </label>
        }
    });
    view! { <div class=style::boxes>{boxes.collect_view()}</div> }.into_any()
}
