//! The parts of a bundle, below its line in a bag or an order.

use domain::catalog::view::PartView;
use leptos::prelude::*;

use super::style;

/// The parts in words; nothing without any.
pub fn part_list(parts: &[PartView]) -> Option<impl IntoView + use<>> {
    (!parts.is_empty()).then(|| {
        let parts = parts.iter().map(|part| view! { <li>{part.words()}</li> }).collect_view();
        view! { <ul class=style::part_list aria-label="What is in it">{parts}</ul> }
    })
}
