//! The page of one purchase order.

use domain::{
    kernel::{PurchaseOrderId, Timestamp},
    purchase::{
        PurchaseState,
        view::{PurchaseSheet, ReceiptView},
    },
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{CancelPurchase, ClosePurchase, OrderPurchase, ReceivePurchase, SavePurchase, read_purchase},
    draft::{self, Draft},
    page::badge,
    receive::{self, Receive},
    style,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            announce::announce,
            form::FormState,
            leave,
            local::Moment,
            record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// What can be done with a purchase order.
#[derive(Clone, Copy)]
pub(super) struct PurchaseActions {
    pub save: ServerAction<SavePurchase>,
    pub form: FormState,
    pub receive: ServerAction<ReceivePurchase>,
    pub receipt: FormState,
    order: ServerAction<OrderPurchase>,
    cancel: ServerAction<CancelPurchase>,
    close: ServerAction<ClosePurchase>,
    failed: RwSignal<Option<String>>,
}

impl PurchaseActions {
    fn new(state: AdminState) -> Self {
        let (save, receive) = (ServerAction::<SavePurchase>::new(), ServerAction::<ReceivePurchase>::new());
        let actions = Self {
            save,
            form: FormState::new(draft::ROOT, move || save.value().get()),
            receive,
            receipt: FormState::new(receive::ROOT, move || receive.value().get()),
            order: ServerAction::new(),
            cancel: ServerAction::new(),
            close: ServerAction::new(),
            failed: RwSignal::new(None),
        };
        announce(state, actions.order, actions.failed, "Marked as ordered");
        announce(state, actions.cancel, actions.failed, "Purchase order cancelled");
        announce(state, actions.close, actions.failed, "Nothing more is expected");
        actions
    }

    /// Rises with every change but a save, which tells by itself.
    fn version(self) -> usize {
        let others = [self.order.version().get(), self.cancel.version().get(), self.close.version().get()];
        others.into_iter().fold(0, usize::wrapping_add)
    }
}

/// One purchase order.
#[component]
pub fn PurchasePage(
    /// Which.
    id: PurchaseOrderId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let actions = PurchaseActions::new(state);
    let typed = leave::typed(state);
    let again = RwSignal::new(0_u32);
    let renew = move |words: &'static str| {
        typed.set(Vec::new());
        actions.failed.set(None);
        state.say(words);
        again.update(|again| *again = again.wrapping_add(1));
    };
    actions.form.on_saved(move || renew("Purchase order saved"));
    actions.receipt.on_saved(move || renew("Received: the stock is up to date"));
    let data = part_data(move || (again.get(), actions.version()), move |_| read_purchase(id));
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(Dated { now, value }) => view! { <Sheet sheet=value now actions /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(sheet: PurchaseSheet, now: Timestamp, actions: PurchaseActions) -> impl IntoView {
    let state = sheet.order.state;
    let can_save = state.is_draft() || state.is_open();
    let failed = Signal::derive(move || actions.failed.get().or_else(|| actions.form.failure()));
    let number = sheet.order.number.clone();
    let save = can_save.then(|| {
        view! {
            <button class=part::primary form=draft::FORM disabled=move || actions.save.pending().get()>
                "Save"
            </button>
        }
    });
    let receive = state.is_open().then(|| view! { <Receive sheet=sheet.clone() actions /> });
    let receipts = (!sheet.receipts.is_empty()).then(|| receipts(sheet.receipts.clone(), now));
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/purchase-orders">"Purchase orders"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{number} " " {badge(state)}</h1>
            <div class=part::actions>{save}</div>
        </header>
        <Complaint message=failed />
        <div class=record::columns>
            <div class=record::main>
                {receive}
                <Draft sheet=sheet.clone() actions />
                {receipts}
            </div>
            <aside class=record::side>
                <Steps sheet actions />
            </aside>
        </div>
    }
    .into_any()
}

fn receipts(receipts: Vec<ReceiptView>, now: Timestamp) -> AnyView {
    let rows = receipts.into_iter().map(|receipt| {
        let lines = receipt.lines.iter().map(|(sku, quantity)| format!("{quantity} × {sku}")).collect::<Vec<_>>();
        let freight = (receipt.freight.minor > 0).then(|| format!(" · freight {}", receipt.freight));
        view! {
            <li>
                <span>{lines.join(", ")}</span>
                <span class=part::small>{receipt.actor} " · " <Moment at=receipt.at now /> {freight}</span>
            </li>
        }
    });
    view! {
        <section class=part::card aria-labelledby="receipts">
            <div class=part::cardhead>
                <h2 id="receipts">"What came"</h2>
            </div>
            <ul class=style::receipts>{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The state, and what can follow.
#[component]
fn Steps(sheet: PurchaseSheet, actions: PurchaseActions) -> impl IntoView {
    let PurchaseActions { order, cancel, close, .. } = actions;
    let (id, state, version) = (sheet.order.id, sheet.order.state, sheet.version);
    let number = sheet.order.number.clone();
    let total = sheet.order.total.to_string();
    let ordering = state.is_draft().then(|| {
        view! {
            <ActionForm action=order>
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                <button class=part::button disabled=move || order.pending().get()>"Mark as ordered"</button>
            </ActionForm>
            <p class=part::hint>"When you have sent it to the supplier. Save first: lines stay as they are from then on."</p>
        }
    });
    let closing = (state == PurchaseState::Partly).then(|| {
        view! {
            <ActionForm action=close>
                <input type="hidden" name="id" value=id.to_string() />
                <button class=part::button disabled=move || close.pending().get()>"The rest will not come"</button>
            </ActionForm>
        }
    });
    let cancelling = matches!(state, PurchaseState::Draft | PurchaseState::Ordered).then(|| {
        view! {
            <details class=record::removal>
                <summary>"Cancel this purchase order"</summary>
                <ActionForm action=cancel>
                    <input type="hidden" name="id" value=id.to_string() />
                    <button class=part::danger disabled=move || cancel.pending().get()>
                        "Cancel " {number}
                    </button>
                </ActionForm>
            </details>
        }
    });
    let mail = (!sheet.supplier_email.is_empty()).then(|| {
        let href = format!("mailto:{}", sheet.supplier_email);
        view! { <dt>"E-mail"</dt> <dd><a href=href>{sheet.supplier_email.clone()}</a></dd> }
    });
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <dl class=record::fact>
                <dt>"Goods, net"</dt>
                <dd>{total}</dd>
                <dt>"Received"</dt>
                <dd>{format!("{} of {}", sheet.order.received, sheet.order.items)}</dd>
                {mail}
            </dl>
            <div class=style::steps>{ordering} {closing} {cancelling}</div>
        </section>
    }
    .into_any()
}
