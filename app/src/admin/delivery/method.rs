//! The page of one way of delivery.

use domain::{
    kernel::{Currency, ShippingMethodId},
    shipping::{Method, MethodForm},
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{DeleteMethod, SaveMethod, read_delivery},
    method_fields::{About, MethodFields, ROOT},
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::FormState,
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
    error::AppError,
};

const FORM: &str = "method-form";

/// What can be done with a way of delivery.
#[derive(Clone, Copy)]
struct Actions {
    save: ServerAction<SaveMethod>,
    delete: ServerAction<DeleteMethod>,
}

/// The zone above it.
#[derive(Clone)]
struct Above {
    id: String,
    name: String,
}

/// One way of delivery.
#[component]
pub fn MethodPage(
    /// Which.
    id: ShippingMethodId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let actions = Actions { save: ServerAction::new(), delete: ServerAction::new() };
    let form = FormState::new(ROOT, move || actions.save.value().get());
    let typed = leave::typed(state);
    let again = RwSignal::new(0_u32);
    form.on_saved(move || {
        typed.set(Vec::new());
        state.say("Way of delivery saved");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let data = part_data(move || again.get(), |_| read_delivery());
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    let desk = match data.await {
                        Ok(desk) => desk,
                        Err(error) => return view! { <Refusal error /> }.into_any(),
                    };
                    let about = About::of(&desk);
                    match desk.table.method(id) {
                        Some((zone, method)) => {
                            let above = Above { id: zone.id.to_string(), name: zone.name.clone() };
                            view! { <Sheet method=method.clone() above about currency=desk.currency form actions /> }
                                .into_any()
                        }
                        None => view! { <Refusal error=AppError::NotFound /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(
    method: Method,
    above: Above,
    about: About,
    currency: Currency,
    form: FormState,
    actions: Actions,
) -> impl IntoView {
    let Actions { save, delete } = actions;
    let (id, version) = (method.id.to_string(), method.version.to_string());
    let (own, seen) = (id.clone(), version.clone());
    let fields = MethodForm::of(&method, currency);
    let other = method.currency.filter(|own| *own != currency).map(|own| {
        let words =
            format!("These amounts are in {}, and the shop sells in {}: write them anew.", own.code(), currency.code());
        view! { <p class=part::complaint role="alert">{words}</p> }
    });
    let failed = Signal::derive(move || {
        let deleted = delete.value().get().and_then(Result::err).map(|error| error.to_string());
        form.failure().or(deleted)
    });
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/delivery">"Delivery"</a>
            " / "
            <a href=format!("/admin/delivery/zones/{}", above.id)>{above.name}</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{method.name.clone()}</h1>
            <div class=part::actions>
                <button class=part::primary form=FORM disabled=move || save.pending().get()>"Save way of delivery"</button>
            </div>
        </header>
        <Complaint message=failed />
        <div class=record::columns>
            <ActionForm action=save attr:id=FORM attr:class=record::main>
                <input type="hidden" name="id" value=own />
                <input type="hidden" name="version" value=seen />
                <section class=format!("{} {}", part::card, record::block)>
                    {other}
                    <MethodFields form method=fields about />
                </section>
            </ActionForm>
            <aside class=record::side>
                <section class=format!("{} {}", part::card, record::block)>
                    <dl class=record::fact>
                        <dt>"Code on orders"</dt>
                        <dd>{method.code}</dd>
                    </dl>
                    <details class=record::removal>
                        <summary>"Delete this way of delivery"</summary>
                        <ActionForm action=delete>
                            <p>"Orders keep what they agreed. To pause it, untick “Shoppers can choose it”."</p>
                            <input type="hidden" name="id" value=id />
                            <input type="hidden" name="version" value=version />
                            <button class=part::danger>"Delete " {method.name}</button>
                        </ActionForm>
                    </details>
                </section>
            </aside>
        </div>
    }
    .into_any()
}
