//! The pictures: one large, the others in a grid; on a phone they swipe.

use domain::catalog::view::Picture;
use leptos::prelude::*;

use super::{choice, style};
use crate::{
    state::{Sent, ShopState},
    storefront::parts::PictureView,
};

const LARGE: &str = "(max-width: 60rem) 88vw, 46rem";
const SMALL: &str = "(max-width: 60rem) 88vw, 23rem";

/// The pictures of the chosen variant.
#[island(lazy)]
pub fn Gallery(
    /// All pictures of the product.
    pictures: Sent<Vec<Picture>>,
    /// Which of them shows each variant.
    by_variant: Vec<Option<usize>>,
    /// The variant that the page came with.
    start: usize,
) -> impl IntoView {
    let state = ShopState::of_page();
    let count = pictures.0.len();
    // Variants that share a picture, sizes for example, leave the gallery as it is.
    let shown = Memo::new(move |_| choice::pictures(count, &by_variant, state.variant.get().unwrap_or(start)));
    list(move || views(&pictures.0, &shown.get()))
}

/// The same pictures for every variant.
#[cfg(feature = "ssr")]
#[component]
pub fn StillGallery(
    /// All pictures of the product.
    pictures: Vec<Picture>,
    /// The places of those that are shown.
    shown: Vec<usize>,
) -> impl IntoView {
    list(views(&pictures, &shown))
}

fn list(pictures: impl IntoView) -> impl IntoView {
    view! {
        <ul class=style::gallery aria-label="Pictures" tabindex="0">
            {pictures}
        </ul>
    }
}

fn views(pictures: &[Picture], shown: &[usize]) -> impl IntoView + use<> {
    shown
        .iter()
        .enumerate()
        .filter_map(|(place, index)| {
            let picture = pictures.get(*index).cloned()?;
            let sizes = if place == 0 { LARGE } else { SMALL };
            Some(view! { <li><PictureView picture sizes eager={place == 0} /></li> })
        })
        .collect_view()
}
