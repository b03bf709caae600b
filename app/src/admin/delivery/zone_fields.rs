//! The fields of a zone.

use domain::{kernel::COUNTRIES, shipping::ZoneForm};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::{
    form::{Choice, FormState, TextField, Told},
    record,
};

/// The first part of the fields' names.
pub const ROOT: &str = "zone";

/// Name and places.
#[component]
pub fn ZoneFields(
    /// The form.
    form: FormState,
    /// What stands in the fields.
    zone: ZoneForm,
) -> impl IntoView {
    let places = [
        ("home", "The shop's own country"),
        ("union", "The European Union"),
        ("world", "Everywhere"),
        ("countries", "Countries that are ticked below"),
    ];
    let places = places.map(|(key, words)| (key, words.to_owned())).to_vec();
    let root = form.name("countries");
    let ticks = COUNTRIES
        .iter()
        .map(|country| {
            let name = format!("{root}[{}]", country.code);
            let is_ticked = zone.countries.contains_key(country.code);
            view! {
                <label class=record::tick>
                    <input type="checkbox" name=name value="true" checked=is_ticked />
                    {country.name}
                </label>
            }
        })
        .collect_view();
    view! {
        <TextField form path="name" label="Name" value=zone.name required=true hint="Only you see it." />
        <div class=format!("{} {}", style::group, style::places)>
            <Choice form path="places" label="Leads to" options=places chosen=zone.places />
            <div class=style::ofcountries>
                <fieldset class=style::group>
                    <legend>"Countries"</legend>
                    <div class=style::countries>{ticks}</div>
                    <Told form path="countries" />
                </fieldset>
                <TextField
                    form
                    path="postcodes"
                    label="Only where the postcode begins so"
                    value=zone.postcodes
                    hint="As in 35, 38 for the Canary Islands. Empty for the whole country; only with one country."
                />
            </div>
        </div>
    }
    .into_any()
}
