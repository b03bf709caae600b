//! The fields of a coupon, of a new one and of one that is there.

use domain::coupon::{CouponForm, CouponState};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::{
    badge::{Badge, Tone},
    day::Day,
    form::{FormState, TextField},
    record, style as part,
};

/// The first part of the fields' names.
pub const ROOT: &str = "coupon";

const BOUND: &str = "Empty for no bound; days begin and end by UTC.";
const KINDS: [(&str, &str); 3] =
    [("percent", "Percent off the goods"), ("amount", "An amount off the goods"), ("free_shipping", "Free delivery")];

/// What the code gives, and where its bounds are.
#[component]
pub fn Fields(
    /// The form.
    form: FormState,
    /// What stands in the fields.
    coupon: CouponForm,
) -> impl IntoView {
    view! {
        <Benefit form kind=coupon.kind value=coupon.value />
        <TextField
            form
            path="least"
            label="Least value of the goods"
            value=coupon.least
            keys="decimal"
            hint="As in 40.00; empty for any. Gift cards do not count, and no code makes them cheaper."
        />
        <div class=record::two>
            <Day form path="valid_from" label="First day" value=coupon.valid_from hint=BOUND />
            <Day form path="valid_until" label="Last day" value=coupon.valid_until hint=BOUND />
        </div>
        <div class=record::two>
            <TextField
                form
                path="most_uses"
                label="Most uses in all"
                value=coupon.most_uses
                keys="numeric"
                hint="Empty for any number."
            />
            <TextField
                form
                path="most_per_customer"
                label="Most uses by one customer"
                value=coupon.most_per_customer
                keys="numeric"
                hint="Customers are told apart by their e-mail address."
            />
        </div>
    }
    .into_any()
}

#[component]
fn Benefit(form: FormState, kind: String, value: String) -> impl IntoView {
    let name = form.name("kind");
    let options = KINDS
        .into_iter()
        .map(|(key, words)| view! { <option value=key selected=key == kind>{words}</option> })
        .collect_view();
    let refusal = move || form.refusal_of("kind");
    view! {
        <div class=format!("{} {}", record::two, style::benefit)>
            <div class=part::field>
                <label for=name.clone()>"Gives"</label>
                <select id=name.clone() name=name autocomplete="off">
                    {options}
                </select>
                {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
            </div>
            <div class=style::number>
                <TextField form path="value" label="How much" value keys="decimal" hint="As in 10, or 5.00." />
            </div>
        </div>
    }
}

/// Where a coupon stands.
pub fn badge(state: CouponState) -> impl IntoView {
    let tone = match state {
        CouponState::InUse => Tone::Good,
        CouponState::NotYet | CouponState::Over | CouponState::UsedUp => Tone::Neutral,
        CouponState::Off => Tone::Bad,
    };
    view! { <Badge tone label=state.label() /> }
}
