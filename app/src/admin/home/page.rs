//! The home page of the admin.

use domain::order::view::DashboardView;
use leptos::prelude::*;

use super::{api::dashboard, chart::RevenueChart, figures::Figures, style, tasks::Tasks};
use crate::{
    admin::{
        clock::{Dated, greeting},
        layout::AdminState,
        orders::table::OrderTable,
        parts::{refusal::Refusal, skeleton::RecordSkeleton, style as part},
    },
    data::part_data,
};

/// What needs doing first, then figures, then the newest orders.
#[component]
pub fn HomePage() -> impl IntoView {
    let state = AdminState::of_frame();
    let mark = Memo::new(move |_| state.changes());
    let data = part_data(move || mark.get(), |_| dashboard());
    view! {
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                let name = state.frame.await.map(|frame| first_name(&frame.staff.name)).unwrap_or_default();
                match data.await {
                    Ok(data) => view! { <Dashboard data name /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_owned()
}

#[component]
fn Dashboard(data: Dated<DashboardView>, name: String) -> impl IntoView {
    let Dated { now, value } = data;
    let newest = value.newest.clone();
    view! {
        <h1 class=part::title>{greeting(now)} ", " {name}</h1>
        <Tasks dashboard=value.clone() />
        <h2 class=part::hidden>"The last 30 days"</h2>
        <Figures dashboard=value.clone() now />
        <RevenueChart days=value.revenue_by_day before=value.revenue_before />
        <section class=format!("{} {}", part::card, style::newest) aria-labelledby="newest">
            <div class=part::cardhead>
                <h2 id="newest">"Newest orders"</h2>
                <a class=part::aside href="/admin/orders">
                    "All orders"
                </a>
            </div>
            {if newest.is_empty() {
                view! { <p class=style::none>"No orders yet. They appear here within a second."</p> }.into_any()
            } else {
                view! { <OrderTable rows=newest now /> }.into_any()
            }}
        </section>
    }
}
