//! What a change made an order cost more, until it has come: nothing is sent before.

use domain::{kernel::Money, order::view::OrderDetail};
use leptos::{form::ActionForm, prelude::*};

use super::{actions::OrderActions, style};
use crate::admin::parts::style as part;

/// What is awaited, and the two ways besides waiting.
#[component]
pub fn Difference(
    /// The order.
    detail: OrderDetail,
    /// The changes.
    actions: OrderActions,
) -> impl IntoView {
    detail.order.awaited.map(|awaited| card(awaited, (detail.id.to_string(), detail.version.to_string()), actions))
}

fn card(awaited: Money, (order, version): (String, String), actions: OrderActions) -> impl IntoView {
    let (take_back, received) = (actions.take_back, actions.received);
    let (same_order, same_version) = (order.clone(), version.clone());
    view! {
        <section class=format!("{} {}", part::card, style::awaited) aria-labelledby="difference">
            <div class=part::cardhead>
                <h2 id="difference">{format!("{awaited} is still to be paid")}</h2>
            </div>
            <div class=style::sheet>
                <p>
                    "The change made this order cost more. The customer has the link by mail; the order is not sent before the money is there."
                </p>
                <div class=style::ends>
                    <ActionForm action=take_back>
                        <input type="hidden" name="order" value=order />
                        <input type="hidden" name="version" value=version />
                        <button class=part::button disabled=move || take_back.pending().get()>
                            {format!("Take {awaited} back")}
                        </button>
                    </ActionForm>
                    <ActionForm action=received>
                        <input type="hidden" name="order" value=same_order />
                        <input type="hidden" name="version" value=same_version />
                        <button class=part::button disabled=move || received.pending().get()>
                            {format!("Mark {awaited} as received")}
                        </button>
                    </ActionForm>
                </div>
            </div>
        </section>
    }
}
