//! The switch that publishes: it moves at once, and moves back with the reason when the server refuses.

use domain::kernel::ProductId;
use leptos::{form::ActionForm, prelude::*};

use super::{api::PublishProduct, style};
use crate::admin::parts::style as part;

/// Whether shoppers see the product.
#[component]
pub fn PublishSwitch(
    /// The product.
    product: ProductId,
    /// Its name, for those who do not see the row.
    title: String,
    /// Whether it is published now.
    published: bool,
) -> impl IntoView {
    let action = ServerAction::<PublishProduct>::new();
    let known = RwSignal::new(published);
    let shown = move || action.input().get().map_or(known.get(), |sent| sent.published);
    let refused = RwSignal::new(None::<String>);
    Effect::new(move || match action.value().get() {
        Some(Ok(())) => {
            known.update(|known| *known = !*known);
            refused.set(None);
        }
        Some(Err(error)) => refused.set(Some(error.to_string())),
        None => {}
    });
    view! {
        <ActionForm action attr:class=style::publish>
            <input type="hidden" name="product" value=product.to_string() />
            <input type="hidden" name="published" value=move || (!known.get()).to_string() />
            <button
                class=style::switch
                role="switch"
                aria-checked=move || shown().to_string()
                aria-label=format!("Published: {title}")
                title=move || if shown() { "Hide from the shop" } else { "Publish" }
                disabled=move || action.pending().get()
            >
                <span></span>
            </button>
            {move || {
                refused
                    .get()
                    .map(|words| {
                        view! {
                            <span class=format!("{} {}", part::complaint, style::refused) role="alert">
                                {words}
                            </span>
                        }
                    })
            }}
        </ActionForm>
    }
}
