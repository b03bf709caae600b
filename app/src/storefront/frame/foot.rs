//! The foot of the page: promises with real dates, all shelves, and what one looks for last.

use leptos::{prelude::*, task::spawn_local};
use ui::PAGE;

use super::{
    api::{FrameData, set_theme},
    style,
};

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
    let arrives = format!("Arrives {}", data.promise.arrives);
    view! {
        <footer class=style::foot>
            <div class=format!("{PAGE} {}", style::promises)>
                <p><strong>{arrives}</strong><span>"when ordered before 14:00"</span></p>
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
                <Look />
            </div>
        </footer>
    }
    .into_any()
}

/// Light, dark, or as the device has it. A form by itself; with a script the page stays.
#[component]
fn Look() -> impl IntoView {
    let choice = |theme: &'static str, words: &'static str| {
        let choose = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            force(theme);
            spawn_local(async move {
                // The look is there already; when the wish is not kept, only the next page shows it.
                let _ = set_theme(theme.to_owned()).await;
            });
        };
        view! { <button name="theme" value=theme on:click=choose>{words}</button> }
    };
    view! {
        <form action="/api/theme/set" method="post" class=style::theme>
            <span>"Look"</span>
            {choice("system", "As my device")}
            {choice("light", "Light")}
            {choice("dark", "Dark")}
        </form>
    }
}

fn force(theme: &str) {
    let Some(root) = document().document_element() else {
        return;
    };
    let _ = match theme {
        "system" => root.remove_attribute("data-theme"),
        theme => root.set_attribute("data-theme", theme),
    };
}
