//! A small picture of a product.

use domain::catalog::view::Picture;
use leptos::prelude::*;

use super::style;

/// A picture of 44 pixels, or an empty ground.
#[component]
pub fn Thumbnail(
    /// The picture.
    picture: Option<Picture>,
) -> impl IntoView {
    match picture {
        Some(picture) => {
            let (focus_x, focus_y) = picture.focus.attributes();
            view! {
                <img
                    class=style::thumbnail
                    src=picture.address_for(160)
                    alt=""
                    width="44"
                    height="44"
                    loading="lazy"
                    data-focus-x=focus_x
                    data-focus-y=focus_y
                />
            }
            .into_any()
        }
        None => view! { <span class=style::thumbnail></span> }.into_any(),
    }
}
