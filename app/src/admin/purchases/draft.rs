//! The fields of a purchase order: of a draft all of them, later the expected day and the note.

use domain::purchase::{
    PurchaseForm,
    view::{PurchaseLine, PurchaseSheet},
};
use leptos::{form::ActionForm, prelude::*};

use super::{sheet::PurchaseActions, style};
use crate::admin::parts::{
    day::Day,
    form::{FormState, TextField},
    record, style as part,
};

/// The first part of the fields' names.
pub const ROOT: &str = "purchase";
/// The form, so that a button elsewhere can send it.
pub const FORM: &str = "purchase-form";

/// Head and lines.
#[component]
pub(super) fn Draft(
    /// The purchase order.
    sheet: PurchaseSheet,
    /// The changes.
    actions: PurchaseActions,
) -> impl IntoView {
    let (form, is_draft) = (actions.form, sheet.order.state.is_draft());
    let typed = sheet.form();
    let lines = if sheet.lines.is_empty() {
        view! { <p class=record::nothing>"Nothing is on it yet. Add variants below by SKU or barcode."</p> }.into_any()
    } else if is_draft {
        fields(&sheet, &typed, form)
    } else {
        table(&sheet)
    };
    let add = is_draft.then(|| {
        view! {
            <div class=style::foot>
                <div>
                    <TextField form path="add" label="Add by SKU or barcode" value="" />
                </div>
                <button class=part::button disabled=move || actions.save.pending().get()>"Add and save"</button>
            </div>
        }
    });
    view! {
        <ActionForm action=actions.save attr:id=FORM attr:class=record::main>
            <input type="hidden" name="id" value=sheet.order.id.to_string() />
            <input type="hidden" name="version" value=sheet.version.to_string() />
            <section class=part::card aria-labelledby="lines">
                <div class=part::cardhead>
                    <h2 id="lines">"Lines"</h2>
                    <span class=part::aside>{sheet.order.total.currency.code().to_owned()} ", without tax"</span>
                </div>
                {lines}
                {add}
            </section>
            <section class=format!("{} {}", part::card, record::block)>
                <Head sheet=sheet.clone() typed form />
            </section>
        </ActionForm>
    }
    .into_any()
}

#[component]
fn Head(sheet: PurchaseSheet, typed: PurchaseForm, form: FormState) -> impl IntoView {
    let name = form.name("supplier");
    let refusal = move || form.refusal_of("supplier");
    let chosen = typed.supplier.clone();
    let options = sheet.suppliers.into_iter().map(|(id, words)| {
        let id = id.to_string();
        view! { <option value=id.clone() selected=id == chosen>{words}</option> }
    });
    let supplier = if sheet.order.state.is_draft() {
        view! {
            <div class=part::field>
                <label for=name.clone()>"Supplier"</label>
                <select
                    id=name.clone()
                    name=name
                    autocomplete="off"
                    aria-invalid=move || refusal().is_some().to_string()
                >
                    <option value="">"Choose a supplier"</option>
                    {options.collect_view()}
                </select>
                <p class=part::hint>
                    <a href="/admin/suppliers">"Suppliers"</a>
                </p>
                {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
            </div>
        }
        .into_any()
    } else {
        view! {
            <dl class=record::fact>
                <dt>"Supplier"</dt>
                <dd>{sheet.order.supplier.clone()}</dd>
            </dl>
        }
        .into_any()
    };
    view! {
        <div class=record::two>
            {supplier}
            <Day
                form
                path="expected"
                label="Expected"
                value=typed.expected
                hint="Empty for the supplier’s lead time from the day of the order."
            />
        </div>
        <TextField form path="note" label="Note" value=typed.note lines=2 />
    }
    .into_any()
}

fn what(line: &PurchaseLine) -> impl IntoView + use<> {
    let href = format!("/admin/stock/variants/{}", line.variant.id);
    view! {
        <div class=style::what>
            <a href=href>{line.variant.title.clone()}</a>
            <span class=part::small>{line.variant.sku.clone()}</span>
        </div>
    }
}

/// The lines of a draft.
fn fields(sheet: &PurchaseSheet, typed: &PurchaseForm, form: FormState) -> AnyView {
    let rows = sheet.lines.iter().zip(&typed.lines).enumerate().map(|(place, (line, typed))| {
        let title = line.variant.sku.clone();
        let cell = |field: &'static str, label: &str, value: String, keys: &'static str| {
            let path = StoredValue::new(format!("lines.{place}.{field}"));
            let name = path.with_value(|path| form.name(path));
            let refusal = move || path.with_value(|path| form.refusal_of(path));
            view! {
                <input
                    class=part::input
                    class=(part::numeric, keys != "text")
                    name=name
                    value=value
                    inputmode=keys
                    autocomplete="off"
                    maxlength="100"
                    aria-label=format!("{label}: {title}")
                    aria-invalid=move || refusal().is_some().to_string()
                />
                {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
            }
        };
        view! {
            <tr>
                <td>
                    {what(line)}
                    <input type="hidden" name=form.name(&format!("lines.{place}.id")) value=typed.id.clone() />
                </td>
                <td>{cell("quantity", "How many", typed.quantity.clone(), "numeric")}</td>
                <td>{cell("unit_cost", "Cost of one", typed.unit_cost.clone(), "decimal")}</td>
                <td>{cell("supplier_sku", "Supplier’s SKU", typed.supplier_sku.clone(), "text")}</td>
            </tr>
        }
    });
    view! {
        <div class=style::scroll>
            <table class=style::lines>
                <thead>
                    <tr>
                        <th scope="col">"Variant"</th>
                        <th scope="col" class=style::number>"How many"</th>
                        <th scope="col" class=style::number>"Cost of one"</th>
                        <th scope="col">"Supplier’s SKU"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The lines as they were ordered.
fn table(sheet: &PurchaseSheet) -> AnyView {
    let rows = sheet.lines.iter().map(|line| {
        view! {
            <tr>
                <td>{what(line)}</td>
                <td class=style::number>{format!("{} of {}", line.received, line.quantity)}</td>
                <td class=style::number>{line.unit_cost.to_string()}</td>
                <td class=style::wide>{line.supplier_sku.clone()}</td>
            </tr>
        }
    });
    view! {
        <table class=style::lines>
            <thead>
                <tr>
                    <th scope="col">"Variant"</th>
                    <th scope="col" class=style::number>"Received"</th>
                    <th scope="col" class=style::number>"Cost of one"</th>
                    <th scope="col" class=style::wide>"Supplier’s SKU"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
