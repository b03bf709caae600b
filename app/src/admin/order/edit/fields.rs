//! The fields of a change.

use domain::{
    kernel::{COUNTRIES, OrderId},
    order::{
        edit::{KEEP, OWN_PRICE, VariantChoice},
        view::{OrderDetail, OrderLineView},
    },
    shipping::view::ShippingOption,
};
use leptos::{prelude::*, task::spawn_local};

use super::{api::find_variants, style};
use crate::admin::parts::{record, style as part};

/// A number for each line that is there. `follow` is told when one is taken out.
pub(super) fn lines(detail: &OrderDetail, follow: impl Fn() + Copy + Send + 'static) -> AnyView {
    let row = move |(place, line): (usize, &OrderLineView)| {
        let id = format!("edit-line-{place}");
        let variant = if line.variant_title.is_empty() { String::new() } else { format!(", {}", line.variant_title) };
        let removed = id.clone();
        view! {
            <div class=style::row>
                <label for=id.clone()>
                    {format!("{}{variant}", line.title)}
                    <span class=part::small>{format!("{} · {} each", line.sku, line.unit_price)}</span>
                </label>
                <input type="hidden" name=format!("edit[lines][{place}][line]") value=line.id.to_string() />
                <input
                    id=id
                    class=part::input
                    type="number"
                    name=format!("edit[lines][{place}][quantity]")
                    min="0"
                    max="999"
                    step="1"
                    value=line.quantity.to_string()
                    inputmode="numeric"
                />
                <button
                    type="button"
                    class=part::quiet
                    on:click=move |_| {
                        empty(&removed);
                        follow();
                    }
                >
                    "Take out"
                </button>
            </div>
        }
    };
    detail.order.lines.iter().enumerate().map(row).collect_view().into_any()
}

/// Sets a number to nothing.
fn empty(id: &str) {
    use wasm_bindgen::JsCast as _;
    let field = document().get_element_by_id(id);
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        field.set_value("0");
    }
}

/// What is added: its SKU, with what the shop has while one types.
#[component]
pub(super) fn Added(
    /// The order that it is added to.
    order: OrderId,
) -> impl IntoView {
    let rows = RwSignal::new(1_usize);
    let choices = RwSignal::new(Vec::<VariantChoice>::new());
    let look = move |text: String| {
        // What was chosen from the list is known; there is nothing to look for.
        if text.trim().is_empty() || choices.with_untracked(|known| known.iter().any(|one| one.sku == text)) {
            return;
        }
        spawn_local(async move {
            if let Ok(found) = find_variants(order, text).await {
                let _ = choices.try_set(found);
            }
        });
    };
    let row = move |place: usize| {
        let (sku, quantity) = (format!("edit-sku-{place}"), format!("edit-count-{place}"));
        view! {
            <div class=style::added>
                <div class=part::field>
                    <label for=sku.clone()>"SKU or name"</label>
                    <input
                        id=sku
                        name=format!("edit[added][{place}][sku]")
                        list="edit-variants"
                        maxlength="80"
                        autocomplete="off"
                        on:input=move |event| look(event_target_value(&event))
                    />
                </div>
                <div class=part::field>
                    <label for=quantity.clone()>"Quantity"</label>
                    <input
                        id=quantity
                        type="number"
                        name=format!("edit[added][{place}][quantity]")
                        min="1"
                        max="999"
                        step="1"
                        inputmode="numeric"
                        placeholder="1"
                    />
                </div>
            </div>
        }
    };
    view! {
        <fieldset class=style::group>
            <legend>"Add items"</legend>
            <For each=move || 0..rows.get() key=|place| *place children=row />
            <datalist id="edit-variants">
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
            <p class=part::hint>"Type a part of the name and choose. They cost what they cost today."</p>
            <button type="button" class=part::button on:click=move |_| rows.update(|rows| *rows = rows.saturating_add(1))>
                "Add another item"
            </button>
        </fieldset>
    }
}

/// Where it goes.
pub(super) fn address(detail: &OrderDetail) -> AnyView {
    let address = &detail.order.address;
    let text = |id: &'static str, label: &'static str, name: &'static str, value: &str| {
        view! {
            <div class=part::field>
                <label for=id>{label}</label>
                <input id=id name=name value=value.to_owned() maxlength="200" autocomplete="off" />
            </div>
        }
    };
    let code = address.country.clone();
    let countries = COUNTRIES.iter().map(move |country| {
        let is_chosen = country.code == code;
        view! {
            <option value=country.code selected=is_chosen>
                {country.name}
            </option>
        }
    });
    view! {
        <fieldset class=style::group>
            <legend>"Where it goes"</legend>
            {text("edit-email", "E-mail", "edit[email]", &detail.order.email)}
            {text("edit-name", "Full name", "edit[address][full_name]", &address.full_name)}
            {text("edit-extra", "Company or second line (optional)", "edit[address][extra]", &address.extra)}
            {text("edit-street", "Street and number", "edit[address][street]", &address.street)}
            <div class=record::town>
                {text("edit-postcode", "Postcode", "edit[address][postcode]", &address.postcode)}
                {text("edit-town", "Town", "edit[address][town]", &address.town)}
            </div>
            <div class=part::field>
                <label for="edit-country">"Country"</label>
                <select id="edit-country" name="edit[address][country]">
                    {countries.collect_view()}
                </select>
            </div>
        </fieldset>
    }
    .into_any()
}

/// How it is delivered: as it was agreed, at a price of one's own, or in another way.
#[component]
pub(super) fn Delivery(
    /// The way that was agreed.
    name: String,
    /// What it costs.
    price: String,
    /// The ways that go to the address with these items.
    options: Memo<Vec<ShippingOption>>,
    /// The currency of the price.
    currency: String,
) -> impl IntoView {
    let chosen = RwSignal::new(KEEP.to_owned());
    let own = name.clone();
    view! {
        <fieldset class=style::group>
            <legend>"Delivery"</legend>
            <div class=part::field>
                <label for="edit-shipping">"Way of delivery"</label>
                <select
                    id="edit-shipping"
                    name="edit[shipping]"
                    on:change=move |event| chosen.set(event_target_value(&event))
                >
                    <option value=KEEP>{format!("As agreed: {name}, {price}")}</option>
                    <option value=OWN_PRICE>{format!("{own} at another price")}</option>
                    {move || {
                        options
                            .get()
                            .into_iter()
                            .map(|option| {
                                let is_chosen = chosen.get_untracked() == option.code;
                                view! {
                                    <option value=option.code.clone() selected=is_chosen>
                                        {format!("{}, today {}", option.name, option.price)}
                                    </option>
                                }
                            })
                            .collect_view()
                    }}
                </select>
            </div>
            <div class=part::field hidden=move || chosen.get() != OWN_PRICE>
                <label for="edit-price">{format!("Price of the delivery ({currency})")}</label>
                <input id="edit-price" name="edit[shipping_price]" inputmode="decimal" autocomplete="off" />
            </div>
        </fieldset>
    }
}
