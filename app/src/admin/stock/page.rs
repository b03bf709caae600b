//! The desk of what is low; chosen lines become a purchase order.

use domain::inventory::view::{LowRow, LowStockDesk};
use leptos::{form::ActionForm, prelude::*};

use super::{api::list_low, style};
use crate::{
    admin::{
        parts::{
            record,
            refusal::{Complaint, Refusal},
            section_tabs::{Section, SectionTabs},
            skeleton::ListSkeleton,
            style as part,
            words::counted,
        },
        purchases::api::BuyVariants,
    },
    data::part_data,
};

/// What is low.
#[component]
pub fn LowStockPage() -> impl IntoView {
    let buy = ServerAction::<BuyVariants>::new();
    let data = part_data(|| (), |()| list_low());
    let failed = Signal::derive(move || buy.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Low stock"</h1>
        </div>
        <SectionTabs section=Section::Stock here="/admin/stock" />
        <Complaint message=failed />
        <Transition fallback=|| view! { <ListSkeleton /> }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(desk) => view! { <Desk desk buy /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Desk(desk: LowStockDesk, buy: ServerAction<BuyVariants>) -> impl IntoView {
    let LowStockDesk { rows, has_more, shop_low_stock } = desk;
    if rows.is_empty() {
        return view! {
            <section class=format!("{} {}", part::card, part::empty)>
                <h2>"Nothing is low"</h2>
                <p>
                    {format!(
                        "Variants appear here when {shop_low_stock} or fewer can be sold. A variant’s own number is set on the page of its stock.",
                    )}
                </p>
                <a class=part::button href="/admin/products">"Products"</a>
            </section>
        }
        .into_any();
    }
    let count = counted(rows.len(), "variant");
    view! {
        <section class=part::card aria-labelledby="low">
            <div class=part::cardhead>
                <h2 id="low">{count}</h2>
                <span class=part::aside>{format!("low from {shop_low_stock} on down, unless a variant says otherwise")}</span>
            </div>
            <ActionForm action=buy>
                <div class=style::scroll tabindex="0" role="region" aria-label="Variants that are low">
                    <table class=record::table>
                        <thead>
                            <tr>
                                <th scope="col">
                                    <span class=part::hidden>"Buy"</span>
                                </th>
                                <th scope="col">"Variant"</th>
                                <th scope="col" class=record::number>"Available"</th>
                                <th scope="col" class=format!("{} {}", record::number, record::wide)>"On hand"</th>
                                <th scope="col" class=format!("{} {}", record::number, record::wide)>"Reserved"</th>
                                <th scope="col" class=record::number>"On order"</th>
                                <th scope="col" class=format!("{} {}", record::number, record::wide)>"Sold in 30 days"</th>
                                <th scope="col" class=format!("{} {}", record::number, record::wide)>"Lasts"</th>
                                <th scope="col" class=format!("{} {}", record::number, record::wide)>"Low from"</th>
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
                <div class=style::buy>
                    <button class=part::primary disabled=move || buy.pending().get()>"Put chosen into a purchase order"</button>
                    <span class=part::small>"A draft, with as many of each as 30 days need. Nothing is sent."</span>
                </div>
            </ActionForm>
        </section>
        {has_more.then(|| view! { <p class=part::small>"There are more; these are the lowest."</p> })}
    }
    .into_any()
}

fn row(row: LowRow) -> impl IntoView {
    let LowRow { variant, on_hand, reserved, available, on_order, sold, days_left, low_stock, .. } = row;
    let lasts = match days_left {
        None => "–".to_owned(),
        Some(days) => counted(days, "day"),
    };
    // What is on order already need not be bought again.
    let needs_more = on_order == 0;
    view! {
        <tr>
            <td>
                <label class=style::tick>
                    <input
                        type="checkbox"
                        name=format!("variants[{}]", variant.id)
                        value="true"
                        checked=needs_more
                        aria-label=format!("Buy {}", variant.title)
                    />
                </label>
            </td>
            <td>
                <div class=style::what>
                    <a href=format!("/admin/stock/variants/{}", variant.id)>{variant.title}</a>
                    <span class=part::small>{variant.sku}</span>
                </div>
            </td>
            <td class=record::number class=(style::bad, available <= 0)>{available}</td>
            <td class=format!("{} {}", record::number, record::wide)>{on_hand}</td>
            <td class=format!("{} {}", record::number, record::wide)>{reserved}</td>
            <td class=record::number>{on_order}</td>
            <td class=format!("{} {}", record::number, record::wide)>{sold}</td>
            <td class=format!("{} {}", record::number, record::wide)>{lasts}</td>
            <td class=format!("{} {}", record::number, record::wide)>{low_stock}</td>
        </tr>
    }
    .into_any()
}
