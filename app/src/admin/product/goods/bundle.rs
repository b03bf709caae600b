//! The parts of a bundle, and how its price follows them.

use domain::{
    catalog::{
        full_name,
        view::{PartChoice, PartForm},
    },
    kernel::Currency,
};
use leptos::{ev, form::ActionForm, prelude::*, task::spawn_local};

use super::{GoodsActions, api::find_parts, percent, style};
use crate::admin::parts::{
    rest::{REST, once_typing_rests},
    style as part,
};

const CHOICES: &str = "part-choices";

/// What a bundle is made of.
#[component]
pub fn Bundle(actions: GoodsActions) -> impl IntoView {
    let parts = move || actions.editor.saved.with(|saved| saved.goods.parts.clone());
    view! {
        <div class=style::group>
            <h3>"Parts"</h3>
            <ul class=style::parts>{move || parts().into_iter().map(|part| view! { <Part actions part /> }).collect_view()}</ul>
            {move || parts().is_empty().then(|| view! { <p class=part::hint>"Nothing is in it yet: nobody can buy it."</p> })}
            <AddPart actions />
        </div>
        <Price actions />
    }
}

#[component]
fn Part(actions: GoodsActions, part: PartForm) -> impl IntoView {
    let action = actions.put_part;
    let stock = match (part.active, part.free) {
        (false, _) => Err("not sold any more".to_owned()),
        (true, None) => Ok("not counted".to_owned()),
        (true, Some(free)) if free < part.quantity => Err(format!("{free} free: not enough for one")),
        (true, Some(free)) => Ok(format!("{free} free")),
    };
    let stock = match stock {
        Ok(words) => view! { <span>{words}</span> }.into_any(),
        Err(words) => view! { <span class=style::gone>{words}</span> }.into_any(),
    };
    let name = full_name(&part.title, &part.variant_title);
    let (sku, again) = (part.sku.clone(), part.sku.clone());
    let label = format!("How many of {name}");
    let remove = format!("Take out {name}");
    view! {
        <li>
            <div class=style::what>
                <a href=format!("/admin/products/{}", part.product)>{name}</a>
                <span class=part::small>
                    {sku} " · " {part.price.to_string()} " · " {stock}
                </span>
            </div>
            <div class=style::tools>
                <ActionForm action>
                    <input type="hidden" name="product" value=actions.product() />
                    <input type="hidden" name="sku" value=again />
                    <input
                        class=part::input
                        type="number"
                        name="quantity"
                        min="1"
                        max="999"
                        value=part.quantity.to_string()
                        aria-label=label
                    />
                    <button class=part::button disabled=move || action.pending().get()>
                        "Set"
                    </button>
                </ActionForm>
                <ActionForm action>
                    <input type="hidden" name="product" value=actions.product() />
                    <input type="hidden" name="sku" value=part.sku />
                    <input type="hidden" name="quantity" value="0" />
                    <button class=part::button aria-label=remove disabled=move || action.pending().get()>
                        "Remove"
                    </button>
                </ActionForm>
            </div>
        </li>
    }
}

/// A field that offers what fits what is typed; without a script the unit is typed as it is.
#[component]
fn AddPart(actions: GoodsActions) -> impl IntoView {
    let action = actions.put_part;
    let choices = RwSignal::new(Vec::<PartChoice>::new());
    let typed = RwSignal::new(String::new());
    let look = once_typing_rests(REST, move |text: String| {
        spawn_local(async move {
            let Ok(found) = find_parts(text.clone()).await else { return };
            // An answer that comes late is no answer to what is typed now.
            if typed.try_get_untracked().is_some_and(|now| now == text) {
                choices.set(found);
            }
        });
    });
    let search = move |event: ev::Event| {
        let text = event_target_value(&event);
        typed.set(text.clone());
        // What was chosen from the list needs no list any more.
        if text.trim().is_empty() || choices.with_untracked(|choices| choices.iter().any(|choice| choice.sku == text)) {
            return;
        }
        look(text);
    };
    view! {
        <ActionForm action attr:class=style::row>
            <input type="hidden" name="product" value=actions.product() />
            <div class=part::field>
                <label for="part-sku">"Add by name or SKU"</label>
                <input id="part-sku" name="sku" list=CHOICES required maxlength="64" autocomplete="off" on:input=search />
                <datalist id=CHOICES>
                    {move || {
                        choices
                            .get()
                            .into_iter()
                            .map(|choice| view! { <option value=choice.sku>{choice.title}</option> })
                            .collect_view()
                    }}
                </datalist>
            </div>
            <div class=format!("{} {}", part::field, style::number)>
                <label for="part-quantity">"How many"</label>
                <input id="part-quantity" name="quantity" type="number" min="1" max="999" value="1" required />
            </div>
            <button class=part::button disabled=move || action.pending().get()>
                "Add part"
            </button>
        </ActionForm>
    }
}

/// The price: of its own, or the sum of the parts less some percent.
#[component]
fn Price(actions: GoodsActions) -> impl IntoView {
    let action = actions.set_discount;
    let goods = move || actions.editor.saved.with(|saved| saved.goods.clone());
    let currency = actions
        .editor
        .saved
        .with_untracked(|saved| saved.variants.first().map(|variant| variant.price.currency))
        .unwrap_or(Currency::EUR);
    let told = move || match goods().prices(currency) {
        Ok((parts, Some(price))) => {
            format!("Bought singly the parts cost {parts}; the bundle costs {price} and follows them.")
        }
        Ok((parts, None)) => {
            format!("Bought singly the parts cost {parts}. The bundle has the price of its variant, above.")
        }
        Err(_) => "The parts’ prices cannot be added up.".to_owned(),
    };
    view! {
        <div class=style::group>
            <h3>"Price"</h3>
            <ActionForm action attr:class=style::row>
                <input type="hidden" name="product" value=actions.product() />
                <div class=part::field>
                    <label for="bundle-percent">"Percent off the sum of its parts"</label>
                    <input
                        id="bundle-percent"
                        name="percent"
                        inputmode="decimal"
                        maxlength="8"
                        autocomplete="off"
                        value=move || goods().discount.map(percent::write).unwrap_or_default()
                        placeholder="none: it has its own price"
                    />
                </div>
                <button class=part::button disabled=move || action.pending().get()>
                    "Set price"
                </button>
            </ActionForm>
            <p class=part::hint>{told}</p>
        </div>
    }
}
