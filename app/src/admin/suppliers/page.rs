//! The page with all suppliers.

use domain::purchase::{SupplierForm, view::SupplierRow};
use leptos::{form::ActionForm, html, prelude::*};

use super::{
    api::{CreateSupplier, list_suppliers},
    form::{Fields, ROOT},
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::FormState,
            record,
            refusal::{Complaint, Refusal},
            section_tabs::{Section, SectionTabs},
            skeleton::ListSkeleton,
            style as part,
            words::counted,
        },
    },
    data::part_data,
};

/// The list of suppliers, and a new one.
#[component]
pub fn SuppliersPage() -> impl IntoView {
    let create = ServerAction::<CreateSupplier>::new();
    let data = part_data(move || create.version().get(), |_| list_suppliers());
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Suppliers"</h1>
        </div>
        <SectionTabs section=Section::Stock here="/admin/suppliers" />
        <div class=record::columns>
            <section class=part::card aria-labelledby="suppliers">
                <div class=part::cardhead>
                    <h2 id="suppliers">"All suppliers"</h2>
                </div>
                <Transition fallback=|| view! { <ListSkeleton /> }>
                    {move || Suspend::new(async move {
                        match data.await {
                            Ok(rows) => list(rows),
                            Err(error) => view! { <Refusal error /> }.into_any(),
                        }
                    })}
                </Transition>
            </section>
            <aside class=record::side>
                <New create />
            </aside>
        </div>
    }
}

#[component]
fn New(create: ServerAction<CreateSupplier>) -> impl IntoView {
    let state = AdminState::of_frame();
    let form = FormState::new(ROOT, move || create.value().get());
    let element = NodeRef::<html::Form>::new();
    form.on_saved(move || {
        state.say("Supplier made");
        if let Some(element) = element.get_untracked() {
            element.reset();
        }
    });
    let failed = Signal::derive(move || form.failure());
    view! {
        <section class=part::card aria-labelledby="new-supplier">
            <div class=part::cardhead>
                <h2 id="new-supplier">"New supplier"</h2>
            </div>
            <ActionForm action=create node_ref=element attr:class=record::block>
                <Fields form supplier=SupplierForm::default() />
                <Complaint message=failed />
                <button class=part::primary disabled=move || create.pending().get()>"Make supplier"</button>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn list(rows: Vec<SupplierRow>) -> AnyView {
    if rows.is_empty() {
        return view! {
            <p class=record::nothing>"No supplier yet. Make the first one here: a name is enough."</p>
        }
        .into_any();
    }
    let rows = rows.into_iter().map(|row| {
        let lead = if row.lead_days == 0 { "–".to_owned() } else { counted(row.lead_days, "day") };
        view! {
            <tr class=record::row>
                <td>
                    <a href=format!("/admin/suppliers/{}", row.id)>{row.name}</a>
                </td>
                <td class=format!("{} {}", record::quiet, record::wide)>{row.email}</td>
                <td class=record::number>{lead}</td>
                <td class=record::number>{row.open}</td>
            </tr>
        }
    });
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col" class=record::wide>"E-mail"</th>
                    <th scope="col" class=record::number>"Lead time"</th>
                    <th scope="col" class=record::number>"On their way"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
