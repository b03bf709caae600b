//! What stands where a page will be, as long as its data is on the way: of the same measure, so that nothing jumps.

use leptos::prelude::*;

use super::style;

/// Rows of a list.
#[component]
pub fn ListSkeleton(
    /// How many.
    #[prop(default = 8)]
    rows: usize,
) -> impl IntoView {
    view! {
        <div class=style::skeleton aria-busy="true">
            <p class=style::hidden role="status">"Loading"</p>
            {(0..rows)
                .map(|_| {
                    view! {
                        <div class=style::bonerow aria-hidden="true">
                            <span></span>
                            <span></span>
                            <span></span>
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// A page of one thing: its title, what is worked on, and what stands beside it.
#[component]
pub fn RecordSkeleton() -> impl IntoView {
    let card = |lines: usize| {
        let lines = (0..lines).map(|_| view! { <span></span> }).collect_view();
        view! { <div class=format!("{} {}", style::card, style::bonecard)>{lines}</div> }
    };
    view! {
        <div class=style::skeleton aria-busy="true">
            <p class=style::hidden role="status">"Loading"</p>
            <div class=style::bonetitle aria-hidden="true">
                <span></span>
            </div>
            <div class=style::bonepage aria-hidden="true">
                <div>{card(6)} {card(3)} {card(4)}</div>
                <div>{card(3)} {card(4)}</div>
            </div>
        </div>
    }
}
