//! The foot of the page: promises, and what one looks for last.

use leptos::prelude::*;
use ui::PAGE;

use super::style;

/// Four promises and the theme.
#[component]
pub fn Foot() -> impl IntoView {
    view! {
        <footer class=style::foot>
            <div class=format!("{PAGE} {}", style::promises)>
                <p><strong>"Leaves the day you order"</strong><span>"before 14:00 on working days"</span></p>
                <p><strong>"30 days to return"</strong><span>"no reason needed"</span></p>
                <p><strong>"Pay as you like"</strong><span>"card or bank transfer"</span></p>
                <p><strong>"No account needed"</strong><span>"a secret link shows your order"</span></p>
            </div>
            <div class=format!("{PAGE} {}", style::small)>
                <form action="/theme" method="post" class=style::theme>
                    <span>"Look"</span>
                    <button name="theme" value="system">"As my device"</button>
                    <button name="theme" value="light">"Light"</button>
                    <button name="theme" value="dark">"Dark"</button>
                </form>
            </div>
        </footer>
    }
    .into_any()
}
