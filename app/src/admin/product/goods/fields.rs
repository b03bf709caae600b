//! What shoppers fill in when the product is made to order: texts and files.

use domain::catalog::personalisation::{FieldKind, PersonalisationField};
use leptos::{form::ActionForm, prelude::*};

use super::{GoodsActions, style};
use crate::admin::parts::{record, style as part};

/// The fields, each with a form of its own, and one for a new one.
#[component]
pub fn Fields(actions: GoodsActions) -> impl IntoView {
    let fields = Memo::new(move |_| actions.editor.saved.with(|saved| saved.goods.fields.clone()));
    // A form for the next one with every field that comes or goes: what was added no longer stands in it.
    let forms = move || [fields.with(|fields| fields.iter().map(|field| field.id).collect::<Vec<_>>())];
    view! {
        <div class=style::group>
            <h3>"Made to order"</h3>
            <p class=part::hint>
                "What shoppers fill in before they put it into their bag: a name to engrave, a picture to print. Orders keep it as it was written."
            </p>
            <ul class=style::parts>
                <For each=move || fields.get() key=|field| format!("{field:?}") let:field>
                    <Field actions field />
                </For>
            </ul>
            <details class=style::new>
                <summary>"Add a field"</summary>
                <For each=forms key=Vec::clone let:_>
                    <FieldForm actions field=None />
                </For>
            </details>
        </div>
    }
}

#[component]
fn Field(actions: GoodsActions, field: PersonalisationField) -> impl IntoView {
    let action = actions.remove_field;
    let id = field.id.to_string();
    let what = match field.kind {
        FieldKind::File => format!("file: {}", field.file_types.join(", ")),
        FieldKind::Text | FieldKind::Email => format!("text of at most {} characters", field.most_characters),
    };
    let needed = if field.is_required { "required" } else { "optional" };
    let costs = if field.surcharge.minor > 0 { format!(" · + {}", field.surcharge) } else { String::new() };
    let remove = format!("Remove {}", field.label);
    view! {
        <li>
            <details class=style::what>
                <summary>
                    {field.label.clone()}
                    " "
                    <span class=part::small>{format!("{what} · {needed}{costs}")}</span>
                    " "
                    <span class=style::edit>"Edit"</span>
                </summary>
                <FieldForm actions field=Some(field) />
            </details>
            <div class=style::tools>
                <ActionForm action>
                    <input type="hidden" name="product" value=actions.product() />
                    <input type="hidden" name="field" value=id />
                    <button class=part::button aria-label=remove disabled=move || action.pending().get()>
                        "Remove"
                    </button>
                </ActionForm>
            </div>
        </li>
    }
}

#[component]
fn FieldForm(actions: GoodsActions, field: Option<PersonalisationField>) -> impl IntoView {
    let action = actions.put_field;
    let is_new = field.is_none();
    let id = field.as_ref().map(|field| field.id.to_string()).unwrap_or_default();
    let name = move |part: &str| format!("field-{part}-{}", if id.is_empty() { "new" } else { id.as_str() });
    let kind = field.as_ref().map_or(FieldKind::Text, |field| field.kind);
    let text = |read: fn(&PersonalisationField) -> String| field.as_ref().map(read).unwrap_or_default();
    let most = if kind == FieldKind::Text { text(|field| field.most_characters.to_string()) } else { String::new() };
    let most = if most.is_empty() { "60".to_owned() } else { most };
    let costs = text(|field| if field.surcharge.minor == 0 { String::new() } else { field.surcharge.decimal() });
    let is_required = field.as_ref().is_some_and(|field| field.is_required);
    let (label, types) = (text(|field| field.label.clone()), text(|field| field.file_types.join(", ")));
    let field_id = field.as_ref().map_or_else(|| "0".to_owned(), |field| field.id.to_string());
    view! {
        <ActionForm action attr:class=style::field>
            <input type="hidden" name="product" value=actions.product() />
            <input type="hidden" name="field[id]" value=field_id />
            <div class=part::field>
                <label for=name("label")>"Question"</label>
                <input id=name("label") name="field[label]" required maxlength="80" autocomplete="off" value=label placeholder="Name to engrave" />
            </div>
            <div class=style::row>
                <div class=part::field>
                    <label for=name("kind")>"Answer"</label>
                    <select id=name("kind") name="field[kind]">
                        <option value="text" selected=kind == FieldKind::Text>
                            "A text"
                        </option>
                        <option value="file" selected=kind == FieldKind::File>
                            "A file"
                        </option>
                    </select>
                </div>
                <div class=format!("{} {}", part::field, style::of_text)>
                    <label for=name("most")>"Most characters"</label>
                    <input id=name("most") name="field[most_characters]" inputmode="numeric" maxlength="4" autocomplete="off" value=most />
                </div>
                <div class=format!("{} {}", part::field, style::of_file)>
                    <label for=name("types")>"File endings"</label>
                    <input id=name("types") name="field[file_types]" maxlength="100" autocomplete="off" value=types placeholder="png, jpg, pdf" />
                </div>
                <div class=part::field>
                    <label for=name("costs")>"Surcharge"</label>
                    <input id=name("costs") name="field[surcharge]" inputmode="decimal" maxlength="12" autocomplete="off" value=costs placeholder="none" />
                </div>
            </div>
            <label class=record::tick>
                <input type="checkbox" name="field[required]" value="true" checked=is_required />
                "It has to be filled in"
            </label>
            <div>
                <button class=part::button disabled=move || action.pending().get()>
                    {if is_new { "Add field" } else { "Save field" }}
                </button>
            </div>
        </ActionForm>
    }
}
