//! What is promised of things that no parcel brings.

use domain::catalog::{ProductKind, view::StockView};
use leptos::prelude::*;
use ui::{Icon, IconName};

use super::{buy::Chosen, style};

/// When it is there, and how.
#[component]
pub fn Instant(
    chosen: Chosen,
    /// Files or a gift card.
    kind: ProductKind,
) -> impl IntoView {
    let how = match kind {
        ProductKind::GiftCard => "its code comes by mail",
        _ => "you download it from your order's page",
    };
    let is_there = move || chosen.read(|variant| variant.stock != StockView::SoldOut).unwrap_or(false);
    view! {
        <ul class=style::promises>
            <li>
                <Icon name=IconName::Download />
                <p>
                    {move || {
                        if is_there() {
                            view! { <strong class=style::good>"Ready at once."</strong> }.into_any()
                        } else {
                            view! { <strong class=style::few>"Not for sale at the moment."</strong> }.into_any()
                        }
                    }}
                    <span>{how}</span>
                </p>
            </li>
        </ul>
    }
    .into_any()
}
