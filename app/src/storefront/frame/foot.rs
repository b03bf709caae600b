//! The foot of the page: promises with real dates, all shelves, and what one looks for last.

use leptos::prelude::*;
use ui::PAGE;

use super::{api::FrameData, currencies::Currencies, languages::Languages, look::Look, style};

/// Four promises, the shelves, and the look.
#[component]
pub fn Foot(
    /// What to show.
    data: FrameData,
) -> impl IntoView {
    let shelves = data
        .menu
        .into_iter()
        .map(|entry| view! { <li><a href=format!("/categories/{}", entry.slug)>{entry.name}</a></li> })
        .collect_view();
    let arrives = data.promise.map(|promise| {
        let before = format!("when ordered before {}", promise.cut_off);
        view! { <p><strong>{format!("Arrives {}", promise.arrives)}</strong><span>{before}</span></p> }
    });
    view! {
        <footer class=style::foot>
            <div class=format!("{PAGE} {}", style::promises)>
                {arrives}
                <p><strong>"30 days to return"</strong><span>"no reason needed"</span></p>
                <p><strong>"No account needed"</strong><span>"a secret link shows your order"</span></p>
                <p>
                    <strong>"People who answer"</strong>
                    <a href=format!("mailto:{}", data.email)>{data.email.clone()}</a>
                </p>
            </div>
            <div class=format!("{PAGE} {}", style::small)>
                <nav aria-label="Shelves">
                    <ul class=style::shelves>
                        {shelves}
                        <li><a href="/new">"New"</a></li>
                        {data.has_sale.then(|| view! { <li><a href="/sale">"Sale"</a></li> })}
                    </ul>
                </nav>
                <Languages languages=data.languages />
                <Currencies choices=data.currencies />
                <Look />
            </div>
        </footer>
    }
    .into_any()
}
