//! The pictures: one large, the others in a grid; on a phone they swipe.
//!
//! The server writes all of them, those that the chosen variant does not show into a list that nobody sees and whose pictures are not
//! loaded. In the browser they only move between the two, which takes no words and no island of their own.

#[cfg(feature = "ssr")]
use domain::catalog::view::Picture;
use leptos::{prelude::*, web_sys::Element};

#[cfg(feature = "ssr")]
use super::style;
#[cfg(feature = "ssr")]
use crate::storefront::parts::PictureView;

const LARGE: &str = "(max-width: 60rem) 88vw, 46rem";
const SMALL: &str = "(max-width: 60rem) 88vw, 23rem";

/// The pictures of the variant that the page comes with, and those of others aside.
#[cfg(feature = "ssr")]
#[component]
pub fn Gallery(
    /// All pictures of the product.
    pictures: Vec<Picture>,
    /// The places of those that are shown.
    shown: Vec<usize>,
) -> impl IntoView {
    let aside: Vec<usize> = (0..pictures.len()).filter(|index| !shown.contains(index)).collect();
    let list = |places: &[usize], is_shown: bool| {
        let first = |place: usize| is_shown && place == 0;
        let picture = |(place, index): (usize, &usize)| {
            let (picture, index) = (pictures.get(*index).cloned()?, *index);
            let sizes = if first(place) { LARGE } else { SMALL };
            Some(view! { <li data-picture=index><PictureView picture sizes eager=first(place) /></li> })
        };
        places.iter().enumerate().filter_map(picture).collect_view()
    };
    view! {
        <ul class=style::gallery aria-label="Pictures" tabindex="0" data-pictures="shown">{list(&shown, true)}</ul>
        {(!aside.is_empty()).then(|| view! { <ul hidden data-pictures="aside">{list(&aside, false)}</ul> })}
    }
}

/// Shows these pictures in this order, and puts all others aside; nothing where they stand so already.
pub fn show(wanted: &[usize]) -> Option<()> {
    let found = |list: &str| document().query_selector(&format!("[data-pictures={list}]")).ok().flatten();
    let (shown, aside) = (found("shown")?, found("aside")?);
    if order(&shown) == wanted {
        return Some(());
    }
    while let Some(picture) = shown.first_element_child() {
        aside.append_child(&picture).ok()?;
    }
    for (place, index) in wanted.iter().enumerate() {
        let picture = aside.query_selector(&format!("[data-picture='{index}']")).ok()??;
        if let Ok(Some(image)) = picture.query_selector("img") {
            let _ = image.set_attribute("sizes", if place == 0 { LARGE } else { SMALL });
        }
        shown.append_child(&picture).ok()?;
    }
    shown.set_scroll_left(0);
    Some(())
}

fn order(list: &Element) -> Vec<usize> {
    let mut order = Vec::new();
    let mut next = list.first_element_child();
    while let Some(picture) = next {
        order.extend(picture.get_attribute("data-picture").and_then(|index| index.parse::<usize>().ok()));
        next = picture.next_element_sibling();
    }
    order
}
