//! Giving store credit: a code that is mailed to the address that it belongs to.

use domain::{gift_card::CreditForm, kernel::OrderId};
use leptos::{form::ActionForm, html, prelude::*};
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use super::api::GiveCredit;
use crate::admin::{
    layout::AdminState,
    parts::{
        day::Day,
        form::{FormState, TextField},
        record,
        refusal::Complaint,
        style as part,
    },
};

/// The form, folded; open with address and order where a link has named them.
#[component]
pub fn Give(give: ServerAction<GiveCredit>) -> impl IntoView {
    let state = AdminState::of_frame();
    let form = FormState::new("credit", move || give.value().get());
    let element = NodeRef::<html::Form>::new();
    form.on_saved(move || {
        state.say("Store credit given");
        if let Some(element) = element.get_untracked() {
            element.reset();
        }
    });
    let failed = Signal::derive(move || form.failure());
    let CreditForm { email, order, .. } = use_query_map().with_untracked(asked);
    let is_asked = !email.is_empty();
    let order = order.map(|order: OrderId| {
        view! { <input type="hidden" name=form.name("order") value=order.to_string() /> }
    });
    view! {
        <details class=format!("{} {}", part::card, record::new) open=is_asked>
            <summary>"Give store credit"</summary>
            <ActionForm action=give node_ref=element attr:class=record::block>
                <p class=part::hint>
                    "The customer gets a code by mail. It pays only for orders with the same e-mail address."
                </p>
                {order}
                <div class=record::two>
                    <TextField form path="email" label="E-mail address" value=email required=true keys="email" />
                    <TextField form path="amount" label="Amount" value="" required=true keys="decimal" hint="As in 12.50." />
                </div>
                <div class=record::two>
                    <TextField form path="reason" label="Reason" value="" required=true hint="Only people of the shop read it." />
                    <Day form path="until" label="Last day" value=String::new() hint="Empty for ever." />
                </div>
                <Complaint message=failed />
                <button class=part::primary disabled=move || give.pending().get()>"Give credit"</button>
            </ActionForm>
        </details>
    }
    .into_any()
}

fn asked(map: &ParamsMap) -> CreditForm {
    let email: String = map.get("email").unwrap_or_default().trim().chars().take(254).collect();
    CreditForm { email, order: map.get("order").and_then(|order| order.parse().ok()), ..CreditForm::default() }
}

/// The address at which credit is given to who placed an order.
#[must_use]
pub fn address(email: &str, order: OrderId) -> String {
    let mut map = ParamsMap::new();
    map.insert("email", email.to_owned());
    map.insert("order", order.to_string());
    format!("/admin/gift-cards{}", map.to_query_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_form_names_who_and_what_for() {
        let address = address("ida+1@example.org", OrderId(7));
        assert!(address.starts_with("/admin/gift-cards?") && address.contains("order=7"), "{address}");
        assert!(!address.contains("ida+1"), "a plus would be read as a space: {address}");
    }
}
