//! The pictures: one large, the others in a grid; on a phone they swipe.

use leptos::prelude::*;

use super::{Chosen, choice, style};
use crate::storefront::parts::PictureView;

const LARGE: &str = "(max-width: 60rem) 88vw, 46rem";
const SMALL: &str = "(max-width: 60rem) 88vw, 23rem";

/// The pictures of the chosen variant.
#[component]
pub fn Gallery(chosen: Chosen) -> impl IntoView {
    // Variants that share a picture, sizes for example, leave the gallery as it is.
    let shown = Memo::new(move |_| {
        let index = chosen.index.get();
        chosen.product.with_value(|product| choice::pictures(product.pictures.len(), &product.variants, index))
    });
    view! {
        <ul class=style::gallery aria-label="Pictures" tabindex="0">
            {move || {
                shown
                    .get()
                    .into_iter()
                    .enumerate()
                    .filter_map(|(place, index)| {
                        let picture = chosen.product.with_value(|product| product.pictures.get(index).cloned())?;
                        let sizes = if place == 0 { LARGE } else { SMALL };
                        Some(view! {
                            <li>
                                <PictureView picture sizes eager={place == 0} />
                            </li>
                        })
                    })
                    .collect_view()
            }}
        </ul>
    }
    .into_any()
}
