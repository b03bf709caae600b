//! What may be owed of a variant, and who waits for it.

use domain::{
    inventory::view::{BackorderRule, WaitingOrder},
    kernel::{Date, Timestamp, VariantId},
};
use leptos::{form::ActionForm, prelude::*};

use super::{api::SetBackorder, style};
use crate::admin::parts::{
    badge::{Badge, Tone},
    form::FormState,
    local::Moment,
    record,
    refusal::Complaint,
    style as part,
};

/// The limit and the day, as a form.
#[component]
pub fn Backorder(
    /// Of which variant.
    variant: VariantId,
    rule: BackorderRule,
    form: FormState,
    action: ServerAction<SetBackorder>,
) -> impl IntoView {
    let wrong = move |field: &'static str| Signal::derive(move || form.refusal_of(field));
    let (most_wrong, day_wrong) = (wrong("most"), wrong("expected_on"));
    let failed = Signal::derive(move || form.failure().filter(|_| most_wrong.get().or(day_wrong.get()).is_none()));
    let most = if rule.most > 0 { rule.most.to_string() } else { String::new() };
    let day = rule.expected_on.map(Date::iso).unwrap_or_default();
    let owed = (rule.owed > 0).then(|| view! { <p class=part::hint>{format!("{} are owed now.", rule.owed)}</p> });
    view! {
        <section class=format!("{} {}", part::card, record::block) aria-labelledby="backorder">
            <h2 id="backorder" class=style::head>"Sell when out of stock"</h2>
            <ActionForm action attr:class=part::field>
                <input type="hidden" name="variant" value=variant.to_string() />
                <label for="backorder-most">"Owe at most"</label>
                <input
                    id="backorder-most"
                    name="most"
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength="6"
                    value=most
                    aria-invalid=move || most_wrong.get().is_some().to_string()
                    aria-describedby="backorder-hint"
                />
                <p class=part::hint id="backorder-hint">"Items that may be sold before they are there. Empty sells only what is there."</p>
                {owed}
                <Complaint message=most_wrong />
                <label for="backorder-day">"Expected on"</label>
                <input
                    id="backorder-day"
                    name="expected_on"
                    type="date"
                    value=day
                    aria-invalid=move || day_wrong.get().is_some().to_string()
                />
                <p class=part::hint>"Shoppers read “Ships around” this day, in the shop, on their order and in its mail."</p>
                <Complaint message=day_wrong />
                <Complaint message=failed />
                <button class=part::button disabled=move || action.pending().get()>"Save limit"</button>
            </ActionForm>
        </section>
    }
    .into_any()
}

/// Who waits, the longest first; nothing where nobody does.
pub fn waiting(orders: Vec<WaitingOrder>, now: Timestamp) -> Option<AnyView> {
    if orders.is_empty() {
        return None;
    }
    let rows = orders.into_iter().map(|order| {
        let (tone, label) = if order.is_paid { (Tone::Good, "Paid") } else { (Tone::Neutral, "Not paid yet") };
        view! {
            <tr class=record::row>
                <td>
                    <div class=style::what>
                        <a href=format!("/admin/orders/{}", order.id)>{order.number}</a>
                        <span class=part::small>{order.customer_name} " · " <Moment at=order.since now /></span>
                    </div>
                </td>
                <td><Badge tone label /></td>
                <td class=record::number>{order.missing}</td>
            </tr>
        }
    });
    let table = view! {
        <section class=part::card aria-labelledby="owed">
            <div class=part::cardhead>
                <h2 id="owed">"Owed"</h2>
                <span class=part::aside>"What comes goes to the first of these before it can be sold"</span>
            </div>
            <table class=record::table>
                <thead>
                    <tr>
                        <th scope="col">"Order"</th>
                        <th scope="col">"Payment"</th>
                        <th scope="col" class=record::number>"Owed"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    };
    Some(table.into_any())
}
