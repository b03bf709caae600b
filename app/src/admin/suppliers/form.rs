//! The page of one supplier.

use domain::{
    kernel::SupplierId,
    purchase::{SupplierForm, view::SupplierRow},
};
use leptos::{form::ActionForm, prelude::*};

use super::api::{DeleteSupplier, SaveSupplier, read_supplier};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::{FormState, TextField},
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The first part of the fields' names.
pub const ROOT: &str = "supplier";
const FORM: &str = "supplier-form";

/// One supplier.
#[component]
pub fn SupplierPage(
    /// Which.
    id: SupplierId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let action = ServerAction::<SaveSupplier>::new();
    let delete = ServerAction::<DeleteSupplier>::new();
    let form = FormState::new(ROOT, move || action.value().get());
    let typed = leave::typed(state);
    let again = RwSignal::new(0_u32);
    form.on_saved(move || {
        typed.set(Vec::new());
        state.say("Supplier saved");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let data = part_data(move || again.get(), move |_| read_supplier(id));
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(row) => view! { <Sheet row form action delete /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(
    row: SupplierRow,
    form: FormState,
    action: ServerAction<SaveSupplier>,
    delete: ServerAction<DeleteSupplier>,
) -> impl IntoView {
    let refused = move || delete.value().get().and_then(Result::err).map(|error| error.to_string());
    let failed = Signal::derive(move || form.failure().or_else(refused));
    let (id, name) = (row.id.to_string(), row.name.clone());
    let (supplier, version, orders, open) = (row.form(), row.version, row.orders, row.open);
    let removal = (orders == 0).then(|| {
        let (id, name) = (id.clone(), name.clone());
        view! {
            <details class=record::removal>
                <summary>"Delete this supplier"</summary>
                <ActionForm action=delete>
                    <input type="hidden" name="supplier" value=id />
                    <button class=part::danger>"Delete " {name}</button>
                </ActionForm>
            </details>
        }
    });
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/suppliers">"Suppliers"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{name}</h1>
            <div class=part::actions>
                <button class=part::primary form=FORM disabled=move || action.pending().get()>"Save supplier"</button>
            </div>
        </header>
        <Complaint message=failed />
        <div class=record::columns>
            <ActionForm action attr:id=FORM attr:class=record::main>
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="version" value=version.to_string() />
                <section class=format!("{} {}", part::card, record::block)>
                    <Fields form supplier />
                </section>
            </ActionForm>
            <aside class=record::side>
                <section class=format!("{} {}", part::card, record::block)>
                    <dl class=record::fact>
                        <dt>"Purchase orders"</dt>
                        <dd>{orders}</dd>
                        <dt>"On their way"</dt>
                        <dd>{open}</dd>
                    </dl>
                    {removal}
                </section>
            </aside>
        </div>
    }
    .into_any()
}

/// The fields of a supplier.
#[component]
pub fn Fields(
    /// The form.
    form: FormState,
    /// What stands in the fields.
    supplier: SupplierForm,
) -> impl IntoView {
    view! {
        <TextField form path="name" label="Name" value=supplier.name required=true />
        <TextField form path="email" label="E-mail" value=supplier.email keys="email" hint="Where orders are sent to; empty for none." />
        <TextField
            form
            path="lead_days"
            label="Lead time in days"
            value=supplier.lead_days
            keys="numeric"
            hint="From an order until the goods are there: so is the expected day proposed."
        />
        <TextField form path="note" label="Note" value=supplier.note lines=3 />
    }
    .into_any()
}
