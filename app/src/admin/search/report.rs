//! What shoppers searched for.

use domain::{
    kernel::Timestamp,
    search::view::{SearchReport, SearchTermRow},
};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use super::style;
use crate::admin::{clock::day, parts::style as part};

/// The last 30 days.
#[component]
pub(super) fn Report(
    /// The searches.
    report: SearchReport,
    /// When it was read.
    now: Timestamp,
) -> impl IntoView {
    view! {
        <section class=part::card aria-labelledby="nothing-found">
            <div class=part::cardhead>
                <h2 id="nothing-found">"Found nothing"</h2>
                <span class=part::aside>"last 30 days"</span>
            </div>
            <Terms rows=report.nothing_found now count=|row| row.empty nothing="Every search found something." />
        </section>
        <section class=part::card aria-labelledby="most-searched">
            <div class=part::cardhead>
                <h2 id="most-searched">"Most searched"</h2>
                <span class=part::aside>"last 30 days"</span>
            </div>
            <Terms rows=report.most_searched now count=|row| row.searches nothing="Nobody has searched yet." />
        </section>
    }
}

#[component]
fn Terms(
    rows: Vec<SearchTermRow>,
    now: Timestamp,
    count: fn(&SearchTermRow) -> i64,
    nothing: &'static str,
) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p class=style::nothing>{nothing}</p> }.into_any();
    }
    let row = move |row: SearchTermRow| {
        let mut query = ParamsMap::new();
        query.insert("q", row.term.clone());
        view! {
            <tr>
                <td><a href=format!("/admin/search{}", query.to_query_string())>{row.term.clone()}</a></td>
                <td class=part::numeric>{count(&row)}</td>
                <td class=style::last>{day(row.last_day, now)}</td>
            </tr>
        }
    };
    view! {
        <table class=style::terms>
            <thead>
                <tr>
                    <th scope="col">"Search"</th>
                    <th scope="col" class=part::numeric>"Times"</th>
                    <th scope="col">"Last"</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
