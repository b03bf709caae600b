//! The parts of a bundle and what is made to order, below a line in a bag or an order.

use domain::catalog::{personalisation::Answer, view::PartView};
use leptos::prelude::*;

use super::style;

/// The parts in words; nothing without any.
pub fn part_list(parts: &[PartView]) -> Option<impl IntoView + use<>> {
    (!parts.is_empty()).then(|| {
        let parts = parts.iter().map(|part| view! { <li>{part.words()}</li> }).collect_view();
        view! { <ul class=style::part_list aria-label="What is in it">{parts}</ul> }
    })
}

/// What a line is to be made with; nothing without any.
pub fn answer_list(answers: &[Answer]) -> Option<impl IntoView + use<>> {
    (!answers.is_empty()).then(|| {
        let answers = answers
            .iter()
            .map(|answer| view! { <li>{answer.label.clone()} ": " <q>{answer.words().to_owned()}</q></li> })
            .collect_view();
        view! { <ul class=style::part_list aria-label="Made with">{answers}</ul> }
    })
}
