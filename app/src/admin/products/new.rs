//! A new product: asks for the name; the rest is filled in on the product's page.

use leptos::{form::ActionForm, prelude::*};

use super::{api::CreateProduct, style};
use crate::admin::parts::{refusal::Complaint, style as part};

/// The dialog that the button "Add product" opens.
#[component]
pub fn NewProduct() -> impl IntoView {
    let action = ServerAction::<CreateProduct>::new();
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <div id="new-product" popover="auto" class=style::popover role="dialog" aria-label="Add product">
            <div class=part::cardhead>
                <h2>"Add product"</h2>
            </div>
            <ActionForm action attr:class=style::sheet>
                <div class=part::field>
                    <label for="new-title">"Name"</label>
                    <input id="new-title" name="title" maxlength="200" required autofocus autocomplete="off" />
                    <p class=part::hint>"Shoppers see it when you publish it."</p>
                </div>
                <Complaint message=refused />
                <button class=part::primary disabled=move || action.pending().get()>
                    "Add product"
                </button>
            </ActionForm>
        </div>
        <Complaint message=refused />
    }
}
