//! The page with the list of returns.

use domain::{
    kernel::{ReturnId, Timestamp},
    returns::view::{ReturnRow, ReturnRows, ReturnTab},
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use super::{
    api::{ReturnsQuery, list_returns},
    style,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            badge::ReturnBadge,
            local::Moment,
            record,
            refusal::Refusal,
            register::{ListTabs, Tab, register},
            skeleton::ListSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The list of returns.
#[component]
pub fn ReturnsPage() -> impl IntoView {
    let state = AdminState::of_frame();
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(query_of));
    let changes = Memo::new(move |_| state.changes());
    let data = part_data(move || (query.get(), changes.get()), |(query, _)| list_returns(query));
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Returns"</h1>
            <div class=part::actions>
                <a class=part::button href="/admin/orders">"Orders"</a>
            </div>
        </div>
        <section class=format!("{} {}", part::card, register::list)>
            <Transition fallback=|| view! { <ListSkeleton /> }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(data) => view! { <List data query=query.get_untracked() /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

fn query_of(map: &ParamsMap) -> ReturnsQuery {
    ReturnsQuery {
        tab: ReturnTab::from_key(&map.get("tab").unwrap_or_default()),
        after: map.get("after").and_then(|after| after.parse().ok()),
    }
}

fn address(tab: ReturnTab, after: Option<ReturnId>) -> String {
    let mut map = ParamsMap::new();
    if tab != ReturnTab::default() {
        map.insert("tab", tab.key().to_owned());
    }
    if let Some(after) = after {
        map.insert("after", after.to_string());
    }
    format!("/admin/returns{}", map.to_query_string())
}

#[component]
fn List(data: Dated<ReturnRows>, query: ReturnsQuery) -> impl IntoView {
    let Dated { now, value } = data;
    let counted = |tab: ReturnTab| match value.count(tab) {
        0 => String::new(),
        count => format!(" · {count}"),
    };
    let tab = |tab: ReturnTab| Tab {
        href: address(tab, None),
        label: format!("{}{}", tab.label(), counted(tab)),
        is_current: tab == query.tab,
    };
    let tabs: Vec<Tab> = ReturnTab::ALL.into_iter().map(tab).collect();
    let next = value.next.map(|next| address(query.tab, Some(next)));
    let content = if value.rows.is_empty() { nothing(query) } else { table(value.rows, now) };
    view! {
        <ListTabs tabs=Signal::stored(tabs) />
        {content}
        <nav class=style::pages aria-label="Pages">
            {next.map(|href| view! { <a class=part::button href=href>"Older returns"</a> })}
        </nav>
    }
    .into_any()
}

fn table(rows: Vec<ReturnRow>, now: Timestamp) -> AnyView {
    let rows = rows.into_iter().map(|row| {
        view! {
            <tr class=record::row>
                <td>
                    <a href=format!("/admin/orders/{}#returns", row.order)>{row.reference}</a>
                </td>
                <td class=record::quiet>{row.kind.label()}</td>
                <td><ReturnBadge state=row.state /></td>
                <td class=format!("{} {}", record::quiet, record::wide)>{row.customer_name}</td>
                <td class=record::number>{row.items}</td>
                <td class=format!("{} {}", record::quiet, record::wide)>
                    <Moment at=row.at now />
                </td>
            </tr>
        }
    });
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Return"</th>
                    <th scope="col">"Kind"</th>
                    <th scope="col">"State"</th>
                    <th scope="col" class=record::wide>"Customer"</th>
                    <th scope="col" class=record::number>"Items"</th>
                    <th scope="col" class=record::wide>"Asked for"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn nothing(query: ReturnsQuery) -> AnyView {
    let narrowed = query != ReturnsQuery::default();
    let (title, help) = if narrowed {
        ("No return is like that", "Nothing in this view matches.")
    } else {
        ("Nothing to do", "When a shopper asks to send something back, or withdraws, it appears here within a second.")
    };
    view! {
        <div class=part::empty>
            <h2>{title}</h2>
            <p>{help}</p>
            <a class=part::button href=address(ReturnTab::All, None)>"Show all returns"</a>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_list_holds_tab_and_page() {
        assert_eq!(address(ReturnTab::Open, None), "/admin/returns");
        assert_eq!(address(ReturnTab::Received, None), "/admin/returns?tab=received");
        let map: ParamsMap = [("tab", "received"), ("after", "9")].into_iter().collect();
        assert_eq!(query_of(&map), ReturnsQuery { tab: ReturnTab::Received, after: Some(ReturnId(9)) });
        let broken: ParamsMap = [("tab", "x"), ("after", "y")].into_iter().collect();
        assert_eq!(query_of(&broken), ReturnsQuery::default());
    }
}
