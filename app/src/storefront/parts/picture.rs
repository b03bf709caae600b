//! A picture in the right size, with its colours in its place until it is there.

use domain::catalog::view::Picture;
use leptos::prelude::*;

use super::style;

/// A picture that fills its frame of 4 to 5.
#[component]
pub fn PictureView(
    /// The picture.
    picture: Picture,
    /// How wide it is shown: the `sizes` attribute.
    sizes: &'static str,
    /// Whether it is seen at once: then it is loaded first, otherwise when it comes near.
    #[prop(optional)]
    eager: bool,
    /// Words beside it say the same: then screen readers skip it.
    #[prop(optional)]
    decorative: bool,
) -> impl IntoView {
    let colours: Vec<&str> = picture.placeholder.split(',').collect();
    let colour = |index: usize| colours.get(index).map(|colour| format!("#{colour}")).unwrap_or_default();
    let (upper, lower) = (colour(0), colour(3));
    let alternative_text = if decorative { String::new() } else { picture.alternative_text.clone() };
    let (focus_x, focus_y) = picture.focus.attributes();
    view! {
        <span class=style::picture>
            <svg viewBox="0 0 4 5" preserveAspectRatio="none" aria-hidden="true">
                <path fill=upper d="M0 0h4v5H0z"></path>
                <path fill=lower d="M4 0v5H0z" opacity=".6"></path>
            </svg>
            <img
                src=picture.address_for(640)
                srcset=picture.source_set()
                sizes=sizes
                width=picture.width
                height=picture.height
                alt=alternative_text
                data-focus-x=focus_x
                data-focus-y=focus_y
                loading=if eager { "eager" } else { "lazy" }
                fetchpriority=eager.then_some("high")
                decoding="async"
            />
        </span>
    }
}
