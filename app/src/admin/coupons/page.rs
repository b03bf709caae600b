//! The page with all coupons.

use domain::coupon::{
    CouponForm,
    view::{CouponRow, CouponRows},
};
use leptos::{form::ActionForm, html, prelude::*};
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use super::{
    api::{CouponsQuery, CreateCoupon, list_coupons},
    fields::{Fields, ROOT, badge},
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::{FormState, TextField},
            record,
            refusal::{Complaint, Refusal},
            register::{ListSearch, register},
            section_tabs::{Section, SectionTabs},
            skeleton::ListSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The list of coupons, and a new one.
#[component]
pub fn CouponsPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(query_of));
    let create = ServerAction::<CreateCoupon>::new();
    let data = part_data(move || (query.get(), create.version().get()), |(query, _)| list_coupons(query));
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Coupons"</h1>
        </div>
        <SectionTabs section=Section::Products here="/admin/coupons" />
        <New create />
        <section class=format!("{} {}", part::card, register::list)>
            <ListSearch
                path="/admin/coupons"
                label="Search coupons"
                hint="Part of a code"
                text=Signal::derive(move || query.get().text)
                about=move |text: String| address(&text, None)
            />
            <div class=part::cardhead>
                <h2>"All codes"</h2>
            </div>
            <Transition fallback=|| view! { <ListSkeleton /> }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(rows) => view! { <List rows text=query.get_untracked().text /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

fn query_of(map: &ParamsMap) -> CouponsQuery {
    CouponsQuery {
        text: map.get("q").unwrap_or_default().trim().chars().take(40).collect(),
        after: map.get("after").and_then(|after| after.parse().ok()),
    }
}

fn address(text: &str, after: Option<String>) -> String {
    let mut map = ParamsMap::new();
    if !text.is_empty() {
        map.insert("q", text.to_owned());
    }
    if let Some(after) = after {
        map.insert("after", after);
    }
    format!("/admin/coupons{}", map.to_query_string())
}

#[component]
fn New(create: ServerAction<CreateCoupon>) -> impl IntoView {
    let state = AdminState::of_frame();
    let form = FormState::new(ROOT, move || create.value().get());
    let element = NodeRef::<html::Form>::new();
    form.on_saved(move || {
        state.say("Coupon made");
        if let Some(element) = element.get_untracked() {
            element.reset();
        }
    });
    let failed = Signal::derive(move || form.failure());
    let coupon = CouponForm { kind: "percent".to_owned(), ..CouponForm::default() };
    view! {
        <details class=format!("{} {}", part::card, record::new)>
            <summary>"New coupon"</summary>
            <ActionForm action=create node_ref=element attr:class=record::block>
                <TextField
                    form
                    path="code"
                    label="Code"
                    value=""
                    required=true
                    hint="Letters, digits and dashes, as in WELCOME10. It does not matter how shoppers write it, and it cannot be changed later."
                />
                <Fields form coupon />
                <Complaint message=failed />
                <button class=part::primary disabled=move || create.pending().get()>"Make coupon"</button>
            </ActionForm>
        </details>
    }
}

#[component]
fn List(rows: CouponRows, text: String) -> impl IntoView {
    if rows.rows.is_empty() {
        let (title, words) = if text.is_empty() {
            ("No coupon yet", "A coupon is a code that shoppers type in for something off. Make the first one above.")
        } else {
            ("No code is like that", "Search for other letters, or show all coupons.")
        };
        return view! {
            <div class=part::empty>
                <h2>{title}</h2>
                <p>{words}</p>
                {(!text.is_empty()).then(|| view! { <a class=part::button href="/admin/coupons">"Show all coupons"</a> })}
            </div>
        }
        .into_any();
    }
    let next = rows.next.map(|next| address(&text, Some(next.to_string())));
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Code"</th>
                    <th scope="col">"State"</th>
                    <th scope="col" class=record::wide>"Gives"</th>
                    <th scope="col" class=record::number>"Used"</th>
                </tr>
            </thead>
            <tbody>{rows.rows.into_iter().map(row).collect_view()}</tbody>
        </table>
        {next
            .map(|href| {
                view! {
                    <p class=style::more>
                        <a class=part::button href=href>"Older coupons"</a>
                    </p>
                }
            })}
    }
    .into_any()
}

fn row(row: CouponRow) -> impl IntoView {
    view! {
        <tr class=record::row>
            <td>
                <a href=format!("/admin/coupons/{}", row.id)>{row.coupon.code.as_str().to_owned()}</a>
            </td>
            <td>{badge(row.state)}</td>
            <td class=format!("{} {}", record::quiet, record::wide)>{row.coupon.benefit.words()}</td>
            <td class=record::number>{row.coupon.uses()}</td>
        </tr>
    }
}
