//! What a draft comes to, while one types.

use domain::draft::view::{DraftLineView, DraftPreview};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::style as part;

/// What is known of its sums.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Known {
    /// Nothing yet.
    #[default]
    Nothing,
    /// What it comes to.
    Preview(Box<DraftPreview>),
    /// Something is missing or wrong.
    Refused(String),
}

/// The lines and the sums.
pub(super) fn sums(known: &Known) -> AnyView {
    let preview = match known {
        Known::Nothing => return view! { <p class=part::hint>"The sums appear here."</p> }.into_any(),
        Known::Refused(why) => return view! { <p class=style::refused role="status">{why.clone()}</p> }.into_any(),
        Known::Preview(preview) => preview,
    };
    let shown = preview.totals.shown();
    let delivery = format!("Delivery: {}", preview.shipping_name);
    let tax = if shown.added_tax.is_some() { "Tax" } else { "Tax in it" };
    let rows = [
        ("Goods".to_owned(), shown.goods),
        (delivery, shown.shipping_before),
        (tax.to_owned(), preview.totals.tax()),
        ("Total".to_owned(), preview.totals.total),
    ];
    let rows = rows.into_iter().map(|(name, amount)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{amount.to_string()}</td>
            </tr>
        }
    });
    view! {
        <table class=style::sums aria-live="polite">
            <tbody>{preview.lines.iter().map(line).collect_view()}</tbody>
            <tfoot>{rows.collect_view()}</tfoot>
        </table>
    }
    .into_any()
}

fn line(line: &DraftLineView) -> impl IntoView + use<> {
    let each = match line.instead_of {
        Some(asked) => format!("{} × {} instead of {asked}", line.quantity, line.unit_price),
        None => format!("{} × {}", line.quantity, line.unit_price),
    };
    let only = line.only.map(|room| match room {
        0 => "None can be had now: the offer cannot be ordered before there are more.".to_owned(),
        room => format!("Only {room} can be had now: the offer cannot be ordered before there are more."),
    });
    view! {
        <tr>
            <th scope="row">
                {line.title.clone()}
                <small>{each}</small>
                {only.map(|text| view! { <small class=style::short>{text}</small> })}
            </th>
            <td>{line.line_total.to_string()}</td>
        </tr>
    }
}
