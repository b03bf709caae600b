//! What a product costs.

use domain::catalog::view::PriceRange;
use leptos::prelude::*;

use super::style;

/// "€24.00", "from €38.00", or a reduced price beside the former one.
#[component]
pub fn PriceRangeView(
    /// The prices.
    price: PriceRange,
) -> impl IntoView {
    let from = (price.from != price.to).then_some("from ");
    let former = price.compare_at.filter(|former| former.minor > price.from.minor);
    let reduced = former.is_some();
    view! {
        <span class=style::price>
            {former.map(|former| view! {
                <s class=style::former><span class=ui::HIDDEN>"Formerly "</span>{former.to_string()}</s>
            })}
            <span class=if reduced { style::reduced } else { style::plain }>{from}{price.from.to_string()}</span>
        </span>
    }
}
