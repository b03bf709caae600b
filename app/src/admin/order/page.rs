//! The page of one order.

use std::time::Duration;

use domain::{kernel::OrderId, order::view::OrderDetail};
use leptos::{prelude::*, task::spawn_local};

use super::{
    actions::{Actions, OrderActions},
    api::read_order,
    customer::{Customer, Parcels, ShipTo},
    difference::Difference,
    documents::Documents,
    downloads::Downloads,
    goods::Goods,
    refunds::Refunds,
    returns::Returns,
    style,
    sums::Sums,
    timeline::Timeline,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            badge::{Badge, DeliveryBadge, PaymentBadge, Tone},
            local::Moment,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
    error::AppError,
};

/// One order. It follows what happens to it elsewhere within a second.
#[component]
pub fn OrderPage(
    /// Which.
    id: OrderId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let actions = OrderActions::new(state);
    // Without a connection the order stays as it was last known, with all that was typed.
    let known = StoredValue::new(None::<Dated<OrderDetail>>);
    let stirred = RwSignal::new(0_u32);
    follow(state, id, known, stirred);
    let source = Memo::new(move |_| (stirred.get(), actions.finished()));
    let data = part_data(move || source.get(), move |_| read_order(id));
    view! {
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match (data.await, known.get_value()) {
                    (Ok(data), _) => {
                        known.set_value(Some(data.clone()));
                        view! { <Detail data actions /> }.into_any()
                    }
                    (Err(AppError::Unreachable), Some(data)) => view! { <Detail data actions /> }.into_any(),
                    (Err(error), _) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// So long is waited before it is looked again whether a sheet is still open.
const PAUSE: Duration = Duration::from_millis(500);

/// Shows the order anew, once no sheet is open.
fn show_anew(stirred: RwSignal<u32>) {
    if matches!(document().query_selector(":popover-open, dialog[open]"), Ok(Some(_))) {
        drop(set_timeout(move || show_anew(stirred), PAUSE));
        return;
    }
    let _ = stirred.try_update(|count| *count = count.wrapping_add(1));
}

/// Reads the order again when something happened to any order, and has it shown anew only when it was this one: a sheet that is open
/// and what is being typed stay.
fn follow(state: AdminState, id: OrderId, known: StoredValue<Option<Dated<OrderDetail>>>, stirred: RwSignal<u32>) {
    Effect::new(move |before: Option<u32>| {
        let changes = state.changes();
        if before.is_some_and(|before| before != changes) {
            spawn_local(async move {
                let Ok(read) = read_order(id).await else { return };
                let is_other =
                    |known: &Option<Dated<OrderDetail>>| known.as_ref().is_none_or(|known| known.value != read.value);
                if known.try_with_value(is_other).unwrap_or(false) {
                    show_anew(stirred);
                }
            });
        }
        changes
    });
}

#[component]
fn Detail(data: Dated<OrderDetail>, actions: OrderActions) -> impl IntoView {
    let Dated { now, value: detail } = data;
    let order = detail.order.clone();
    view! {
        <nav class=style::path aria-label="Path">
            <a href="/admin/orders">"Orders"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <div class=style::heading>
                <h1 class=part::title>{order.number.to_string()}</h1>
                {match order.awaited {
                    Some(_) => view! { <Badge tone=Tone::Warn label="Partly paid" /> }.into_any(),
                    None => view! { <PaymentBadge state=order.payment_state /> }.into_any(),
                }}
                <DeliveryBadge order=order.state state=order.fulfilment_state />
                <span class=part::small>
                    <Moment at=order.placed_at now /> " · " {order.shipping_name.clone()}
                    {order.is_delivered().then(|| format!(", promised for {}", order.arrives))}
                </span>
            </div>
            <Actions detail=detail.clone() actions />
        </header>
        <Complaint message=Signal::derive(move || actions.refused()) />
        <Difference detail=detail.clone() actions />
        <div class=style::columns>
            <div class=style::main>
                <Goods detail=detail.clone() />
                <Downloads detail=detail.clone() actions />
                <Sums order=order.clone() sold_at=detail.sold_at />
                <Returns detail=detail.clone() now actions />
                <Refunds detail=detail.clone() now actions />
                <Timeline id=detail.id entries=detail.timeline.clone() now actions />
            </div>
            <aside class=style::side>
                <Customer detail=detail.clone() />
                <ShipTo order=order.clone() now />
                <Parcels order now />
                <Documents detail actions />
            </aside>
        </div>
    }
}
