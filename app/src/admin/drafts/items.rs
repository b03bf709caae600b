//! The items of a draft: SKU, number, and a price of its own for each.

use domain::{draft::DraftFormLine, order::edit::VariantChoice};
use leptos::{prelude::*, task::spawn_local};

use super::{api::find_variants, style};
use crate::admin::parts::{form::FormState, style as part};

/// The lines, one of them empty.
#[component]
pub(super) fn Items(
    /// The form.
    form: FormState,
    /// What stands in the fields.
    lines: Vec<DraftFormLine>,
    /// The code of the currency.
    currency: RwSignal<String>,
) -> impl IntoView {
    let rows = RwSignal::new(lines.len().saturating_add(1));
    let choices = RwSignal::new(Vec::<VariantChoice>::new());
    let lines = StoredValue::new(lines);
    let look = move |text: String| {
        // What was chosen from the list is known; there is nothing to look for.
        if text.trim().is_empty() || choices.with_untracked(|known| known.iter().any(|one| one.sku == text)) {
            return;
        }
        spawn_local(async move {
            if let Ok(found) = find_variants(text, currency.get_untracked()).await {
                let _ = choices.try_set(found);
            }
        });
    };
    let row = move |place: usize| {
        let line = lines.with_value(|lines| lines.get(place).cloned().unwrap_or_default());
        view! { <Item form place line look=Callback::new(look) /> }
    };
    view! {
        <fieldset class=style::group>
            <legend>"Items"</legend>
            <For each=move || 0..rows.get() key=|place| *place children=row />
            <datalist id="draft-variants">
                {move || {
                    choices
                        .get()
                        .into_iter()
                        .map(|one| {
                            let free = one.free.map(|free| format!(", {free} free")).unwrap_or_default();
                            let words = format!("{}, {}{free}", one.title, one.price);
                            view! { <option value=one.sku>{words}</option> }
                        })
                        .collect_view()
                }}
            </datalist>
            {move || form.refusal_of("lines").map(|words| view! { <p class=part::complaint role="alert">{words}</p> })}
            <p class=part::hint>
                "Type a part of the name and choose. A price of your own holds whatever the shop asks later; without one, the customer pays what the shop asks on the day."
            </p>
            <button type="button" class=part::button on:click=move |_| rows.update(|rows| *rows = rows.saturating_add(1))>
                "Add another item"
            </button>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Item(form: FormState, place: usize, line: DraftFormLine, look: Callback<String>) -> impl IntoView {
    let cell = move |field: &'static str| (format!("draft-{field}-{place}"), format!("draft[lines][{place}][{field}]"));
    let ((sku, sku_name), (count, count_name), (price, price_name)) = (cell("sku"), cell("quantity"), cell("price"));
    let wrong = move |field: &str| {
        let words = form.refusal_of(&format!("lines.{place}.{field}"));
        words.map(|words| view! { <p class=part::complaint>{words}</p> })
    };
    view! {
        <div class=style::item>
            <div class=part::field>
                <label for=sku.clone()>"SKU or name"</label>
                <input
                    id=sku
                    name=sku_name
                    value=line.sku
                    list="draft-variants"
                    maxlength="80"
                    autocomplete="off"
                    on:input=move |event| look.run(event_target_value(&event))
                />
                {move || wrong("sku")}
            </div>
            <div class=part::field>
                <label for=count.clone()>"Quantity"</label>
                <input id=count name=count_name value=line.quantity inputmode="numeric" placeholder="1" autocomplete="off" />
                {move || wrong("quantity")}
            </div>
            <div class=part::field>
                <label for=price.clone()>"Own price"</label>
                <input id=price name=price_name value=line.price inputmode="decimal" placeholder="As in the shop" autocomplete="off" />
                {move || wrong("price")}
            </div>
        </div>
    }
    .into_any()
}
