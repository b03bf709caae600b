//! A line of the bag.

use domain::{
    cart::view::{CartLineView, LineProblem},
    kernel::Quantity,
};
use leptos::prelude::*;
use ui::Stepper;

use super::{CartState, api, style};
use crate::storefront::parts::PictureView;

fn problem_words(problem: LineProblem) -> String {
    match problem {
        LineProblem::Unavailable => "This is no longer for sale. Take it out to go on.".to_owned(),
        LineProblem::SoldOut => "This is sold out. Take it out to go on.".to_owned(),
        LineProblem::OnlyLeft(left) => format!("Only {left} left. Choose {left} or fewer."),
    }
}

/// A line whose number can be changed, and which can be taken out.
#[component]
pub(super) fn Line(line: CartLineView, state: CartState) -> impl IntoView {
    let id = line.id;
    let quantity = RwSignal::new(line.quantity.get());
    let now = Memo::new(move |_| state.cart.with(|cart| cart.lines.iter().find(|line| line.id == id).cloned()));
    let change = Callback::new(move |number: i64| {
        leptos::task::spawn_local(async move {
            state.take(api::set_quantity(id.0, number).await);
            if let Some(line) = now.get_untracked() {
                quantity.set(line.quantity.get());
            }
        });
    });
    let remove = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        leptos::task::spawn_local(async move {
            let removed = now.get_untracked();
            let answer = api::remove(id.0).await;
            if answer.is_ok() {
                state.removed.set(removed);
            }
            state.take(answer);
        });
    };
    let href = format!("/products/{}?variant={}", line.product_slug, line.sku.replace(' ', "+"));
    let total = move || now.get().map(|line| line.line_total.to_string());
    let problem = move || now.get().and_then(|line| line.problem).map(problem_words);
    view! {
        <li class=style::line>
            <a href=href.clone() tabindex="-1" aria-hidden="true">
                {line.picture.clone().map(|picture| view! { <PictureView picture sizes="112px" decorative=true /> })}
            </a>
            <div class=style::what>
                <a href=href><strong>{line.title.clone()}</strong></a>
                <span>{line.variant_title.clone()}</span>
                <span>{format!("{} each", line.unit_price)}</span>
                {move || problem().map(|words| view! { <p class=style::problem role="status">{words}</p> })}
            </div>
            <form
                class=style::quantity
                method="post"
                action="/api/cart/set_quantity"
                on:submit=move |event| {
                    event.prevent_default();
                    change.run(quantity.get_untracked());
                }
            >
                <input type="hidden" name="line" value=id.0 />
                <Stepper name="quantity" label=format!("Quantity of {}", line.title) value=quantity most=Quantity::MOST on_change=change />
                <noscript>
                    <button>"Change"</button>
                </noscript>
            </form>
            <strong class=style::sum>{total}</strong>
            <form class=style::remove method="post" action="/api/cart/remove" on:submit=remove>
                <input type="hidden" name="line" value=id.0 />
                <button aria-label=format!("Remove {}", line.title)>"Remove"</button>
            </form>
        </li>
    }
    .into_any()
}
