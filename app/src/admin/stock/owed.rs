//! The desk of what is owed: variants that were sold before they are there.

use domain::{
    inventory::view::OwedRow,
    kernel::{Date, Timestamp},
};
use leptos::prelude::*;

use super::{api::list_owed, style};
use crate::{
    admin::{
        clock::Dated,
        parts::{
            local::Moment,
            record,
            refusal::Refusal,
            section_tabs::{Section, SectionTabs},
            skeleton::ListSkeleton,
            style as part,
            words::counted,
        },
    },
    data::part_data,
};

/// What is owed.
#[component]
pub fn OwedPage() -> impl IntoView {
    let data = part_data(|| (), |()| list_owed());
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Owed"</h1>
        </div>
        <SectionTabs section=Section::Stock here="/admin/stock/owed" />
        <Transition fallback=|| view! { <ListSkeleton /> }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Dated { now, value }) => desk(value, now),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn desk(rows: Vec<OwedRow>, now: Timestamp) -> AnyView {
    if rows.is_empty() {
        return view! {
            <section class=format!("{} {}", part::card, part::empty)>
                <h2>"Nothing is owed"</h2>
                <p>
                    "Variants appear here when they were sold before they are there. Whether one may be is set on the page of its stock."
                </p>
                <a class=part::button href="/admin/products">"Products"</a>
            </section>
        }
        .into_any();
    }
    let count = counted(rows.len(), "variant");
    let rows = rows.into_iter().map(|row| {
        let day = row.rule.expected_on;
        let is_late = day.is_some_and(|day| day < now.date());
        view! {
            <tr class=record::row>
                <td>
                    <div class=style::what>
                        <a href=format!("/admin/stock/variants/{}", row.variant.id)>{row.variant.title}</a>
                        <span class=part::small>{row.variant.sku}</span>
                    </div>
                </td>
                <td class=record::number>{row.rule.owed}</td>
                <td class=format!("{} {}", record::number, record::wide)>{row.orders}</td>
                <td class=format!("{} {}", record::number, record::wide)>{row.rule.most}</td>
                <td class=record::number class=(style::bad, row.on_order < row.rule.owed)>{row.on_order}</td>
                <td class=record::quiet class=(style::bad, is_late)>{day.map_or_else(|| "–".to_owned(), Date::long)}</td>
                <td class=format!("{} {}", record::quiet, record::wide)><Moment at=row.since now /></td>
            </tr>
        }
    });
    view! {
        <section class=part::card aria-labelledby="owed">
            <div class=part::cardhead>
                <h2 id="owed">{count}</h2>
                <span class=part::aside>"What comes goes to the oldest orders first"</span>
            </div>
            <table class=record::table>
                <thead>
                    <tr>
                        <th scope="col">"Variant"</th>
                        <th scope="col" class=record::number>"Owed"</th>
                        <th scope="col" class=format!("{} {}", record::number, record::wide)>"Orders"</th>
                        <th scope="col" class=format!("{} {}", record::number, record::wide)>"Limit"</th>
                        <th scope="col" class=record::number>"On order"</th>
                        <th scope="col">"Expected"</th>
                        <th scope="col" class=record::wide>"Waiting since"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}
