//! The readable part of an address, for pages whose form is tied to its fields by the attribute `form`.

use domain::kernel::Slug;
use leptos::prelude::*;

use super::{form::FormState, style};

/// The field of an address.
#[component]
pub fn SlugField(
    /// The form.
    form: FormState,
    /// The id of the form's element.
    owner: &'static str,
    /// What stands before it: "/categories/".
    before: &'static str,
    /// What stands in it.
    slug: Slug,
) -> impl IntoView {
    let name = form.name("slug");
    let wrong = format!("{name}-wrong");
    let described = wrong.clone();
    let refusal = move || form.refusal_of("slug");
    view! {
        <div class=style::field>
            <label for=name.clone()>"Address"</label>
            <input
                id=name.clone()
                form=owner
                name=name
                value=slug.as_str().to_owned()
                required
                maxlength="120"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-invalid=move || refusal().is_some().to_string()
                aria-describedby=move || refusal().map(|_| described.clone())
            />
            <p class=style::hint>
                {format!("The last part of {before}… When it changes, the old address goes on leading here.")}
            </p>
            {move || refusal().map(|words| view! { <p class=style::complaint id=wrong.clone()>{words}</p> })}
        </div>
    }
}
