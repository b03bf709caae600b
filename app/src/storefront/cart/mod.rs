//! The bag: what one means to buy, and what it would cost.

mod add;
pub mod api;
mod line;

pub use add::AddToCartForm;
use domain::cart::view::{CartLineView, CartView};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;
use line::Line;
use ui::{LinkButton, Notice, NoticeKind, PAGE};

use super::{not_found::ErrorPage, parts::style as parts};
use crate::{error::AppError, state::ShopState};

stylance::import_style!(style, "cart.module.css");

/// What the lines share: the cart as it is now, what was taken out last, and what went wrong last.
#[derive(Clone, Copy)]
struct CartState {
    cart: RwSignal<CartView>,
    removed: RwSignal<Option<CartLineView>>,
    problem: RwSignal<Option<String>>,
}

impl CartState {
    /// Takes over the server's answer to a change.
    fn take(self, answer: Result<CartView, AppError>) {
        match answer {
            Ok(cart) => {
                ShopState::of_page().take_cart(&cart);
                self.problem.set(None);
                self.cart.set(cart);
            }
            Err(error) => self.problem.set(Some(error.to_string())),
        }
    }
}

/// The page.
#[component]
pub fn CartPage() -> impl IntoView {
    let cart = Resource::new_blocking(|| (), |()| api::cart());
    let pairs = use_query_map();
    let problem = pairs.with_untracked(|pairs| pairs.get("problem")).map(|code| words_for(&code).to_owned());
    view! {
        <Title text="Your bag" />
        <Meta name="robots" content="noindex" />
        <main id="main" class=PAGE>
            <h1 class=style::title>"Your bag"</h1>
            <Suspense>
                {move || {
                    let problem = problem.clone();
                    Suspend::new(async move {
                        match cart.await {
                            Ok(cart) => view! { <Bag cart problem /> }.into_any(),
                            Err(error) => view! { <ErrorPage error /> }.into_any(),
                        }
                    })
                }}
            </Suspense>
        </main>
    }
}

/// What a form that was sent without JavaScript is told.
fn words_for(code: &str) -> &'static str {
    match code {
        "invalid" => "This cannot be put in the bag in that number. It may be sold out.",
        "not-found" => "This is not in your bag any more.",
        _ => "This did not work. Nothing was lost; try again in a moment.",
    }
}

#[component]
fn Bag(cart: CartView, problem: Option<String>) -> impl IntoView {
    let state = CartState { cart: RwSignal::new(cart), removed: RwSignal::new(None), problem: RwSignal::new(problem) };
    let ids = Memo::new(move |_| state.cart.with(|cart| cart.lines.iter().map(|line| line.id).collect::<Vec<_>>()));
    view! {
        {move || state.problem.get().map(|words| view! { <Notice kind=NoticeKind::Bad>{words}</Notice> })}
        {move || state.removed.get().map(|line| view! { <Removed line state /> })}
        {move || {
            let ids = ids.get();
            if ids.is_empty() {
                return view! {
                    <div class=parts::empty>
                        <p>"There is nothing in it yet."</p>
                        <LinkButton href="/">"Find something"</LinkButton>
                    </div>
                }
                .into_any();
            }
            let lines = ids
                .into_iter()
                .filter_map(|id| state.cart.with_untracked(|cart| cart.lines.iter().find(|line| line.id == id).cloned()))
                .map(|line| view! { <Line line state /> })
                .collect_view();
            view! {
                <div class=style::bag>
                    <ul class=style::lines>{lines}</ul>
                    <Summary state />
                </div>
            }
            .into_any()
        }}
    }
    .into_any()
}

#[component]
fn Removed(line: CartLineView, state: CartState) -> impl IntoView {
    let (sku, quantity) = (line.sku.clone(), line.quantity.get());
    let undo = move |_| {
        let sku = sku.clone();
        leptos::task::spawn_local(async move {
            let answer = api::add(sku, quantity).await;
            if answer.is_ok() {
                state.removed.set(None);
            }
            state.take(answer);
        });
    };
    view! {
        <Notice kind=NoticeKind::Good>
            {format!("{} was taken out. ", line.title)}
            <button type="button" class=ui::UNDERLINED on:click=undo>"Undo"</button>
        </Notice>
    }
    .into_any()
}

#[component]
fn Summary(state: CartState) -> impl IntoView {
    view! {
        <section class=style::summary aria-label="Sum">
            {move || state.cart.with(|cart| {
                let totals = &cart.totals;
                let shipping = if totals.shipping.minor == 0 { "free".to_owned() } else { totals.shipping.to_string() };
                let missing = cart.missing_for_free_shipping.filter(|missing| missing.minor > 0);
                let discount = (totals.discount.minor != 0).then(|| view! {
                    <dt>"Reduction"</dt><dd>{totals.discount.to_string()}</dd>
                });
                view! {
                    <dl>
                        <dt>"Goods"</dt><dd>{totals.goods.to_string()}</dd>
                        {discount}
                        <dt>"Delivery"</dt><dd>{shipping}</dd>
                        <dt class=style::total>"Total"</dt><dd class=style::total>{totals.total.to_string()}</dd>
                    </dl>
                    <p class=style::small>{format!("includes {} VAT", totals.tax())}</p>
                    {missing.map(|missing| view! {
                        <p class=style::hint>{format!("{missing} more and the delivery is free.")}</p>
                    })}
                    {if cart.is_orderable() {
                        view! { <LinkButton href="/checkout" wide=true>"Check out as guest"</LinkButton> }.into_any()
                    } else {
                        view! { <p class=style::problem>"Change the marked lines before you check out."</p> }.into_any()
                    }}
                }
            })}
            <p class=style::small>"No account needed. You see the day of arrival before you pay."</p>
        </section>
    }
    .into_any()
}
