//! Where shoppers find the product: its address, brand, categories and tags.

use leptos::prelude::*;

use super::{
    FORM,
    editor::EditorState,
    field::Field,
    input::{category_key, field_name},
    style,
};
use crate::admin::parts::style as part;

const BRANDS: &str = "known-brands";

/// The card of where it is found.
#[component]
pub fn Shelving(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let slug = Signal::derive(move || editor.saved.with(|saved| saved.slug.as_str().to_owned()));
    let brand = Signal::derive(move || editor.saved.with(|saved| saved.brand.clone()));
    let tags = Signal::derive(move || editor.saved.with(|saved| saved.tags.clone()));
    let brands = editor.choices.with_value(|choices| choices.brands.clone());
    view! {
        <section class=format!("{} {}", part::card, style::block)>
            <Field
                editor
                path="slug"
                label="Address"
                value=slug
                required=true
                hint="The last part of /products/… When it changes, the old address goes on leading here."
            />
            <Field editor path="brand" label="Brand" value=brand list=BRANDS />
            <datalist id=BRANDS>
                {brands.into_iter().map(|brand| view! { <option value=brand></option> }).collect_view()}
            </datalist>
            <Categories editor />
            <Field editor path="tags" label="Tags" value=tags hint="Words with commas between, as in gift, summer." />
        </section>
    }
}

#[component]
fn Categories(editor: EditorState) -> impl IntoView {
    let mut categories = editor.choices.with_value(|choices| choices.categories.clone());
    // The list is long and shows a part of itself: what the product is in comes first.
    editor.saved.with_untracked(|saved| categories.sort_by_key(|(id, _)| !saved.categories.contains(id)));
    let refusal = move || editor.refusal_of("categories");
    view! {
        <fieldset
            class=format!("{} {}", part::field, style::categories)
            id=field_name("categories")
            tabindex="-1"
            data-wrong=move || refusal().is_some().to_string()
        >
            <legend class=part::label>"Categories"</legend>
            {if categories.is_empty() {
                view! {
                    <p class=part::hint>
                        "The shop has no categories yet. " <a href="/admin/categories">"Add categories"</a>
                    </p>
                }
                .into_any()
            } else {
                let boxes = categories
                    .into_iter()
                    .map(|(id, path)| {
                        view! {
                            <label>
                                <input
                                    type="checkbox"
                                    name=field_name(&format!("categories.{}", category_key(id)))
                                    form=FORM
                                    value="true"
                                    checked=move || editor.saved.with(|saved| saved.categories.contains(&id))
                                />
                                {path}
                            </label>
                        }
                    });
                view! { <div class=style::boxes>{boxes.collect_view()}</div> }.into_any()
            }}
            {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
        </fieldset>
    }
}
