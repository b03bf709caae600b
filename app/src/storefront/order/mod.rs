//! The order's page behind its secret link: where it stands, what comes next, what was agreed. It prints on one sheet.

pub mod api;
mod bill;
mod progress;
mod status;

use domain::order::view::OrderView;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use ui::PAGE;

use self::{bill::Bill, progress::Progress, status::Status};
use super::not_found::ErrorPage;
use crate::{data::page_data, title::PageTitle};

stylance::import_style!(style, "order.module.css");

/// The page.
#[component]
pub fn OrderPage() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let order = page_data(move || token.get(), api::read_order);
    view! {
        <Meta name="robots" content="noindex, nofollow" />
        <Meta name="referrer" content="same-origin" />
        <Suspense>
            {move || Suspend::new(async move {
                match order.await {
                    Ok(order) => page(order),
                    Err(error) => view! { <ErrorPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn page(order: OrderView) -> AnyView {
    let placed = order.placed_at.date().long();
    view! {
        <PageTitle text=format!("Order {}", order.number) />
        <main id="main" class=format!("{PAGE} {}", style::page)>
            <header class=style::head>
                <p>{format!("Order {} · {placed}", order.number)}</p>
                <Status order=order.clone() />
            </header>
            <Progress order=order.clone() />
            <Bill order />
        </main>
    }
    .into_any()
}
