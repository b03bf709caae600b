//! Writing down what came of a purchase order.

use domain::purchase::view::PurchaseSheet;
use leptos::{form::ActionForm, prelude::*};

use super::{sheet::PurchaseActions, style};
use crate::admin::parts::{
    form::{TextField, Tick},
    refusal::Complaint,
    style as part,
};

/// The first part of the fields' names.
pub const ROOT: &str = "receipt";

/// What is missing, with how many came of each.
#[component]
pub(super) fn Receive(
    /// The purchase order.
    sheet: PurchaseSheet,
    /// The changes.
    actions: PurchaseActions,
) -> impl IntoView {
    let (form, action) = (actions.receipt, actions.receive);
    let failed = Signal::derive(move || form.refusal_of("lines").or_else(|| form.failure()));
    let rows = sheet.lines.clone().into_iter().enumerate().map(move |(place, line)| {
        let path = StoredValue::new(format!("lines.{place}.quantity"));
        let name = path.with_value(|path| form.name(path));
        let refusal = move || path.with_value(|path| form.refusal_of(path));
        let missing = line.missing();
        let proposed = if missing == 0 { String::new() } else { missing.to_string() };
        view! {
            <tr>
                <td>
                    <div class=style::what>
                        <span>{line.variant.title.clone()}</span>
                        <span class=part::small>{line.variant.sku.clone()}</span>
                    </div>
                    <input type="hidden" name=form.name(&format!("lines.{place}.line")) value=line.id.to_string() />
                </td>
                <td class=style::number>{missing}</td>
                <td>
                    <input
                        class=format!("{} {}", part::input, part::numeric)
                        name=name
                        value=proposed
                        inputmode="numeric"
                        autocomplete="off"
                        maxlength="7"
                        aria-label=format!("How many came: {}", line.variant.sku)
                        aria-invalid=move || refusal().is_some().to_string()
                    />
                    {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
                </td>
            </tr>
        }
    });
    let places = (sheet.locations.len() > 1).then(|| {
        let options =
            sheet.locations.iter().map(|(id, name)| view! { <option value=id.to_string()>{name.clone()}</option> });
        let options = options.collect_view();
        view! {
            <div class=part::field>
                <label for="receipt-location">"Brought to"</label>
                <select id="receipt-location" name=form.name("location") autocomplete="off">
                    <option value="">"Where most of each lies"</option>
                    {options}
                </select>
            </div>
        }
    });
    view! {
        <section class=part::card aria-labelledby="receive">
            <div class=part::cardhead>
                <h2 id="receive">"Receive"</h2>
                <span class=part::aside>"how many came, line by line"</span>
            </div>
            <ActionForm action>
                <input type="hidden" name="id" value=sheet.order.id.to_string() />
                <input type="hidden" name=form.name("key") value=sheet.receipt_key.clone() />
                <table class=style::lines>
                    <thead>
                        <tr>
                            <th scope="col">"Variant"</th>
                            <th scope="col" class=style::number>"Missing"</th>
                            <th scope="col" class=style::number>"Came"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
                <div class=style::foot>
                    <div>
                        <TextField
                            form
                            path="freight"
                            label="Freight and duties, net"
                            value=""
                            keys="decimal"
                            hint="Spread over what came, by its value."
                        />
                    </div>
                    {places}
                    <Tick form path="over" label="More than ordered is right" checked=false />
                    <button class=part::primary disabled=move || action.pending().get()>"Receive into stock"</button>
                    <Complaint message=failed />
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}
