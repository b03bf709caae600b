//! Where the shop collects taxes.

use domain::{
    kernel::{COUNTRIES, country},
    tax::{TaxSettings, TaxSettingsForm, is_member_state},
};
use leptos::{form::ActionForm, prelude::*};

use super::{api::SaveTaxSettings, style};
use crate::admin::parts::{
    form::{FormState, Tick},
    record,
    refusal::Complaint,
    style as part,
};

/// The first part of the fields' names.
pub const ROOT: &str = "settings";

/// Whether the One Stop Shop is used, and where else the shop is registered.
#[component]
pub fn Settings(
    /// How they stand.
    settings: TaxSettings,
    /// The shop's own country.
    home: String,
    /// The form.
    form: FormState,
    /// What saves them.
    save: ServerAction<SaveTaxSettings>,
) -> impl IntoView {
    let version = settings.version.to_string();
    let fields = TaxSettingsForm::of(&settings);
    let is_within = is_member_state(&home);
    let name = country(&home).map_or_else(|| home.clone(), |country| country.name.to_owned());
    let root = form.name("registered");
    let ticks = COUNTRIES
        .iter()
        .filter(|country| country.code != home && !(is_within && is_member_state(country.code)))
        .map(|country| {
            let is_ticked = fields.registered.contains_key(country.code);
            view! {
                <label class=record::tick>
                    <input type="checkbox" name=format!("{root}[{}]", country.code) value="true" checked=is_ticked />
                    {country.name}
                </label>
            }
        })
        .collect_view();
    let oss = is_within.then(|| {
        view! {
            <Tick form path="oss" label="One Stop Shop" checked=fields.oss />
            <p class=part::hint>
                "Ticked: within the European Union each order has the rate of the country that it goes to. Not ticked: your sales abroad are below the threshold, and each has your own country's rate."
            </p>
        }
    });
    let failed = Signal::derive(move || form.failure());
    let unregistered = Signal::derive(move || form.refusal_of("registered"));
    view! {
        <section class=part::card aria-labelledby="collects">
            <div class=part::cardhead>
                <h2 id="collects">"Where you collect taxes"</h2>
            </div>
            <ActionForm action=save attr:class=record::block>
                <input type="hidden" name="version" value=version />
                <p class=part::small>"You are in " {name} ", by the setting of your country."</p>
                <Tick form path="adds_tax" label="Prices are without tax" checked=fields.adds_tax />
                <p class=part::hint>
                    "Ticked: the tax is added at the checkout, as in the United States or in a shop for businesses. Not ticked: prices include it, as the European Union wants it for consumers."
                </p>
                {oss}
                <fieldset class=style::group>
                    <legend>"Registered besides in"</legend>
                    <div class=style::countries>{ticks}</div>
                    <p class=part::hint>"To other countries you export: no tax is charged."</p>
                    <Complaint message=unregistered />
                </fieldset>
                <Complaint message=failed />
                <button class=part::button disabled=move || save.pending().get()>"Save"</button>
            </ActionForm>
        </section>
    }
    .into_any()
}
