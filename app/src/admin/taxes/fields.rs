//! The fields of a rate.

use domain::{
    kernel::COUNTRIES,
    tax::{TaxClass, TaxRateForm},
};
use leptos::prelude::*;

use crate::admin::parts::{
    day::Day,
    form::{Choice, FormState, TextField},
    record,
};

/// The first part of the fields' names.
pub const ROOT: &str = "rate";

/// Place, class, percentage and days.
#[component]
pub fn Fields(
    /// The form.
    form: FormState,
    /// What stands in the fields.
    rate: TaxRateForm,
) -> impl IntoView {
    let countries = COUNTRIES.iter().map(|country| (country.code, country.name.to_owned())).collect();
    let classes = [TaxClass::Standard, TaxClass::Reduced]
        .into_iter()
        .map(|class| (class.key(), class.label().to_owned()))
        .collect();
    view! {
        <div class=record::two>
            <Choice form path="country" label="Country" options=countries chosen=rate.country />
            <Choice form path="class" label="Class" options=classes chosen=rate.class />
        </div>
        <div class=record::two>
            <TextField form path="percent" label="Percent" value=rate.percent keys="decimal" hint="As in 19 or 8.875." />
            <span></span>
            <Day form path="from" label="First day" value=rate.from hint="Days begin by UTC." />
            <Day form path="until" label="Last day" value=rate.until hint="Empty while there is none." />
        </div>
        <div class=record::two>
            <TextField
                form
                path="region"
                label="Region"
                value=rate.region
                hint="Only for a part with a rate of its own, as in Canary Islands."
            />
            <TextField
                form
                path="postcodes"
                label="Its postcodes begin with"
                value=rate.postcodes
                hint="As in 35, 38. Empty for the whole country."
            />
        </div>
    }
    .into_any()
}
