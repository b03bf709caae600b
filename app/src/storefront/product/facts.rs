//! What is below the button: description, details as a table, delivery and returns.

use domain::shipping::view::Promise;
use leptos::prelude::*;

use super::style;
use crate::storefront::delivery;

/// The facts; each group folds.
#[component]
pub fn Facts(
    /// Whether a parcel brings it.
    is_delivered: bool,
    /// Label and value of each attribute; what has no value is the heading of those behind it.
    details: Vec<(String, String)>,
    /// Sanitised HTML.
    description: String,
    /// Who made it.
    brand: String,
    /// Delivery, with dates.
    promise: Option<Promise>,
) -> impl IntoView {
    let has_details = !details.is_empty() || !brand.is_empty();
    let rows = details
        .into_iter()
        .map(|(label, value)| {
            if value.is_empty() {
                return view! { <tr class=style::group><th colspan="2" scope="colgroup">{label}</th></tr> }.into_any();
            }
            view! { <tr><th scope="row">{label}</th><td>{value}</td></tr> }.into_any()
        })
        .collect_view();
    view! {
        <div class=style::facts>
            {(!description.is_empty()).then(|| view! { <div class=style::description inner_html=description></div> })}
            {has_details.then(|| view! {
                <details open=true>
                    <summary><h2>"Details"</h2></summary>
                    <table><tbody>
                        {rows}
                        {(!brand.is_empty()).then(|| view! { <tr><th scope="row">"Maker"</th><td>{brand}</td></tr> })}
                    </tbody></table>
                </details>
            })}
            {is_delivered.then(|| view! {
                <details>
                    <summary><h2>"Delivery and returns"</h2></summary>
                    {promise.map(|promise| {
                        let cost = delivery::cost(&promise);
                        view! { <p>{format!("Ordered now, it arrives {}. Within the country: {cost}.", promise.arrives)}</p> }
                    })}
                    <p>"Send it back within 30 days, for any reason. We pay the money back within 14 days of its return."</p>
                </details>
            })}
        </div>
    }
    .into_any()
}
