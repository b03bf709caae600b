//! The fields of a currency.

use domain::{
    currency::{CurrencyForm, Rounding},
    kernel::Currency,
};
use leptos::prelude::*;

use crate::admin::parts::{
    form::{Choice, FormState, TextField, Tick},
    record, style as part,
};

/// The first part of the fields' names.
pub const ROOT: &str = "currency";

/// Code, rate, rounding and countries.
#[component]
pub fn Fields(
    /// The form.
    form: FormState,
    /// What stands in the fields.
    currency: CurrencyForm,
    /// The shop's own currency.
    base: Currency,
    /// Whether it is there already: then its code stays.
    #[prop(optional)]
    is_known: bool,
) -> impl IntoView {
    let known = Currency::parse(&currency.code).ok().filter(|_| is_known);
    let suits = |rule: &Rounding| known.is_none_or(|known| rule.suits(known));
    let rules = Rounding::ALL.into_iter().filter(suits).map(|rule| (rule.key(), rule.label().to_owned())).collect();
    let code = (!is_known).then(|| {
        view! { <TextField form path="code" label="Currency" value=currency.code.clone() required=true hint="Its three letters, as in USD." /> }
    });
    let rate = format!("One {} is", base.code());
    view! {
        <div class=record::two>
            {code}
            <TextField form path="rate" label=rate value=currency.rate required=true keys="decimal" hint="As in 1.0837: so much of the other currency." />
            <Choice form path="rounding" label="Prices are rounded" options=rules chosen=currency.rounding />
            <TextField
                form
                path="countries"
                label="Shown first to people in"
                value=currency.countries
                hint="Codes of countries, as in US, CA. Empty: only to those who choose it."
            />
        </div>
        <Tick form path="open" label="New orders can be placed in it" checked=currency.open />
        <p class=part::hint>
            "Delivery, thresholds, discount codes and surcharges are converted and rounded alike. Bank transfer and cash stay with the currency of your prices."
        </p>
    }
    .into_any()
}
