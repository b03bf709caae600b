//! Products as rows; on a phone each row is a card.

use domain::catalog::{
    ProductKind,
    view::{ProductRow, ProductRows},
};
use leptos::prelude::*;

use super::{style, switch::PublishSwitch};
use crate::admin::parts::{picture::Thumbnail, style as part};

/// From this many on down the stock is said with a warning.
const FEW: i64 = 5;

/// The products of a page.
#[component]
pub fn ProductTable(
    /// The rows.
    rows: ProductRows,
) -> impl IntoView {
    view! {
        <table class=style::table>
            <thead>
                <tr>
                    <th scope="col">"Product"</th>
                    <th scope="col">"Brand"</th>
                    <th scope="col" class=part::numeric>
                        "Variants"
                    </th>
                    <th scope="col" class=part::numeric>
                        "In stock"
                    </th>
                    <th scope="col" class=part::numeric>
                        "Price"
                    </th>
                    <th scope="col">"Published"</th>
                </tr>
            </thead>
            <tbody>{rows.rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(row: ProductRow) -> impl IntoView {
    let price = row.price.map(|price| if row.variants > 1 { format!("from {price}") } else { price.to_string() });
    let counted = matches!(row.kind, ProductKind::Simple | ProductKind::Bundle);
    let stock = match row.available {
        ..=0 => style::out,
        1..=FEW => style::few,
        _ => style::enough,
    };
    view! {
        <tr class=style::row>
            <td class=style::product>
                <Thumbnail picture=row.picture />
                <a href=format!("/admin/products/{}", row.id)>{row.title.clone()}</a>
            </td>
            <td class=style::brand>{row.brand}</td>
            <td class=format!("{} {}", style::variants, part::numeric)>{row.variants}</td>
            <td class=format!("{} {}", style::stock, part::numeric)>
                <span class=stock>{if counted { row.available.clamp(0, 999_999).to_string() } else { "–".to_owned() }}</span>
            </td>
            <td class=format!("{} {}", style::price, part::numeric)>{price}</td>
            <td class=style::published>
                <PublishSwitch product=row.id title=row.title published=row.published />
            </td>
        </tr>
    }
}
