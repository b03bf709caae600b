//! Old addresses as rows; on a phone each row is a card.

use domain::{kernel::Timestamp, redirect::view::RedirectRow};
use leptos::{form::ActionForm, prelude::*};

use super::{api::RemoveRedirect, style};
use crate::admin::parts::{local::Moment, style as part};

/// The old addresses of a page.
#[component]
pub fn RedirectTable(
    /// The rows.
    rows: Vec<RedirectRow>,
    /// Removes one.
    remove: ServerAction<RemoveRedirect>,
    /// When they were read.
    now: Timestamp,
) -> impl IntoView {
    view! {
        <table class=style::table>
            <thead>
                <tr>
                    <th scope="col">"Old address"</th>
                    <th scope="col">"Leads to"</th>
                    <th scope="col">"From"</th>
                    <th scope="col" class=part::numeric>"Uses"</th>
                    <th scope="col">"Last used"</th>
                    <th scope="col"><span class=part::hidden>"Remove"</span></th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row remove now /> }).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(row: RedirectRow, remove: ServerAction<RemoveRedirect>, now: Timestamp) -> impl IntoView {
    let label = format!("Remove the redirect of {}", row.path);
    view! {
        <tr class=style::row>
            <td class=style::path>{row.path.clone()}</td>
            <td class=style::target>
                <a href=row.target.clone() rel="external">{row.target.clone()}</a>
            </td>
            <td class=style::from>{if row.imported { "Import" } else { "Made here" }}</td>
            <td class=format!("{} {}", style::hits, part::numeric)>{row.hits}</td>
            <td class=style::last>
                {row.last_hit_at.map(|at| view! { <Moment at now /> })}
            </td>
            <td class=style::remove>
                <ActionForm action=remove>
                    <input type="hidden" name="path" value=row.path />
                    <button class=part::quiet aria-label=label>"Remove"</button>
                </ActionForm>
            </td>
        </tr>
    }
}
