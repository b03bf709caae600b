//! What was counted, with the differences, and what was not counted yet.

use domain::{
    inventory::view::{CountLine, CountSheet},
    kernel::StockCountId,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{LeaveOut, ScanCode},
    style,
};
use crate::admin::{
    parts::{record, style as part, words::counted},
    stock::signed,
};

/// The counted lines; of an open count with a way to leave each out.
pub fn table(lines: Vec<CountLine>, id: StockCountId, leave: Option<ServerAction<LeaveOut>>) -> AnyView {
    if lines.is_empty() {
        return view! { <p class=record::nothing>"Nothing is counted yet: scan the first code."</p> }.into_any();
    }
    let rows = lines.into_iter().map(|line| {
        let difference = line.difference();
        let class = if difference == 0 { style::right } else { style::wrong };
        let held = line.is_held().then(|| {
            let words = format!("{} are held for orders", line.reserved);
            view! { <span class=style::wrong>{words}</span> }
        });
        let words = format!("Leave out {}", line.variant.sku);
        let variant = line.variant.id;
        let out = leave.map(|leave| {
            view! {
                <td>
                    <ActionForm action=leave>
                        <input type="hidden" name="count" value=id.to_string() />
                        <input type="hidden" name="variant" value=variant.to_string() />
                        <button class=part::button aria-label=words>"Leave out"</button>
                    </ActionForm>
                </td>
            }
        });
        let (after, counted, seen) = (line.after(), line.counted, line.seen);
        view! {
            <tr>
                <td>
                    <div class=style::what>
                        <a href=format!("/admin/stock/variants/{}", line.variant.id)>{line.variant.title}</a>
                        <span class=part::small>{line.variant.sku}</span>
                        {held}
                    </div>
                </td>
                <td class=record::number>
                    <strong>{counted}</strong>
                </td>
                <td class=format!("{} {}", record::number, record::wide)>{seen}</td>
                <td class=format!("{} {class}", record::number)>
                    {if difference == 0 { "agrees".to_owned() } else { signed(difference) }}
                </td>
                <td class=format!("{} {}", record::number, record::wide)>{leave.map(|_| after)}</td>
                {out}
            </tr>
        }
    });
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Variant"</th>
                    <th scope="col" class=record::number>"Counted"</th>
                    <th scope="col" class=format!("{} {}", record::number, record::wide)>"By the books then"</th>
                    <th scope="col" class=record::number>"Difference"</th>
                    <th scope="col" class=format!("{} {}", record::number, record::wide)>
                        {leave.map(|_| "Stock will be")}
                    </th>
                    {leave
                        .map(|_| {
                            view! {
                                <th scope="col">
                                    <span class=part::hidden>"Leave out"</span>
                                </th>
                            }
                        })}
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// What was not counted yet, each with one click to say that there is none.
#[component]
pub fn Uncounted(
    /// The count.
    sheet: CountSheet,
    /// Writes down that there is none.
    none: ServerAction<ScanCode>,
) -> impl IntoView {
    let id = sheet.count.id;
    if sheet.uncounted_count == 0 {
        return ().into_any();
    }
    let words = format!("{} not counted yet", counted(sheet.uncounted_count, "variant"));
    let rest = usize::try_from(sheet.uncounted_count).unwrap_or(usize::MAX) > sheet.uncounted.len();
    let rows = sheet.uncounted.into_iter().map(|(variant, on_hand)| {
        view! {
            <li>
                <div class=style::what>
                    <span>{variant.title}</span>
                    <span class=part::small>{format!("{} · {on_hand} by the books", variant.sku)}</span>
                </div>
                <ActionForm action=none>
                    <input type="hidden" name="count" value=id.to_string() />
                    <input type="hidden" name="code" value=variant.sku.clone() />
                    <input type="hidden" name="quantity" value="0" />
                    <button class=part::button aria-label=format!("None of {} is there", variant.sku)>"None there"</button>
                </ActionForm>
            </li>
        }
    });
    view! {
        <details class=format!("{} {} {}", part::card, record::new, style::uncounted)>
            <summary>{words}</summary>
            <ul>{rows.collect_view()}</ul>
            {rest.then(|| view! { <p class=record::nothing>"There are more; these are the first."</p> })}
        </details>
    }
    .into_any()
}
