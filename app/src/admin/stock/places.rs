//! Where a variant lies: how many in each location, set and moved.

use domain::{inventory::LocationStock, kernel::VariantId};
use leptos::{form::ActionForm, prelude::*};

use super::style;
use crate::{
    admin::{
        locations::api::{SetLocationStock, TransferStock},
        parts::{
            form::{FormState, Outcome, renewed},
            record,
            refusal::Complaint,
            style as part,
        },
    },
    error::AppError,
};

/// The two forms with what became of them.
#[derive(Clone, Copy)]
pub struct Placing {
    pub set: ServerAction<SetLocationStock>,
    pub transfer: ServerAction<TransferStock>,
    pub set_form: FormState,
    pub transfer_form: FormState,
}

impl Placing {
    /// How often something was sent.
    pub fn versions(self) -> (usize, usize) {
        (self.set.version().get(), self.transfer.version().get())
    }

    /// Whether what was sent last was done.
    fn is_done(self) -> bool {
        let is_saved = |answer: Option<Result<Outcome, AppError>>| matches!(answer, Some(Ok(Outcome::Saved)));
        is_saved(self.set.value().get_untracked()) || is_saved(self.transfer.value().get_untracked())
    }

    fn failure(self) -> Option<String> {
        let set = self.set_form.refusal_of("on_hand").or_else(|| self.set_form.failure());
        let transfer = || self.transfer_form.refusal_of("quantity").or_else(|| self.transfer_form.refusal_of("to"));
        set.or_else(transfer).or_else(|| self.transfer_form.failure())
    }
}

/// Where it lies.
#[component]
pub fn Places(
    /// Which variant.
    variant: VariantId,
    locations: Vec<LocationStock>,
    /// The key of the next transfer.
    key: String,
    placing: Placing,
) -> impl IntoView {
    let failed = Signal::derive(move || placing.failure());
    let open: Vec<LocationStock> = locations.iter().filter(|one| !one.is_closed).cloned().collect();
    let has_free = locations.iter().any(|one| one.on_hand > one.reserved);
    let transfer = (locations.len() > 1 && has_free && !open.is_empty()).then(|| {
        view! { <Move variant locations=locations.clone() open key placing /> }
    });
    let rows = locations.into_iter().map(|one| {
        let words = match (one.is_closed, one.sells_online) {
            (true, _) => "Closed",
            (false, true) => "Sells online",
            (false, false) => "Not online",
        };
        let label = format!("On hand in {}", one.name);
        let field = (!one.is_closed).then(|| {
            view! {
                <ActionForm action=placing.set node_ref=renewed(placing.is_done()) attr:class=style::set>
                    <input type="hidden" name="variant" value=variant.to_string() />
                    <input type="hidden" name="location" value=one.location.to_string() />
                    <input type="hidden" name="seen" value=one.on_hand.to_string() />
                    <input
                        class=part::input
                        name="on_hand"
                        inputmode="numeric"
                        autocomplete="off"
                        maxlength="7"
                        value=one.on_hand.to_string()
                        aria-label=label
                    />
                    <button class=part::button disabled=move || placing.set.pending().get()>"Set"</button>
                </ActionForm>
            }
        });
        let closed = one.is_closed.then_some(one.on_hand);
        view! {
            <tr>
                <td>
                    <div class=style::what>
                        <a href=format!("/admin/stock/locations/{}", one.location)>{one.name}</a>
                        <span class=part::small>{words}</span>
                    </div>
                </td>
                <td class=record::number>{one.reserved}</td>
                <td class=record::number>{field} {closed}</td>
            </tr>
        }
    });
    view! {
        <section class=part::card aria-labelledby="places">
            <div class=part::cardhead>
                <h2 id="places">"Locations"</h2>
            </div>
            <Complaint message=failed />
            <table class=record::table>
                <thead>
                    <tr>
                        <th scope="col">"Location"</th>
                        <th scope="col" class=record::number>"Held"</th>
                        <th scope="col" class=record::number>"On hand"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            {transfer}
        </section>
    }
    .into_any()
}

#[component]
fn Move(
    variant: VariantId,
    locations: Vec<LocationStock>,
    open: Vec<LocationStock>,
    key: String,
    placing: Placing,
) -> impl IntoView {
    let from = locations.into_iter().filter(|one| one.on_hand > one.reserved).map(|one| {
        let words = format!("{} ({} free)", one.name, one.on_hand.saturating_sub(one.reserved));
        view! { <option value=one.location.to_string()>{words}</option> }
    });
    let last = open.len().saturating_sub(1);
    let to = open.into_iter().enumerate().map(move |(place, one)| {
        view! { <option value=one.location.to_string() selected=place == last>{one.name}</option> }
    });
    view! {
        <ActionForm action=placing.transfer attr:class=style::moving>
            <input type="hidden" name="variant" value=variant.to_string() />
            <input type="hidden" name="key" value=key />
            <div class=part::field>
                <label for="move-quantity">"Move"</label>
                <input id="move-quantity" name="quantity" inputmode="numeric" autocomplete="off" maxlength="7" value="1" />
            </div>
            <div class=part::field>
                <label for="move-from">"From"</label>
                <select id="move-from" name="from" autocomplete="off">{from.collect_view()}</select>
            </div>
            <div class=part::field>
                <label for="move-to">"To"</label>
                <select id="move-to" name="to" autocomplete="off">{to.collect_view()}</select>
            </div>
            <button class=part::button disabled=move || placing.transfer.pending().get()>"Move"</button>
        </ActionForm>
    }
    .into_any()
}
