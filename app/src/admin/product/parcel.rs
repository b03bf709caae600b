//! Size, customs code and origin: what a carrier and the customs ask.

use leptos::prelude::*;

use super::{FORM, editor::EditorState, field::Field, input::field_name, parcel_input::ParcelInput, style};
use crate::admin::parts::{country::CountryOptions, style as part};

/// The card of the parcel.
#[component]
pub fn Parcel(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let field = move |read: fn(ParcelInput) -> String| {
        Signal::derive(move || read(editor.saved.with(|saved| ParcelInput::of(&saved.parcel))))
    };
    view! {
        <section class=part::card aria-labelledby="parcel">
            <div class=part::cardhead>
                <h2 id="parcel">"Size and customs"</h2>
                <span class=part::aside>"for carriers"</span>
            </div>
            <div class=style::block>
                <div class=style::three>
                    <Field
                        editor
                        path="parcel.length_mm"
                        label="Length (mm)"
                        keys="numeric"
                        value=field(|parcel| parcel.length_mm)
                    />
                    <Field
                        editor
                        path="parcel.width_mm"
                        label="Width (mm)"
                        keys="numeric"
                        value=field(|parcel| parcel.width_mm)
                    />
                    <Field
                        editor
                        path="parcel.height_mm"
                        label="Height (mm)"
                        keys="numeric"
                        value=field(|parcel| parcel.height_mm)
                    />
                </div>
                <div class=style::two>
                    <Field
                        editor
                        path="parcel.customs_code"
                        label="Customs code"
                        keys="numeric"
                        value=field(|parcel| parcel.customs_code)
                        hint="The HS code: 6 to 10 digits."
                    />
                    <Origin editor chosen=field(|parcel| parcel.origin_country) />
                </div>
            </div>
        </section>
    }
}

/// Where it was made.
#[component]
fn Origin(editor: EditorState, chosen: Signal<String>) -> impl IntoView {
    const PATH: &str = "parcel.origin_country";
    let name = field_name(PATH);
    let wrong = StoredValue::new(format!("{name}-wrong"));
    let refusal = move || editor.refusal_of(PATH);
    view! {
        <div class=part::field>
            <label for=name.clone()>"Country of origin"</label>
            <select
                id=name.clone()
                name=name
                form=FORM
                autocomplete="off"
                aria-invalid=move || refusal().is_some().to_string()
                aria-describedby=move || refusal().map(|_| wrong.get_value())
            >
                <CountryOptions chosen />
            </select>
            {move || refusal().map(|words| view! { <p class=part::complaint id=wrong.get_value()>{words}</p> })}
        </div>
    }
}
