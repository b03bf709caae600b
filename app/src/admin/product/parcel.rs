//! Size, customs code and origin: what a carrier and the customs ask.

use leptos::prelude::*;

use super::{editor::EditorState, field::Field, parcel_input::ParcelInput, style};
use crate::admin::parts::style as part;

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
                    <Field
                        editor
                        path="parcel.origin_country"
                        label="Country of origin"
                        value=field(|parcel| parcel.origin_country)
                        hint="Two letters, as in PT."
                    />
                </div>
            </div>
        </section>
    }
}
