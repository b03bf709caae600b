//! The page on which an order is changed.

use domain::{kernel::OrderId, order::view::OrderDetail};
use leptos::{
    form::{ActionForm, FromFormData as _},
    html,
    prelude::*,
    task::spawn_local,
};

use super::{
    api::{EditOrder, preview_edit},
    fields::{self, Added, Delivery},
    outcome::{Known, outcome},
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        order::api::read_order,
        parts::{
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// One order, to be changed.
#[component]
pub fn OrderEditPage(
    /// Which.
    id: OrderId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let action = ServerAction::<EditOrder>::new();
    let typed = leave::typed(state);
    Effect::new(move || {
        if matches!(action.value().get(), Some(Ok(()))) {
            typed.set(Vec::new());
            state.say("Order changed");
        }
    });
    let data = part_data(|| (), move |()| read_order(id));
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(data) => view! { <Sheet detail=data.value action /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(detail: OrderDetail, action: ServerAction<EditOrder>) -> impl IntoView {
    let node = NodeRef::<html::Form>::new();
    let known = RwSignal::new(Known::default());
    let asked = StoredValue::new(0_u64);
    let follow = move || ask(node, known, asked);
    Effect::new(move || {
        if node.get().is_some() {
            follow();
        }
    });
    let total = detail.order.totals.total;
    let options = Memo::new(move |_| match known.get() {
        Known::Preview(preview) => preview.options,
        _ => Vec::new(),
    });
    let number = detail.order.number.to_string();
    let shown = detail.order.totals.shown();
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    let seen = move || known.get().total().unwrap_or(total).minor.to_string();
    let is_refused = move || matches!(known.get(), Known::Refused(_));
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/orders">"Orders"</a>
            " / "
            <a href=format!("/admin/orders/{}", detail.id)>{number.clone()}</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{format!("Change order {number}")}</h1>
        </header>
        <Complaint message=refused />
        <ActionForm action node_ref=node on:input=move |_| follow() on:change=move |_| follow()>
            <input type="hidden" name="edit[order]" value=detail.id.to_string() />
            <input type="hidden" name="edit[version]" value=detail.version.to_string() />
            <input type="hidden" name="seen_total" value=seen />
            <div class=record::columns>
                <div class=record::main>
                    <section class=format!("{} {}", part::card, record::block)>
                        <fieldset class=style::group>
                            <legend>"Items"</legend>
                            {fields::lines(&detail, follow)}
                        </fieldset>
                        <Added order=detail.id />
                    </section>
                    <section class=format!("{} {}", part::card, record::block)>{fields::address(&detail)}</section>
                    <section class=format!("{} {}", part::card, record::block)>
                        <Delivery
                            name=detail.order.shipping_name.clone()
                            price=shown.shipping_before.to_string()
                            options
                            currency=total.currency.code().to_owned()
                        />
                        <div class=part::field>
                            <label for="edit-reason">"Reason"</label>
                            <input id="edit-reason" name="edit[reason]" maxlength="200" autocomplete="off" />
                            <p class=part::hint>"The customer reads it in the mail about the change. Leave it empty when there is nothing to say."</p>
                        </div>
                    </section>
                </div>
                <aside class=format!("{} {}", record::side, style::beside)>
                    <section class=format!("{} {} {}", part::card, record::block, style::outcome) aria-labelledby="outcome">
                        <h2 id="outcome">"What it comes to"</h2>
                        {move || outcome(&known.get())}
                        <button class=part::primary disabled=move || action.pending().get() || is_refused()>
                            {move || known.get().words()}
                        </button>
                    </section>
                </aside>
            </div>
        </ActionForm>
    }
}

/// Asks what the fields come to; an answer that another question has overtaken is not shown.
fn ask(node: NodeRef<html::Form>, known: RwSignal<Known>, asked: StoredValue<u64>) {
    let form = node.try_get_untracked().flatten();
    let data = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
    let Some(typed) = data.and_then(|data| EditOrder::from_form_data(&data).ok()) else { return };
    let mine = asked.try_update_value(|asked| {
        *asked = asked.wrapping_add(1);
        *asked
    });
    spawn_local(async move {
        let answer = match preview_edit(typed.edit).await {
            Ok(preview) => Known::Preview(Box::new(preview)),
            Err(error) => Known::Refused(error.to_string()),
        };
        if asked.try_get_value() == mine {
            let _ = known.try_set(answer);
        }
    });
}
