//! A parcel to try: which ways it would be offered, at which price, arriving when.

use domain::{kernel::COUNTRIES, shipping::view::ShippingOption};
use leptos::prelude::*;
use leptos_router::{components::Form, hooks::use_query_map, params::ParamsMap};

use super::{
    api::{ParcelQuery, preview_delivery},
    style,
};
use crate::{
    admin::parts::{refusal::Complaint, style as part},
    data::part_data,
};

/// Asks about a parcel; the whole question is in the address.
#[component]
pub fn Preview(
    /// The shop's own country.
    home: String,
) -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(query_of));
    let data = part_data(move || query.get(), preview_delivery);
    let asked = query.get_untracked();
    let chosen = if asked.country.is_empty() { home } else { asked.country.clone() };
    let countries = COUNTRIES
        .iter()
        .map(|country| view! { <option value=country.code selected=country.code == chosen>{country.name}</option> })
        .collect_view();
    view! {
        <section class=part::card aria-labelledby="try">
            <div class=part::cardhead>
                <h2 id="try">"Try a parcel"</h2>
            </div>
            <Form method="GET" action="/admin/delivery" attr:class=style::asked>
                <div class=part::field>
                    <label for="try-country">"To"</label>
                    <select id="try-country" name="country" autocomplete="off">
                        {countries}
                    </select>
                </div>
                <Asked id="try-postcode" name="postcode" label="Postcode" value=asked.postcode keys="text" />
                <Asked id="try-kilograms" name="kilograms" label="Kilograms" value=asked.kilograms keys="decimal" />
                <Asked id="try-worth" name="worth" label="Worth" value=asked.worth keys="decimal" />
                <button class=part::button>"Show ways"</button>
            </Form>
            <Transition>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(options) => offers(options),
                        Err(error) => {
                            let message = Signal::stored(Some(error.to_string()));
                            view! { <div class=style::none><Complaint message /></div> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
    .into_any()
}

fn query_of(map: &ParamsMap) -> ParcelQuery {
    let text = |name: &str| map.get(name).unwrap_or_default().trim().chars().take(20).collect::<String>();
    ParcelQuery {
        country: text("country"),
        postcode: text("postcode"),
        kilograms: text("kilograms"),
        worth: text("worth"),
    }
}

#[component]
fn Asked(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    value: String,
    keys: &'static str,
) -> impl IntoView {
    view! {
        <div class=part::field>
            <label for=id>{label}</label>
            <input class=part::input id=id name=name value=value inputmode=keys maxlength="20" autocomplete="off" />
        </div>
    }
    .into_any()
}

fn offers(options: Vec<ShippingOption>) -> AnyView {
    if options.is_empty() {
        return view! { <p class=style::none role="status">"You do not deliver this there."</p> }.into_any();
    }
    let offer = |option: ShippingOption| {
        let price = if option.price.minor == 0 { "Free".to_owned() } else { option.price.to_string() };
        view! {
            <li>
                <span>{option.name}</span>
                <b>{price}</b>
                <small>{format!("Arrives {}", option.arrives)}</small>
            </li>
        }
    };
    view! {
        <div role="status">
            <ul class=style::offers>{options.into_iter().map(offer).collect_view()}</ul>
        </div>
    }
    .into_any()
}
