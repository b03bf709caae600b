//! What a few things cost in each currency.

use domain::currency::{Selling, view::PriceSample};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::{record, style as part};

/// A table of things and their prices; nothing where there is nothing to show. Prices of their own are not in it.
#[component]
pub fn Samples(
    /// The things.
    samples: Vec<PriceSample>,
    /// The currencies.
    sellings: Vec<Selling>,
) -> impl IntoView {
    if samples.is_empty() || sellings.is_empty() {
        return ().into_any();
    }
    let heads = sellings.iter().map(|selling| {
        view! { <th scope="col" class=record::number>{selling.currency.code().to_owned()}</th> }
    });
    let heads = heads.collect_view();
    let row = |sample: PriceSample| {
        let prices = sellings.iter().map(|selling| {
            let price =
                selling.convert(sample.price).map_or_else(|_| "too large".to_owned(), |price| price.to_string());
            view! { <td class=record::number>{price}</td> }
        });
        let prices = prices.collect_view();
        view! {
            <tr>
                <td>{sample.title}</td>
                <td class=record::number>{sample.price.to_string()}</td>
                {prices}
            </tr>
        }
    };
    let base = samples.first().map(|sample| sample.price.currency.code().to_owned());
    let rows = samples.iter().cloned().map(row).collect_view();
    view! {
        <section class=part::card aria-labelledby="samples">
            <div class=part::cardhead>
                <h2 id="samples">"What things cost by these rates"</h2>
            </div>
            <div class=style::scroll tabindex="0" role="region" aria-label="Prices by these rates">
                <table class=record::table>
                    <thead>
                        <tr>
                            <th scope="col">"Product"</th>
                            <th scope="col" class=record::number>{base}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
