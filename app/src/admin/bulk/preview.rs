//! What would change, or has changed: old and new side by side.

use domain::catalog::bulk::view::{Preview, ShownChange};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::style as part;
pub use crate::admin::parts::words::counted;

/// What a rule would do.
#[component]
pub fn PreviewView(
    /// What it would do.
    preview: Preview,
) -> impl IntoView {
    let same = preview.products.saturating_sub(preview.changed_products);
    let figures = [
        (preview.changed_products, "product", "will change"),
        (preview.changes, "value", "will be new"),
        (same, "product", "will stay the same"),
        (preview.problems, "value", "cannot be changed"),
    ];
    // What there is none of is no news, but for the change itself.
    let figures = figures.into_iter().enumerate().filter(|(place, (count, ..))| *place < 2 || *count > 0);
    let more = preview.changes.saturating_sub(preview.first.len());
    view! {
        <ul class=style::figures>
            {figures
                .map(|(_, (count, word, words))| {
                    view! {
                        <li>
                            <strong>{counted(count, word)}</strong>
                            " "
                            {words}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
        {(!preview.first_problems.is_empty())
            .then(|| {
                let rest = preview.problems.saturating_sub(preview.first_problems.len());
                view! {
                    <div class=part::banner role="alert">
                        <strong>"What cannot be changed stays as it is:"</strong>
                        <ul class=style::problems>
                            {preview
                                .first_problems
                                .clone()
                                .into_iter()
                                .map(|(product, variant, why)| {
                                    let comma = if variant.is_empty() { "" } else { ", " };
                                    view! { <li>{product} {comma} {variant} ": " {why}</li> }
                                })
                                .collect_view()}
                            {(rest > 0).then(|| view! { <li>{format!("and {rest} more")}</li> })}
                        </ul>
                    </div>
                }
            })}
        <ChangeTable changes=preview.first />
        {(more > 0).then(|| view! { <p class=part::small>{format!("and {more} more")}</p> })}
    }
}

/// Changes as a table.
#[component]
pub fn ChangeTable(
    /// The changes.
    changes: Vec<ShownChange>,
) -> impl IntoView {
    (!changes.is_empty()).then(|| {
        view! {
            <table class=style::changes>
                <thead>
                    <tr>
                        <th scope="col">"Product"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col">"Before"</th>
                        <th scope="col">"After"</th>
                    </tr>
                </thead>
                <tbody>{changes.into_iter().map(|shown| view! { <Row shown /> }).collect_view()}</tbody>
            </table>
        }
    })
}

#[component]
fn Row(shown: ShownChange) -> impl IntoView {
    let number = shown.change.field.is_number();
    let words = |text: String| if text.is_empty() { "nothing".to_owned() } else { text };
    let (had_none, empty) = (shown.before.is_empty(), shown.after.is_empty());
    let before = words(shown.before);
    // What was not there is not struck out.
    let before = if had_none {
        view! { <span class=part::aside>{before}</span> }.into_any()
    } else {
        view! { <del>{before}</del> }.into_any()
    };
    view! {
        <tr>
            <td>
                <a href=format!("/admin/products/{}", shown.change.product)>{shown.title}</a>
                {(!shown.variant.is_empty()).then(|| view! { <small class=part::small>{shown.variant}</small> })}
            </td>
            <td data-label="Value">{shown.change.field.label()}</td>
            <td data-label="Before" class=(part::numeric, number)>
                {before}
            </td>
            <td data-label="After" class=(part::numeric, number)>
                <ins class=(style::nothing, empty)>{words(shown.after)}</ins>
            </td>
        </tr>
    }
}
