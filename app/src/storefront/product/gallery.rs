//! The pictures: a large one and a grid; on a phone they swipe.

use domain::catalog::view::Picture;
use leptos::prelude::*;

use super::style;
use crate::storefront::parts::PictureView;

/// All pictures; the one that shows the chosen variant comes first.
#[component]
pub fn Gallery(
    /// The pictures.
    pictures: Vec<Picture>,
    /// Which one shows the chosen variant.
    #[prop(into)]
    shown: Signal<Option<usize>>,
) -> impl IntoView {
    let ordered = move || {
        let first = shown.get().unwrap_or(0);
        let lead = pictures.get(first).cloned();
        let others =
            pictures.iter().enumerate().filter(|(index, _)| *index != first).map(|(_, picture)| picture.clone());
        lead.into_iter().chain(others).take(7).collect::<Vec<_>>()
    };
    view! {
        <div class=style::gallery role="group" aria-label="Pictures">
            {move || {
                ordered()
                    .into_iter()
                    .enumerate()
                    .map(|(index, picture)| {
                        let sizes = if index == 0 { "(max-width: 60rem) 88vw, 745px" } else { "(max-width: 60rem) 88vw, 366px" };
                        view! { <PictureView picture sizes eager=index == 0 /> }
                    })
                    .collect_view()
            }}
        </div>
    }
    .into_any()
}
